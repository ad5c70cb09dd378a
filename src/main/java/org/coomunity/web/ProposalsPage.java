package org.coomunity.web;

import java.util.List;
import org.coomunity.decisions.governance.Area;
import org.coomunity.decisions.governance.Proposal;
import org.jspecify.annotations.Nullable;

/// What a community talks about, votes on and has decided.
///
/// @param tab which of `TABS` is open
/// @param area key of the only area shown; empty for all
/// @param waiting votes that lack the reader's
/// @param next the cursor of the next page; null on the last
public record ProposalsPage(
    String tab,
    String area,
    List<Area> areas,
    List<Proposal.Line> items,
    List<Proposal.Waiting> waiting,
    @Nullable String next) {
  /// The ways to look at the list, in the order of a proposal's life.
  public static final List<String> TABS =
      List.of("open", "sponsoring", "discussion", "voting", "running", "decided", "mine");

  /// The word of the state of a line; that of a request which gathers points is its own.
  public static String state(Proposal.Line it) {
    return it.state().equals("voting") && it.method().equals("conviction") ? "running" : it.state();
  }
}
