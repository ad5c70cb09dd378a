package org.coomunity.decisions.circles;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;

/// What circles and sessions must be, and what makes a level.
final class CircleRules {
  /// From this level on one may teach.
  static final int TEACHES = 3;

  /// How many sessions somebody of that level has learned in at least.
  static final int FAR_ATTENDED = 8;

  static final int CIRCLES_MOST = 500;
  static final int FOUNDED_MOST = 10;
  static final int PLANNED_MOST = 20;

  /// How long both have to say that a session took place.
  static final Duration PATIENCE = Duration.ofDays(14);

  /// How long it can be marked who was at a meeting.
  static final Duration MARKING = Duration.ofDays(30);

  static final Duration DAY = Duration.ofDays(1);
  static final int POST_MOST = 2_000;
  static final int POSTS_DAY = 200;
  static final int MEETINGS_MOST = 20;

  /// So many are told of what happens in a circle, and can be marked as present.
  static final int TOLD_MOST = 500;

  /// The state of a meeting that has not begun.
  static final String CALLED = "called";

  private static final Duration AHEAD = Duration.ofDays(366);
  private static final int MINUTES_LEAST = 15;
  private static final int MINUTES_MOST = 720;
  private static final int CAPACITY_MOST = 200;

  /// What a level asks for.
  ///
  /// @param attended sessions one learned in
  /// @param hours of sessions one learned or taught in
  /// @param taught sessions one taught
  /// @param ratingE1 the least mean of what was said of one, in tenths
  private record Need(int attended, int hours, int taught, int ratingE1) {}

  /// Levels 2 to 7, in order.
  private static final List<Need> NEEDS =
      List.of(
          new Need(3, 6, 0, 35),
          new Need(8, 15, 0, 40),
          new Need(15, 30, 2, 42),
          new Need(25, 50, 5, 45),
          new Need(40, 80, 10, 47),
          new Need(60, 120, 20, 48));

  private CircleRules() {}

  /// The level of somebody in a CoP, 1..7: no level is skipped.
  static int level(int attended, int minutes, int taught, int ratingSum, int ratingN) {
    int level = 1;
    for (Need need : NEEDS) {
      boolean rated = ratingN > 0 && ratingSum * 10L >= (long) need.ratingE1 * ratingN;
      if (attended < need.attended || minutes < need.hours * 60 || taught < need.taught || !rated) {
        return level;
      }
      level++;
    }
    return level;
  }

  /// Whether somebody may teach: who has come far enough, and while nobody has, who facilitates.
  static boolean teaches(boolean facilitator, int level, boolean anybodyFar) {
    return level >= TEACHES || (facilitator && !anybodyFar);
  }

  static String name(String name) {
    String words = words(name, "name", 2, 80);
    if (words.indexOf('\n') >= 0) {
      throw Refused.field(Refusal.FIELD_FORMAT, "name");
    }
    return words;
  }

  static String words(@Nullable String text, String field, int least, int most) {
    String clean = text == null ? "" : text.replace("\r\n", "\n").strip();
    int length = clean.codePointCount(0, clean.length());
    if (length < least || length > most) {
      throw Refused.field(Refusal.FIELD_LENGTH, field);
    }
    if (clean.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
    return clean;
  }

  static Instant starts(Instant at, Instant now) {
    if (!at.isAfter(now)) {
      throw Refused.field(Refusal.EXPIRY_PAST, "startsAt");
    }
    if (at.isAfter(now.plus(AHEAD))) {
      throw Refused.field(Refusal.FIELD_RANGE, "startsAt");
    }
    return at;
  }

  /// Where a meeting stands.
  static String meeting(boolean cancelled, Instant starts, int minutes, Instant now) {
    if (cancelled) {
      return "cancelled";
    }
    if (starts.isAfter(now)) {
      return CALLED;
    }
    return starts.plus(Duration.ofMinutes(minutes)).isAfter(now) ? "begun" : "over";
  }

  /// Whether it can be marked now who was there.
  static boolean marks(boolean cancelled, Instant starts, Instant now) {
    return !cancelled && !starts.isAfter(now) && now.isBefore(starts.plus(MARKING));
  }

  static int minutes(int minutes) {
    return within(minutes, MINUTES_LEAST, MINUTES_MOST, "minutes");
  }

  static int capacity(int capacity) {
    return within(capacity, 1, CAPACITY_MOST, "capacity");
  }

  private static int within(int value, int least, int most, String field) {
    if (value < least || value > most) {
      throw Refused.field(Refusal.FIELD_RANGE, field);
    }
    return value;
  }

  static int rating(int rating) {
    if (rating < 1 || rating > 5) {
      throw Refused.field(Refusal.RATING_RANGE, "rating");
    }
    return rating;
  }
}
