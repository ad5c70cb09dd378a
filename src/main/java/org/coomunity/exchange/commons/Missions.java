package org.coomunity.exchange.commons;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.commons.CommonsDoors.Person;
import org.coomunity.exchange.commons.MissionStore.Row;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.trades.TradesEvent;
import org.jspecify.annotations.Nullable;

/// What a community wants to reach together. Nobody moves a bar by hand: it is the sum of facts of
/// other modules, each counted once, whatever the order in which they are heard.
final class Missions {
  private static final String CONSUMER = "missions";
  private static final int COMPANIONS = 500;

  private final Database database;
  private final Lets lets;
  private final InstantSource clock;
  private final CommonsDoors doors;

  Missions(Database database, Lets lets, InstantSource clock, CommonsDoors doors) {
    this.database = database;
    this.lets = lets;
    this.clock = clock;
    this.doors = doors;
  }

  /// Lets facts move the bars.
  static void hears(Outbox outbox) {
    outbox.on(CONSUMER, TradesEvent.TradeCompleted.class, Missions::traded);
    outbox.on(CONSUMER, CommonsEvent.FundGiven.class, Missions::given);
    outbox.on(CONSUMER, CommonsEvent.ContributionConfirmed.class, Missions::confirmed);
    outbox.on(CONSUMER, CommonsEvent.ContributionUnconfirmed.class, Missions::unconfirmed);
  }

  private static void traded(Tx tx, TradesEvent.TradeCompleted trade) {
    List<Integer> both = List.of(trade.buyer(), trade.seller());
    count(tx, trade, Measure.TRADES, trade.trade(), 1, trade.at(), both);
  }

  private static void given(Tx tx, CommonsEvent.FundGiven gift) {
    List<Integer> giver = List.of(gift.no());
    count(tx, gift, Measure.GIFTS, gift.gift(), gift.amount(), gift.at(), giver);
  }

  private static void confirmed(Tx tx, CommonsEvent.ContributionConfirmed it) {
    UUID cause = cause(it.contribution(), it.round(), "");
    List<Integer> author = List.of(it.no());
    count(tx, it, Measure.CONTRIBUTIONS, cause, 1, it.at(), author);
    if (it.hoursE2() != null) {
      count(tx, it, Measure.HOURS, cause, it.hoursE2(), it.at(), author);
    }
    step(tx, it, it.mission(), it.step(), new Change(cause, 1, it.at(), author));
  }

  private static void unconfirmed(Tx tx, CommonsEvent.ContributionUnconfirmed it) {
    UUID cause = cause(it.contribution(), it.round(), " back");
    count(tx, it, Measure.CONTRIBUTIONS, cause, -1, it.confirmedAt(), List.of());
    if (it.hoursE2() != null) {
      count(tx, it, Measure.HOURS, cause, -it.hoursE2(), it.confirmedAt(), List.of());
    }
    step(tx, it, it.mission(), it.step(), new Change(cause, -1, it.confirmedAt(), List.of()));
  }

  private static UUID cause(UUID contribution, int round, String back) {
    return Uuid8.of(contribution + " " + round + back);
  }

  /// What moves a bar.
  ///
  /// @param happened when it was done: an earlier moment than the event's for what is taken back
  /// @param people who did it
  private record Change(UUID cause, long amount, Instant happened, List<Integer> people) {}

  private static void count(
      Tx tx,
      Event event,
      Measure measure,
      UUID cause,
      long amount,
      Instant happened,
      List<Integer> people) {
    CommunityId community = event.community();
    for (Row seen : MissionStore.about(tx, community, measure, happened)) {
      Row row = MissionStore.held(tx, community, seen.id()).orElseThrow();
      move(tx, event, row, null, new Change(cause, amount, happened, people));
    }
  }

  /// A step counts for its own mission, as often as that wants it.
  private static void step(
      Tx tx, Event event, @Nullable UUID mission, @Nullable Integer step, Change change) {
    if (mission != null && step != null) {
      MissionStore.held(tx, event.community(), mission)
          .ifPresent(row -> move(tx, event, row, step, change));
    }
  }

