package org.coomunity.decisions.governance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.governance.Electorate.Census;
import org.coomunity.decisions.governance.Steps.Why;
import org.jspecify.annotations.Nullable;

/// How a proposal goes from a draft to its vote: guards, and what happens on the way. What comes
/// after the vote is `Ending` and `Execution`.
final class LifeCycle {
  /// A vote that arrived in time may still be on its way to the disk.
  static final Duration GRACE = Duration.ofSeconds(2);

  private final Database database;
  private final InstantSource clock;
  private final Charters charters;
  private final Electorate electorate;
  private final Effects effects;
  private final Records records;
  private final Steps steps;
  private final Opening opening;
  private final Ending ending;
  private final Running running;
  private final Execution execution;

  LifeCycle(
      Database database,
      InstantSource clock,
      Charters charters,
      Electorate electorate,
      Effects effects,
      Records records,
      Questions questions,
      Ending ending,
      Running running,
      Execution execution) {
    this.database = database;
    this.clock = clock;
    this.charters = charters;
    this.electorate = electorate;
    this.effects = effects;
    this.records = records;
    this.steps = new Steps(records);
    this.opening = new Opening(records, steps, questions);
    this.running = running;
    this.ending = ending;
    this.execution = execution;
  }

  /// What was looked at before the transaction, because it takes long.
  private record Seen(int stateN, @Nullable Census census) {}

  /// Moves a proposal on when its guard already holds.
  ///
  /// @throws Refused `wrong_state` with `state`, `guard` and `when`; `not_allowed`, `not_eligible`,
  ///   `too_many_open`, `census`, `fund` and what else the payload would be refused for
  void advance(Standing standing, UUID id) {
    ProposalRow row = found(standing.community(), id);
    if (row.at() == ProposalState.DRAFT && row.author() != standing.no()) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    forward(row, new Why(standing.actorNo(), "asked"));
  }

