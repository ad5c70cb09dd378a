package org.coomunity.story;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.coomunity.base.kernel.Standing;
import org.coomunity.decisions.governance.Area;
import org.coomunity.decisions.governance.Delegation;
import org.coomunity.decisions.governance.Governance;
import org.coomunity.decisions.governance.Payload;
import org.coomunity.decisions.governance.Proposal;
import org.jspecify.annotations.Nullable;

/// What a community decides. Each proposal goes its way as in life, and as far as its time has come
/// at the end of the story. It is moved on one by one: the clock of another community may be ahead.
final class Assembly {
  /// Days after a proposal was made, when the charter is the standard one.
  private static final double SPONSORED = 1;

  private static final double TALKED = 2.5;
  private static final double SUGGESTED = 3.5;
  private static final double TAKEN = 4.5;
  private static final double FROZEN = 9.5;
  private static final double REVIEWED = 10.5;
  private static final double OPENED = 13;
  private static final double CLOSED = 20.5;
  private static final double DONE = 23;

  private static final Duration HOUR = Duration.ofHours(1);

  /// What is written in the script. Days count back from the end.
  record Plan(List<Area.Draft> areas, List<Handing> delegations, List<Motion> motions) {}

  /// Somebody gives their voice on.
  record Handing(double days, String by, String topic, List<String> to) {}

  /// A proposal.
  ///
  /// @param payload what it carries out; absent for mere words
  /// @param review what those say of it who are drawn to look at it
  record Motion(
      double days,
      String by,
      @Nullable String area,
      @Nullable String method,
      String title,
      String text,
      @Nullable String summary,
      @Nullable Payload payload,
      List<String> sponsors,
      @Nullable List<Said> arguments,
      @Nullable Better amendment,
      @Nullable String review,
      @Nullable List<Vote> votes,
      @Nullable List<Points> points) {}

  /// Something said for or against.
  ///
  /// @param answers which of what was said before; absent for none
  record Said(String by, String side, String text, @Nullable Integer answers) {}

  /// Another text.
  ///
  /// @param taken true when the author takes it for theirs
  record Better(String by, String text, boolean taken) {}

  record Vote(String by, int yes, int no, @Nullable String reason) {}

  record Points(String by, int points) {}

  private final Script script;
  private final Governance governance;
  private final Plot plot;
  private final Chance chance;
  private final Purses purses;
  private final Cast cast;

  Assembly(Script script, Stage stage, Plot plot, Chance chance, Purses purses, Cast cast) {
    this.script = script;
    this.governance = stage.governance();
    this.plot = plot;
    this.chance = chance;
    this.purses = purses;
    this.cast = cast;
  }

  void plan() {
    Plan plan = script.assembly();
    for (Area.Draft area : plan.areas()) {
      String steward = script.founders().getFirst();
      plot.at(plot.before(60), () -> governance.area(standing(steward), area));
    }
    for (Handing handing : plan.delegations()) {
      plot.at(
          chance.awake(plot.before(handing.days())),
          () ->
              governance.delegate(
                  standing(handing.by()),
                  handing.topic(),
                  new Delegation.Draft(handing.to(), null)));
    }
    for (int n = 0; n < plan.motions().size(); n++) {
      plan(script.id("proposal " + n), plan.motions().get(n));
    }
  }

  private Standing standing(String handle) {
    return cast.player(handle).standing();
  }

  /// A moment when people are awake, so many days after a proposal was made.
  private Instant after(Motion motion, double days) {
    return chance.awake(plot.before(motion.days() - days));
  }

  private void plan(UUID id, Motion motion) {
    plot.at(after(motion, 0), () -> propose(id, motion));
    for (int n = 0; n < motion.sponsors().size(); n++) {
      String by = motion.sponsors().get(n);
      plot.at(after(motion, SPONSORED + 0.2 * n), () -> governance.sponsor(standing(by), id));
    }
    talk(id, motion);
    plot.at(after(motion, FROZEN), () -> forward(id, motion, "discussion"));
    plot.at(after(motion, REVIEWED), () -> review(id, motion));
    plot.at(after(motion, OPENED), () -> open(id, motion));
    if (motion.points() == null) { // a request without an end runs on
      plot.at(after(motion, CLOSED), () -> forward(id, motion, "voting"));
      plot.at(after(motion, DONE), () -> carryOut(id, motion));
    }
  }

