package org.coomunity.people.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.messages.Messages;
import org.coomunity.people.notices.Choices.Quiet;
import org.junit.jupiter.api.Test;

class DeliveryRulesTest {
  private static final ZoneId BOGOTA = ZoneId.of("America/Bogota"); // five hours behind
  private static final Optional<Quiet> NIGHT = Optional.of(new Quiet(22, 7));
  private static final Instant THURSDAY_NOON = Instant.parse("2026-11-26T17:00:00Z");

  private static Optional<Instant> mail(MailRhythm rhythm, String now, Optional<Quiet> quiet) {
    return DeliveryRules.mail(rhythm, Instant.parse(now), BOGOTA, quiet);
  }

  @Test
  void the_letter_of_the_day_goes_in_the_morning_where_its_reader_lives() {
    assertThat(mail(MailRhythm.DAILY, "2026-11-26T17:00:00Z", NIGHT))
        .contains(Instant.parse("2026-11-27T12:30:00Z"));
    assertThat(mail(MailRhythm.DAILY, "2026-11-26T12:29:00Z", NIGHT))
        .contains(Instant.parse("2026-11-26T12:30:00Z"));
    assertThat(mail(MailRhythm.DAILY, "2026-11-26T12:30:00Z", NIGHT))
        .contains(Instant.parse("2026-11-27T12:30:00Z"));
    assertThat(mail(MailRhythm.OFF, "2026-11-26T12:30:00Z", NIGHT)).isEmpty();
  }

  @Test
  void who_sleeps_longer_has_it_when_they_wake() {
    assertThat(mail(MailRhythm.DAILY, "2026-11-26T17:00:00Z", Optional.of(new Quiet(23, 9))))
        .contains(Instant.parse("2026-11-27T14:00:00Z"));
    // the morning is over by the clock, and they still sleep: today, not tomorrow
    assertThat(mail(MailRhythm.DAILY, "2026-11-26T13:00:00Z", Optional.of(new Quiet(23, 9))))
        .contains(Instant.parse("2026-11-26T14:00:00Z"));
  }

  @Test
  void the_letter_of_the_week_goes_on_monday() {
    assertThat(mail(MailRhythm.WEEKLY, "2026-11-26T17:00:00Z", NIGHT))
        .contains(Instant.parse("2026-11-30T12:30:00Z"));
    assertThat(mail(MailRhythm.WEEKLY, "2026-11-30T12:00:00Z", NIGHT))
        .contains(Instant.parse("2026-11-30T12:30:00Z"));
    assertThat(mail(MailRhythm.WEEKLY, "2026-11-30T13:00:00Z", NIGHT))
        .contains(Instant.parse("2026-12-07T12:30:00Z"));
  }

  @Test
  void what_comes_at_once_waits_for_the_end_of_the_night() {
    assertThat(mail(MailRhythm.NOW, "2026-11-26T17:00:00Z", NIGHT))
        .contains(THURSDAY_NOON.plus(DeliveryRules.GRACE));
    assertThat(mail(MailRhythm.NOW, "2026-11-27T04:00:00Z", NIGHT)) // 23:00
        .contains(Instant.parse("2026-11-27T12:00:00Z"));
    assertThat(mail(MailRhythm.NOW, "2026-11-27T04:00:00Z", Optional.empty()))
        .contains(Instant.parse("2026-11-27T04:01:00Z"));
  }

  @Property(tries = 500)
  void whatever_is_quiet_a_moment_is_found_within_a_day_that_is_not(
      @ForAll @IntRange(min = 0, max = 23) int from,
      @ForAll @IntRange(min = 0, max = 23) int to,
      @ForAll @IntRange(min = 0, max = 60 * 24 * 366) int minutes) {
    Optional<Quiet> quiet = from == to ? Optional.empty() : Optional.of(new Quiet(from, to));
    for (String zone : new String[] {"America/Santiago", "Europe/Madrid", "Asia/Kolkata"}) {
      Instant at = THURSDAY_NOON.plus(Duration.ofMinutes(minutes));
      Instant loud = DeliveryRules.loud(at, ZoneId.of(zone), quiet);
      assertThat(loud).isBetween(at, at.plus(Duration.ofHours(25)));
      int hour = loud.atZone(ZoneId.of(zone)).getHour();
      assertThat(quiet.filter(hours -> hours.at(hour))).isEmpty();
      assertThat(DeliveryRules.mail(MailRhythm.DAILY, at, ZoneId.of(zone), quiet).orElseThrow())
          .isBetween(at, at.plus(Duration.ofHours(49)));
    }
  }

