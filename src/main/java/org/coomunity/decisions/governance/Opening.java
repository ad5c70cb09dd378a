package org.coomunity.decisions.governance;

import java.time.Instant;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.governance.Electorate.Census;
import org.coomunity.decisions.governance.Steps.Why;
import org.coomunity.decisions.voting.Quorum;

/// Begins a vote: who may vote is counted, and how much voice they have is looked up once for the
/// whole period.
final class Opening {
  private final Records records;
  private final Steps steps;
  private final Questions questions;

  Opening(Records records, Steps steps, Questions questions) {
    this.records = records;
    this.steps = steps;
    this.questions = questions;
  }

  /// @param row locked
  /// @throws Refused `census` when nobody may vote
  ProposalRow open(Tx tx, ProposalRow row, Charter charter, Census census, Why why, Instant now) {
    if (census.eligible().isEmpty()) {
      throw Refused.because(Refusal.CENSUS);
    }
    CommunityId community = row.communityId();
    Records.lock(tx, community);
    if (row.runs()) {
      return request(tx, row, census, why, now);
    }
    CharterStore.PeriodRow period = period(tx, community, charter, census, now);
    Instant closes = now.plus(charter.voting(row.weight()));
    boolean warns = charter.closingSoon().compareTo(charter.voting(row.weight())) < 0;
    ProposalStore.open(
        tx,
        row,
        period.id(),
        census.active(),
        census.eligible().size(),
        now,
        closes,
        warns ? closes.minus(charter.closingSoon()) : null);
    int need = Quorum.need(census.active(), charter.quorumPpm(row.weight()));
    TurnoutStore.open(tx, community, row.id(), need);
    ProposalRow next =
        steps.move(tx, row, ProposalState.VOTING, closes.plus(LifeCycle.GRACE), null, why, now);
    records.append(
        tx,
        community,
        row.id(),
        "proposal.opened",
        questions.opened(tx, next, charter, period).body(),
        now);
    Steps.pieces(census.eligible())
        .forEach(piece ->
            tx.publish(
                new GovernanceEvent.VotingOpened(community, row.id(), row.title(), piece, now)));
    return next;
  }

  /// A request has no end and takes no voice.
  private ProposalRow request(Tx tx, ProposalRow row, Census census, Why why, Instant now) {
    CommunityId community = row.communityId();
    ProposalStore.open(tx, row, null, census.active(), census.eligible().size(), now, null, null);
    ProposalRow open =
        steps.move(tx, row, ProposalState.VOTING, now.plus(Running.LOOK), null, why, now);
    Running.begin(tx, open, now);
    records.append(
        tx, community, row.id(), "proposal.opened", questions.request(tx, open).body(), now);
    Steps.pieces(census.eligible())
        .forEach(piece ->
            tx.publish(
                new GovernanceEvent.RequestOpened(community, row.id(), row.title(), piece, now)));
    return open;
  }

  private static CharterStore.PeriodRow period(
      Tx tx, CommunityId community, Charter charter, Census census, Instant now) {
    return CharterStore.period(tx, community, now)
        .orElseGet(() -> {
          CharterStore.PeriodRow fresh =
              new CharterStore.PeriodRow(
                  Uuid7.at(now), now, now.plus(charter.period()), census.median());
          CharterStore.period(tx, community, fresh);
          return fresh;
        });
  }
}
