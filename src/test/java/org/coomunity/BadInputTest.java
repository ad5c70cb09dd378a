package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

  private static Row row(
      String what, String who, String door, String body, int status, String code, String field) {
    return new Row(what, who, door, body, status, code, field);
  }

  private static Row amount(String what, String json, String code) {
    String body = "{'id':'ID','to':'alma','amount':" + json + "}";
    return row(what, "abel", "POST /payments", body, 422, code, "amount");
  }

  static Stream<Row> amounts() {
    return Stream.of(
        amount("zero", "'0'", "amount_range"),
        amount("zero with decimals", "'0.00'", "amount_range"),
        amount("below zero", "'-1'", "amount_range"),
        amount("too many decimals", "'1.005'", "amount_scale"),
        amount("a number", "1.5", "amount_format"),
        amount("an exponent", "'1e3'", "amount_format"),
        amount("a comma", "'1,50'", "amount_format"),
        amount("no figure", "''", "amount_format"),
        amount("Arabic digits", "'١٢'", "amount_format"),
        amount("above the most", "'10000000000000.01'", "amount_range"),
        amount("2^63", "'9223372036854775808'", "amount_range"),
        amount("2^64 in minor units", "'184467440737095516.16'", "amount_range"),
        amount("true", "true", "field_format"),
        amount("a list", "['1']", "field_format"),
        amount("nothing", "null", "field_missing"));
  }

  static Stream<Row> people() {
    String pay = "POST /payments";
    String one = "'id':'ID','amount':'1.00'";
    return Stream.of(
        row("oneself", "abel", pay, "{" + one + ",'to':'abel'}", 422, "same_account", "to"),
        row("nobody", "abel", pay, "{" + one + ",'to':'zoe'}", 404, "member_unknown", ""),
        row("SQL", "abel", pay, "{" + one + ",'to':'; drop table'}", 404, "member_unknown", ""),
        row("a neighbour", "abel", pay, "{" + one + ",'to':'berto'}", 404, "member_unknown", ""),
        row("no payee", "abel", pay, "{" + one + "}", 422, "field_missing", "to"),
        row(
            "another unit",
            "abel",
            pay,
            "{" + one + ",'to':'alma','currency':'EURO'}",
            422,
            "wrong_currency",
            "currency"),
        row(
            "in another's name",
            "abel",
            pay,
            "{" + one + ",'to':'ada','from':'alma'}",
            403,
            "not_allowed",
            ""),
        row(
            "for a listing of a neighbour",
            "abel",
            pay,
            "{" + one + ",'to':'alma','listing':'[listings@beta]'}",
            409,
            "listing_gone",
            "listing"),
        row(
            "an identifier of 1970",
            "abel",
            pay,
            "{'id':'00000000-0001-7000-8000-000000000001','to':'alma','amount':'1.00'}",
            422,
            "id_time",
            ""),
        row(
            "past the limit",
            "abel",
            pay,
            "{'id':'ID','to':'alma','amount':'9000.00'}",
            409,
            "credit_limit",
            ""),
        row(
            "asking oneself",
            "abel",
            "POST /payment-requests",
            "{'from':'abel','amount':'1.00'}",
            422,
            "same_account",
            "from"),
        row(
            "a trade with oneself",
            "abel",
            "POST /trades",
            "{'buyer':'abel','seller':'abel','amount':'1.00'}",
            422,
            "same_account",
            "seller"),
        row(
            "a trade of two others",
            "ada",
            "POST /trades",
            "{'buyer':'abel','seller':'alma','amount':'1.00'}",
            403,
            "not_allowed",
            ""));
  }

  static Stream<Row> things() {
    String trade = "/trades/[trades@alfa]";
    return Stream.of(
        row("a stranger's trade", "ada", "GET " + trade, "", 404, "not_found", ""),
        row("accepting it", "ada", "POST " + trade + "/accept", "", 404, "not_found", ""),
        row(
            "accepting one's own offer",
            "alma",
            "POST " + trade + "/accept",
            "",
            403,
            "not_allowed",
            ""),
        row(
            "completing what is not accepted",
            "alma",
            "POST " + trade + "/complete",
            "",
            409,
            "wrong_state",
            ""),
        row(
            "rating before it is completed",
            "alma",
            "POST " + trade + "/ratings",
            "{'overall':5}",
            409,
            "wrong_state",
            ""),
        row(
            "rating by a stranger",
            "ada",
            "POST " + trade + "/ratings",
            "{'overall':5}",
            404,
            "not_found",
            ""),
        row("a neighbour's trade", "abel", "GET /trades/[trades@beta]", "", 404, "not_found", ""),
        row("a stranger's payment", "ada", "GET /payments/[trades@alfa]", "", 404, "not_found", ""),
        row(
            "a neighbour's payment",
            "abel",
            "GET /payments/[payments@beta]",
            "",
            404,
            "not_found",
            ""),
        row(
            "taking it back",
            "ada",
            "POST /payments/[payments@beta]/reverse",
            "{'reason':'x'}",
            404,
            "not_found",
            ""),
        row(
            "taking back what one paid",
            "alma",
            "POST /payments/[payments@alfa]/reverse",
            "{'reason':'x'}",
            403,
            "not_allowed",
            ""),
        row(
            "taking back too much",
            "abel",
            "POST /payments/[payments@alfa]/reverse",
            "{'amount':'2.01','reason':'x'}",
            422,
            "reversal_range",
            ""),
        row("no identifier at all", "abel", "GET /payments/%27%3Bdrop", "", 404, "not_found", ""),
        row(
            "a listing of 1970",
            "abel",
            "POST /listings",
            "{'side':'offer','kind':'GIFT','category':'food','title':'x',"
                + "'expiresAt':'1970-01-01T00:00:00Z'}",
            422,
            "expiry_past",
            "expiresAt"),
        row(
            "a shelf that is not there",
            "abel",
            "POST /listings",
            "{'side':'offer','kind':'GIFT','category':'weapons','title':'x'}",
            422,
            "category_unknown",
            "category"),
        row(
            "an order that is not there",
            "abel",
            "GET /listings?sort=price;drop",
            "",
            422,
            "field_format",
            "sort"),
        row("a page of nothing", "abel", "GET /listings?limit=0", "", 422, "field_range", "limit"),
        row("a page of all", "abel", "GET /trades?limit=101", "", 422, "field_range", "limit"),
        row(
            "a cursor of one's own",
            "abel",
            "GET /payment-requests?cursor=x",
            "",
            422,
            "field_format",
            "cursor"),
        row(
            "a month without a 30th",
            "abel",
            "GET /accounts/abel?at=2026-02-30T00:00:00Z",
            "",
            422,
            "field_format",
            "at"),
        row(
            "a rule for members only of the admin",
            "abel",
            "PATCH /policy",
            "{'fundRate':'0.05'}",
            403,
            "not_allowed",
            ""),
        row(
            "half of it to the fund",
            "ada",
            "PATCH /policy",
            "{'fundRate':'0.5'}",
            422,
            "policy_value",
            "fundRate"));
  }

  static Stream<Row> bodies() {
    String pay = "POST /payments";
    return Stream.of(
        row(
            "an unknown field",
            "abel",
            pay,
            "{'to':'alma','amount':'1','tip':'1'}",
            422,
            "unknown_field",
            "tip"),
        row(
            "a key twice",
            "abel",
            pay,
            "{'to':'alma','amount':'1','amount':'2'}",
            400,
            "bad_json",
            ""),
        row(
            "a lone surrogate",
            "abel",
            pay,
            "{'to':'alma','amount':'1','concept':'\\ud800'}",
            400,
            "bad_json",
            ""),
        row(
            "a NUL",
            "abel",
            pay,
            "{'to':'alma','amount':'1','concept':'\\u0000'}",
            400,
            "bad_json",
            ""),
        row(
            "too deep",
            "abel",
            pay,
            "{'to':" + "[".repeat(40) + "]".repeat(40) + "}",
            400,
            "bad_json",
            ""),
        row("half of it", "abel", pay, "{'to':'alma',", 400, "bad_json", ""),
        row("more than it", "abel", pay, "{'to':'alma','amount':'1'} {}", 400, "bad_json", ""),
        row("a list", "abel", pay, "[]", 422, "field_format", "body"),
        row("null", "abel", pay, "null", 422, "field_missing", "body"),
        row(
            "a novel",
            "abel",
            pay,
            "{'to':'alma','amount':'1','concept':'" + "x".repeat(2_001) + "'}",
            422,
            "field_length",
            "concept"),
        row(
            "too much of it",
            "abel",
            pay,
            "{'to':'alma','amount':'1','concept':'" + "x".repeat(300_000) + "'}",
            413,
            "body_too_large",
            ""),
        row("nobody who asks", "", pay, "{'to':'alma','amount':'1'}", 401, "not_signed_in", ""),
        row(
            "a neighbour who asks",
            "berto",
            pay,
            "{'to':'alma','amount':'1'}",
            404,
            "community_unknown",
            ""));
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
    return filled;
  }

  private static UUID fresh() {
    return Uuid7.at(Instant.now());
  }

  @ParameterizedTest
  @MethodSource({"amounts", "people", "things", "bodies"})
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
