package org.coomunity.decisions.voting;

import java.util.Locale;
import java.util.Optional;

/// How much a decision weighs, and what it therefore needs.
public enum DecisionClass {
  /// Everyday questions.
  ORDINARY(new Terms(100_000, Threshold.MAJORITY)),
  /// Money of the fund.
  TREASURY(new Terms(150_000, Threshold.MAJORITY)),
  /// The rules themselves.
  CONSTITUTION(new Terms(330_000, Threshold.TWO_THIRDS_AND_HEADS));

  private final Terms terms;

  DecisionClass(Terms terms) {
    this.terms = terms;
  }

  /// What decisions of this class need where a community has not said otherwise.
  public Terms terms() {
    return terms;
  }

  /// The word of the public surface and of the record.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The class of a code.
  public static Optional<DecisionClass> of(String code) {
    for (DecisionClass weight : values()) {
      if (weight.code().equals(code)) {
        return Optional.of(weight);
      }
    }
    return Optional.empty();
  }
}
