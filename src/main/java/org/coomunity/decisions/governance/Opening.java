package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.Objects;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.governance.Electorate.Census;
import org.coomunity.decisions.governance.Steps.Why;
import org.coomunity.decisions.voting.Method;
import org.coomunity.decisions.voting.Opened;
import org.coomunity.decisions.voting.Option;
import org.coomunity.decisions.voting.Quorum;

/// Begins a vote: who may vote is counted, and how much voice they have is looked up once for the
/// whole period.
final class Opening {
  private final Records records;
  private final Steps steps;

  Opening(Records records, Steps steps) {
    this.records = records;
    this.steps = steps;
  }

  /// @param row locked
  /// @throws Refused `census` when nobody may vote
  ProposalRow open(Tx tx, ProposalRow row, Charter charter, Census census, Why why, Instant now) {
    if (census.eligible().isEmpty()) {
      throw Refused.because(Refusal.CENSUS);
    }
    CommunityId community = row.communityId();
    Records.lock(tx, community);
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
        tx, community, row.id(), "proposal.opened", opened(tx, next, charter, period).body(), now);
    Steps.pieces(census.eligible())
        .forEach(piece ->
            tx.publish(
                new GovernanceEvent.VotingOpened(community, row.id(), row.title(), piece, now)));
    return next;
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

  /// The question as the record shows it.
  static Opened opened(Tx tx, ProposalRow row, Charter charter, CharterStore.PeriodRow period) {
    return new Opened(
        row.id(),
        row.communityId().value(),
        CharterStore.area(tx, row.communityId(), row.areaId()).orElseThrow().key(),
        Method.of(row.method()).orElseThrow(),
        row.weight(),
        row.choices().stream()
            .map(option -> new Option(option.id(), option.label() == null ? "" : option.label()))
            .toList(),
        Texts.hex(row.textHash()),
        new Opened.Rules(
            Counting.terms(charter, row),
            charter.lateQuorum().toSeconds(),
            charter.negativeVotes()),
        new Opened.Census(
            Objects.requireNonNull(row.active()),
            Objects.requireNonNull(row.eligible()),
            period.median()),
        Objects.requireNonNull(row.opensAt()),
        Objects.requireNonNull(row.closesAt()),
        row.seats(),
        0);
  }
}
