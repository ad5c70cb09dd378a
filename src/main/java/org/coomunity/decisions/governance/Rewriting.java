package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// What follows from a text that is written, and written anew: support and votes are for one text,
/// and for no other.
final class Rewriting {
  private static final int SPONSORS_MOST = 100_000;

  private final Charters charters;
  private final Records records;
  private final Questions questions;

  Rewriting(Charters charters, Records records, Questions questions) {
    this.charters = charters;
    this.records = records;
    this.questions = questions;
  }

  /// A draft was written.
  void drafted(Tx tx, ProposalRow row, Instant now) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("proposal", row.id().toString());
    body.put("textHash", Texts.hex(row.textHash()));
    body.put("actor", records.pseudonym(row.communityId(), row.author()));
    records.append(tx, row.communityId(), row.id(), "proposal.drafted", body, now);
  }

  /// Another text: support and votes were for the one before, and whoever gave them is told.
  void retext(Tx tx, ProposalRow row, TextStore.Row text) {
    CommunityId community = row.communityId();
    List<Integer> sponsors =
        TextStore.sponsors(tx, community, row.id(), row.textN(), SPONSORS_MOST);
    List<Integer> voters =
        row.at() != ProposalState.VOTING
            ? List.of()
            : row.runs()
                ? Running.freed(tx, row)
                : TurnoutStore.voided(
                    tx, community, row.id(), Objects.requireNonNull(row.periodId()), text.at());
    Charter charter = charters.of(tx, community, row.charterVersion());
    boolean anew = row.at() == ProposalState.VERIFICATION || row.at() == ProposalState.VOTING;
    Instant due =
        GovernanceRules.due(
            row.at(), row.weight(), charter, anew ? text.at() : row.since(), text.at());
    TextStore.insert(tx, community, row.id(), text);
    ProposalStore.text(tx, row, text, due);
    if (row.at() == ProposalState.VOTING) {
      anew(tx, row, charter, text.at());
    }
    if (row.at() != ProposalState.DRAFT) {
      Map<String, @Nullable Object> body = new LinkedHashMap<>();
      body.put("proposal", row.id().toString());
      body.put("textHash", Texts.hex(text.hash()));
      body.put("state", row.state());
      body.put("actor", records.pseudonym(community, text.author()));
      records.append(tx, community, row.id(), "proposal.text", body, text.at());
      told(tx, row, text, sponsors, voters);
    }
  }

  /// The same question about another text: it is opened anew in the record.
  private void anew(Tx tx, ProposalRow before, Charter charter, Instant at) {
    CommunityId community = before.communityId();
    UUID id = before.id();
    if (before.runs()) {
      Running.begin(tx, before, at);
    } else {
      Instant closes = at.plus(charter.voting(before.weight()));
      ProposalStore.closes(tx, community, id, closes, closes.plus(LifeCycle.GRACE), false);
    }
    ProposalRow row = ProposalStore.find(tx, community, id).orElseThrow();
    Map<String, Object> body =
        row.runs()
            ? questions.request(tx, row).body()
            : questions
                .opened(
                    tx,
                    row,
                    charter,
                    CharterStore.period(tx, community, Objects.requireNonNull(row.periodId())))
                .body();
    records.append(tx, community, id, "proposal.opened", body, at);
  }

  private static void told(
      Tx tx, ProposalRow row, TextStore.Row text, List<Integer> sponsors, List<Integer> voters) {
    for (List<Integer> piece : Steps.pieces(sponsors)) {
      tx.publish(
          new GovernanceEvent.TextChanged(
              row.communityId(), row.id(), text.title(), piece, List.of(), text.at()));
    }
    for (List<Integer> piece : Steps.pieces(voters)) {
      tx.publish(
          new GovernanceEvent.TextChanged(
              row.communityId(), row.id(), text.title(), List.of(), piece, text.at()));
    }
  }
}
