package org.coomunity.analytics.pulse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.live.Live;
import org.coomunity.base.platform.observe.Observe;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.jspecify.annotations.Nullable;

/// How the platform, each region and each community is doing: twelve measures, at most two seconds
/// old, their history, and what is not as it should be.
///
/// Facts come from the outbox and are counted in the database, exactly once. Each process keeps a
/// copy of the newest days in memory, which it brings up to date every second. Response times,
/// errors and load are those of the node that answers; a fleet's are Prometheus' to add up.
public final class Pulse implements AutoCloseable {
  /// What the figures of the whole platform are kept under.
  public static final CommunityId PLATFORM = new CommunityId(new UUID(0, 0));

  private static final Duration FRESH = Duration.ofMillis(900);
  private static final Duration TALLIES = Duration.ofHours(1);
  private static final Duration EPISODES = Duration.ofDays(400);

  private final Database database;
  private final InstantSource clock;
  private final PulseDoors doors;
  private final Observe observe;
  private final Figures figures;
  private final Watch watch;
  private volatile @Nullable Board board;
  private volatile long made = System.nanoTime();
  private @Nullable Beat beat;

  public Pulse(
      Database database, Outbox outbox, InstantSource clock, Observe observe, PulseDoors doors) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
    this.observe = observe;
    this.figures = new Figures(database, doors);
    this.watch = new Watch(database, clock, figures, doors, observe);
    new Reactions(clock, doors, observe).listen(outbox);
    new Exported(observe, () -> board, watch).register();
  }

  /// The routes of measures and alerts.
  public List<Route> routes() {
    return new PulseHttp(this).routes();
  }

  /// Begins to look every second, and tells who listens: `metrics:platform`, `metrics:<slug>`.
  public synchronized void start(Live live) {
    if (beat == null) {
      beat = new Beat(this, live);
      beat.start();
    }
  }

  /// The figures of now.
  Board board() {
    Board known = board;
    if (known != null && System.nanoTime() - made < FRESH.toNanos()) {
      return known;
    }
    return look();
  }

  /// Makes the figures anew.
  synchronized Board look() {
    Instant now = clock.instant();
    Board fresh = new Board(now.truncatedTo(ChronoUnit.SECONDS), figures.look(now), observe);
    board = fresh;
    made = System.nanoTime();
    return fresh;
  }

  /// The platform now, with its regions.
  public Realtime realtime() {
    return board().whole();
  }

  /// A community now.
  public Realtime realtime(CommunityId community, String slug) {
    return board().of(community, slug);
  }

  /// What a measure was.
  ///
  /// @param scope a community, or `PLATFORM`
  /// @param step `minute` (kept two days), `hour` (60 days) or `day` (400 days)
  /// @param from the last day, week or year when absent
  /// @throws Refused `field_format`, `field_range`
  public History history(
      CommunityId scope, String name, String step, Optional<Instant> from, Optional<Instant> to) {
    Measure measure =
        Measure.of(name).orElseThrow(() -> Refused.field(Refusal.FIELD_FORMAT, "name"));
    Step wanted = Step.of(step).orElseThrow(() -> Refused.field(Refusal.FIELD_FORMAT, "step"));
    Instant end = to.orElse(clock.instant());
    Duration usual = wanted.length().multipliedBy(wanted == Step.MINUTE ? 60 : 30);
    History.Wish wish = new History.Wish(measure, wanted, from.orElse(end.minus(usual)), end);
    List<List<Object>> points = new ArrayList<>();
    database
        .read(tx -> PulseStore.history(tx, scope, wish))
        .forEach((at, value) -> points.add(List.of(at, value)));
    return new History(measure.key(), wanted.key(), Measure.DEFINITION, points);
  }

  /// What all measures were, step by step, for a page that draws them.
  ///
  /// @param scope a community, or `PLATFORM`
  /// @param step `minute`, `hour` or `day`
  /// @throws Refused `field_format`, `field_range`
  public Course course(CommunityId scope, String step, Instant from, Instant to) {
    Step wanted = Step.of(step).orElseThrow(() -> Refused.field(Refusal.FIELD_FORMAT, "step"));
    History.Wish wish = new History.Wish(Measure.ACTIVE_USERS, wanted, from, to);
    return new Course(
        wanted.key(),
        database.read(tx -> PulseStore.course(tx, scope, wanted, wish.from(), wish.to())));
  }

  /// The platform as a whole.
  public Collective collective() {
    return watch.collective(board());
  }

  /// What the platform stands on.
  public Surroundings surroundings() {
    return watch.surroundings(board());
  }

  /// The history of a region.
  ///
  /// @throws Refused `field_format` for one that does not exist
  static CommunityId region(String key) {
    for (Region region : Region.values()) {
      if (region.key().equals(key)) {
        return region.scope();
      }
    }
    throw Refused.field(Refusal.FIELD_FORMAT, "region");
  }

  /// Alerts that somebody was told of, the newest first.
  public Page<Alert> alerts(boolean onlyOpen, int limit, Optional<String> cursor) {
    AlertStore.After after = cursor.map(Pulse::after).orElse(null);
    List<AlertStore.Row> rows =
        database.read(tx -> AlertStore.told(tx, onlyOpen, after, limit + 1));
    return Page.of(rows, limit, row -> row.firedAt() + "_" + row.id()).map(this::view);
  }

  /// Somebody takes an alert on; who does it first stays.
  ///
  /// @throws Refused `not_found`
  public Alert acknowledge(Caller operator, UUID id) {
    Instant now = clock.instant();
    return database.write(tx -> {
      AlertStore.Row row =
          AlertStore.one(tx, id).orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      if (AlertStore.acknowledge(tx, row, operator.member(), now)) {
        String rule = AlertRule.valueOf(row.rule()).key();
        tx.later(
            new AuditEntry(
                    PLATFORM, Uuid7.at(now), now, operator.member(), "acknowledge_alert", rule, "")
                .rider());
      }
      return view(AlertStore.one(tx, id).orElse(row));
    });
  }

  private static AlertStore.After after(String cursor) {
    try {
      return AlertStore.After.of(cursor);
    } catch (RuntimeException wrong) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
  }

  private Alert view(AlertStore.Row row) {
    AlertRule rule = AlertRule.valueOf(row.rule());
    PulseDoors.Site site =
        row.communityId().equals(PLATFORM) ? null : doors.places().of(row.communityId());
    return new Alert(
        row.id(),
        rule.key(),
        rule.severity(),
        site == null ? null : site.slug(),
        row.state().toLowerCase(Locale.ROOT),
        row.value(),
        rule.threshold(),
        row.beganAt(),
        row.firedAt(),
        row.clearedAt(),
        row.acknowledgedAt(),
        row.acknowledgedBy(),
        "docs/runbooks/" + rule.key() + ".md");
  }

  /// Looks whether all is well; a job calls it.
  ///
  /// @return how many alerts fired
  public int watch() {
    return watch.look(board());
  }

  /// Keeps the figures of a minute that was not kept yet, and those of the hour and the day that
  /// are over; a job calls it.
  public void sample() {
    Board now = board();
    Instant minute = Step.MINUTE.floor(clock.instant());
    database.write(tx -> {
      if (PulseStore.sampled(tx, PLATFORM, Step.MINUTE, minute)) {
        return 0;
      }
      PulseStore.sample(tx, Step.MINUTE, minute, now.samples());
      rollUp(tx, Step.MINUTE, Step.HOUR, minute);
      rollUp(tx, Step.HOUR, Step.DAY, minute);
      return 1;
    });
  }

  private static void rollUp(Tx tx, Step from, Step to, Instant now) {
    Instant end = to.floor(now);
    Instant begin = end.minus(to.length());
    if (!PulseStore.sampled(tx, PLATFORM, to, begin)) {
      PollStore.rollUp(tx, from, to, begin, end);
    }
  }

  /// Forgets samples and episodes that are too old, at most `most` of each kind; a job calls it.
  ///
  /// @return how many
  public int forget(int most) {
    Instant now = clock.instant();
    return database.write(tx -> {
      int gone = PollStore.forgetTallies(tx, now.minus(TALLIES), most);
      for (Step step : Step.values()) {
        gone += PollStore.forgetSamples(tx, step, now.minus(step.kept()), most);
      }
      return gone + AlertStore.forget(tx, now.minus(EPISODES), most);
    });
  }

  /// What surrounds the process, for those who read the figures: brought up to date once a minute.
  void refreshSlow(Board now) {
    watch.refresh(now);
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }

  @Override
  public synchronized void close() {
    if (beat != null) {
      beat.stop();
    }
  }
}
