package org.coomunity.decisions.governance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.governance.Steps.Why;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out what was decided, once, when its time has come, and not before; and lets those who
/// look after the community, or many of its members, stop it until then.
final class Execution {
  private static final Logger LOG = LoggerFactory.getLogger(Execution.class);
  static final int TRIES = 5;
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final int STEWARDS = 3;
  private static final int ONE_IN = 5;

  private final Database database;
  private final InstantSource clock;
  private final Charters charters;
  private final Electorate electorate;
  private final Effects effects;
  private final Records records;
  private final Steps steps;

  Execution(
      Database database,
      InstantSource clock,
      Charters charters,
      Electorate electorate,
      Effects effects,
      Records records) {
    this.database = database;
    this.clock = clock;
    this.charters = charters;
    this.electorate = electorate;
    this.effects = effects;
    this.records = records;
    this.steps = new Steps(records);
  }

  /// Does it, when its time has come; what fails is tried again later, five times.
  ///
  /// @throws Refused `wrong_state` before its time
  void carryOut(CommunityId community, UUID id, Why why) {
    try {
      database.write(tx -> {
        Instant now = clock.instant();
        ProposalRow row = ProposalStore.locked(tx, community, id).orElseThrow();
        if (row.at() != ProposalState.QUEUED) {
          return row;
        }
        Charter charter = charters.of(tx, community, row.charterVersion());
        Instant due = row.since().plus(charter.timelock(row.weight()));
        if (due.isAfter(now)) {
          throw new Early(GovernanceRules.wrongState(row, "time", due));
        }
        effects.execute(tx, row, now);
        ProposalRow done = steps.move(tx, row, ProposalState.EXECUTED, null, null, why, now);
        noted(tx, done, "proposal.executed", null, now);
        steps.ended(tx, done, ProposalState.EXECUTED.key(), "", now);
        return done;
      });
    } catch (Early early) {
      throw early.no;
    } catch (RuntimeException failure) {
      LOG.warn("proposal {} of {} could not be carried out", id, community, failure);
      failed(community, id, failure);
    }
  }

  /// Not yet: nothing failed.
  private static final class Early extends RuntimeException {
    private final transient Refused no;

    Early(Refused no) {
      super("early", null, false, false);
      this.no = no;
    }
  }

  private void noted(Tx tx, ProposalRow row, String type, @Nullable String reason, Instant now) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("proposal", row.id().toString());
    body.put("payload", row.effect().type());
    if (reason != null) {
      body.put("reason", reason);
    }
    records.append(tx, row.communityId(), row.id(), type, body, now);
  }

  private void failed(CommunityId community, UUID id, RuntimeException failure) {
    database.write(tx -> {
      Instant now = clock.instant();
      ProposalRow row = ProposalStore.locked(tx, community, id).orElseThrow();
      if (row.at() != ProposalState.QUEUED) {
        return row;
      }
      int tries = row.tries() + 1;
      if (tries < TRIES) {
        ProposalStore.later(tx, row, now.plus(AGAIN.multipliedBy(1L << tries)), tries);
        return row;
      }
      LOG.error("proposal {} of {} is given up after {} tries", id, community, TRIES);
      effects.release(tx, row);
      String reason = failure instanceof Refused no ? no.refusal().code() : "error";
      ProposalRow over =
          steps.move(tx, row, ProposalState.FAILED, null, null, new Why(0, reason), now);
      noted(tx, over, "proposal.failed", reason, now);
      steps.ended(tx, over, ProposalState.FAILED.key(), reason, now);
      return over;
    });
  }

  /// Objects to what is about to be carried out. Three stewards stop it, or a fifth of the active
  /// members; the reasons are public.
  ///
  /// @throws Refused `wrong_state` once it is carried out, or when it answers a veto itself;
  ///   `not_eligible`
  void veto(Standing standing, UUID id, String reason) {
    CommunityId community = standing.community();
    String words = GovernanceRules.words(reason, 1, GovernanceRules.WORDS_MOST, "reason");
    electorate.demand(
        community, standing.no(), database.read(tx -> charters.current(tx, community)));
    database.write(tx -> {
      ProposalRow row =
          ProposalStore.locked(tx, community, id)
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      if (row.at() != ProposalState.QUEUED || row.answers() != null) {
        throw Refused.because(Refusal.WRONG_STATE, "state", row.state());
      }
      Instant now = clock.instant();
      boolean steward = standing.role().includes(Role.STEWARD);
      boolean fresh = ObjectionStore.object(tx, community, id, standing.no(), steward, words, now);
      ObjectionStore.Count count = ObjectionStore.count(tx, community, id);
      if (fresh) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("proposal", id.toString());
        body.put("actor", records.pseudonym(community, standing.no()));
        body.put("steward", steward);
        body.put("reason", words);
        records.append(tx, community, id, "proposal.objected", body, now);
      }
      int active = row.active() == null ? 1 : Math.max(1, row.active());
      if (count.stewards() >= STEWARDS || (long) count.members() * ONE_IN >= active) {
        vetoed(tx, row, new Why(standing.actorNo(), words), now);
      }
      return row;
    });
  }

  private void vetoed(Tx tx, ProposalRow row, Why why, Instant now) {
    effects.release(tx, row);
    ProposalRow over = steps.move(tx, row, ProposalState.VETOED, null, null, why, now);
    noted(tx, over, "proposal.vetoed", why.reason(), now);
    steps.ended(tx, over, ProposalState.VETOED.key(), why.reason(), now);
  }
}
