package org.coomunity.story;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;

/// What could have happened otherwise: drawn from one seed, so that the story is the same each
/// time.
final class Chance {
  private static final LocalTime MORNING = LocalTime.of(7, 0);
  private static final LocalTime NIGHT = LocalTime.of(22, 0);

  private final Random random;
  private final ZoneId zone;

  Chance(long seed, ZoneId zone) {
    this.random = new Random(seed);
    this.zone = zone;
  }

  boolean of(double share) {
    return random.nextDouble() < share;
  }

  /// A whole number from `least` to `most`.
  int number(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  double between(double least, double most) {
    return least + random.nextDouble() * (most - least);
  }

  double noise() {
    return random.nextGaussian();
  }

  <T> T of(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /// A while: mostly short, sometimes long, never more than six times the mean.
  Duration about(double meanHours) {
    double hours = Math.min(6, -Math.log(1 - random.nextDouble())) * meanHours;
    return Duration.ofSeconds(20 + (long) (hours * 3_600));
  }

  /// The moment itself, or the next morning when people are asleep.
  Instant awake(Instant at) {
    ZonedDateTime there = at.atZone(zone);
    if (there.toLocalTime().isBefore(MORNING)) {
      return there.with(MORNING).toInstant().plusSeconds(number(60, 9_000));
    }
    if (there.toLocalTime().isAfter(NIGHT)) {
      return there.plusDays(1).with(MORNING).toInstant().plusSeconds(number(60, 9_000));
    }
    return at;
  }

  /// How busy the day of a moment is: Saturdays more, Sundays and Mondays less.
  double busy(Instant at) {
    return switch (at.atZone(zone).getDayOfWeek()) {
      case SATURDAY -> 1.6;
      case FRIDAY -> 1.2;
      case SUNDAY, MONDAY -> 0.7;
      case TUESDAY, WEDNESDAY, THURSDAY -> 1.0;
    };
  }
}