  private static void move(Tx tx, Event event, Row row, @Nullable Integer step, Change change) {
    CommunityId community = event.community();
    if (!CommonsRules.counts(row.opensAt(), row.closesAt(), change.happened(), event.at())
        || !MissionStore.fact(
            tx, community, row.id(), change.cause(), step, change.amount(), event.at())) {
      return;
    }
    int more = 0;
    for (int no : change.people()) {
      more += MissionStore.companion(tx, community, row.id(), no) ? 1 : 0;
    }
    long done =
        step == null
            ? row.done() + change.amount()
            : MissionStore.stepped(tx, community, row.id(), step, change.amount());
    boolean reached = row.reachedAt() == null && done >= row.target();
    MissionStore.move(
        tx, community, row.id(), done, row.people() + more, reached ? event.at() : row.reachedAt());
    if (reached) {
      tx.publish(
          new CommonsEvent.MissionReached(
              community,
              row.id(),
              row.title(),
              MissionStore.companions(tx, community, row.id(), COMPANIONS),
              event.at()));
    }
  }

  /// Looks whether a contribution may name a step of a mission.
  ///
  /// @throws Refused `not_found`, `wrong_state` when its time is over, `field_range` for no such
  ///   step
  static void demand(
      Tx tx, CommunityId community, UUID mission, @Nullable Integer step, Instant now) {
    Row row =
        MissionStore.find(tx, community, mission)
            .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    if (!row.open(now)) {
      throw Refused.because(Refusal.WRONG_STATE, "state", "closed");
    }
    int n = step == null ? -1 : step;
    if (MissionStore.steps(tx, community, List.of(mission)).stream().noneMatch(s -> s.n() == n)) {
      throw Refused.field(Refusal.FIELD_RANGE, "step");
    }
  }