  private ProposalRow found(CommunityId community, UUID id) {
    return database
        .read(tx -> ProposalStore.find(tx, community, id))
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  /// One step forward; nothing happens when somebody else was faster.
  void forward(ProposalRow row, Why why) {
    switch (row.at()) {
      case VOTING -> {
        if (row.runs()) {
          looked(row, why);
        } else {
          ending.close(row.communityId(), row.id(), why);
        }
      }
      case QUEUED -> execution.carryOut(row.communityId(), row.id(), why);
      case DRAFT, SPONSORING, DISCUSSION, VERIFICATION -> {
        Seen seen = look(row);
        database.write(tx -> {
          ProposalRow now = ProposalStore.locked(tx, row.communityId(), row.id()).orElseThrow();
          return now.stateN() == seen.stateN() ? step(tx, now, seen, why) : now;
        });
      }
      default -> throw Refused.because(Refusal.WRONG_STATE, "state", row.state());
    }
  }

  /// A request that is looked at goes on running as a rule; whoever asked is told so.
  private void looked(ProposalRow row, Why why) {
    ProposalRow now = running.look(row.communityId(), row.id(), why);
    if (now.at() == ProposalState.VOTING && why.no() != Why.TIME.no()) {
      throw GovernanceRules.wrongState(now, "points", null);
    }
  }

  private Seen look(ProposalRow row) {
    Charter charter = charter(row);
    if (row.at() == ProposalState.DRAFT) {
      electorate.demand(row.communityId(), row.author(), charter);
      return new Seen(row.stateN(), electorate.census(row.communityId(), charter));
    }
    if (row.at() == ProposalState.DISCUSSION) {
      draw(row);
    }
    if (row.at() != ProposalState.VERIFICATION) {
      return new Seen(row.stateN(), null);
    }
    timed(row, charter, clock.instant());
    effects.tried(row, clock.instant());
    return new Seen(row.stateN(), electorate.census(row.communityId(), charter));
  }

  /// Draws who looks at a proposal, unless that was done.
  private void draw(ProposalRow row) {
    Charter charter = charter(row);
    boolean drawn =
        database.read(tx -> !TalkStore.reviews(tx, row.communityId(), row.id()).isEmpty());
    if (drawn || charter.reviewers() == 0) {
      return;
    }
    Census census = electorate.census(row.communityId(), charter);
    database.write(tx -> {
      ProposalRow now = ProposalStore.locked(tx, row.communityId(), row.id()).orElseThrow();
      if (now.at() == ProposalState.DISCUSSION
          && TalkStore.reviews(tx, row.communityId(), row.id()).isEmpty()) {
        Reviewers.draw(tx, now, records, charter.reviewers(), census.eligible(), clock.instant());
      }
      return now;
    });
  }

  private Charter charter(ProposalRow row) {
    return database.read(tx -> charters.of(tx, row.communityId(), row.charterVersion()));
  }

  private void timed(ProposalRow row, Charter charter, Instant now) {
    Instant due = GovernanceRules.due(row.at(), row.weight(), charter, row.since(), row.textAt());
    if (due != null && due.isAfter(now)) {
      throw GovernanceRules.wrongState(row, "time", due);
    }
  }

  private ProposalRow step(Tx tx, ProposalRow row, Seen seen, Why why) {
    Charter charter = charters.of(tx, row.communityId(), row.charterVersion());
    Instant now = clock.instant();
    return switch (row.at()) {
      case DRAFT -> enter(tx, row, charter, Objects.requireNonNull(seen.census()), why, now);
      case SPONSORING -> {
        int have = TextStore.sponsorCount(tx, row.communityId(), row.id(), row.textN());
        if (have < needed(tx, row)) {
          throw GovernanceRules.wrongState(row, "sponsors", null);
        }
        yield moved(tx, row, ProposalState.DISCUSSION, charter, why, now);
      }
      case DISCUSSION -> {
        timed(row, charter, now);
        yield moved(tx, row, ProposalState.VERIFICATION, charter, why, now);
      }
      case VERIFICATION -> {
        timed(row, charter, now);
        yield opening.open(tx, row, charter, Objects.requireNonNull(seen.census()), why, now);
      }
      default -> throw new IllegalStateException(row.state());
    };
  }

  private ProposalRow moved(
      Tx tx, ProposalRow row, ProposalState to, Charter charter, Why why, Instant now) {
    Instant due = GovernanceRules.due(to, row.weight(), charter, now, row.textAt());
    return steps.move(tx, row, to, due, null, why, now);
  }

  private ProposalRow enter(
      Tx tx, ProposalRow row, Charter charter, Census census, Why why, Instant now) {
    CharterStore.lockAuthor(tx, row.communityId(), row.author());
    if (ProposalStore.openOf(tx, row.communityId(), row.author()) >= charter.openPerAuthor()) {
      throw Refused.because(Refusal.TOO_MANY_OPEN, "limit", charter.openPerAuthor());
    }
    ProposalStore.active(tx, row, census.active());
    return moved(tx, row, ProposalState.SPONSORING, charter, why, now);
  }

  /// How many sponsors it needs.
  static int needed(Tx tx, ProposalRow row) {
    int ppm = CharterStore.area(tx, row.communityId(), row.areaId()).orElseThrow().thresholdPpm();
    return GovernanceRules.sponsors(row.active() == null ? 1 : row.active(), ppm);
  }

  /// Stands behind a proposal; with enough of them it is talked about.
  ///
  /// @throws Refused `wrong_state`, `not_allowed` for its author, `not_eligible`
  void sponsor(Standing standing, UUID id) {
    ProposalRow seen = found(standing.community(), id);
    electorate.demand(standing.community(), standing.no(), charter(seen));
    ProposalRow after =
        database.write(tx -> {
          ProposalRow row = ProposalStore.locked(tx, standing.community(), id).orElseThrow();
          boolean early = row.at() == ProposalState.SPONSORING;
          if (!early && row.at() != ProposalState.DISCUSSION) {
            throw Refused.because(Refusal.WRONG_STATE, "state", row.state());
          }
          if (row.author() == standing.no()) {
            throw Refused.because(Refusal.NOT_ALLOWED);
          }
          Instant now = clock.instant();
          TextStore.sponsor(tx, standing.community(), id, standing.no(), row.textN(), now);
          int have = TextStore.sponsorCount(tx, standing.community(), id, row.textN());
          if (early && have >= needed(tx, row)) {
            Charter charter = charters.of(tx, row.communityId(), row.charterVersion());
            return moved(
                tx,
                row,
                ProposalState.DISCUSSION,
                charter,
                new Why(standing.actorNo(), "sponsors"),
                now);
          }
          return row;
        });
    if (after.at() == ProposalState.DISCUSSION) {
      draw(after);
    }
  }

  /// Its author takes it back.
  ///
  /// @throws Refused `wrong_state` once the vote is over, `not_allowed` for others
  void withdraw(Standing standing, UUID id, String reason) {
    database.write(tx -> {
      ProposalRow row =
          ProposalStore.locked(tx, standing.community(), id)
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      if (row.author() != standing.no()) {
        throw Refused.because(Refusal.NOT_ALLOWED);
      }
      if (row.at() == ProposalState.WITHDRAWN) {
        return row;
      }
      if (!row.at().next().contains(ProposalState.WITHDRAWN)) {
        throw Refused.because(Refusal.WRONG_STATE, "state", row.state());
      }
      if (row.at() == ProposalState.VOTING && row.runs()) {
        Running.freed(tx, row);
      } else if (row.at() == ProposalState.VOTING) {
        TurnoutStore.voided(
            tx, row.communityId(), id, Objects.requireNonNull(row.periodId()), clock.instant());
      }
      return steps.move(
          tx,
          row,
          ProposalState.WITHDRAWN,
          null,
          Json.write(Map.of("reason", "withdrawn")),
          new Why(standing.actorNo(), reason.isEmpty() ? "withdrawn" : reason),
          clock.instant());
    });
  }

  /// A proposal whose time for sponsors is over is a draft again.
  void unsponsored(ProposalStore.Ref ref) {
    database.write(tx -> {
      Instant now = clock.instant();
      return ProposalStore.claim(tx, ref, now)
          .filter(row -> row.at() == ProposalState.SPONSORING)
          .map(row -> {
            boolean enough =
                TextStore.sponsorCount(tx, row.communityId(), row.id(), row.textN())
                    >= needed(tx, row);
            Charter charter = charters.of(tx, row.communityId(), row.charterVersion());
            return enough
                ? moved(tx, row, ProposalState.DISCUSSION, charter, Why.TIME, now)
                : steps.move(tx, row, ProposalState.DRAFT, null, null, Why.TIME, now);
          });
    });
  }
}
