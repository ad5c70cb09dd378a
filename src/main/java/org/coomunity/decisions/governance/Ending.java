package org.coomunity.decisions.governance;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.governance.Steps.Why;
import org.jspecify.annotations.Nullable;

/// Ends a vote: those who gave their voice on are counted with whom they trusted, everything is
/// counted once, and what succeeded is queued with its money reserved, all in one transaction.
final class Ending {
  private final Database database;
  private final InstantSource clock;
  private final Charters charters;
  private final Counting counting;
  private final Proxies proxies;
  private final Effects effects;
  private final Records records;
  private final Steps steps;

  Ending(
      Database database,
      InstantSource clock,
      Charters charters,
      Counting counting,
      Proxies proxies,
      Effects effects,
      Records records) {
    this.database = database;
    this.clock = clock;
    this.charters = charters;
    this.counting = counting;
    this.proxies = proxies;
    this.effects = effects;
    this.records = records;
    this.steps = new Steps(records);
  }

  /// Ends it when its time is over; nothing happens when somebody else did.
  ///
  /// @throws Refused `wrong_state` before
  void close(CommunityId community, UUID id, Why why) {
    Proxies.Prepared prepared = proxies.prepare(community, id);
    database.write(tx -> {
      Instant now = clock.instant();
      ProposalRow row =
          ProposalStore.locked(tx, community, id)
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      if (row.at() != ProposalState.VOTING) {
        return row;
      }
      Instant end = Objects.requireNonNull(row.closesAt()).plus(LifeCycle.GRACE);
      if (end.isAfter(now)) {
        throw GovernanceRules.wrongState(row, "time", row.closesAt());
      }
      Charter charter = charters.of(tx, community, row.charterVersion());
      proxies.cast(tx, row, prepared, now);
      return closed(tx, row, charter, why, now);
    });
  }

  private ProposalRow closed(Tx tx, ProposalRow row, Charter charter, Why why, Instant now) {
    String prev = Records.head(tx, row.communityId());
    Counting.Counted counted = counting.count(tx, row, charter, prev);
    ProposalState state =
        ProposalState.valueOf(counted.outcome().result().code().toUpperCase(Locale.ROOT));
    records.append(tx, row.communityId(), row.id(), "proposal.closed", counted.body(), now);
    ProposalRow next = steps.move(tx, row, state, null, ended(counted, state, null), why, now);
    told(tx, row, state, voters(tx, row), now);
    return state == ProposalState.SUCCEEDED ? queued(tx, next, charter, counted, now) : next;
  }

  private static String ended(
      Counting.Counted counted, ProposalState state, @Nullable String reason) {
    return Json.write(
        new Counting.Ended(
            state.key(),
            counted.outcome().winners(),
            counted.outcome().disagree(),
            counted.voters(),
            counted.direct(),
            counted.counts(),
            counted.pairwise(),
            counted.budget(),
            reason));
  }

  private static List<Integer> voters(Tx tx, ProposalRow row) {
    return TurnoutStore.seats(tx, row.communityId(), row.id()).stream()
        .map(TurnoutStore.Seat::no)
        .toList();
  }

  /// Tells the author, those who stood behind it and those who took part what was decided.
  static void told(Tx tx, ProposalRow row, ProposalState state, List<Integer> took, Instant now) {
    List<Integer> all =
        Stream.of(
                Stream.of(row.author()),
                TextStore.everSponsored(tx, row.communityId(), row.id(), 100_000).stream(),
                took.stream())
            .flatMap(one -> one)
            .distinct()
            .toList();
    Steps.pieces(all)
        .forEach(piece ->
            tx.publish(
                new GovernanceEvent.VoteDecided(
                    row.communityId(), row.id(), row.title(), state.key(), piece, now)));
  }

  /// What was decided waits for its time, and its money waits with it.
  private ProposalRow queued(
      Tx tx, ProposalRow row, Charter charter, Counting.Counted counted, Instant now) {
    boolean reserved;
    try {
      reserved = effects.reserve(tx, row);
    } catch (Refused gone) {
      reserved = false;
    }
    if (!reserved) {
      ProposalRow failed =
          steps.move(
              tx,
              row,
              ProposalState.FAILED,
              null,
              ended(counted, ProposalState.SUCCEEDED, "fund"),
              new Why(0, "fund"),
              now);
      steps.ended(tx, failed, ProposalState.FAILED.key(), "fund", now);
      return failed;
    }
    return steps.move(
        tx,
        row,
        ProposalState.QUEUED,
        now.plus(charter.timelock(row.weight())),
        null,
        new Why(0, "succeeded"),
        now);
  }
}
