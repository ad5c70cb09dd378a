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
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;

/// Results of votes as people see them.
final class Tallies {
  private final Database database;
  private final Charters charters;

  Tallies(Database database, Charters charters) {
    this.database = database;
    this.charters = charters;
  }

  /// Where a vote stands; before its end only how many take part, unless the charter says more.
  Proposal.Tally of(ProposalRow row) {
    CommunityId community = row.communityId();
    UUID id = row.id();
    if (row.opensAt() == null) {
      throw Refused.because(Refusal.WRONG_STATE, "state", row.state());
    }
    Optional<Counting.Ended> end = Views.ended(row);
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
          end.map(Counting.Ended::disagree).orElse(false));
    });
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
