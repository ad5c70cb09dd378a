package org.coomunity.people.announcements;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;

/// What an announcement must be, and how many there may be.
final class AnnouncementRules {
  static final int TITLE_MOST = 120;
  static final int TEXT_MOST = 4_000;
  static final int DAY_MOST = 20;
  static final int PINNED_MOST = 3;
  static final Duration DAY = Duration.ofDays(1);

  /// How long the bell remembers one.
  static final Duration NEWS = Duration.ofDays(90);

  private static final Duration AHEAD_MOST = Duration.ofDays(2 * 365);

  /// Marks that turn the direction of what follows: they hide what a text says.
  private static final Pattern TURNS = Pattern.compile("[\u202A-\u202E\u2066-\u2069]");

  private AnnouncementRules() {}

  static String title(String title) {
    String words = words(title, TITLE_MOST, "title");
    if (words.indexOf('\n') >= 0) {
      throw Refused.field(Refusal.FIELD_FORMAT, "title");
    }
    return words;
  }

  static String text(String text) {
    return words(text, TEXT_MOST, "text");
  }

  private static String words(String text, int most, String field) {
    String clean = TURNS.matcher(text.replace("\r\n", "\n")).replaceAll("").strip();
    int length = clean.codePointCount(0, clean.length());
    if (length < 1 || length > most) {
      throw Refused.field(Refusal.FIELD_LENGTH, field);
    }
    if (clean.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
    return clean;
  }

  static String language(@Nullable String tag, Language otherwise) {
    if (tag == null) {
      return otherwise.tag();
    }
    return Language.of(tag.length() <= 35 ? tag : "")
        .orElseThrow(() -> Refused.field(Refusal.LANGUAGE_UNKNOWN, "language"))
        .tag();
  }

  /// A last day that is still to come.
  static @Nullable Instant until(@Nullable Instant until, Instant now) {
    if (until == null) {
      return null;
    }
    if (!until.isAfter(now)) {
      throw Refused.field(Refusal.EXPIRY_PAST, "until");
    }
    if (until.isAfter(now.plus(AHEAD_MOST))) {
      throw Refused.field(Refusal.FIELD_RANGE, "until");
    }
    return until;
  }

  /// One more today.
  ///
  /// @param times when the latest of the last 24 hours were made, newest first
  static void oneMore(List<Instant> times, Instant now) {
    if (times.size() >= DAY_MOST) {
      Duration wait = Duration.between(now, times.get(DAY_MOST - 1).plus(DAY));
      throw Refused.because(
          Refusal.TOO_MANY_TODAY,
          "limit",
          DAY_MOST,
          "retryAfter",
          Math.max(1, wait.plusMillis(999).toSeconds()));
    }
  }

  /// One more pinned, beside so many others.
  static void onePinned(int others) {
    if (others >= PINNED_MOST) {
      throw Refused.field(Refusal.TOO_MANY_PINNED, "pinned");
    }
  }

  /// Whether somebody has a notice of it: not what they wrote themselves, nor what was said before
  /// they came.
  static boolean tells(AnnouncementsStore.Row row, int no, Instant joinedAt, Instant now) {
    return row.author() != no
        && row.createdAt().isAfter(joinedAt)
        && row.createdAt().isAfter(now.minus(NEWS))
        && !row.over(now);
  }
}
