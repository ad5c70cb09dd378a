package org.coomunity.web;

import java.util.List;
import java.util.Map;
import org.coomunity.decisions.governance.Proposal;
import org.jspecify.annotations.Nullable;

/// A ballot, as it is being filled in.
///
/// @param votes by option, as they stand in the form
/// @param before the same before each step that can be undone, newest last, as `BallotForms` writes
/// @param own the ballot that was cast; null without
/// @param budget the voice that this ballot may use
/// @param negative true when one may vote against single options
/// @param fresh true on the page after a vote
/// @param amount of a budget, in words; empty for others
/// @param projects what it may pay for; empty for others
public record BallotPage(
    Proposal it,
    Form form,
    Map<String, Integer> votes,
    String before,
    Proposal.@Nullable Own own,
    Proposal.Voice voice,
    int budget,
    boolean negative,
    boolean fresh,
    String amount,
    List<ProjectView> projects) {
  /// What the votes of the form cost.
  public int cost() {
    return votes.values().stream().mapToInt(v -> v * v).sum();
  }

  /// Voice that is not used yet.
  public int left() {
    return budget - cost();
  }

  /// Votes on an option.
  public int on(String option) {
    return votes.getOrDefault(option, 0);
  }

  /// True when another vote on an option, for it or against, can be paid.
  public boolean affords(String option, int more) {
    int now = on(option);
    int next = now + more;
    return Math.abs(next) <= 20 && cost() - now * now + next * next <= budget && next >= least();
  }

  private int least() {
    return negative ? -20 : 0;
  }

  /// Squares at the side of the drawing of what votes cost.
  public int side() {
    int side = 1;
    while (side < 20 && (side + 1) * (side + 1) <= budget) {
      side++;
    }
    return Math.max(side, votes.values().stream().mapToInt(Math::abs).max().orElse(0));
  }

  /// True when a step can be taken back.
  public boolean undoable() {
    return !before.isEmpty();
  }

  /// True when it is open for votes.
  public boolean open() {
    return it.state().equals("voting");
  }

  /// The options.
  public List<Proposal.Option> options() {
    return it.options();
  }
}
