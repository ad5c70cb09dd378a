package org.coomunity.analytics.findings;

import java.util.Locale;

/// How sure a finding is.
enum Confidence {
  /// There is not enough to say anything.
  NONE,
  LOW,
  MEDIUM,
  HIGH;

  /// An interval up to this is narrow.
  static final double NARROW = 0.1;

  /// An interval up to this says something.
  static final double WIDE = 0.3;

  /// The word of the public surface.
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
