package org.coomunity.web;

import java.util.List;
import org.coomunity.decisions.governance.Proposal;
import org.jspecify.annotations.Nullable;

/// One proposal: where it stands, what it says, and what was said about it.
///
/// @param form what was typed into one of its forms, and `act` says into which
/// @param pieces its text, with links
/// @param versions the texts it had, newest first
/// @param said what was said, each with its answers
/// @param more the cursor of what was said later; null when that is all
/// @param moderator true for who may hide what was said
/// @param amount what it would pay or let somebody owe, in words; empty when it does neither
public record ProposalPage(
    Proposal it,
    Form form,
    String act,
    List<AnnouncementPage.Piece> pieces,
    List<Proposal.Version> versions,
    List<Proposal.Amendment> amendments,
    List<Node> said,
    @Nullable String more,
    boolean moderator,
    String amount) {
  /// Something that was said, with its answers.
  public record Node(Proposal.Argument it, List<Node> answers) {}

  /// True while the proposal is one of these.
  public boolean at(String... states) {
    return List.of(states).contains(it.state());
  }

  /// True when the reader may take part.
  public boolean may() {
    return it.whyNot().isEmpty();
  }

  /// True while one may say something about it.
  public boolean talks() {
    return at("sponsoring", "discussion", "verification", "voting");
  }

  /// True while its author may write another text, or take it back.
  public boolean editable() {
    return at("draft") || talks();
  }

  /// The step of the way it has reached, from 0; 5 when it is decided.
  public int step() {
    int step = STEPS.indexOf(it.state());
    return step < 0 ? STEPS.size() : step;
  }

  /// The way of a proposal until it is decided.
  public static final List<String> STEPS =
      List.of("draft", "sponsoring", "discussion", "verification", "voting");
}
