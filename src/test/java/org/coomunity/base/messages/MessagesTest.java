package org.coomunity.base.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Unit;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final Messages MESSAGES = new Messages();
  private static final Unit LUKA = new Unit("LUKA", "Lükas", "Ł", 2);

  @Test
  void every_refusal_has_a_sentence_of_its_own_in_each_language() {
    for (Language language : MESSAGES.languages()) {
      List<String> sentences =
          Arrays.stream(Refusal.values())
              .map(refusal -> MESSAGES.sentence(refusal, Map.of(), language))
              .toList();
      assertThat(sentences).doesNotHaveDuplicates().allMatch(s -> s.length() > 10);
      assertThat(Arrays.stream(Refusal.values()).map(r -> "refusal." + r.code()))
          .allMatch(MESSAGES::knows);
    }
  }

  @Test
  void every_text_can_be_read_and_no_placeholder_is_left_in_it() {
    for (Language language : MESSAGES.languages()) {
      for (String key : MESSAGES.keys()) {
        assertThat(MESSAGES.knows(key)).as(key).isTrue();
        MESSAGES.compile(language, key);
        assertThat(MESSAGES.text(language, key, Map.of("n", 2))).as(key).isNotBlank();
        assertThat(MESSAGES.text(language, key)).as(key).isNotBlank();
      }
    }
  }

  @Test
  void a_message_counts_in_the_way_of_its_language() {
    Messages messages =
        of(
            ".input {$n :number}\n.match $n\none {{{$n} persona}}\n* {{{$n} personas}}",
            "Hola {$who}");
    assertThat(messages.text(Language.ES, "n", Map.of("n", 1))).isEqualTo("1 persona");
    assertThat(messages.text(Language.ES, "n", Map.of("n", 12))).isEqualTo("12 personas");
    assertThat(messages.text(Language.ES, "w", Map.of("who", "Ana"))).isEqualTo("Hola Ana");
  }

  @Test
  void a_name_that_runs_the_other_way_is_set_apart() {
    assertThat(of("x", "Hola {$who}").text(Language.ES, "w", Map.of("who", "سلمى")))
        .isEqualTo("Hola \u2068سلمى\u2069");
  }

  @Test
  void what_is_missing_shows_and_never_throws() {
    Messages messages = of("x", "Hola {$who}");
    assertThat(messages.text(Language.ES, "w")).isEqualTo("Hola {$who}");
    assertThat(of("", ".input {$n :number}\n.match $n\n* {{a}}").text(Language.ES, "w"))
        .isEqualTo("⟨w⟩");
    assertThat(messages.text(Language.ES, "a.b")).isEqualTo("⟨b⟩");
    assertThat(messages.text(Language.FR, "w", Map.of("who", "Zoé"))).isEqualTo("Hola Zoé");
  }

  @Test
  void one_key_stands_in_one_module_only() {
    assertThatThrownBy(() ->
            new Messages(
                Map.of(Language.ES, Map.of("web", Map.of("a", "x"), "market", Map.of("a", "y")))))
        .hasMessageContaining("two texts for a");
  }

  @Test
  void amounts_numbers_and_dates_look_native() {
    assertThat(MESSAGES.amount(Language.ES, LUKA, 123450)).isEqualTo("1.234,50\u00a0Lükas");
    assertThat(MESSAGES.amount(Language.EN, LUKA, -300)).isEqualTo("-3\u00a0Lükas");
    assertThat(MESSAGES.number(Language.ES, 0.456, 2)).isEqualTo("0,46");
    assertThat(MESSAGES.percent(Language.ES, 0.02)).isEqualTo("2\u00a0%");
    Instant now = Instant.parse("2026-11-24T12:00:00Z");
    assertThat(MESSAGES.day(Language.ES, now)).isEqualTo("24 de noviembre de 2026");
    assertThat(MESSAGES.ago(Language.ES, now.minus(Duration.ofDays(3)), now))
        .isEqualTo("hace 3 días");
    assertThat(MESSAGES.ago(Language.EN, now.plus(Duration.ofHours(2)), now))
        .isEqualTo("in 2 hours");
    assertThat(MESSAGES.list(Language.ES, List.of("Ana", "Beto", "Caro")))
        .isEqualTo("Ana, Beto y Caro");
  }

  private static Messages of(String n, String w) {
    return new Messages(Map.of(Language.ES, Map.of("web", Map.of("n", n, "w", w))));
  }

  @Test
  void a_moment_is_told_in_the_time_of_a_country_and_a_while_in_hours() {
    Instant noon = Instant.parse("2026-11-29T17:10:00Z");
    assertThat(MESSAGES.moment(Language.DE, noon, MESSAGES.zone("CO")))
        .isEqualTo("29. November 2026 um 12:10");
    assertThat(MESSAGES.zoneName(Language.ES, MESSAGES.zone("CO"))).isEqualTo("hora de Colombia");
    assertThat(MESSAGES.lasts(Language.ES, 45)).isEqualTo("45 minutos");
    assertThat(MESSAGES.lasts(Language.ES, 120)).isEqualTo("2 horas");
    assertThat(MESSAGES.lasts(Language.EN, 90)).isEqualTo("1 hour, 30 minutes");
  }
}