  @Test
  void who_chose_nothing_hears_calmly() {
    Choices calm = Choices.of(Map.of());
    assertThat(calm.of(NoticeGroup.TRADES)).isEqualTo(new Choices.Choice(true, MailRhythm.DAILY));
    assertThat(calm.of(NoticeGroup.COMMUNITY).push()).isFalse();
    assertThat(calm.quiet()).contains(new Quiet(22, 7));
    assertThat(calm.zone()).isEmpty();
    Choices loud =
        Choices.of(
            Map.of(
                "push.trades", "off",
                "mail.trades", "weekly",
                "mail.safety", "off",
                "quiet.from", "off",
                "quiet.zone", "Asia/Tokyo"));
    assertThat(loud.of(NoticeGroup.TRADES)).isEqualTo(new Choices.Choice(false, MailRhythm.WEEKLY));
    assertThat(loud.of(NoticeGroup.SAFETY).mail()).isEqualTo(MailRhythm.NOW);
    assertThat(loud.quiet()).isEmpty();
    assertThat(loud.zone()).contains(ZoneId.of("Asia/Tokyo"));
  }

  @Test
  void every_kind_belongs_to_a_group_that_people_understand() {
    assertThat(NoticeGroup.of("trade_messaged")).isEqualTo(NoticeGroup.MESSAGES);
    assertThat(NoticeGroup.of("trade_proposed")).isEqualTo(NoticeGroup.TRADES);
    assertThat(NoticeGroup.of("listing_expiring")).isEqualTo(NoticeGroup.TRADES);
    assertThat(NoticeGroup.of("request_accepted")).isEqualTo(NoticeGroup.PAYMENTS);
    assertThat(NoticeGroup.of("paid")).isEqualTo(NoticeGroup.PAYMENTS);
    assertThat(NoticeGroup.of("takeover_asked")).isEqualTo(NoticeGroup.COMMUNITY);
    assertThat(NoticeGroup.of("passkey_added")).isEqualTo(NoticeGroup.SAFETY);
    assertThat(NoticeGroup.of("device_new")).isEqualTo(NoticeGroup.SAFETY);
  }

  @Test
  void a_link_that_stops_letters_is_worth_nothing_when_a_letter_of_it_is_changed() {
    LeaveTokens tokens = new LeaveTokens(new byte[32]);
    LeaveTokens.Wish wish = new LeaveTokens.Wish(new MemberId(new UUID(7, 9)), MailRhythm.WEEKLY);
    String token = tokens.write(wish);
    assertThat(tokens.read(token)).contains(wish);
    for (int i = 0; i < token.length() - 1; i++) { // the last one has unused bits
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String forged = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(tokens.read(forged)).as(forged).isEmpty();
    }
    assertThat(tokens.read("")).isEmpty();
    assertThat(tokens.read("%".repeat(44))).isEmpty();
    assertThat(tokens.read("A".repeat(10_000))).isEmpty();
    byte[] otherKey = new byte[32];
    otherKey[0] = 1;
    assertThat(new LeaveTokens(otherKey).read(token)).isEmpty();
  }

  @Test
  void what_a_browser_shows_is_cut_between_characters() {
    assertThat(DeliveryRules.shortened("Pan")).isEqualTo("Pan");
    String long1 = DeliveryRules.shortened("🌱".repeat(500));
    assertThat(long1.codePointCount(0, long1.length())).isEqualTo(DeliveryRules.TEXT_MOST);
    assertThat(long1).endsWith("🌱…");
  }

  @Test
  void a_country_has_the_time_of_its_middle() {
    Messages messages = new Messages();
    assertThat(messages.zone("CO")).isEqualTo(BOGOTA);
    assertThat(messages.zone("ES").getId()).isIn("Europe/Madrid", "Africa/Ceuta");
    assertThat(messages.zone("XX").getId()).isEqualTo("Z");
    assertThat(messages.zone("").getId()).isEqualTo("Z");
  }
}