  Made<Mission> open(Standing standing, Mission.Draft draft) {
    demand(standing);
    Instant now = clock.instant();
    CommunityId community = standing.community();
    Measure measure = Measure.of(draft.measure());
    if (measure == Measure.GIFTS && lets.exchange(community).policy().giftMode()) {
      throw Refused.because(Refusal.GIFT_MODE);
    }
    List<Mission.Wanted> steps = CommonsRules.steps(measure, draft.steps());
    Row row =
        new Row(
            draft.id() == null ? Uuid7.at(now) : draft.id(),
            standing.no(),
            CommonsRules.title(draft.title()),
            CommonsRules.story(draft.story()),
            measure,
            CommonsRules.target(measure, draft.target(), steps, lets.exchange(community).unit()),
            0,
            0,
            "",
            Json.write(draft),
            now,
            draft.closesAt(),
            null);
    Made<Row> made =
        database.write(tx -> {
          MissionStore.lock(tx, community);
          Optional<Row> earlier = MissionStore.find(tx, community, row.id());
          if (earlier.isPresent()) {
            if (earlier.get().byNo() != row.byNo() || !earlier.get().asked().equals(row.asked())) {
              throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "id");
            }
            return Made.replay(earlier.get());
          }
          CommonsRules.closes(draft.closesAt(), now);
          if (MissionStore.open(tx, community, now) >= CommonsRules.OPEN_MOST) {
            throw Refused.because(Refusal.TOO_MANY_OPEN, "most", CommonsRules.OPEN_MOST);
          }
          MissionStore.insert(tx, community, row);
          MissionStore.steps(tx, community, row.id(), steps);
          audit(tx, standing, "mission.open", row.id(), now);
          tx.publish(
              new CommonsEvent.MissionOpened(community, row.id(), row.byNo(), row.title(), now));
          return Made.fresh(row);
        });
    return made.map(one -> view(community, one));
  }

  private static void demand(Standing standing) {
    if (!standing.role().includes(Role.STEWARD)) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
  }

  private static void audit(Tx tx, Standing standing, String act, UUID id, Instant now) {
    tx.later(AuditEntry.by(standing, act, id.toString(), "", now).rider());
  }

  /// Ends a mission with thanks; once it is over, only the thanks can still be said.
  Mission close(Standing standing, UUID id, Mission.Closing closing) {
    demand(standing);
    String thanks = CommonsRules.thanks(closing.thanks());
    Instant now = clock.instant();
    CommunityId community = standing.community();
    Row next =
        database.write(tx -> {
          Row row =
              MissionStore.held(tx, community, id)
                  .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
          if (!row.thanks().isEmpty()) {
            if (row.thanks().equals(thanks)) {
              return row;
            }
            throw Refused.because(Refusal.WRONG_STATE, "state", "closed");
          }
          Instant closes = row.open(now) ? now : row.closesAt();
          MissionStore.close(tx, community, id, thanks, closes);
          audit(tx, standing, "mission.close", id, now);
          tx.publish(
              new CommonsEvent.MissionClosed(
                  community,
                  id,
                  standing.no(),
                  row.title(),
                  MissionStore.companions(tx, community, id, COMPANIONS),
                  now));
          return MissionStore.find(tx, community, id).orElseThrow();
        });
    return view(community, next);
  }

  Mission mission(Standing standing, UUID id) {
    CommunityId community = standing.community();
    return database
        .read(tx -> MissionStore.find(tx, community, id))
        .map(row -> view(community, row))
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  Page<Mission> list(Standing standing, int limit, Optional<String> cursor) {
    CommunityId community = standing.community();
    Place place = Place.of(cursor).orElse(null);
    List<Row> rows =
        database.read(tx ->
            MissionStore.list(
                tx,
                community,
                place == null ? null : place.at(),
                place == null ? null : place.id(),
                limit + 1));
    Page<Row> page = Page.of(rows, limit, row -> new Place(row.closesAt(), row.id()).text());
    return new Page<>(views(community, page.items()), page.next());
  }

  /// Without who opened them.
  List<Mission> open(CommunityId community, int most) {
    List<Row> rows = database.read(tx -> MissionStore.list(tx, community, null, null, most));
    return views(community, rows, Map.of());
  }

  Mission.Tally tally(Instant since) {
    return database.read(tx -> TallyStore.missions(tx, clock.instant(), since));
  }

  private Mission view(CommunityId community, Row row) {
    return views(community, List.of(row)).getFirst();
  }

  private List<Mission> views(CommunityId community, List<Row> rows) {
    Map<Integer, Person> people =
        rows.isEmpty()
            ? Map.of()
            : doors.names().of(community, rows.stream().map(Row::byNo).distinct().toList());
    return views(community, rows, people);
  }

  private List<Mission> views(CommunityId community, List<Row> rows, Map<Integer, Person> people) {
    Instant now = clock.instant();
    Unit unit = lets.exchange(community).unit();
    Map<UUID, List<Mission.Step>> steps = steps(community, rows);
    return rows.stream()
        .map(row -> {
          Unit of = CommonsRules.unitOf(row.measure(), unit);
          Person by = people.get(row.byNo());
          String state = row.reachedAt() != null ? "reached" : row.open(now) ? "open" : "closed";
          return new Mission(
              row.id(),
              row.title(),
              row.story(),
              row.measure().key(),
              of.format(row.target()),
              of.format(row.done()),
              CommonsRules.share(row.done(), row.target()),
              row.people(),
              state,
              row.thanks(),
              by == null ? "" : by.handle(),
              steps.getOrDefault(row.id(), List.of()),
              row.opensAt(),
              row.closesAt(),
              row.reachedAt());
        })
        .toList();
  }

  private Map<UUID, List<Mission.Step>> steps(CommunityId community, List<Row> rows) {
    Map<UUID, Long> targets = new HashMap<>();
    rows.stream()
        .filter(row -> row.measure() == Measure.STEPS)
        .forEach(row -> targets.put(row.id(), row.target()));
    Map<UUID, List<Mission.Step>> steps = new HashMap<>();
    database
        .read(tx -> MissionStore.steps(tx, community, List.copyOf(targets.keySet())))
        .forEach(step ->
            steps
                .computeIfAbsent(step.missionId(), id -> new ArrayList<>())
                .add(
                    new Mission.Step(
                        step.n(),
                        step.title(),
                        step.times(),
                        Math.max(0, step.done()),
                        CommonsRules.share(
                            step.times(), targets.getOrDefault(step.missionId(), 1L)))));
    return steps;
  }
}
