package org.coomunity.decisions.voting;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What was decided.
///
/// @param result whether something changes
/// @param tied true when the first place was shared; then things stay as they are, unless a lot was
///   drawn and `winners` says so
/// @param winners what was chosen, or who: one but for seats and budgets; empty unless it succeeded
/// @param disagree true when another option leads by heads than by votes, which a page says first
public record Outcome(Result result, boolean tied, List<String> winners, boolean disagree) {
  public Outcome {
    winners = List.copyOf(winners);
  }

  /// Whether something changes.
  public enum Result {
    SUCCEEDED,
    DEFEATED,
    NO_QUORUM;

    /// The word of the record.
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Outcome succeeded(boolean tied, List<String> winners, boolean disagree) {
    return new Outcome(Result.SUCCEEDED, tied, winners, disagree);
  }

  static Outcome defeated(boolean tied, boolean disagree) {
    return new Outcome(Result.DEFEATED, tied, List.of(), disagree);
  }

  static Outcome noQuorum(boolean tied, boolean disagree) {
    return new Outcome(Result.NO_QUORUM, tied, List.of(), disagree);
  }

  /// The outcome as the record writes it.
  public Map<String, Object> body() {
    return Map.of("result", result.code(), "tied", tied, "winners", winners, "disagree", disagree);
  }
}
