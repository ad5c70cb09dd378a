package org.coomunity.people.notices;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.coomunity.people.notices.Choices.Quiet;

/// When what happened is told.
final class DeliveryRules {
  /// When the letter of the day goes, where its reader lives.
  static final LocalTime MORNING = LocalTime.of(7, 30);

  /// A letter about one thing waits so long: who sees it in the app meanwhile gets none.
  static final Duration GRACE = Duration.ofMinutes(1);

  /// So many lines a letter has; the others are counted.
  static final int LINES_MOST = 20;

  /// So much of a sentence a browser shows.
  static final int TEXT_MOST = 240;

  /// How long a message to a browser is news.
  static final Duration FRESH = Duration.ofDays(1);

  private DeliveryRules() {}

  /// When a letter tells of something that happens now; empty for never.
  static Optional<Instant> mail(
      MailRhythm rhythm, Instant now, ZoneId zone, Optional<Quiet> quiet) {
    return switch (rhythm) {
      case NOW -> Optional.of(loud(now.plus(GRACE), zone, quiet));
      case DAILY -> Optional.of(morning(now, zone, quiet, false));
      case WEEKLY -> Optional.of(morning(now, zone, quiet, true));
      case OFF -> Optional.empty();
    };
  }

  private static Instant morning(Instant now, ZoneId zone, Optional<Quiet> quiet, boolean monday) {
    LocalDate day = now.atZone(zone).toLocalDate();
    if (monday) {
      day = day.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    }
    Instant due = loud(day.atTime(MORNING).atZone(zone).toInstant(), zone, quiet);
    return due.isAfter(now)
        ? due
        : loud(day.plusDays(monday ? 7 : 1).atTime(MORNING).atZone(zone).toInstant(), zone, quiet);
  }

  /// The first moment from `at` on that is not quiet.
  static Instant loud(Instant at, ZoneId zone, Optional<Quiet> quiet) {
    ZonedDateTime there = at.atZone(zone);
    if (quiet.filter(hours -> hours.at(there.getHour())).isEmpty()) {
      return at;
    }
    LocalTime end = LocalTime.of(quiet.get().to(), 0);
    ZonedDateTime wakes = there.toLocalDate().atTime(end).atZone(zone);
    return (wakes.isAfter(there) ? wakes : there.toLocalDate().plusDays(1).atTime(end).atZone(zone))
        .toInstant();
  }

  /// A sentence cut to what a browser shows, between whole characters.
  static String shortened(String text) {
    if (text.codePointCount(0, text.length()) <= TEXT_MOST) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, TEXT_MOST - 1)).stripTrailing() + "…";
  }
}
