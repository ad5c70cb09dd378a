package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Brings a proposal from one state into another: the step is kept, recorded in public and told, in
/// the transaction that makes it true. There is no other way between states.
final class Steps {
  private static final int PIECE = 500;

  /// Who moves it, and why.
  ///
  /// @param no number of the person; 0 for the clock
  /// @param reason a short code, or somebody's words
  record Why(int no, String reason) {
    static final Why TIME = new Why(0, "time");
  }

  private final Records records;

  Steps(Records records) {
    this.records = records;
  }

  /// @param row locked
  /// @param due when time moves it on; null when only people do
  /// @param outcome why it ended; null while it goes on
  ProposalRow move(
      Tx tx,
      ProposalRow row,
      ProposalState to,
      @Nullable Instant due,
      @Nullable String outcome,
      Why why,
      Instant now) {
    if (!row.at().next().contains(to)) {
      throw new IllegalStateException(row.id() + ": " + row.state() + " to " + to);
    }
    ProposalStore.transition(tx, row, to, why.no(), why.reason(), now);
    ProposalStore.move(tx, row, to, due, outcome, now);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("proposal", row.id().toString());
    body.put("from", row.state());
    body.put("to", to.key());
    body.put("reason", why.reason());
    body.put("actor", records.pseudonym(row.communityId(), why.no()));
    records.append(tx, row.communityId(), row.id(), "proposal.moved", body, now);
    tx.publish(
        new GovernanceEvent.ProposalMoved(
            row.communityId(), row.id(), row.author(), to.key(), now));
    return ProposalStore.find(tx, row.communityId(), row.id()).orElseThrow();
  }

  /// Tells that a decision was carried out, vetoed, or could not be carried out.
  void ended(Tx tx, ProposalRow row, String state, String reason, Instant now) {
    concerned(tx, row)
        .forEach(piece ->
            tx.publish(
                new GovernanceEvent.DecisionEnded(
                    row.communityId(), row.id(), row.title(), state, reason, piece, now)));
  }

  /// The author and whoever stood behind it, in pieces.
  private static List<List<Integer>> concerned(Tx tx, ProposalRow row) {
    CommunityId community = row.communityId();
    List<Integer> all = new ArrayList<>();
    all.add(row.author());
    TextStore.everSponsored(tx, community, row.id(), PIECE * PIECE).stream()
        .filter(no -> no != row.author())
        .forEach(all::add);
    return pieces(all);
  }

  /// A list in pieces that fit into one event.
  static List<List<Integer>> pieces(List<Integer> all) {
    List<List<Integer>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += PIECE) {
      pieces.add(List.copyOf(all.subList(from, Math.min(all.size(), from + PIECE))));
    }
    return pieces;
  }
}
