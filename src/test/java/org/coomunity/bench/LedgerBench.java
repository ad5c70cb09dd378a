package org.coomunity.bench;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Outcome;
import org.coomunity.exchange.ledger.Posting;
import org.coomunity.exchange.ledger.Transfer;
import org.coomunity.testing.TestDatabase;

/// The ledger's speed and size beside pgbench, on the same server in the same run. Rounds are
/// interleaved and the median is shown.
///
/// Arguments: `--seconds N` for each figure and round, `--rounds N`, `--quick`, `--growth` (ten
/// times the accounts and the history; long), `--url JDBC` for a PostgreSQL of your own, `--write`
/// (keeps the table in docs/benchmarks.md).
public final class LedgerBench {
  private static final int ACCOUNTS = 100_000;
  private static final int HISTORY = 300_000;
  private static final String UNIFORM = "engine, 1,024 callers, uniform";

  private static final InstantSource CLOCK = InstantSource.system();

  private final Database database;
  private final String url;
  private final Ledger ledger;
  private final int seconds;
  private final Figures figures = new Figures();

  private LedgerBench(String url, int seconds) {
    this.url = url;
    this.database = Database.open(url, 10);
    this.seconds = seconds;
    this.ledger = new Ledger(database, CLOCK);
  }

  public static void main(String[] args) throws Exception {
    List<String> options = Arrays.asList(args);
    boolean quick = options.contains("--quick");
    int seconds = Figures.number(options, "--seconds", quick ? 3 : 10);
    int rounds = Figures.number(options, "--rounds", quick ? 1 : 3);
    int given = options.indexOf("--url");
    String url = given < 0 ? TestDatabase.freshUrl("ledger") : options.get(given + 1);
    LedgerBench bench = new LedgerBench(url, seconds);
    bench.database.migrate(List.of("ledger"));
    bench.assertDurable();
    String table = bench.compare(rounds);
    String growth = options.contains("--growth") ? bench.growth() : "";
    System.out.println(table + growth);
    if (options.contains("--write")) {
      Kept.keep("ledger", table + growth);
    }
    bench.ledger.close();
    bench.database.close();
    System.exit(0);
  }

