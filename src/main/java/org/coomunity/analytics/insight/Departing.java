package org.coomunity.analytics.insight;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.coomunity.analytics.insight.DepartureStore.HealthRow;
import org.coomunity.analytics.insight.DepartureStore.ModelRow;
import org.coomunity.analytics.insight.DepartureStore.RiskRow;
import org.coomunity.analytics.insight.InsightDoors.Lived;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The night of the models: of each community it learns, or asks what was learned, and writes down
/// what it found, all in one transaction. A night that was broken off is done again, one that was
/// done is not, and what goes wrong in one community stays there.
final class Departing {
  private static final Logger LOG = LoggerFactory.getLogger(Departing.class);
  private static final int PLACES = 200;
  private static final int AT_ONCE = 500;
  private static final int TRIES = 3;

  /// More lives teach no better and take longer.
  private static final int TEACHERS = 3_000;

  private static final int ACTS_MOST = 400_000;
  private static final int OLD = 28;
  private static final int UNSURE_OLD = 7;
  private static final int NEXT_OLD = 7;
  private static final double DRIFT = 0.2;

  /// A drift of fewer is chance.
  private static final int DRIFT_PEOPLE = 100;

  private static final double SURE = 1.96;

  private final Database database;
  private final InstantSource clock;
  private final InsightDoors doors;
  private final long seed;

  /// All that a night knows of a community.
  private static final class Known {
    final List<Life> lives = new ArrayList<>();
    final List<Life> inside = new ArrayList<>();
    final List<NextActs.Act> acts = new ArrayList<>();
  }

  /// A model, and whether it was learned just now.
  private record Taught(int no, Foreteller model, Departures told, boolean fresh) {}

