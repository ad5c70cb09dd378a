package org.coomunity.analytics.folds;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How strictly the steps of a funnel are taken; the words are those of ClickHouse's
/// `windowFunnel`.
public enum Mode {
  /// Nothing else may happen between the steps.
  STRICT_ORDER,
  /// A step that comes again ends the way.
  STRICT_DEDUPLICATION,
  /// Each step is later than the one before; the same moment does not do.
  STRICT_INCREASE,
  /// One event moves one step only, even where it matches several.
  STRICT_ONCE,
  /// Once under way, the first step again is not heard.
  ALLOW_REENTRY,
  /// The steps in whatever order.
  ANY_ORDER;

  /// The word in calls and definitions.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The mode of a word.
  public static Optional<Mode> of(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
  }
}
