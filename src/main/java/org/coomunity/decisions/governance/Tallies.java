package org.coomunity.decisions.governance;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.voting.Budget;

/// Results of votes as people see them.
final class Tallies {
  private final Database database;
  private final Charters charters;
  private final Questions questions;

  Tallies(Database database, Charters charters, Questions questions) {
    this.database = database;
    this.charters = charters;
    this.questions = questions;
  }

  /// Where a vote stands; before its end only how many take part, unless the charter says more.
  Proposal.Tally of(ProposalRow row) {
    CommunityId community = row.communityId();
    UUID id = row.id();
    if (row.opensAt() == null) {
      throw Refused.because(Refusal.WRONG_STATE, "state", row.state());
    }
    Optional<Counting.Ended> end = Views.ended(row);
    if (row.runs()) {
      return database.read(tx -> running(tx, row, end));
    }
    return database.read(tx -> {
      Charter charter = charters.of(tx, community, row.charterVersion());
      TurnoutStore.Row turnout = TurnoutStore.turnout(tx, community, id).orElseThrow();
      int voters = end.map(Counting.Ended::voters).orElse(turnout.voters());
      boolean live = end.isEmpty() && charter.liveTally() && !row.sealed();
      return new Proposal.Tally(
          row.state(),
          row.method(),
          new Proposal.Participation(
              Objects.requireNonNull(row.eligible()),
              Objects.requireNonNull(row.active()),
              voters,
              end.map(Counting.Ended::direct).orElse(voters)),
          new Proposal.Share(voters, turnout.need()),
          end.map(Tallies::counts).orElseGet(() -> live ? counts(tx, row) : List.of()),
          end.map(Counting.Ended::pairwise).orElse(null),
          end.isEmpty() && !live && row.at() == ProposalState.VOTING ? row.closesAt() : null,
          end.map(Counting.Ended::result).orElse(null),
          end.map(Counting.Ended::winners).orElse(List.of()),
          end.map(Counting.Ended::disagree).orElse(false),
          end.map(Counting.Ended::budget).map(shared -> budget(row, shared)).orElse(null));
    });
  }

  /// A request has no ballots: only how many have points on it.
  private static Proposal.Tally running(Tx tx, ProposalRow row, Optional<Counting.Ended> end) {
    int people =
        end.map(Counting.Ended::voters)
            .orElseGet(() -> StakeStore.holders(tx, row.communityId(), row.id()).size());
    return new Proposal.Tally(
        row.state(),
        row.method(),
        new Proposal.Participation(
            Objects.requireNonNull(row.eligible()),
            Objects.requireNonNull(row.active()),
            people,
            people),
        new Proposal.Share(people, 0),
        List.of(),
        null,
        null,
        end.map(Counting.Ended::result).orElse(null),
        List.of(),
        false,
        null);
  }

  private Proposal.Budget budget(ProposalRow row, Budget shared) {
    Unit unit = questions.purse(row.communityId()).unit();
    long fund = questions.asked(row);
    return new Proposal.Budget(
        unit.format(fund),
        shared.funded(),
        unit.format(shared.spent()),
        unit.format(fund - shared.spent()),
        shared.greedy(),
        unit.format(shared.greedySpent()));
  }

  private static List<Proposal.Count> counts(Counting.Ended end) {
    return end.counts().stream()
        .map(count -> new Proposal.Count(count.option(), count.votes(), count.heads()))
        .toList();
  }

  private static List<Proposal.Count> counts(Tx tx, ProposalRow row) {
    Map<String, TurnoutStore.Count> sums =
        TurnoutStore.tally(tx, row.communityId(), row.id()).stream()
            .collect(Collectors.toMap(TurnoutStore.Count::optionId, count -> count));
    return row.choices().stream()
        .map(option -> {
          TurnoutStore.Count sum = sums.get(option.id());
          return new Proposal.Count(
              option.id(), sum == null ? 0 : sum.votes(), sum == null ? 0 : sum.heads());
        })
        .toList();
  }
}