  private void assertDurable() {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      String value = setting(setting);
      if (!value.equals("on")) {
        throw new IllegalStateException(setting + " is " + value + ": nothing to compare");
      }
    }
  }

  private String setting(String name) {
    return database.read(
        tx -> tx.query("select current_setting('" + name + "')").mapTo(String.class).one());
  }

  private String compare(int rounds) throws Exception {
    int book = book(ACCOUNTS);
    Pgbench pgbench = Pgbench.prepare(database, url, ACCOUNTS);
    load(book, ACCOUNTS, 1_024, Choice.UNIFORM, Math.max(10, seconds));
    for (int round = 0; round < rounds; round++) {
      for (int clients : new int[] {16, 64, 128}) {
        figures.rate("pgbench, " + clients + " clients", pgbench.rate(clients, seconds));
      }
      figures.rate("engine, 64 callers", load(book, ACCOUNTS, 64, Choice.UNIFORM, seconds));
      double uniform = 0;
      for (Choice choice : Choice.values()) {
        double rate = load(book, ACCOUNTS, 1_024, choice, seconds);
        uniform = choice == Choice.UNIFORM ? rate : uniform;
        figures.rate("engine, 1,024 callers, " + choice.name().toLowerCase(Locale.ROOT), rate);
      }
      figures.millis("engine at half of uniform, p99", paced(book, uniform / 2));
      figures.millis("plain way, 1 caller, median", latency(book, false));
      figures.millis("engine, 1 caller, median", latency(book, true));
    }
    figures.value("bytes for each transfer on disk", bytes());
    Ledger.Verification walk = ledger.verify(book);
    return figures.table("pgbench", UNIFORM)
        + "\nAfterwards %,d transfers were verified in %.1f s: %s.\n"
            .formatted(
                walk.transfers(), walk.took().toMillis() / 1e3, walk.fault().orElse("all well"));
  }

  private int book(int accounts) {
    int book = database.write(tx -> ledger.openBook(tx, "LUKA", 2));
    database.write(tx ->
        tx.update(
                """
                insert into ledger.account (book, account, kind, credit_limit, hard_floor)
                select :book, n, 0, 1000000000000, -1000000000000
                from generate_series(1, :accounts) n\
                """)
            .bind("book", book)
            .bind("accounts", accounts)
            .execute());
    database.write(tx ->
        tx.update("update ledger.book set last_account = :accounts where book = :book")
            .bind("book", book)
            .bind("accounts", accounts)
            .execute());
    database.write(tx -> tx.update("analyze ledger.account").execute());
    return book;
  }

  /// Booked transfers each second: every caller waits for its answer before the next.
  private double load(int book, int accounts, int callers, Choice choice, int forSeconds)
      throws InterruptedException {
    int[] pairs = choice.pairs(accounts, System.nanoTime());
    AtomicInteger next = new AtomicInteger();
    LongAdder booked = new LongAdder();
    CountDownLatch ended = new CountDownLatch(callers);
    long start = System.nanoTime();
    long end = start + forSeconds * 1_000_000_000L;
    for (int caller = 0; caller < callers; caller++) {
      Thread.ofVirtual()
          .start(() -> {
            while (System.nanoTime() < end) {
              if (ledger.submit(posting(book, pairs, next)) instanceof Outcome.Booked) {
                booked.increment();
              }
            }
            ended.countDown();
          });
    }
    ended.await();
    return booked.sum() / ((System.nanoTime() - start) / 1e9);
  }

  private static Posting posting(int book, int[] pairs, AtomicInteger next) {
    int at = (next.getAndAdd(2) & Integer.MAX_VALUE) % pairs.length & ~1;
    return Posting.of(
        book,
        Transfer.single(
            Uuid7.at(CLOCK.instant()),
            pairs[at],
            pairs[at + 1],
            1 + at % 1_000,
            0,
            1,
            "pan de maiz"));
  }

  /// The 99th percentile, in milliseconds, of transfers asked for at a fixed rate, each counted
  /// from the moment it was due.
  private double paced(int book, double rate) throws InterruptedException {
    int callers = 256;
    int[] pairs = Choice.UNIFORM.pairs(ACCOUNTS, 11);
    AtomicInteger next = new AtomicInteger();
    long apart = (long) (1e9 * callers / rate);
    int each = (int) (seconds * 1_000_000_000L / apart);
    long[] took = new long[callers * each];
    CountDownLatch ended = new CountDownLatch(callers);
    long start = System.nanoTime() + 10_000_000;
    for (int caller = 0; caller < callers; caller++) {
      int number = caller;
      Thread.ofVirtual()
          .start(() -> {
            for (int i = 0; i < each; i++) {
              long due = start + apart * i + apart * number / callers;
              LockSupport.parkNanos(due - System.nanoTime());
              ledger.submit(posting(book, pairs, next)).orRefuse();
              took[number * each + i] = System.nanoTime() - due;
            }
            ended.countDown();
          });
    }
    ended.await();
    Arrays.sort(took);
    return took[(int) (took.length * 0.99)] / 1e6;
  }

  /// Median milliseconds of one transfer with nobody else about.
  private double latency(int book, boolean lane) {
    int[] pairs = Choice.UNIFORM.pairs(ACCOUNTS, 7);
    AtomicInteger next = new AtomicInteger();
    List<Long> took = new ArrayList<>();
    long end = System.nanoTime() + seconds * 500_000_000L;
    while (System.nanoTime() < end) {
      Posting posting = posting(book, pairs, next);
      long start = System.nanoTime();
      Outcome outcome =
          lane ? ledger.submit(posting) : database.write(tx -> ledger.book(tx, posting));
      outcome.orRefuse();
      took.add(System.nanoTime() - start);
    }
    took.sort(null);
    return took.get(took.size() / 2) / 1e6;
  }

  private double bytes() {
    return database.read(tx ->
        tx.query(
                """
                select (pg_total_relation_size('ledger.transfer')
                  + pg_total_relation_size('ledger.resolution')
                  + pg_total_relation_size('ledger.due')
                  + pg_total_relation_size('ledger.refused_id'))::float8
                  / (select count(*) from ledger.transfer)\
                """)
            .mapTo(Double.class)
            .one());
  }

  /// The same load on ten times the accounts after ten times the history.
  private String growth() throws InterruptedException {
    int small = book(ACCOUNTS);
    int large = book(10 * ACCOUNTS);
    history(small, ACCOUNTS, HISTORY);
    history(large, 10 * ACCOUNTS, 10 * HISTORY);
    Figures grown = new Figures();
    String before = "engine, 100,000 accounts, 300,000 transfers before";
    String after = "engine, 1,000,000 accounts, 3,000,000 transfers before";
    for (int round = 0; round < 3; round++) {
      grown.rate(before, load(small, ACCOUNTS, 1_024, Choice.UNIFORM, seconds));
      grown.rate(after, load(large, 10 * ACCOUNTS, 1_024, Choice.UNIFORM, seconds));
    }
    return "\nGrowth: "
        + "%,.0f/s with 100,000 accounts and %,d transfers, %,.0f/s with ten times both: %.2f.%n"
            .formatted(
                grown.median(before),
                HISTORY,
                grown.median(after),
                grown.median(after) / grown.median(before));
  }

  private void history(int book, int accounts, int transfers) throws InterruptedException {
    long booked = 0;
    while (booked < transfers) {
      booked += (long) (load(book, accounts, 1_024, Choice.UNIFORM, 5) * 5);
      System.err.printf("history %,d%n", booked);
    }
  }
}
