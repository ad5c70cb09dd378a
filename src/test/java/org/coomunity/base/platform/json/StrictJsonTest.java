package org.coomunity.base.platform.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Refused.FieldFault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  enum Color {
    RED,
    GREEN
  }

  record Item(int count, Color color) {}

  record Order(
      String name, @Nullable UUID id, Optional<Instant> at, List<Item> items, boolean quick) {}

  record Times(Instant at, LocalDate day, Duration life, MemberId who, Map<String, Integer> bag) {}

  record ShortName(String name) {
    ShortName {
      if (name.length() > 3) {
        throw Refused.field(Refusal.FIELD_LENGTH, "name");
      }
    }
  }

  record Holder(ShortName inner) {}

  record Figure(long value, double ratio) {}

  private static Refused refused(String json, Class<?> type) {
    return refused(json.getBytes(UTF_8), type);
  }

  private static Refused refused(byte[] json, Class<?> type) {
    return catchThrowableOfType(Refused.class, () -> StrictJson.read(json, type));
  }

  @Test
  void a_whole_body_is_read() {
    Order order =
        StrictJson.read(
            """
            {"name":"Ünë \\ud83d\\ude00","items":[{"count":2,"color":"RED"}],"quick":true,"id":null}
            """
                .getBytes(UTF_8),
            Order.class);
    assertThat(order.name()).isEqualTo("Ünë 😀");
    assertThat(order.id()).isNull();
    assertThat(order.at()).isEmpty();
    assertThat(order.items()).containsExactly(new Item(2, Color.RED));
  }

  @Test
  void times_and_identifiers_are_text() {
    Times times =
        StrictJson.read(
            """
            {"at":"2026-01-02T03:04:05+01:00","day":"2026-01-02","life":"P7D",
             "who":"00000000-0000-0001-0000-000000000002","bag":{"a":1}}
            """
                .getBytes(UTF_8),
            Times.class);
    assertThat(times.at()).isEqualTo("2026-01-02T02:04:05Z");
    assertThat(times.who()).isEqualTo(new MemberId(new UUID(1, 2)));
    Refused refused =
        refused(
            "{\"at\":17,\"day\":[2026,1,2],\"life\":7,\"who\":\"AAAAAAAAAAEAAAAAAAAAAg==\",\"bag\":{\"a\":\"1\"}}",
            Times.class);
    assertThat(refused.faults())
        .extracting(FieldFault::field)
        .containsExactlyInAnyOrder("at", "day", "life", "who", "bag.a");
    assertThat(refused.refusal()).isEqualTo(Refusal.FIELD_FORMAT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name":"a"               | 1 | 12
          {"name":"a","name":"b"}   | 1 | 19
          nonsense                  | 1 | 1
          {"name":"\\ud800"}        | 1 | 10
          {"name":"\\ud800x"}       | 1 | 10
          {"name":"\\udc00\\ud800"} | 1 | 10
          {"name":"a\\u0000"}       | 1 | 11
          {"name":"\\uZZZZ"}        | 1 | 12
          """)
  void malformed_text_is_bad_json_with_its_place(String json, int line, int column) {
    Refused refused = refused(json, Order.class);
    assertThat(refused.refusal()).isEqualTo(Refusal.BAD_JSON);
    assertThat(refused.details().get("line")).isEqualTo(line);
    assertThat(Objects.requireNonNull((Integer) refused.details().get("column")))
        .isBetween(column - 1, column + 2);
  }

  @Test
  void the_line_is_that_of_the_fault() {
    assertThat(refused("{\n\"name\":\n  \"\\udc00\"}", Order.class).details())
        .containsEntry("line", 3)
        .containsEntry("column", 4);
    assertThat(refused("{\n\"name\": tru}", Order.class).details()).containsEntry("line", 2);
  }

  @Test
  void an_escaped_backslash_before_a_u_is_no_escape() {
    assertThat(StrictJson.read("{\"name\":\"\\\\u0\"}".getBytes(UTF_8), ShortName.class).name())
        .isEqualTo("\\u0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "[]x", "{} {}", "{\"name\":\"\u0001\"}", "\uFEFF{}", "'a'"})
  void what_is_not_json_at_all_is_bad_json(String json) {
    assertThat(refused(json, Order.class).refusal()).isEqualTo(Refusal.BAD_JSON);
  }

  @Test
  void bytes_that_are_not_utf_8_are_bad_json() {
    byte[] latin = "{\"name\":\"año\"}".getBytes(ISO_8859_1);
    Refused refused = refused(latin, Order.class);
    assertThat(refused.refusal()).isEqualTo(Refusal.BAD_JSON);
    assertThat(refused.details()).containsEntry("line", 1).containsEntry("column", 11);
  }

  @Test
  void depth_over_32_is_bad_json() {
    String deep = "{\"items\":" + "[".repeat(40) + "]".repeat(40) + "}";
    assertThat(refused(deep, Order.class).refusal()).isEqualTo(Refusal.BAD_JSON);
    assertThat(refused("[".repeat(100_000), Order.class).refusal()).isEqualTo(Refusal.BAD_JSON);
  }

  @Test
  void unknown_fields_come_first_and_all_faults_are_named() {
    Refused refused =
        refused(
            "{\"nome\":\"x\",\"items\":[{\"count\":\"2\",\"color\":\"BLUE\",\"size\":1},null],\"quick\":null}",
            Order.class);
    assertThat(refused.refusal()).isEqualTo(Refusal.UNKNOWN_FIELD);
    assertThat(refused.faults())
        .containsExactlyInAnyOrder(
            new FieldFault("nome", Refusal.UNKNOWN_FIELD),
            new FieldFault("items[0].size", Refusal.UNKNOWN_FIELD),
            new FieldFault("name", Refusal.FIELD_MISSING),
            new FieldFault("items[0].count", Refusal.FIELD_FORMAT),
            new FieldFault("items[0].color", Refusal.FIELD_FORMAT),
            new FieldFault("items[1]", Refusal.FIELD_FORMAT),
            new FieldFault("quick", Refusal.FIELD_MISSING));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"items":[],"quick":true}                       | name  | FIELD_MISSING
          {"name":null,"items":[],"quick":true}           | name  | FIELD_MISSING
          {"name":7,"items":[],"quick":true}              | name  | FIELD_FORMAT
          {"name":"a","items":{},"quick":true}            | items | FIELD_FORMAT
          {"name":"a","items":[]}                         | quick | FIELD_MISSING
          {"name":"a","items":[],"quick":"yes"}           | quick | FIELD_FORMAT
          {"name":"a","items":[],"quick":true,"id":"1-1"} | id    | FIELD_FORMAT
          {"name":"a","items":[],"quick":true,"id":""}    | id    | FIELD_FORMAT
          {"name":"a","items":[],"quick":true,"at":""}    | at    | FIELD_FORMAT
          {"name":"a","items":[],"quick":true,"at":"+999999999-01-01T00:00:00Z"} | at | FIELD_FORMAT
          """)
  void one_fault_is_named(String json, String field, Refusal code) {
    assertThat(refused(json, Order.class).faults()).containsExactly(new FieldFault(field, code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"value\":9223372036854775808,\"ratio\":1}",
        "{\"value\":1.5,\"ratio\":1}",
        "{\"value\":\"1\",\"ratio\":1}",
        "{\"value\":1e2,\"ratio\":1}",
        "{\"value\":1,\"ratio\":\"NaN\"}",
        "{\"value\":1,\"ratio\":1e999}",
        "{\"value\":1,\"ratio\":true}"
      })
  void numbers_are_numbers_of_their_kind(String json) {
    assertThat(refused(json, Figure.class).refusal()).isEqualTo(Refusal.FIELD_FORMAT);
  }

  @Test
  void a_refusal_of_a_record_is_kept() {
    assertThat(refused("{\"inner\":{\"name\":\"long\"}}", Holder.class).faults())
        .containsExactly(new FieldFault("name", Refusal.FIELD_LENGTH));
  }

  @Test
  void a_body_that_is_no_object_is_refused() {
    assertThat(refused("[]", Order.class).faults())
        .containsExactly(new FieldFault("body", Refusal.FIELD_FORMAT));
    assertThat(refused("null", Order.class).refusal().status()).isEqualTo(422);
  }

  @Test
  void lists_are_bounded() {
    byte[] two = "[{\"name\":\"a\"},{\"name\":\"b\"}]".getBytes(UTF_8);
    assertThat(StrictJson.readList(two, ShortName.class, 2)).hasSize(2);
    Refused refused =
        catchThrowableOfType(Refused.class, () -> StrictJson.readList(two, ShortName.class, 1));
    assertThat(refused.refusal()).isEqualTo(Refusal.FIELD_LENGTH);
  }

  @Test
  void what_we_write_we_can_read() {
    Times times =
        new Times(
            Instant.parse("2026-01-02T02:04:05Z"),
            LocalDate.of(2026, 1, 2),
            Duration.ofDays(7),
            new MemberId(new UUID(1, 2)),
            Map.of("a", 1));
    assertThat(Json.read(Json.write(times), Times.class)).isEqualTo(times);
    assertThat(Json.write(new Order("a", null, Optional.empty(), List.of(), true)))
        .isEqualTo("{\"name\":\"a\",\"items\":[],\"quick\":true}");
  }
}
