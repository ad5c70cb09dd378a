package org.coomunity.analytics.findings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that was found, before it is in a language.
///
/// @param kind the last word of its sentence's key
/// @param value NaN where there is not enough to say anything
/// @param n people it is about, at least ten; 0 where there is not enough
/// @param range its 95 % interval; null for what was counted over all
record Finding(
    Part part, String kind, double value, long n, @Nullable Range range, Map<String, Word> words) {
  /// Nothing can be said yet.
  static final String NOTHING = "nothing";

  /// An interval.
  record Range(double low, double high) {}

  Finding {
    words = Map.copyOf(words);
  }

  static Finding nothing(Part part) {
    return new Finding(part, NOTHING, Double.NaN, 0, null, Map.of());
  }

  /// How sure it is: counted over all, or by how wide the interval is.
  Confidence confidence() {
    if (Double.isNaN(value)) {
      return Confidence.NONE;
    }
    Range range = range();
    if (range == null) {
      return Confidence.HIGH;
    }
    double width = range.high() - range.low();
    if (width <= Confidence.NARROW) {
      return Confidence.HIGH;
    }
    return width <= Confidence.WIDE ? Confidence.MEDIUM : Confidence.LOW;
  }
}
