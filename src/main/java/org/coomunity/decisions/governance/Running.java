package org.coomunity.decisions.governance;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.governance.Steps.Why;
import org.coomunity.decisions.voting.Conviction;
import org.coomunity.decisions.voting.Course;
import org.coomunity.decisions.voting.Request;

/// Requests to the fund that run: members leave points on them, the points gain weight with time,
/// and a request that has gained enough is decided, whether somebody moved points or only time went
/// by.
final class Running {
  /// So often one is looked at even when nobody moves anything: the fund may have changed, and
  /// people may have left.
  static final Duration LOOK = Duration.ofHours(6);

  private final Database database;
  private final InstantSource clock;
  private final Charters charters;
  private final Electorate electorate;
  private final Effects effects;
  private final Records records;
  private final Questions questions;
  private final Requests requests;
  private final Steps steps;

  Running(
      Database database,
      InstantSource clock,
      Charters charters,
      Electorate electorate,
      Effects effects,
      Records records,
      Questions questions,
      Requests requests) {
    this.database = database;
    this.clock = clock;
    this.charters = charters;
    this.electorate = electorate;
    this.effects = effects;
    this.records = records;
    this.questions = questions;
    this.requests = requests;
    this.steps = new Steps(records);
  }

  /// Leaves points on a request, or takes them back.
  ///
  /// @param points 0..100; what was there before is replaced
  /// @throws Refused `field_range`, `choice` for what is no request, `wrong_state`, `not_eligible`,
  ///   `points` with `left`
  Proposal.Running stake(Standing standing, UUID id, int points) {
    CommunityId community = standing.community();
    if (points < 0 || points > Conviction.POINTS) {
      throw Refused.field(Refusal.FIELD_RANGE, "points");
    }
    ProposalRow seen =
        database
            .read(tx -> ProposalStore.find(tx, community, id))
            .filter(row -> row.at() != ProposalState.DRAFT)
            .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    if (!seen.runs()) {
      throw Refused.field(Refusal.CHOICE, "points");
    }
    open(seen);
    if (points > 0) { // whoever may no longer take part may still take back
      electorate.demand(community, standing.no(), charter(seen));
    }
    if (ripe(seen)) {
      passed(seen, new Why(standing.actorNo(), "points"));
    }
    return database.write(tx -> {
      ProposalRow row = ProposalStore.locked(tx, community, id).orElseThrow();
      open(row);
      int placed = StakeStore.placedLocked(tx, community, standing.no());
      int before = StakeStore.stake(tx, community, id, standing.no());
      int left = Conviction.POINTS - placed + before;
      if (points > left) {
        throw Refused.because(Refusal.POINTS, "left", left);
      }
      Instant now = clock.instant();
      if (points != before) {
        StakeStore.place(tx, community, standing.no(), placed - before + points);
        StakeStore.stake(tx, community, id, standing.no(), points, now);
        Course course = Requests.course(tx, row);
        changed(tx, row, course, course.total() - before + points, now);
      }
      return Objects.requireNonNull(requests.view(tx, row, standing.no()));
    });
  }

  /// What was free a moment ago may be gone: then it runs on, and points are still taken.
  private void passed(ProposalRow row, Why why) {
    try {
      look(row.communityId(), row.id(), why);
    } catch (Refused no) {
      if (no.refusal() != Refusal.FUND) {
        throw no;
      }
    }
  }

  private static void open(ProposalRow row) {
    if (row.at() != ProposalState.VOTING) {
      throw Refused.because(Refusal.WRONG_STATE, "state", row.state());
    }
  }

  private Charter charter(ProposalRow row) {
    return database.read(tx -> charters.of(tx, row.communityId(), row.charterVersion()));
  }

  /// True when it has gained enough, as far as one sees without holding it.
  private boolean ripe(ProposalRow row) {
    return database.read(tx -> {
      Course course = Requests.course(tx, row);
      BigInteger gained = course.at(Requests.hour(row, course, clock.instant()));
      return requests.threshold(tx, row).filter(least -> gained.compareTo(least) >= 0).isPresent();
    });
  }

  /// Other points lie on it, from the next full hour on.
  private void changed(Tx tx, ProposalRow row, Course course, long total, Instant now) {
    int hour = Requests.hour(row, course, now);
    if (total != course.total()) {
      StakeStore.hold(tx, row.communityId(), row.id(), hour + 1, total);
    }
    StakeStore.reckoned(tx, row.communityId(), row.id(), course.reached(hour));
    later(tx, row, now);
  }

