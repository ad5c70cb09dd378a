package org.coomunity.analytics.pulse;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How far apart samples are, and how long they are kept.
enum Step {
  MINUTE(1, Duration.ofMinutes(1), Duration.ofDays(2)),
  HOUR(2, Duration.ofHours(1), Duration.ofDays(60)),
  DAY(3, Duration.ofDays(1), Duration.ofDays(400));

  private final int code;
  private final Duration length;
  private final Duration kept;

  Step(int code, Duration length, Duration kept) {
    this.code = code;
    this.length = length;
    this.kept = kept;
  }

  int code() {
    return code;
  }

  Duration length() {
    return length;
  }

  Duration kept() {
    return kept;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The beginning of the step in which a moment is (UTC).
  Instant floor(Instant at) {
    long seconds = length.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
  }

  static Optional<Step> of(String key) {
    return Arrays.stream(values()).filter(step -> step.key().equals(key)).findFirst();
  }
}
