package org.coomunity.decisions.voting;

import java.util.Locale;
import java.util.Optional;

/// How much of the votes a decision needs.
public enum Threshold {
  /// More than half; among many options more than each other.
  MAJORITY,
  /// At least two thirds.
  TWO_THIRDS,
  /// At least two thirds of the votes, and more than half of the people.
  TWO_THIRDS_AND_HEADS;

  /// The word of the record, for example `two_thirds`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The threshold of a code.
  public static Optional<Threshold> of(String code) {
    for (Threshold threshold : values()) {
      if (threshold.code().equals(code)) {
        return Optional.of(threshold);
      }
    }
    return Optional.empty();
  }
}