  /// When it is looked at again.
  private void later(Tx tx, ProposalRow row, Instant now) {
    Course course = Requests.course(tx, row);
    int hour = Requests.hour(row, course, now);
    Optional<BigInteger> threshold = requests.threshold(tx, row);
    OptionalInt eta =
        threshold.isPresent() ? course.passes(hour, threshold.get()) : OptionalInt.empty();
    Instant due = now.plus(LOOK);
    if (eta.isPresent()) {
      Instant passes = when(row, hour + eta.getAsInt());
      due = passes.isBefore(due) ? passes : due;
    }
    Instant end = Requests.end(row);
    ProposalStore.later(tx, row, end.isBefore(due) ? end : due, 0);
  }

  private static Instant when(ProposalRow row, int hour) {
    return Objects.requireNonNull(row.opensAt()).plus(Duration.ofHours(hour));
  }

  /// Looks whether it has gained enough, or its time is over. The points of whoever may no longer
  /// take part go first.
  ///
  /// @return the request as it is then
  /// @throws Refused `census` when nobody says who may take part; `fund` when what was free a
  ///   moment ago is gone: then it runs on
  ProposalRow look(CommunityId community, UUID id, Why why) {
    ProposalRow seen = database.read(tx -> ProposalStore.find(tx, community, id)).orElseThrow();
    List<Integer> gone =
        electorate.gone(
            community, database.read(tx -> StakeStore.holders(tx, community, id)), charter(seen));
    return database.write(tx -> {
      ProposalRow row = ProposalStore.locked(tx, community, id).orElseThrow();
      if (row.at() != ProposalState.VOTING) {
        return row;
      }
      Instant now = clock.instant();
      Course course = Requests.course(tx, row);
      int hour = Requests.hour(row, course, now);
      long free = questions.purse(community).free();
      Request request = questions.request(tx, row);
      boolean passes =
          request
              .threshold(free)
              .filter(least -> course.at(hour).compareTo(least) >= 0)
              .isPresent();
      StakeStore.freed(tx, community, id, gone);
      if (passes || !Requests.end(row).isAfter(now)) {
        return decided(tx, row, request, new Found(hour, free, passes), why, now);
      }
      changed(tx, row, course, StakeStore.total(tx, community, id), now);
      return ProposalStore.find(tx, community, id).orElseThrow();
    });
  }

  /// What was found.
  private record Found(int hour, long free, boolean passes) {}

  private ProposalRow decided(
      Tx tx, ProposalRow row, Request request, Found found, Why why, Instant now) {
    CommunityId community = row.communityId();
    List<Integer> people = StakeStore.holders(tx, community, row.id());
    ProposalState state = found.passes() ? ProposalState.SUCCEEDED : ProposalState.DEFEATED;
    Course whole = Requests.whole(tx, row);
    StakeStore.ended(
        tx,
        community,
        row.id(),
        found.hour(),
        request.threshold(found.free()).map(Running::bounded).orElse(null));
    StakeStore.freed(tx, community, row.id(), people);
    records.append(
        tx,
        community,
        row.id(),
        "proposal.closed",
        request.body(whole, found.hour(), found.free(), people.size()),
        now);
    String outcome = Json.write(Counting.Ended.request(state.key(), people.size()));
    ProposalRow next = steps.move(tx, row, state, null, outcome, why, now);
    Ending.told(tx, row, state, people, now);
    return found.passes() ? queued(tx, next, now) : next;
  }

  private static BigInteger bounded(BigInteger threshold) {
    return threshold.min(BigInteger.TEN.pow(39));
  }

  private ProposalRow queued(Tx tx, ProposalRow row, Instant now) {
    if (!effects.reserve(tx, row)) {
      throw Refused.because(Refusal.FUND);
    }
    Charter charter = charters.of(tx, row.communityId(), row.charterVersion());
    return steps.move(
        tx,
        row,
        ProposalState.QUEUED,
        now.plus(charter.timelock(row.weight())),
        null,
        new Why(0, "succeeded"),
        now);
  }

  /// Gives everybody back what they had on it, and says who they are.
  static List<Integer> freed(Tx tx, ProposalRow row) {
    List<Integer> holders = StakeStore.holders(tx, row.communityId(), row.id());
    StakeStore.freed(tx, row.communityId(), row.id(), holders);
    return holders;
  }

  /// Opens a request, or opens it anew with another text: its hours begin.
  static void begin(Tx tx, ProposalRow row, Instant now) {
    ProposalStore.running(tx, row, now, now.plus(LOOK));
    StakeStore.begin(tx, row.communityId(), row.id());
  }
}
