package org.coomunity.decisions.voting;

import java.util.Locale;
import java.util.Optional;

/// How a question is answered.
public enum Method {
  /// Votes on options; `v` votes on one option cost `v * v` of the voice.
  QUADRATIC,
  /// One vote on one option.
  ONE_PERSON,
  /// One vote on each option that one can live with.
  APPROVAL,
  /// 0 to 5 points on each option.
  SCORE,
  /// An order of the options, counted by Schulze's method.
  RANKED,
  /// An order of the candidates, counted for several seats.
  STV,
  /// 1 to 5 points on projects, which are paid out of one fund in equal shares.
  EQUAL_SHARES,
  /// Points that stay on a request to the fund and gain weight with time; there are no ballots.
  CONVICTION;

  /// The word of the public surface and of the record, for example `one_person`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The method of a code.
  public static Optional<Method> of(String code) {
    for (Method method : values()) {
      if (method.code().equals(code)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  /// True when a ballot is an order of the options.
  public boolean orders() {
    return this == RANKED || this == STV;
  }

  /// True when the result follows from the sums of each option alone, so that a `Tally` keeps it.
  public boolean sums() {
    return switch (this) {
      case QUADRATIC, ONE_PERSON, APPROVAL, SCORE -> true;
      case RANKED, STV, EQUAL_SHARES, CONVICTION -> false;
    };
  }

  /// The most votes or points on one option.
  int most() {
    return switch (this) {
      case QUADRATIC -> Ballots.MOST_VOTES;
      case SCORE, EQUAL_SHARES -> Ballots.MOST_POINTS;
      case ONE_PERSON, APPROVAL -> 1;
      case RANKED, STV, CONVICTION -> 0;
    };
  }

  /// The least: whether nothing may be said by a zero.
  int least(boolean negative) {
    return switch (this) {
      case QUADRATIC -> negative ? -Ballots.MOST_VOTES : 0;
      case SCORE, RANKED, STV, CONVICTION -> 0;
      case ONE_PERSON, APPROVAL, EQUAL_SHARES -> 1;
    };
  }
}
