package org.coomunity.recount;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The ballots of one question as they come, and what follows from them.
final class Poll {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  final Question question;
  private final Count count;
  private final Tree tree = new Tree();
  private String last = "";
  private long direct;
  private long ballots;

  /// What was decided, without regard to the quorum.
  record Decision(boolean wins, boolean tied, List<String> winners, boolean disagree) {}

  /// How a method counts.
  interface Count {
    /// Takes a ballot that was checked.
    void add(Ballot ballot);

    /// Writes the sums of the method, and says what follows.
    ///
    /// @param head the hash before the close, for lots
    Decision decide(ObjectNode closed, String head);
  }

  Poll(Question question) {
    this.question = question;
    this.count =
        switch (question.method) {
          case "ranked" -> new OrderCount(question);
          case "stv" -> new SeatCount(question);
          case "equal_shares" -> new ShareCount(question);
          default -> new SumCount(question);
        };
  }

  long ballots() {
    return ballots;
  }

  /// Takes a ballot.
  ///
  /// @throws IllegalArgumentException when it does not fit
  void add(Ballot ballot, byte[] line, int from, int length) {
    if (!ballot.textHash.equals(question.textHash)) {
      throw new IllegalArgumentException("it is a ballot on another text");
    }
    if (ballot.tracker.equals(last)) {
      throw new IllegalArgumentException("its tracker stands there twice");
    }
    if (ballot.tracker.length() != 20 || ballot.tracker.compareTo(last) < 0) {
      throw new IllegalArgumentException("its tracker is not after the one before");
    }
    if (ballot.n < 1) {
      throw new IllegalArgumentException("it has no number");
    }
    question.check(ballot);
    byte[] leaf = ballot.leaf(line, from, length);
    if (!Hashes.hex(leaf).equals(ballot.leaf)) {
      throw new IllegalArgumentException("it was changed: its hash is another one");
    }
    switch (ballot.source) {
      case "direct", "assisted" -> direct++;
      case "delegate" -> {}
      default -> throw new IllegalArgumentException("nobody knows where it comes from");
    }
    last = ballot.tracker;
    ballots++;
    tree.add(leaf);
    count.add(ballot);
  }

  /// What the entry `proposal.closed` should say.
  ObjectNode closed(String head) {
    ObjectNode closed = NODES.objectNode();
    Decision decision = count.decide(closed, head);
    long need = question.need();
    boolean quorum = ballots >= need && 2 * direct >= need;
    closed.put("proposal", question.id).put("ballots", ballots).put("root", tree.root());
    closed.putObject("participation").put("voters", ballots).put("direct", direct);
    closed.putObject("quorum").put("need", need).put("have", ballots);
    boolean wins = quorum && decision.wins();
    ObjectNode outcome = closed.putObject("outcome");
    outcome.put("result", quorum ? wins ? "succeeded" : "defeated" : "no_quorum");
    outcome.put("tied", decision.tied()).put("disagree", decision.disagree());
    (wins ? decision.winners() : List.<String>of()).forEach(outcome.putArray("winners")::add);
    return closed;
  }
}
