package org.coomunity.bench;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
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
/// times the accounts and the history; long), `--url JDBC` for a PostgreSQL of your own.
public final class LedgerBench {
  private static final int ACCOUNTS = 100_000;

  private static final InstantSource CLOCK = InstantSource.system();

  private final Database database;
  private final String url;
  private final Ledger ledger;
  private final int seconds;
  private final Map<String, List<Double>> figures = new LinkedHashMap<>();

  private LedgerBench(String url, int seconds) {
    this.url = url;
    this.database = Database.open(url, 10);
    this.seconds = seconds;
    this.ledger = new Ledger(database, CLOCK);
  }

  public static void main(String[] args) throws Exception {
    List<String> options = Arrays.asList(args);
    boolean quick = options.contains("--quick");
    int seconds = number(options, "--seconds", quick ? 3 : 10);
    int rounds = number(options, "--rounds", quick ? 1 : 3);
    int given = options.indexOf("--url");
    String url = given < 0 ? TestDatabase.freshUrl("ledger") : options.get(given + 1);
    LedgerBench bench = new LedgerBench(url, seconds);
    bench.database.migrate(List.of("ledger"));
    bench.assertDurable();
    bench.compare(rounds);
    if (options.contains("--growth")) {
      bench.growth();
    }
    bench.ledger.close();
    bench.database.close();
    System.exit(0);
  }

  private static int number(List<String> options, String name, int otherwise) {
    int at = options.indexOf(name);
    return at < 0 ? otherwise : Integer.parseInt(options.get(at + 1));
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

  private void compare(int rounds) throws Exception {
    int book = book(ACCOUNTS);
    Pgbench pgbench = Pgbench.prepare(database, url, ACCOUNTS);
    load(book, ACCOUNTS, 1_024, Choice.UNIFORM, Math.min(seconds, 5));
    for (int round = 0; round < rounds; round++) {
      for (int clients : new int[] {16, 64, 128}) {
        figure("pgbench, " + clients + " clients", pgbench.rate(clients, seconds));
      }
      figure("engine, 64 callers", load(book, ACCOUNTS, 64, Choice.UNIFORM, seconds));
      for (Choice choice : Choice.values()) {
        figure(
            "engine, 1,024 callers, " + choice.name().toLowerCase(java.util.Locale.ROOT),
            load(book, ACCOUNTS, 1_024, choice, seconds));
      }
      figure("plain way, 1 caller, microseconds", latency(book, false));
      figure("engine, 1 caller, microseconds", latency(book, true));
    }
    print();
    System.out.printf("bytes for each transfer on disk: %.0f%n", bytes());
    Ledger.Verification walk = ledger.verify(book);
    System.out.printf(
        "verified %,d transfers in %.1f s: %s%n",
        walk.transfers(), walk.took().toMillis() / 1e3, walk.fault().orElse("all well"));
  }

  private void figure(String name, double value) {
    figures.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    System.err.printf("%-40s %,.0f%n", name, value);
  }

  private void print() {
    double base =
        figures.entrySet().stream()
            .filter(e -> e.getKey().startsWith("pgbench"))
            .mapToDouble(e -> median(e.getValue()))
            .max()
            .orElseThrow();
    double uniform = median("engine, 1,024 callers, uniform");
    System.out.println("| what | median | of pgbench's best | of uniform | spread |");
    System.out.println("|---|---|---|---|---|");
    figures.forEach((name, values) -> {
      double value = median(values);
      boolean rate = !name.endsWith("microseconds");
      System.out.printf(
          "| %s | %,.0f%s | %s | %s | %,.0f - %,.0f |%n",
          name,
          value,
          rate ? "/s" : "",
          rate ? "%.2f".formatted(value / base) : "",
          name.contains("1,024") ? "%.2f".formatted(value / uniform) : "",
          values.stream().mapToDouble(v -> v).min().orElseThrow(),
          values.stream().mapToDouble(v -> v).max().orElseThrow());
    });
  }

  private double median(String name) {
    return median(figures.getOrDefault(name, List.of(0.0)));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
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

  /// Median microseconds of one transfer with nobody else about.
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
    return took.get(took.size() / 2) / 1e3;
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
  private void growth() throws IOException, InterruptedException {
    int small = book(ACCOUNTS);
    int large = book(10 * ACCOUNTS);
    history(small, ACCOUNTS, 300_000);
    history(large, 10 * ACCOUNTS, 3_000_000);
    figures.clear();
    for (int round = 0; round < 3; round++) {
      figure("100,000 accounts", load(small, ACCOUNTS, 1_024, Choice.UNIFORM, seconds));
      figure("1,000,000 accounts", load(large, 10 * ACCOUNTS, 1_024, Choice.UNIFORM, seconds));
    }
    double before = median("100,000 accounts");
    double after = median("1,000,000 accounts");
    System.out.printf(
        "| growth x10 | %,.0f/s -> %,.0f/s | %.2f |%n", before, after, after / before);
  }

  private void history(int book, int accounts, int transfers) throws InterruptedException {
    long booked = 0;
    while (booked < transfers) {
      booked += (long) (load(book, accounts, 1_024, Choice.UNIFORM, 10) * 10);
      System.err.printf("history %,d%n", booked);
    }
  }
}
