package org.coomunity.analytics.journeys;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/// On which day of a zone a moment lies. Between two changes of the clock that is a division.
final class LocalDays {
  private static final long DAY = 86_400_000;
  private static final long SECOND = 1_000;

  private final ZoneId zone;

  /// May be read and replaced by several threads: each sees a whole one.
  private Stretch stretch = new Stretch(0, 0, 0);

  private record Stretch(long from, long to, long offset) {}

  LocalDays(ZoneId zone) {
    this.zone = zone;
  }

  /// The day in UTC, where no community is asked about.
  static int utc(Instant at) {
    return (int) Math.floorDiv(at.toEpochMilli(), DAY);
  }

  ZoneId zone() {
    return zone;
  }

  int of(Instant at) {
    return of(at.toEpochMilli());
  }

  /// @param millis of the epoch
  int of(long millis) {
    Stretch known = stretch;
    if (millis < known.from() || millis >= known.to()) {
      known = around(millis);
      stretch = known;
    }
    return (int) Math.floorDiv(millis + known.offset(), DAY);
  }

  private Stretch around(long millis) {
    ZoneRules rules = zone.getRules();
    Instant at = Instant.ofEpochMilli(millis);
    ZoneOffsetTransition next = rules.nextTransition(at);
    ZoneOffsetTransition previous = rules.previousTransition(at.plusMillis(1));
    return new Stretch(
        previous == null ? Long.MIN_VALUE : previous.toEpochSecond() * SECOND,
        next == null ? Long.MAX_VALUE : next.toEpochSecond() * SECOND,
        rules.getOffset(at).getTotalSeconds() * SECOND);
  }
}