  Departing(Database database, InstantSource clock, InsightDoors doors, long seed) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
    this.seed = seed;
  }

  /// Does the night of at most so many communities whose night has come.
  ///
  /// @return how many were done
  int night(int most) {
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    int done = 0;
    int begun = 0;
    Optional<String> after = Optional.empty();
    do {
      Page<CommunityId> page = doors.places().of(after, PLACES);
      for (CommunityId community : page.items()) {
        if (begun < most && due(community, day)) {
          begun++;
          done += tried(community, day) ? 1 : 0;
        }
      }
      after = Optional.ofNullable(page.next());
    } while (after.isPresent() && begun < most);
    return done;
  }

  private boolean due(CommunityId community, LocalDate day) {
    return database
        .read(tx -> DepartureStore.health(tx, community))
        .map(row -> !row.day().equals(day) || (!row.done() && row.tries() < TRIES))
        .orElse(true);
  }

  private boolean tried(CommunityId community, LocalDate day) {
    try {
      database.write(tx -> {
        DepartureStore.begin(tx, community, day, clock.instant());
        return community;
      });
      night(community, day);
      return true;
    } catch (RuntimeException broken) {
      LOG.warn("the night of community {} was broken off", community, broken);
      return false;
    }
  }

  private void night(CommunityId community, LocalDate day) {
    int yesterday = (int) day.toEpochDay() - 1;
    Known known = known(community, yesterday);
    Optional<ModelRow> kept =
        database.read(tx -> DepartureStore.model(tx, community, DepartureStore.CHURN));
    DepartureModel lessons = new DepartureModel(teachers(known.lives), yesterday, seed);
    Optional<Taught> taught = taught(known, kept, lessons, yesterday);
    Optional<ModelRow> next =
        database.read(tx -> DepartureStore.model(tx, community, DepartureStore.NEXT));
    boolean walks = next.filter(row -> current(row, yesterday, NEXT_OLD)).isEmpty();
    NextActs acts = walks ? NextActs.of(known.acts) : null;
    Instant now = clock.instant();
    database.write(tx -> {
      taught
          .filter(Taught::fresh)
          .ifPresent(
              fresh -> DepartureStore.model(tx, community, DepartureStore.CHURN, row(fresh, now)));
      if (acts != null) {
        int no = next.map(ModelRow::no).orElse(0) + 1;
        DepartureStore.model(
            tx,
            community,
            DepartureStore.NEXT,
            new ModelRow(no, now, yesterday, Json.write(acts), Json.write(acts.trial())));
      }
      write(tx, community, day, taught, lessons, now);
      return community;
    });
  }

  private static ModelRow row(Taught fresh, Instant now) {
    return new ModelRow(
        fresh.no(),
        now,
        fresh.model().day(),
        fresh.model().text(),
        Json.write(fresh.model().quality()));
  }

  private static boolean current(ModelRow row, int today, int old) {
    return !row.parameters().isEmpty() && today - row.trainedOn() < old && row.trainedOn() <= today;
  }

  private Known known(CommunityId community, int yesterday) {
    Known known = new Known();
    int after = 0;
    InsightDoors.Gathered some;
    do {
      some = doors.lives().of(community, after, AT_ONCE);
      for (Lived one : some.people()) {
        if (one.life().first() <= yesterday) {
          known.lives.add(one.life());
          if (one.inside()) {
            known.inside.add(one.life());
          }
        }
        one.did().stream()
            .limit(Math.max(0, ACTS_MOST - known.acts.size()))
            .forEach(did ->
                known.acts.add(
                    new NextActs.Act(one.life().person(), did.at().getEpochSecond(), did.what())));
      }
      after = some.last();
    } while (after > 0);
    return known;
  }

  /// The same ones as long as they are there, whoever else comes.
  private static List<Life> teachers(List<Life> lives) {
    if (lives.size() <= TEACHERS) {
      return lives;
    }
    return lives.stream()
        .sorted(
            Comparator.comparingInt((Life life) -> life.person().hashCode() * 0x9E3779B9)
                .thenComparing(Life::person))
        .limit(TEACHERS)
        .toList();
  }

  /// Asks the model that is there, unless it grew old or drifted; then another is taught.
  private static Optional<Taught> taught(
      Known known, Optional<ModelRow> kept, DepartureModel lessons, int yesterday) {
    if (kept.isPresent() && current(kept.get(), yesterday, OLD)) {
      Foreteller model = Foreteller.of(kept.get().parameters());
      boolean holds = model.quality().tells() || current(kept.get(), yesterday, UNSURE_OLD);
      if (holds && model.counters().equals(lessons.counters())) {
        Departures told = model.tell(known.inside, yesterday);
        boolean drifted = told.drift() > DRIFT && told.members().size() >= DRIFT_PEOPLE;
        if (!drifted || model.day() == yesterday) {
          return Optional.of(new Taught(kept.get().no(), model, told, false));
        }
      }
    }
    int no = kept.map(ModelRow::no).orElse(0) + 1;
    return lessons
        .learned()
        .map(model -> new Taught(no, model, model.tell(known.inside, yesterday), true));
  }

  private void write(
      Tx tx,
      CommunityId community,
      LocalDate day,
      Optional<Taught> taught,
      DepartureModel lessons,
      Instant now) {
    List<Departures.Member> members = taught.map(one -> one.told().members()).orElse(List.of());
    List<Need> needs = new ArrayList<>();
    String state = "READY";
    if (taught.isEmpty()) {
      needs.addAll(lessons.needs());
      state = needs.isEmpty() ? "UNSURE" : "NOT_YET";
    } else if (!taught.get().model().quality().tells()) {
      state = "UNSURE";
    } else if (members.size() < Insight.FEWEST_PEOPLE) {
      needs.add(new Need(Need.What.PEOPLE, members.size(), Insight.FEWEST_PEOPLE));
      state = "FEW";
    }
    boolean ready = state.equals("READY");
    Span span = ready ? span(taught.get().told()) : new Span(0, 0, 0);
    DepartureStore.risks(tx, community, ready ? rows(community, taught.get(), now) : List.of());
    DepartureStore.health(
        tx,
        community,
        new HealthRow(
            day,
            true,
            0,
            now,
            state,
            span.mean(),
            span.low(),
            span.high(),
            ready ? members.size() : 0,
            Json.write(ready ? bands(members) : Map.of()),
            Json.write(needs)));
  }

  private List<RiskRow> rows(CommunityId community, Taught taught, Instant now) {
    List<RiskRow> rows = new ArrayList<>();
    List<Departures.Member> members = taught.told().members();
    for (int from = 0; from < members.size(); from += AT_ONCE) {
      List<Departures.Member> some =
          members.subList(from, Math.min(members.size(), from + AT_ONCE));
      var noticed =
          doors
              .noticed()
              .of(community, some.stream().map(one -> Integer.valueOf(one.person())).toList());
      for (Departures.Member one : some) {
        int no = Integer.parseInt(one.person());
        if (noticed.containsKey(no)) {
          rows.add(
              new RiskRow(
                  no,
                  now,
                  one.risk(),
                  Churns.order(one.band()),
                  Json.write(one.reasons()),
                  one.act().name(),
                  taught.no()));
        }
      }
    }
    return rows;
  }

  /// A mean, and between what the share of those who leave will be.
  private record Span(double mean, double low, double high) {}

  /// Chance alone moves the share; and the model itself may be off by as much as it was when it was
  /// tried.
  private static Span span(Departures told) {
    double variance = 0;
    for (Departures.Member one : told.members()) {
      variance += one.risk() * (1 - one.risk());
    }
    double mean = told.communityRisk();
    double wide = SURE * Math.sqrt(variance) / told.members().size() + told.quality().ece();
    return new Span(mean, Math.max(0, mean - wide), Math.min(1, mean + wide));
  }

  /// Counts of which none is about one to nine people, also when one is taken from another.
  static Map<String, Integer> bands(List<Departures.Member> members) {
    int low = count(members, Departures.Band.LOW);
    int watch = count(members, Departures.Band.WATCH);
    int care = count(members, Departures.Band.CARE);
    Map<String, Integer> bands = new TreeMap<>();
    if (told(low) && told(watch) && told(care)) {
      bands.put("low", low);
      bands.put("watch", watch);
      bands.put("care", care);
    } else if (told(low) && told(watch + care)) {
      bands.put("low", low);
      bands.put("watch_or_care", watch + care);
    }
    return bands;
  }

  private static int count(List<Departures.Member> members, Departures.Band band) {
    return (int) members.stream().filter(one -> one.band() == band).count();
  }

  private static boolean told(int count) {
    return count == 0 || count >= Insight.FEWEST_PEOPLE;
  }
}
