package org.coomunity.web;

import java.util.List;
import java.util.Objects;
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
/// @param projects what a budget may pay for; empty for others
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
    String amount,
    List<ProjectView> projects) {
  /// Something that was said, with its answers.
  public record Node(Proposal.Argument it, List<Node> answers) {}

  private static final double HEIGHT = 40;
  private static final double FLOOR = 42;
  private static final double WIDTH = 120;
  private static final long FAR = 20;

  /// True for a request that is open without an end.
  public boolean runs() {
    return it.method().equals("conviction");
  }

  /// The word of its state; that of a request which gathers points is its own.
  public String state() {
    return named(it.state());
  }

  /// The word of a step of its way.
  public String named(String state) {
    return runs() && state.equals("voting") ? "running" : state;
  }

  private static long highest(Proposal.Running run) {
    return run.course().stream().mapToLong(Proposal.Moment::conviction).max().orElse(0);
  }

  /// Whether what it needs is drawn: not where it would press the line to the floor.
  private static boolean drawn(Proposal.Running run) {
    return run.threshold() != null && run.threshold() / FAR <= Math.max(1, highest(run));
  }

  private static long top(Proposal.Running run) {
    long need = drawn(run) && run.threshold() != null ? run.threshold() : 0;
    return Math.max(1, Math.max(need, highest(run)));
  }

  /// How high in the drawing what it needs lies; below zero when it is not drawn.
  public double needY() {
    Proposal.Running run = it.running();
    return run == null || run.threshold() == null || !drawn(run) ? -1 : y(run, run.threshold());
  }

  private static double y(Proposal.Running run, long conviction) {
    return Math.round((FLOOR - HEIGHT * conviction / top(run)) * 100) / 100.0;
  }

  /// The line of what it gained, over its hours.
  public String coursePath() {
    Proposal.Running run = Objects.requireNonNull(it.running());
    double hours = Math.max(1, run.course().getLast().hour());
    StringBuilder path = new StringBuilder();
    for (Proposal.Moment moment : run.course()) {
      double x = Math.round(WIDTH * moment.hour() / hours * 100) / 100.0;
      path.append(path.isEmpty() ? "M" : "L")
          .append(x)
          .append(' ')
          .append(y(run, moment.conviction()));
    }
    return path.toString();
  }

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
