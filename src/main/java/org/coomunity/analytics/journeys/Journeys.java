package org.coomunity.analytics.journeys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.coomunity.analytics.folds.Funnel;
import org.coomunity.analytics.folds.FunnelTally;
import org.coomunity.analytics.journeys.JourneysDoors.Seat;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.cache.Kept;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.registry.DataClass;
import org.jspecify.annotations.Nullable;

/// How a community lives, in figures that are exact, can be reckoned again from the log, and forget
/// a person completely. Each member chooses what is known of them: nothing, that they were there,
/// or their way under a number that only their own key leads to.
public final class Journeys {
  /// Of what counts as an act.
  static final int VERSION = 1;

  private static final int COMMUNITIES = 200;
  private static final int WEEK = 7;
  private static final int KEPT_DAYS = 400;
  private static final int OPEN_DAYS = 3;
  private static final Duration PROMISE = Duration.ofMinutes(1);
  private static final Duration FOLDED = Duration.ofHours(12);
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  private final Database database;
  private final InstantSource clock;
  private final JourneysDoors doors;
  private final Intake intake;
  private final Kept<CommunityId, CommunityFold> folds;
  private final Ways ways;
  private final Looks looks;

  public Journeys(Database database, InstantSource clock, Caches caches, JourneysDoors doors) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
    this.intake = new Intake(database, clock, doors);
    this.folds = caches.bounded("journeys", COMMUNITIES, FOLDED);
    this.ways = new Ways(database, clock, caches);
    this.looks = new Looks(database, clock, doors);
  }

  /// The routes of events and figures.
  public List<Route> routes(RateLimits limits) {
    return new JourneysHttp(this, limits).routes();
  }

  /// Takes in what screens tell, each by itself.
  ///
  /// @param member who; empty for strangers, of whom it is only counted that they were there
  /// @param refuses true when their browser asks not to be counted
  /// @param mark tells strangers of one day apart
  public Told.Intake take(
      Optional<MemberId> member, boolean refuses, String mark, List<Told> batch) {
    Level level = refuses ? Level.NONE : member.map(doors.consent()::of).orElse(Level.COUNTS);
    return intake.take(
        new Intake.Who(member.orElse(null), level, member.map(MemberId::toString).orElse(mark)),
        batch);
  }

  /// Something the platform knows itself; what a member does not let be known is not kept.
  ///
  /// @param cause the same cause counts once
  public void record(
      Tx tx,
      CommunityId community,
      int no,
      EventType type,
      String cause,
      Map<String, Object> properties,
      Instant at) {
    doors
        .numbers()
        .of(community, no)
        .ifPresent(member ->
            intake.record(tx, community, member, new Intake.Fact(type, cause, properties, at)));
  }

  /// Somebody is gone: nothing of them stays in any figure.
  public void gone(Tx tx, CommunityId community, MemberId member) {
    intake.forget(tx, community, member, false);
  }

  /// Forgets all that a member did so far, everywhere.
  ///
  /// @return when it is done at the latest
  public Figures.Promise forget(MemberId member) {
    List<CommunityId> places = new ArrayList<>();
    places.add(Intake.NOWHERE);
    doors.seats().of(member).forEach(seat -> places.add(seat.community()));
    for (CommunityId community : places) {
      database.write(tx -> {
        intake.forget(tx, community, member, true);
        tx.publish(new JourneysEvent.WayForgotten(community, member, clock.instant()));
        return community;
      });
    }
    return new Figures.Promise(clock.instant().plus(PROMISE));
  }

  /// What is kept of a member, newest first, before a moment.
  public List<Figures.Own> own(MemberId member, Instant before, int most) {
    List<Seat> seats = new ArrayList<>(doors.seats().of(member));
    seats.add(new Seat(Intake.NOWHERE, "", true));
    List<Figures.Own> own = new ArrayList<>();
    for (Seat seat : seats) {
      Optional<byte[]> pseudonym = doors.key().pseudonym(member, Intake.scope(seat.community()));
      if (pseudonym.isPresent()) {
        database
            .read(tx ->
                PeopleStore.person(tx, seat.community(), pseudonym.get())
                    .map(person ->
                        JourneysStore.own(tx, seat.community(), person.no(), before, most))
                    .orElse(List.of()))
            .forEach(row ->
                own.add(
                    new Figures.Own(
                        seat.slug(),
                        EventType.of(row.type()).word(),
                        row.at(),
                        row.about(),
                        row.properties())));
      }
    }
    own.sort(Comparator.comparing(Figures.Own::at).reversed());
    return List.copyOf(own.subList(0, Math.min(most, own.size())));
  }

  /// How many were active, day by day.
  public Figures.ActiveTable active(Standing standing, int days) {
    return figures(
        standing.community(),
        (tx, fold) ->
            new Figures.ActiveTable(
                VERSION,
                clock.instant(),
                fold.activity().days(today(fold) - days + 1, today(fold)).stream()
                    .map(day -> Shown.active(day, fold.all(day)))
                    .toList()));
  }

  /// How much of the month is there on each day.
  public Figures.StickinessTable stickiness(Standing standing, int days) {
    return figures(
        standing.community(),
        (tx, fold) ->
            new Figures.StickinessTable(
                VERSION,
                clock.instant(),
                fold.activity().days(today(fold) - days + 1, today(fold)).stream()
                    .map(Shown::stickiness)
                    .toList()));
  }

  /// Who came, stayed, came back and went, day by day, in whole weeks.
  public Figures.LifecycleTable lifecycle(Standing standing, int days) {
    return figures(
        standing.community(),
        (tx, fold) -> {
          int since = today(fold) - days + 1;
          int monday = since - Math.floorMod(since + 3, WEEK);
          return new Figures.LifecycleTable(
              VERSION, clock.instant(), Shown.lifecycle(fold.activity().days(monday, today(fold))));
        });
  }

  /// Of those who came first in a week, how many came back week by week.
  public Figures.RetentionTable retention(Standing standing) {
    return retention(standing, Returns.By.WEEK.word(), Returns.Kind.NDAY.word());
  }

  /// Of those who came first on a day or in a week, how many came back.
  ///
  /// @param cohort `day` or `week`
  /// @param kind `nday`, `bracket` or `unbounded`
  /// @throws Refused `field_format`
  public Figures.RetentionTable retention(Standing standing, String cohort, String kind) {
    Returns.By by = Returns.By.of(cohort).orElseThrow(() -> wrong("cohort"));
    Returns.Kind what = Returns.Kind.of(kind).orElseThrow(() -> wrong("kind"));
    return figures(
        standing.community(),
        (tx, fold) -> {
          Returns returns = new Returns(fold.activity(), by, what, today(fold));
          return new Figures.RetentionTable(
              VERSION, clock.instant(), by.word(), what.word(), returns.columns(), returns.rows());
        });
  }

  /// How long people stay in each stage of the journey.
  public Figures.StageTable stages(Standing standing) {
    return looks.stages(standing.community());
  }

  static Refused wrong(String field) {
    return Refused.field(Refusal.FIELD_FORMAT, field);
  }

  /// Where visits leave on the way to a goal, and what leads there.
  ///
  /// @throws Refused `field_format` for a goal that is no kind of event
  public Figures.Ways ways(Standing standing, String goal) {
    return ways.to(standing.community(), EventType.of(goal).orElseThrow(() -> wrong("goal")));
  }

  /// The same, whoever asks.
  public Figures.Ways ways(CommunityId community, EventType goal) {
    return ways.to(community, goal);
  }

  /// How those began who came in the last months and agreed to journeys, and whether they were
  /// still there in the fifth week.
  public List<Beginning> beginnings(CommunityId community) {
    return Beginnings.of(database, community, LocalDays.utc(clock.instant()));
  }

  /// What some members of a community did, of those who agreed to that.
  ///
  /// @param named the kinds of which the days are told, by their words
  /// @param since from when on what they did is told one by one
  public Map<MemberId, Trail> trails(
      CommunityId community,
      Collection<MemberId> members,
      Collection<String> named,
      Instant since) {
    return new Trails(database, doors).of(community, members, named, since);
  }

  private int today(CommunityFold fold) {
    return fold.days().of(clock.instant());
  }

  /// Reads figures after what happened up to now.
  private <T> T figures(CommunityId community, BiFunction<Tx, CommunityFold, T> work) {
    CommunityFold fold = fold(community);
    synchronized (fold) {
      try {
        return database.read(tx -> {
          fold.catchUp(tx);
          return work.apply(tx, fold);
        });
      } finally {
        fold.rest();
      }
    }
  }

  /// A community that moved to another zone is folded anew.
  private CommunityFold fold(CommunityId community) {
    ZoneId zone = doors.zones().of(community);
    CommunityFold known = folds.get(community, one -> new CommunityFold(one, zone));
    if (!known.days().zone().equals(zone)) {
      folds.put(community, new CommunityFold(community, zone));
      return fold(community);
    }
    return known;
  }

  /// The funnels of a community: those that are ready, and its own, which may replace them.
  public List<Figures.FunnelView> funnels(Standing standing) {
    return database.read(tx -> Funnels.all(tx, standing.community()));
  }

  /// How far people came in a funnel.
  ///
  /// @throws Refused `not_found`
  public Figures.FunnelResult funnel(Standing standing, String name) {
    Instant now = clock.instant();
    return figures(
        standing.community(),
        (tx, fold) -> {
          Figures.FunnelView view = Funnels.one(tx, standing.community(), name);
          Funnel funnel = view.definition().funnel();
          List<FunnelTally.Line> lines = fold.funnel(tx, name, funnel, view.version());
          return new Figures.FunnelResult(
              name, view.definition(), view.version(), now, Shown.steps(lines), List.of());
        });
  }

  /// How far people came in a funnel on some days, also for each value of a property.
  ///
  /// @param from the first day, of the community; the last 28 when null
  /// @param to the last day
  /// @param by a property of any kind of event; null for all together
  /// @param attribution `first`, `last` or `step`: which of a person's values counts
  /// @throws Refused `not_found`, `field_format`, `field_range` for more events than can be told
  public Figures.FunnelResult funnel(
      Standing standing,
      String name,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable String by,
      String attribution) {
    return looks.funnel(
        standing.community(),
        one -> Funnels.one(one, standing.community(), name),
        from,
        to,
        by,
        attribution);
  }

  /// Writes a funnel down.
  ///
  /// @throws Refused `funnel_invalid` with the field
  public Figures.FunnelView funnel(Standing standing, String name, FunnelDefinition definition) {
    if (!NAME.matcher(name).matches()) {
      throw Refused.field(Refusal.FUNNEL_INVALID, "name");
    }
    definition.funnel();
    Instant now = clock.instant();
    return database.write(tx -> Funnels.put(tx, standing, name, definition, now));
  }

  /// Takes a funnel away; one that was ready before it is there again.
  ///
  /// @throws Refused `not_found`
  public void withdraw(Standing standing, String name) {
    CommunityId community = standing.community();
    if (!database.write(tx -> FunnelStore.noFunnel(tx, community, name))) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    CommunityFold fold = fold(community);
    synchronized (fold) {
      fold.forget(name);
    }
  }

  /// Makes place for the next days and takes away what is too old; a job calls it.
  public int keep() {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    for (int ahead = 0; ahead < OPEN_DAYS; ahead++) {
      LocalDate day = today.plusDays(ahead);
      database.write(tx -> {
        JourneysStore.openDay(tx, day);
        return day;
      });
    }
    database.write(tx -> {
      JourneysStore.forgetBefore(tx, today.minusDays(KEPT_DAYS));
      return today;
    });
    return 0;
  }

  /// Makes what was added to the logs fast to read; a job calls it.
  ///
  /// @return how many parts were made
  public int pack(int most) {
    int made = 0;
    for (CommunityId community : database.read(SegmentStore::communities)) {
      made += EventLog.pack(database, community, most - made);
    }
    return made;
  }

  /// What journeys keep about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }

  /// The most days of a table of days.
  static int daysMost() {
    return KEPT_DAYS;
  }
}
