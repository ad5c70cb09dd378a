package org.coomunity.bench;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.coomunity.analytics.journeys.EventType;
import org.coomunity.analytics.journeys.Journeys;
import org.coomunity.analytics.journeys.Told;
import org.jspecify.annotations.Nullable;

/// Events through the whole intake into the log, by a few who hand in much and by many who hand in
/// little, and how long it takes until one is in the figures meanwhile.
final class IntakeRun {
  private static final int PEOPLE = 20_000;
  private static final int MUCH = 500;
  private static final int LITTLE = 20;
  private static final int PROBES = 200;
  private static final double NANOS = 1e9;
  static final EventType[] TYPES = {
    EventType.PAGE_VIEWED,
    EventType.SEARCH_MADE,
    EventType.LISTING_VIEWED,
    EventType.OFFER_STARTED,
    EventType.VOTE_CAST
  };

  private final int funnels;

  /// What one person hands in at once; where events come from gives the next, and null at the end.
  record Handed(int who, List<Told> batch) {}

  IntakeRun(int funnels) {
    this.funnels = funnels;
  }

  /// With events that were made up.
  void run(int events, Figures figures, Map<String, Object> json) throws InterruptedException {
    try (Village village = new Village()) {
      begin(village, events / 8);
      double much = events / write(village.journeys, 4, made(MUCH, events));
      figures.rate("events in, 4 clients, 500 at once", much);
      double little = events / write(village.journeys, 64, made(LITTLE, events));
      figures.rate("events in, 64 clients, 20 at once", little);
      watch(village, made(MUCH, events), figures, json);
      json.put("events", events);
      json.put("eventsPerSecond", Math.round(much));
    }
  }

  /// With those of a file.
  void run(FileEvents file, Figures figures, Map<String, Object> json) throws InterruptedException {
    try (Village village = new Village()) {
      begin(village, 50_000);
      double rate = file.size() / write(village.journeys, 64, file.handed());
      figures.rate("events of the file in, 64 clients", rate);
      watch(village, file.handed(), figures, json);
      json.put("events", file.size());
      json.put("eventsPerSecond", Math.round(rate));
    }
  }

  private void begin(Village village, int warm) throws InterruptedException {
    Journeys journeys = village.journeys;
    journeys.keep();
    for (int i = 0; i < funnels; i++) {
      journeys.funnel(village.steward, "way-" + i, Village.way(3_600L + i));
    }
    write(journeys, 2, made(MUCH, warm));
    for (int i = 0; i < funnels; i++) {
      journeys.funnel(village.steward, "way-" + i);
    }
  }

  /// How long until an event is in the figures, alone and while others flow.
  private static void watch(
      Village village,
      Supplier<@Nullable Handed> flowing,
      Figures figures,
      Map<String, Object> json)
      throws InterruptedException {
    double[] seen = visible(village);
    figures.millis("until visible, one at a time, median", at(seen, 0.5));
    figures.millis("until visible, one at a time, p99", at(seen, 0.99));
    Thread flow =
        Thread.ofPlatform()
            .start(() -> {
              try {
                write(village.journeys, 4, flowing);
              } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
              }
            });
    double[] busy = visible(village);
    flow.join();
    figures.millis("until visible while they flow, median", at(busy, 0.5));
    figures.millis("until visible while they flow, p99", at(busy, 0.99));
    Runtime memory = Runtime.getRuntime();
    json.put("p99VisibleMs", at(busy, 0.99));
    json.put("heapMb", (memory.totalMemory() - memory.freeMemory()) >> 20);
  }

  /// @return how many seconds it took
  private static double write(Journeys journeys, int clients, Supplier<@Nullable Handed> source)
      throws InterruptedException {
    List<Thread> writers = new ArrayList<>();
    long start = System.nanoTime();
    for (int client = 0; client < clients; client++) {
      writers.add(
          Thread.ofVirtual()
              .start(() -> {
                for (Handed next = source.get(); next != null; next = source.get()) {
                  journeys.take(Optional.of(Village.member(next.who())), false, "", next.batch());
                }
              }));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    return (System.nanoTime() - start) / NANOS;
  }

  private static Supplier<@Nullable Handed> made(int batch, int events) {
    AtomicInteger left = new AtomicInteger(events / batch);
    long seed = System.nanoTime();
    return () -> {
      int no = left.getAndDecrement();
      if (no <= 0) {
        return null;
      }
      SplittableRandom random = new SplittableRandom(seed + no);
      return new Handed(random.nextInt(PEOPLE), batch(random, batch));
    };
  }

  /// What one client has kept.
  private static List<Told> batch(SplittableRandom random, int size) {
    List<Told> batch = new ArrayList<>();
    Instant now = InstantSource.system().instant();
    for (int i = 0; i < size; i++) {
      String type = TYPES[random.nextInt(TYPES.length)].word();
      batch.add(told(random, type, now.minusSeconds(random.nextInt(86_400))));
    }
    return batch;
  }

  static Told told(SplittableRandom random, String type, Instant at) {
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    return new Told(id, type, at.toString(), null, "s", null, null);
  }

  /// From one event handed in to the figures with it, in seconds, sorted.
  private static double[] visible(Village village) {
    double[] times = new double[PROBES];
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < times.length; i++) {
      long start = System.nanoTime();
      Told one = told(random, "vote_cast", InstantSource.system().instant());
      Optional<org.coomunity.base.kernel.MemberId> who =
          Optional.of(Village.member(random.nextInt(PEOPLE)));
      village.journeys.take(who, false, "", List.of(one));
      village.journeys.active(village.steward, 1);
      times[i] = (System.nanoTime() - start) / NANOS;
    }
    Arrays.sort(times);
    return times;
  }

  private static double at(double[] sorted, double part) {
    return sorted[(int) (part * (sorted.length - 1))] * 1e3;
  }
}
