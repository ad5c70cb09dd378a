package org.coomunity.people.announcements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What an announcement must be, how many there may be, and whom it tells.
class AnnouncementRulesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static void assertRefused(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            Refused.class, no -> assertThat(no.refusal().code()).isEqualTo(code));
  }

  @Test
  void words_are_bounded_by_what_people_count_and_turn_no_direction() {
    assertThat(AnnouncementRules.title(" 🌱".repeat(60).strip())).hasSize(179);
    assertThat(AnnouncementRules.text("uno\r\ndos")).isEqualTo("uno\ndos");
    assertThat(AnnouncementRules.title("Feria\u202eairef\u2066")).isEqualTo("Feriaairef");
    assertRefused("field_length", () -> AnnouncementRules.title(" \u202e "));
    assertRefused("field_length", () -> AnnouncementRules.title("a".repeat(121)));
    assertRefused("field_length", () -> AnnouncementRules.text("a".repeat(4_001)));
    assertRefused("field_format", () -> AnnouncementRules.title("dos\nrenglones"));
    assertRefused("field_format", () -> AnnouncementRules.text("a\u0000b"));
  }

  @Test
  void a_last_day_is_still_to_come_and_not_too_far() {
    assertThat(AnnouncementRules.until(null, NOW)).isNull();
    assertThat(AnnouncementRules.until(NOW.plusSeconds(1), NOW)).isEqualTo(NOW.plusSeconds(1));
    assertRefused("expiry_past", () -> AnnouncementRules.until(NOW, NOW));
    assertRefused(
        "field_range", () -> AnnouncementRules.until(NOW.plus(Duration.ofDays(731)), NOW));
    assertThat(AnnouncementRules.language(null, Language.AR)).isEqualTo("ar");
    assertRefused("language_unknown", () -> AnnouncementRules.language("xx", Language.ES));
  }

  @Test
  void the_twenty_first_of_a_day_waits_until_the_first_is_a_day_old() {
    List<Instant> times = new ArrayList<>();
    for (int n = 0; n < 19; n++) {
      times.add(NOW.minusSeconds(n));
    }
    AnnouncementRules.oneMore(times, NOW);
    times.add(NOW.minus(Duration.ofHours(23)));
    assertThatThrownBy(() -> AnnouncementRules.oneMore(times, NOW))
        .isInstanceOfSatisfying(
            Refused.class,
            no -> {
              assertThat(no.refusal().code()).isEqualTo("too_many_today");
              assertThat(no.details()).containsEntry("retryAfter", 3_600L);
            });
    AnnouncementRules.onePinned(2);
    assertRefused("too_many_pinned", () -> AnnouncementRules.onePinned(3));
  }

  @Test
  void it_tells_those_who_were_there_and_did_not_write_it_while_it_holds() {
    Instant joined = NOW.minus(Duration.ofDays(10));
    assertThat(AnnouncementRules.tells(row(NOW.minusSeconds(9), null), 2, joined, NOW)).isTrue();
    assertThat(AnnouncementRules.tells(row(NOW.minusSeconds(9), null), 1, joined, NOW)).isFalse();
    assertThat(AnnouncementRules.tells(row(joined.minusSeconds(1), null), 2, joined, NOW))
        .isFalse();
    assertThat(AnnouncementRules.tells(row(NOW.minusSeconds(9), NOW), 2, joined, NOW)).isFalse();
    assertThat(
            AnnouncementRules.tells(
                row(NOW.minus(Duration.ofDays(91)), null), 2, Instant.EPOCH, NOW))
        .isFalse();
  }

  private static AnnouncementsStore.Row row(Instant at, @Nullable Instant until) {
    return new AnnouncementsStore.Row(
        new UUID(1, 1), 1, "Feria", "El sábado", "es", false, until, "{}", at, null, null);
  }
}
