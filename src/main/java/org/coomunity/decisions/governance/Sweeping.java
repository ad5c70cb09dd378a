package org.coomunity.decisions.governance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.db.Database;
import org.coomunity.decisions.governance.Steps.Why;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What time does to proposals. A job calls it; several processes may.
final class Sweeping {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);
  private static final Duration AGAIN = Duration.ofHours(1);
  private static final Duration WEEK = Duration.ofDays(7);

  private final Database database;
  private final InstantSource clock;
  private final Charters charters;
  private final Electorate electorate;
  private final LifeCycle lifeCycle;

  Sweeping(
      Database database,
      InstantSource clock,
      Charters charters,
      Electorate electorate,
      LifeCycle lifeCycle) {
    this.database = database;
    this.clock = clock;
    this.charters = charters;
    this.electorate = electorate;
    this.lifeCycle = lifeCycle;
  }

  /// Moves what is due, tells who has not voted, and looks at the thresholds of areas; at most
  /// `most` of each.
  ///
  /// @return how many proposals were looked at
  int sweep(int most) {
    Instant now = clock.instant();
    List<ProposalStore.Ref> due = database.read(tx -> ProposalStore.due(tx, now, most));
    due.forEach(this::moved);
    database.read(tx -> ProposalStore.closing(tx, now, most)).forEach(this::warnedOrLater);
    database
        .read(tx -> CharterStore.untuned(tx, now.minus(WEEK), most))
        .forEach(area -> tuned(area, now));
    return due.size();
  }

  private void moved(ProposalStore.Ref ref) {
    ProposalRow row =
        database.read(tx -> ProposalStore.find(tx, ref.communityId(), ref.id())).orElseThrow();
    try {
      if (row.at() == ProposalState.SPONSORING) {
        lifeCycle.unsponsored(ref);
      } else {
        lifeCycle.forward(row, Why.TIME);
      }
    } catch (Refused no) {
      LOG.info("proposal {} waits: {} {}", ref.id(), no.refusal(), no.details());
      postponed(ref);
    } catch (RuntimeException failure) {
      LOG.error("proposal {} could not be moved", ref.id(), failure);
      postponed(ref);
    }
  }

  /// What stands in its way may be gone in an hour.
  private void postponed(ProposalStore.Ref ref) {
    database.write(tx -> {
      Instant now = clock.instant();
      return ProposalStore.claim(tx, ref, now)
          .map(row -> {
            ProposalStore.later(tx, row, now.plus(AGAIN), row.tries());
            return row;
          });
    });
  }

  /// A community that does not say who may vote does not keep the others from being told.
  private void warnedOrLater(ProposalStore.Ref ref) {
    try {
      warned(ref);
    } catch (Refused no) {
      LOG.info("who has not voted on {} is told later: {}", ref.id(), no.refusal());
      database.write(tx -> {
        ProposalStore.warned(tx, ref, clock.instant().plus(AGAIN));
        return ref;
      });
    }
  }

  /// Tells those who may vote and have not.
  private void warned(ProposalStore.Ref ref) {
    ProposalRow seen =
        database.read(tx -> ProposalStore.find(tx, ref.communityId(), ref.id())).orElseThrow();
    Charter charter =
        database.read(tx -> charters.of(tx, seen.communityId(), seen.charterVersion()));
    List<Integer> eligible =
        seen.at() == ProposalState.VOTING
            ? electorate.census(seen.communityId(), charter).eligible()
            : List.of();
    database.write(tx -> {
      Instant now = clock.instant();
      ProposalRow row = ProposalStore.locked(tx, ref.communityId(), ref.id()).orElseThrow();
      if (row.warnAt() == null) {
        return row;
      }
      ProposalStore.warned(tx, ref, null);
      if (row.at() == ProposalState.VOTING && Objects.requireNonNull(row.closesAt()).isAfter(now)) {
        Set<Integer> voted =
            TurnoutStore.seats(tx, row.communityId(), row.id()).stream()
                .map(TurnoutStore.Seat::no)
                .collect(Collectors.toSet());
        Steps.pieces(eligible.stream().filter(no -> !voted.contains(no)).toList())
            .forEach(piece ->
                tx.publish(
                    new GovernanceEvent.VotingClosesSoon(
                        row.communityId(), row.id(), row.title(), piece, now)));
      }
      return row;
    });
  }

  private void tuned(CharterStore.AreaRow area, Instant now) {
    database.write(tx -> {
      int open = ProposalStore.openIn(tx, area.communityId(), area.id());
      CharterStore.tuned(
          tx, area, GovernanceRules.tuned(area.thresholdPpm(), open, area.openTarget()), now);
      return area;
    });
  }
}