  private void propose(UUID id, Motion motion) {
    governance.propose(
        standing(motion.by()),
        new Proposal.Draft(
            id,
            motion.area(),
            null,
            motion.method(),
            null,
            motion.title(),
            motion.text(),
            motion.summary(),
            null,
            null,
            motion.payload(),
            null));
    forward(id, motion, "draft");
  }

  /// Moves a proposal on from a state; one that an earlier telling moved on stays where it is.
  private boolean forward(UUID id, Motion motion, String from) {
    Standing author = standing(motion.by());
    return governance.proposal(author, id).state().equals(from)
        && !governance.advance(author, id).state().equals(from);
  }

  private void talk(UUID id, Motion motion) {
    List<Said> arguments = motion.arguments() == null ? List.of() : motion.arguments();
    for (int n = 0; n < arguments.size(); n++) {
      Said said = arguments.get(n);
      Integer answers = said.answers();
      UUID own = script.id("argument " + n + " of " + id);
      UUID parent = answers == null ? null : script.id("argument " + answers + " of " + id);
      plot.at(
          plot.before(motion.days() - TALKED).plus(HOUR.multipliedBy(5L * n)),
          () ->
              governance.argue(
                  standing(said.by()),
                  id,
                  new Proposal.Argument.Draft(own, parent, said.side(), said.text())));
    }
    Better better = motion.amendment();
    if (better != null) {
      plot.at(after(motion, SUGGESTED), () -> suggest(id, better));
      plot.at(after(motion, TAKEN), () -> take(id, motion, better));
    }
  }

  private void suggest(UUID id, Better better) {
    Standing by = standing(better.by());
    Proposal now = governance.proposal(by, id);
    if (governance.amendments(by, id).isEmpty()) {
      governance.suggest(
          by, id, new Proposal.Change(now.textHash(), null, better.text(), null, null, null));
    }
  }

  private void take(UUID id, Motion motion, Better better) {
    Standing author = standing(motion.by());
    if (better.taken()) {
      governance.amendments(author, id).forEach(one -> governance.accept(author, id, one.id()));
    }
  }

  /// Whoever was drawn to look at it writes what they think.
  private void review(UUID id, Motion motion) {
    String words = motion.review();
    if (words == null) {
      return;
    }
    for (Proposal.Review one : governance.proposal(standing(motion.by()), id).reviews()) {
      if (one.verdict() == null && cast.find(one.by()).isPresent()) {
        governance.review(standing(one.by()), id, new Proposal.Review.Draft("aligned", words));
      }
    }
  }

  private void open(UUID id, Motion motion) {
    forward(id, motion, "verification");
    List<Vote> votes = motion.votes() == null ? List.of() : motion.votes();
    for (int n = 0; n < votes.size(); n++) {
      Vote vote = votes.get(n);
      plot.in(HOUR.multipliedBy(3 + 8L * n), () -> cast(id, vote));
    }
    List<Points> points = motion.points() == null ? List.of() : motion.points();
    for (int n = 0; n < points.size(); n++) {
      Points some = points.get(n);
      plot.in(
          HOUR.multipliedBy(9 + 20L * n),
          () -> governance.stake(standing(some.by()), id, some.points()));
    }
  }

  private void cast(UUID id, Vote vote) {
    Standing voter = standing(vote.by());
    if (governance.proposal(voter, id).mine().ballot()) {
      return;
    }
    Map<String, Object> votes = new HashMap<>();
    votes.put("for", vote.yes());
    votes.put("against", vote.no());
    governance.cast(voter, id, new Proposal.Ballot(votes, null, null, vote.reason(), null));
  }

  private void carryOut(UUID id, Motion motion) {
    forward(id, motion, "queued");
    Payload payload = motion.payload();
    if (payload != null && "fundPayment".equals(payload.type())) {
      purses.give(
          Objects.requireNonNull(payload.to()),
          purses.unit().parse(Objects.requireNonNull(payload.amount()), "amount"));
    }
  }
}
