package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coomunity.base.kernel.Uuid7;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bad input and what it is answered, as a table over the whole platform. Abel and Alma of `alfa`
/// are those who try; nothing of it may move anything.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
  private static final Pattern MANY = Pattern.compile("<(.)\\*([0-9]+)>");

  private final TwoTowns towns = new TwoTowns();

  @AfterAll
  void close() {
    towns.close();
  }

  /// A row of the table.
  ///
  /// @param body with `'` for quotes, `ID` for a fresh identifier, `[thing@town]` for something
  ///   that is there; empty for none
  /// @param field the field the answer names; empty for none
  record Row(
      String what, String who, String door, String body, int status, String code, String field) {
    @Override
    public String toString() {
      return what + " -> " + status + " " + code + (field.isEmpty() ? "" : " " + field);
    }
  }

  static Stream<Row> table() throws IOException {
    try (InputStream in = BadInputTest.class.getResourceAsStream("/bad-input.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(BadInputTest::row);
    }
  }

  private static Row row(String line) {
    String[] cells = line.split(" \\| ", -1);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i].equals("-") ? "" : cells[i];
    }
    int status = Integer.parseInt(cells[4]);
    return new Row(cells[0], cells[1], cells[2], cells[3], status, cells[5], cells[6]);
  }

  private String balances() {
    StringBuilder balances = new StringBuilder();
    for (String who : List.of("ada", "abel", "alma")) {
      JsonNode account = towns.read(who, TwoTowns.in(TwoTowns.ALFA, "/accounts/" + who));
      balances.append(account.path("balance")).append(account.path("reservedOut")).append(' ');
    }
    return balances.toString();
  }

  private String filled(String text) {
    String filled = text.replace('\'', '"').replace("\"ID\"", "\"" + fresh() + "\"");
    for (String slug : List.of(TwoTowns.ALFA, TwoTowns.BETA)) {
      for (Map.Entry<String, String> thing : towns.of(slug).ids().entrySet()) {
        filled = filled.replace("[" + thing.getKey() + "@" + slug + "]", thing.getValue());
      }
    }
    Matcher many = MANY.matcher(filled);
    return many.replaceAll(
        found -> Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))));
  }

  private static UUID fresh() {
    return Uuid7.at(InstantSource.system().instant());
  }

  @ParameterizedTest
  @MethodSource("table")
  void bad_input_gets_its_code_and_moves_nothing(Row row) {
    String before = balances();
    String[] door = row.door().split(" ", 2);
    TwoTowns.Answer answer =
        towns.send(
            door[0],
            row.who().isEmpty() ? null : row.who(),
            TwoTowns.in(TwoTowns.ALFA, filled(door[1])),
            row.body().isEmpty() ? null : filled(row.body()));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(row.status());
    assertThat(answer.code()).isEqualTo(row.code());
    assertThat(answer.body().path("detail").asText()).isNotBlank();
    assertThat(answer.body().path("traceId").asText()).isNotBlank();
    if (!row.field().isEmpty()) {
      JsonNode errors = answer.body().path("errors");
      String named =
          errors.isEmpty()
              ? answer.body().path("field").asText()
              : errors.get(0).path("field").asText();
      assertThat(named).isEqualTo(row.field());
    }
    if (row.code().equals("bad_json")) {
      assertThat(answer.body().path("line").asInt()).isPositive();
      assertThat(answer.body().path("column").asInt()).isPositive();
    }
    assertThat(balances()).isEqualTo(before);
  }

  @Test
  void bytes_that_are_no_utf8_are_no_json() {
    byte[] bytes =
        "{\"to\":\"alma\",\"amount\":\"1\",\"concept\":\"?\"}"
            .getBytes(StandardCharsets.ISO_8859_1);
    bytes[bytes.length - 3] = (byte) 0xE9;
    TwoTowns.Answer answer =
        towns.send("POST", "abel", TwoTowns.in(TwoTowns.ALFA, "/payments"), bytes);
    assertThat(answer.code()).isEqualTo("bad_json");
    assertThat(answer.body().path("column").asInt()).isEqualTo(bytes.length - 2);
  }

  private Map<String, Object> draft(UUID id, String amount) {
    return Map.of("id", id, "to", "alma", "amount", amount, "concept", "pan");
  }

  @Test
  void what_failed_on_the_limit_fails_again_and_a_new_identifier_is_needed() {
    String pay = TwoTowns.in(TwoTowns.ALFA, "/payments");
    UUID id = fresh();
    TwoTowns.Answer no = towns.send("POST", "abel", pay, draft(id, "500.00"));
    assertThat(no.code()).isEqualTo("credit_limit");
    assertThat(no.body().path("limit").asText()).isEqualTo("50.00");
    assertThat(no.body().path("available").asText()).matches("[0-9]+\\.[0-9]{2}");
    assertThat(no.body().has("retired")).isFalse();
    TwoTowns.Answer again = towns.send("POST", "abel", pay, draft(id, "500.00"));
    assertThat(again.code()).isEqualTo("credit_limit");
    assertThat(again.body().path("retired").asBoolean()).isTrue();
  }

  @Test
  void a_repeat_is_the_first_answer_and_another_body_a_conflict() {
    String pay = TwoTowns.in(TwoTowns.ALFA, "/payments");
    UUID id = fresh();
    TwoTowns.Answer first = towns.send("POST", "ada", pay, draft(id, "0.01"));
    TwoTowns.Answer again = towns.send("POST", "ada", pay, draft(id, "0.01"));
    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.replay()).isTrue();
    assertThat(again.body()).isEqualTo(first.body());
    TwoTowns.Answer other = towns.send("POST", "ada", pay, draft(id, "0.02"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.code()).isEqualTo("idempotency_conflict");
    assertThat(other.body().path("field").asText()).isEqualTo("amount");
  }

  @Test
  void who_left_can_no_longer_be_paid() {
    towns.joined(TwoTowns.ALFA, "asa");
    String path = TwoTowns.in(TwoTowns.ALFA, "");
    towns.ok("POST", "asa", path + "/leave", Map.of("farewell", "settle"));
    TwoTowns.Answer answer =
        towns.send("POST", "abel", path + "/payments", Map.of("to", "asa", "amount", "1.00"));
    assertThat(answer.code()).isEqualTo("member_unknown");
    assertThat(towns.send("GET", "asa", path + "/policy", null).status()).isEqualTo(404);
  }

  @Test
  void every_reason_for_a_no_is_listed_in_both_languages() {
    JsonNode refusals = towns.send("GET", null, "/refusals", null).body();
    assertThat(refusals.toString())
        .contains("credit_limit", "idempotency_conflict", "reversal_range", "wrong_currency");
  }
}
