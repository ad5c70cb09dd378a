package org.coomunity.people.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a handle, a profile, a consent and a setting must be.
class MemberRulesTest {
  private static final Instant TODAY = Instant.parse("2026-11-25T12:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"lu", "luz-marina", "luz_2", "7ina", "abcdefghijklmnopqrstuvwxyz0123"})
  void a_handle_is_short_and_plain(String handle) {
    assertThat(MemberRules.handle(handle)).isEqualTo(handle);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "l",
        "Luz",
        "luz marina",
        "-luz",
        "_luz",
        "tomás",
        "a@b",
        "abcdefghijklmnopqrstuvwxyz01234",
        "luz\n"
      })
  void anything_else_is_no_handle(String handle) {
    assertThatThrownBy(() -> MemberRules.handle(handle)).hasMessage("handle_format");
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "admin", "fondo", "escrow", "me"})
  void nobody_looks_like_the_platform(String handle) {
    assertThatThrownBy(() -> MemberRules.handle(handle)).hasMessage("handle_taken");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "luz@example.org,      true",
    "a.b+c@sub.example.co, true",
    "luz@example,          false",
    "luz@@example.org,     false",
    "luz @example.org,     false",
    "@example.org,         false",
    "luz@example.o,        false",
  })
  void an_address_can_be_written_to(String email, boolean good) {
    if (good) {
      assertThat(MemberRules.email(email)).isEqualTo(email);
    } else {
      assertThatThrownBy(() -> MemberRules.email(email)).hasMessage("email_format");
    }
  }

  @Test
  void no_address_is_no_address() {
    assertThat(MemberRules.email(null)).isNull();
    assertThat(MemberRules.email("  ")).isNull();
  }

  @Test
  void whoever_joins_is_eighteen_today() {
    assertThat(MemberRules.born(LocalDate.of(2008, 11, 25), TODAY)).isNotNull();
    assertThatThrownBy(() -> MemberRules.born(LocalDate.of(2008, 11, 26), TODAY))
        .hasMessage("too_young");
    assertThatThrownBy(() -> MemberRules.born(LocalDate.of(1896, 11, 24), TODAY))
        .hasMessage("field_range");
  }

  @Test
  void the_terms_are_needed_to_join_and_stay_while_one_is_a_member() {
    assertThatThrownBy(() -> MemberRules.joining(Map.of("analytics", true)))
        .hasMessage("consent_missing");
    assertThat(MemberRules.joining(Map.of("terms", true, "mails", false))).hasSize(2);
    assertThatThrownBy(() -> MemberRules.changing(Map.of("terms", false)))
        .hasMessage("consent_missing");
    assertThat(MemberRules.changing(Map.of("mails", true))).hasSize(1);
    assertThatThrownBy(() -> MemberRules.changing(Map.of("spam", true)))
        .hasMessage("unknown_field");
  }

  @Test
  void settings_have_known_keys_and_values() {
    assertThat(SettingRules.checked(Map.of("theme", "dark"))).containsEntry("theme", "dark");
    assertThatThrownBy(() -> SettingRules.checked(Map.of("theme", "pink")))
        .hasMessage("field_format");
    assertThatThrownBy(() -> SettingRules.checked(Map.of("colour", "dark")))
        .hasMessage("unknown_field");
  }

  @Test
  void words_are_counted_as_people_count_them() {
    assertThat(MemberRules.words(" 🌱🌱 ", 1, 2, "text")).isEqualTo("🌱🌱");
    assertThatThrownBy(() -> MemberRules.words("🌱🌱🌱", 1, 2, "text")).hasMessage("field_length");
    assertThatThrownBy(() -> MemberRules.words("a\u0007b", 1, 9, "text"))
        .hasMessage("field_format");
    assertThat(MemberRules.words("a\nb", 1, 9, "text")).isEqualTo("a\nb");
  }

  @Test
  void skills_are_few_short_and_named_once() {
    assertThat(MemberRules.tags(List.of("telar", " telar ", "pan"), "skills"))
        .containsExactly("telar", "pan");
    assertThatThrownBy(() -> MemberRules.tags(Collections.nCopies(21, "pan"), "skills"))
        .hasMessage("field_length");
    assertThatThrownBy(() -> MemberRules.tags(List.of("x".repeat(41)), "skills"))
        .hasMessage("field_length");
  }

  @Test
  void languages_are_tags() {
    assertThat(MemberRules.languages(List.of("es", "quz-PE"))).containsExactly("es", "quz-PE");
    assertThatThrownBy(() -> MemberRules.languages(List.of("!!"))).hasMessage("language_unknown");
    assertThatThrownBy(() -> MemberRules.language("tlh")).hasMessage("language_unknown");
  }

  @Test
  void a_place_is_rounded_to_about_a_kilometre_and_on_the_map() {
    assertThat(new Place(4.60971, -74.08175).rough()).isEqualTo(new Place(4.61, -74.08));
    assertThatThrownBy(() -> new Place(91, 0)).hasMessage("place_range");
    assertThatThrownBy(() -> new Place(0, Double.NaN)).hasMessage("place_range");
  }

  @Test
  void what_somebody_types_as_their_handle_is_never_long() {
    assertThat(MemberRules.named("x".repeat(100_000))).hasSize(31);
    assertThat(MemberRules.named(" luz ")).isEqualTo("luz");
  }
}
