package org.coomunity.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.decisions.merits.Fact;
import org.coomunity.decisions.merits.Merits;
import org.coomunity.decisions.merits.MeritsDoors;
import org.coomunity.decisions.merits.Rule;
import org.coomunity.testing.TestDatabase;

/// How many awards a second are written down, beside pgbench with one insert and one update of the
/// same shape on the same server in the same run; and how quickly the journey and the reasons of a
/// member with 100,000 awards are read.
///
/// Arguments: `--seconds N`, `--rounds N`, `--quick`, `--write` (keeps the table in
/// docs/benchmarks.md).
public final class MeritsBench {
  private static final int MEMBERS = 20_000;
  private static final int TOGETHER = 128;
  private static final int AWARDS = 100_000;
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String SCRIPT =
      """
      \\set no random(1, MEMBERS)
      begin;
      insert into bench.award (community_id, member_no, n, rule, rule_version, cause, turn, kind,
          source, base, repeat, closed, stands, worth, amount, counterparty_no, at, recorded_at)
        values ('00000000-0000-0000-0000-000000000001', :no, nextval('bench.n'), 1, 1,
          gen_random_uuid(), 0, 0, 0, 3, 0, false, true, 3, 3, 7, now(), now());
      update bench.member set meritos = meritos + 3, last_n = last_n + 1
        where community_id = '00000000-0000-0000-0000-000000000001' and member_no = :no;
      commit;
      """;

  private final Database database;
  private final Merits merits;
  private final CommunityId community = new CommunityId(new UUID(0, 2));
  private final Figures figures = new Figures();
  private final int seconds;

  private MeritsBench(String url, int seconds) {
    this.database = Database.open(url, 12);
    this.seconds = seconds;
    Instant since = CLOCK.instant().minus(Duration.ofDays(400));
    this.merits =
        new Merits(
            database,
            new Outbox(database, CLOCK),
            CLOCK,
            new Caches(new SimpleMeterRegistry()),
            new MeritsDoors(
                (of, numbers) -> {
                  Map<Integer, MeritsDoors.Person> people = new HashMap<>();
                  numbers.forEach(no ->
                      people.put(
                          no,
                          new MeritsDoors.Person(no, "m" + no, since, null, false, false, true)));
                  return people;
                },
                (of, numbers) -> Map.of(),
                (of, handle) -> Integer.valueOf(handle.substring(1)),
                member -> new MeritsDoors.Introduction(true, true)));
  }

  public static void main(String[] args) throws Exception {
    List<String> options = Arrays.asList(args);
    boolean quick = options.contains("--quick");
    int seconds = Figures.number(options, "--seconds", quick ? 3 : 10);
    int rounds = Figures.number(options, "--rounds", quick ? 1 : 3);
    String url = TestDatabase.freshUrl("platform", "merits");
    MeritsBench bench = new MeritsBench(url, seconds);
    String table = bench.compare(url, rounds);
    System.out.println(table);
    if (options.contains("--write")) {
      Kept.keep("merits", table);
    }
    bench.database.close();
    System.exit(0);
  }

  private String compare(String url, int rounds) throws Exception {
    for (String sql :
        List.of(
            "create schema bench",
            "create sequence bench.n",
            "create table bench.award (like merits.award including all)",
            "create table bench.member (like merits.member including all) with (fillfactor = 70)",
            "insert into bench.member (community_id, member_no)"
                + " select '00000000-0000-0000-0000-000000000001', n from generate_series(1, "
                + MEMBERS
                + ") n")) {
      database.write(tx -> tx.update(sql).execute());
    }
    Pgbench pgbench = Pgbench.running(url, SCRIPT.replace("MEMBERS", Integer.toString(MEMBERS)));
    for (int round = 0; round < rounds; round++) {
      for (int clients : new int[] {4, 16, 64}) {
        figures.rate("pgbench, " + clients + " clients", pgbench.rate(clients, seconds));
      }
      figures.rate("awards, told one by one by 8 callers", load(8, 1));
      figures.rate("awards, " + TOGETHER + " told together, 1 caller", load(1, TOGETHER));
      figures.rate("awards, " + TOGETHER + " told together, 4 callers", load(4, TOGETHER));
    }
    reading();
    return figures.table("pgbench", "");
  }

  private Fact fact(SplittableRandom random) {
    int no = 1 + random.nextInt(MEMBERS);
    int with = 1 + (no + random.nextInt(MEMBERS - 1)) % MEMBERS;
    UUID cause = new UUID(random.nextLong(), random.nextLong());
    Instant at = CLOCK.instant().minus(Duration.ofMinutes(random.nextInt(60 * 24 * 300)));
    return new Fact(community, Rule.TRADE, no, with, cause, 0, at);
  }

  private double load(int callers, int together) throws InterruptedException {
    LongAdder told = new LongAdder();
    CountDownLatch ended = new CountDownLatch(callers);
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    for (int caller = 0; caller < callers; caller++) {
      SplittableRandom random = new SplittableRandom(System.nanoTime() + caller);
      Thread.ofPlatform()
          .start(() -> {
            while (System.nanoTime() < end) {
              database.write(tx -> {
                for (int n = 0; n < together; n++) {
                  merits.award(tx, fact(random));
                }
                return 0;
              });
              told.add(together);
            }
            ended.countDown();
          });
    }
    ended.await();
    return told.sum() * 1e9 / (System.nanoTime() - start);
  }

  /// One member with a long history: pages from the newest to the oldest, and the journey.
  private void reading() {
    SplittableRandom random = new SplittableRandom(7);
    int no = MEMBERS + 1;
    for (int done = 0; done < AWARDS; done += 1_000) {
      database.write(tx -> {
        for (int n = 0; n < 1_000; n++) {
          Instant at = CLOCK.instant().minus(Duration.ofMinutes(random.nextInt(60 * 24 * 300)));
          UUID cause = new UUID(random.nextLong(), random.nextLong());
          merits.award(tx, new Fact(community, Rule.ATTENTION, no, null, cause, 2, at));
        }
        return 0;
      });
    }
    MemberId member = new MemberId(new UUID(0, 3));
    Standing standing =
        new Standing(community, "bench", member, "m" + no, no, Role.MEMBER, member, no);
    List<Double> pages = new ArrayList<>();
    List<Double> journeys = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    for (int n = 0; n < 900; n++) {
      long began = System.nanoTime();
      String next = merits.reputation(standing, "m" + no, Optional.empty(), 100, cursor).next();
      pages.add((System.nanoTime() - began) / 1e6);
      cursor = Optional.ofNullable(next);
      long walked = System.nanoTime();
      merits.journey(standing);
      journeys.add((System.nanoTime() - walked) / 1e6);
    }
    figures.millis("a page of the reasons of 100,000 awards, p99", p99(pages));
    figures.millis("the journey of the same member, p99", p99(journeys));
  }

  private static double p99(List<Double> all) {
    return all.stream().sorted().toList().get(all.size() * 99 / 100);
  }
}
