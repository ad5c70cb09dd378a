package org.coomunity.web;

import java.util.List;
import java.util.function.UnaryOperator;
import org.coomunity.decisions.governance.Proposal;

/// Where a vote stands, or how it ended.
///
/// @param rows by option, the one with most votes first
/// @param heads true when the number of people says something else than the number of votes
/// @param reasons what voters wrote, without their names; empty before the end
/// @param projects what a budget may pay for; empty for others
/// @param amounts says an amount in words
public record ResultPage(
    Proposal it,
    Proposal.Tally tally,
    List<Row> rows,
    boolean heads,
    List<Proposal.Reasons> reasons,
    List<ProjectView> projects,
    UnaryOperator<String> amounts) {
  /// An option and what it got. The shares are percent of the largest, for the bars.
  public record Row(
      Proposal.Option option,
      long votes,
      int heads,
      double votesBar,
      double headsBar,
      boolean won) {}

  /// An amount in words.
  public String words(String amount) {
    return amounts.apply(amount);
  }

  /// Percent of those who matter who took part.
  public double turnoutBar() {
    return bar(tally.quorum().have());
  }

  /// Where the bar must reach.
  public double needBar() {
    return bar(tally.quorum().need());
  }

  private double bar(int people) {
    int all = Math.max(1, Math.max(tally.participation().eligible(), tally.quorum().need()));
    return Math.min(100, 100.0 * people / all);
  }
}
