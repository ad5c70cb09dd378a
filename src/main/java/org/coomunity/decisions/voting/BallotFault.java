package org.coomunity.decisions.voting;

/// Why a choice is no ballot.
///
/// @param kind what is wrong
/// @param field where, for example `votes.o1` or `ranking`
public record BallotFault(Kind kind, String field) {
  /// What can be wrong with a choice.
  public enum Kind {
    /// An option that is none, a number out of range, a form that the method does not know.
    CHOICE,
    /// Votes that contradict each other: for and against, two options where one may be chosen.
    VOTES_CONFLICT
  }
}
