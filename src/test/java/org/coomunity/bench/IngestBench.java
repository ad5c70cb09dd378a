package org.coomunity.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.coomunity.analytics.journeys.EventType;
import org.coomunity.analytics.journeys.FunnelDefinition;
import org.coomunity.analytics.journeys.Journeys;
import org.coomunity.analytics.journeys.JourneysDoors;
import org.coomunity.analytics.journeys.Level;
import org.coomunity.analytics.journeys.Told;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.json.Json;
import org.coomunity.testing.TestDatabase;

/// How many events a second go through the whole intake into the log, how long it takes until they
/// are in the figures, and what a funnel of three steps costs: maintained, folded from the log, and
/// as plain SQL over the same rows. Prints one JSON object.
///
/// Arguments: `--synthetic N` (events), `--funnels N`.
public final class IngestBench {
  private static final int BATCH = 500;
  private static final int PEOPLE = 20_000;
  private static final int WRITERS = 2;
  private static final double NANOS = 1e9;
  private static final EventType[] TYPES = {
    EventType.PAGE_VIEWED,
    EventType.SEARCH_MADE,
    EventType.LISTING_VIEWED,
    EventType.OFFER_STARTED,
    EventType.VOTE_CAST
  };
  private static final String PLAIN =
      """
      with first as (
        select person, at from journeys.event where community_id = :community and type = 33),
      second as (
        select f.person, f.at as start, e.at from first f
        join journeys.event e on e.community_id = :community and e.person = f.person and e.type = 34
          and e.at >= f.at and e.at <= f.at + interval '1 hour'),
      third as (
        select s.person from second s
        join journeys.event e on e.community_id = :community and e.person = s.person and e.type = 35
          and e.at >= s.at and e.at <= s.start + interval '1 hour')
      select count(distinct person) from third
      """;

  private final Database database = Database.open(TestDatabase.freshUrl("platform", "journeys"), 8);
  private final CommunityId community = new CommunityId(new UUID(0, 3));
  private final JourneysDoors doors =
      new JourneysDoors(
          member -> Level.JOURNEYS,
          (member, scope) -> Optional.of((scope + member).getBytes(StandardCharsets.UTF_8)),
          member -> List.of(new JourneysDoors.Seat(community, "bench", true)),
          (of, no) -> Optional.of(member(no)));
  private final Standing steward =
      new Standing(community, "bench", member(0), "m", 1, Role.STEWARD, member(0), 1);
  private final Journeys journeys = another();

  private IngestBench() {}

  private Journeys another() {
    return new Journeys(
        database, InstantSource.system(), new Caches(new SimpleMeterRegistry()), doors);
  }

  private static MemberId member(int no) {
    return new MemberId(new UUID(1, no));
  }

  public static void main(String[] args) throws InterruptedException {
    int events = 200_000;
    int funnels = 20;
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--synthetic" -> events = Integer.parseInt(args[i + 1]);
        case "--funnels" -> funnels = Integer.parseInt(args[i + 1]);
        default -> throw new IllegalArgumentException(args[i]);
      }
    }
    System.out.println(Json.write(new IngestBench().run(events, funnels)));
  }

  private Map<String, Object> run(int events, int funnels) throws InterruptedException {
    journeys.keep();
    for (int i = 0; i < Math.min(funnels, 50); i++) {
      journeys.funnel(steward, "way-" + i, way(i));
    }
    long start = System.nanoTime();
    List<Thread> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      SplittableRandom random = new SplittableRandom(writer);
      int share = events / WRITERS;
      writers.add(Thread.ofPlatform().start(() -> write(random, share)));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    double seconds = (System.nanoTime() - start) / NANOS;
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("events", events);
    result.put("eventsPerSecond", Math.round(events / seconds));
    double folding = time(() -> journeys.funnel(steward, "way-0"));
    result.put("foldedEventsPerSecond", Math.round(events / folding));
    for (int i = 1; i < Math.min(funnels, 50); i++) {
      journeys.funnel(steward, "way-" + i);
    }
    result.put("p99VisibleMs", visible());
    double maintained = time(() -> journeys.funnel(steward, "way-0"));
    Journeys cold = another();
    double rebuilt = time(() -> cold.funnel(steward, "way-0"));
    double plain =
        time(() ->
            database.read(
                tx -> tx.query(PLAIN).bind("community", community).mapTo(Long.class).one()));
    result.put("funnelMaintainedMs", maintained * 1e3);
    result.put("funnelRebuiltMs", rebuilt * 1e3);
    result.put("funnelPlainSqlMs", plain * 1e3);
    result.put("plainSqlOverMaintained", plain / maintained);
    result.put("plainSqlOverRebuilt", plain / rebuilt);
    Runtime memory = Runtime.getRuntime();
    result.put("heapMb", (memory.totalMemory() - memory.freeMemory()) >> 20);
    database.close();
    return result;
  }

  private static FunnelDefinition way(int no) {
    return new FunnelDefinition(
        List.of(
            new FunnelDefinition.Events(List.of("search_made")),
            new FunnelDefinition.Events(List.of("listing_viewed")),
            new FunnelDefinition.Events(List.of("offer_started"))),
        3_600 + no,
        List.of(),
        List.of());
  }

  /// Each batch is what one client has kept: 500 events of one person.
  private void write(SplittableRandom random, int events) {
    for (int done = 0; done < events; done += BATCH) {
      List<Told> batch = new ArrayList<>();
      Instant now = InstantSource.system().instant();
      for (int i = 0; i < BATCH; i++) {
        batch.add(
            new Told(
                new UUID(random.nextLong(), random.nextLong()).toString(),
                TYPES[random.nextInt(TYPES.length)].word(),
                now.minusSeconds(random.nextInt(86_400)).toString(),
                null,
                "s",
                null,
                null));
      }
      journeys.take(Optional.of(member(random.nextInt(PEOPLE))), false, "", batch);
    }
  }

  /// From one event handed in to the figures with it, in milliseconds.
  private double visible() {
    double[] times = new double[200];
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < times.length; i++) {
      times[i] =
          time(() -> {
            Told one =
                new Told(
                    new UUID(random.nextLong(), random.nextLong()).toString(),
                    "vote_cast",
                    InstantSource.system().instant().toString(),
                    null,
                    null,
                    null,
                    null);
            journeys.take(Optional.of(member(random.nextInt(PEOPLE))), false, "", List.of(one));
            journeys.active(steward, 1);
          });
    }
    Arrays.sort(times);
    return times[(int) (times.length * 0.99)] * 1e3;
  }

  private static double time(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / NANOS;
  }
}
