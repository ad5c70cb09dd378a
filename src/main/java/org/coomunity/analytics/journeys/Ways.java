package org.coomunity.analytics.journeys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.coomunity.analytics.folds.Crowd;
import org.coomunity.analytics.folds.DropOff;
import org.coomunity.analytics.folds.Paths;
import org.coomunity.analytics.folds.Visits;
import org.coomunity.analytics.journeys.JourneysStore.Fact;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.cache.Kept;
import org.coomunity.base.platform.db.Database;

/// Where visits of the last four weeks leave on the way to a goal, and what leads there. A silence
/// of half an hour ends a visit. Reckoned when it is asked for, and kept shorter than forgetting
/// may take.
final class Ways {
  private static final Duration KEPT = Duration.ofSeconds(50);
  private static final int ANSWERS = 500;
  private static final int DAYS = 28;
  private static final int FACTS_MOST = 1_000_000;
  private static final long GAP = Duration.ofMinutes(30).toMillis();
  private static final long SEED = 1;

  private final Database database;
  private final InstantSource clock;
  private final Kept<Asked, Figures.Ways> answers;

  private record Asked(CommunityId community, EventType goal) {}

  Ways(Database database, InstantSource clock, Caches caches) {
    this.database = database;
    this.clock = clock;
    this.answers = caches.bounded("journeys.ways", ANSWERS, KEPT);
  }

  Figures.Ways to(CommunityId community, EventType goal) {
    return answers.get(new Asked(community, goal), this::reckoned);
  }

  private Figures.Ways reckoned(Asked asked) {
    Instant now = clock.instant();
    LocalDate since = now.atZone(ZoneOffset.UTC).toLocalDate().minusDays(DAYS);
    List<Fact> facts =
        database.read(tx -> JourneysStore.walks(tx, asked.community(), since, FACTS_MOST));
    EventType[] types = EventType.values();
    List<Visits.Visit> visits = visits(facts, asked.goal());
    return new Figures.Ways(
        new Figures.DropOffs(
            asked.goal().word(),
            now,
            DropOff.places(visits, types.length, SEED).stream()
                .filter(place -> enough(place.crowd()))
                .map(place -> place(types[place.event()], place))
                .toList()),
        new Figures.Paths(
            asked.goal().word(),
            now,
            Paths.successful(visits, types.length).stream()
                .filter(path -> enough(path.crowd()))
                .map(path -> path(types, path))
                .toList()));
  }

  private static Figures.Place place(EventType type, DropOff.Place place) {
    return new Figures.Place(
        type.word(),
        place.visits(),
        place.goal(),
        place.loss(),
        place.pValue(),
        place.significant(),
        place.removal());
  }

  private static Figures.Path path(EventType[] types, Paths.Path path) {
    return new Figures.Path(
        Arrays.stream(path.events()).mapToObj(event -> types[event].word()).toList(),
        path.lift(),
        path.interval(),
        path.support());
  }

  /// Neither those who came by nor those of them who did or did not get there are a handful.
  private static boolean enough(Crowd crowd) {
    return crowd.people() >= Shown.LEAST
        && Shown.may(crowd.reached())
        && Shown.may(crowd.lost())
        && Shown.may(crowd.people() - crowd.reached())
        && Shown.may(crowd.people() - crowd.lost());
  }

  @SuppressWarnings("EnumOrdinal") // a place in values(), for this answer alone
  private static List<Visits.Visit> visits(List<Fact> facts, EventType goal) {
    Visits visits = new Visits(GAP, goal.ordinal());
    int from = 0;
    int person = 0;
    for (int i = 1; i <= facts.size(); i++) {
      if (i == facts.size() || !Objects.equals(facts.get(i).person(), facts.get(from).person())) {
        List<Fact> some = facts.subList(from, i);
        visits.add(
            person++,
            some.stream().mapToLong(fact -> fact.at().toEpochMilli()).toArray(),
            some.stream().mapToInt(fact -> EventType.of(fact.type()).ordinal()).toArray());
        from = i;
      }
    }
    return visits.all();
  }
}
