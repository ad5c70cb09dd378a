package org.coomunity.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.coomunity.base.platform.db.Database;
import org.coomunity.testing.KilledServer;
import org.coomunity.testing.Neighbours;
import org.coomunity.testing.TestDatabase;

/// Payments from end to end: the real server as a process of its own, 64 connections, beside
/// pgbench on the same PostgreSQL in the same run. Start and idle memory are measured on the way.
///
/// Arguments: `--seconds N` for each figure and round, `--rounds N`, `--quick`, `--write` (keeps
/// the table in docs/benchmarks.md).
public final class HttpBench {
  private static final int CONNECTIONS = 64;
  private static final int PEOPLE = 64;
  private static final int ACCOUNTS = 100_000;

  private HttpBench() {}

  public static void main(String[] args) throws Exception {
    List<String> options = Arrays.asList(args);
    boolean quick = options.contains("--quick");
    int seconds = Figures.number(options, "--seconds", quick ? 5 : 15);
    int rounds = Figures.number(options, "--rounds", quick ? 1 : 3);
    Figures figures = new Figures();
    String url = TestDatabase.freshUrl();
    Path home = Files.createTempDirectory("bench");
    try (KilledServer server = server(home, url);
        Neighbours people = new Neighbours(server::url);
        Database database = Database.open(url, 4)) {
      people.settle(KilledServer.OPERATOR_PASSWORD, PEOPLE);
      Pgbench pgbench = Pgbench.prepare(database, url, ACCOUNTS);
      try (PaymentLoad load =
          new PaymentLoad(people, URI.create(server.url("/")), CONNECTIONS, PEOPLE)) {
        load.closed(quick ? 10 : 30);
        for (int round = 0; round < rounds; round++) {
          for (int clients : new int[] {16, 64, 128}) {
            figures.rate("pgbench, " + clients + " clients", pgbench.rate(clients, seconds));
          }
          double program = processorSeconds(List.of(server.pid()));
          double postgres = processorSeconds(postgres(database));
          PaymentLoad.Found most = load.closed(seconds);
          double payments = most.rate() * seconds / 1e6;
          program = processorSeconds(List.of(server.pid())) - program;
          postgres = processorSeconds(postgres(database)) - postgres;
          figures.rate("payments over HTTP, 64 connections", most.rate());
          figures.value("processor of the server, µs a payment", program / payments);
          figures.value("processor of PostgreSQL, µs a payment", postgres / payments);
          figures.millis("their median", most.p50());
          figures.millis("their p99", most.p99());
          PaymentLoad.Found half = load.open(seconds, most.rate() / 2);
          figures.rate("payments at half of that", half.rate());
          figures.millis("half load, median", half.p50());
          figures.millis("half load, p99", half.p99());
        }
      }
    }
    startAndIdle(figures, quick);
    String table = figures.table("pgbench", "");
    System.out.println(table);
    if (options.contains("--write")) {
      Kept.keep("http", table);
    }
    System.exit(0);
  }

  /// All processes of the PostgreSQL that somebody is connected to.
  private static List<Long> postgres(Database database) {
    int backend =
        database.read(tx -> tx.query("select pg_backend_pid()").mapTo(Integer.class).one());
    return ProcessHandle.of(backend)
        .flatMap(ProcessHandle::parent)
        .map(server -> server.children().map(ProcessHandle::pid).toList())
        .orElse(List.of());
  }

  private static double processorSeconds(List<Long> processes) {
    return processes.stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .mapToDouble(time -> time.toNanos() / 1e9)
        .sum();
  }

  private static KilledServer server(Path home, String url) {
    return KilledServer.start(
        home,
        Map.of("DATABASE_URL", url),
        "-Xmx1g",
        "-XX:+UseG1GC",
        "-XX:+UseCompactObjectHeaders");
  }

  /// How long a warm start takes and what the program keeps in memory when nobody asks it anything,
  /// with a PostgreSQL of its own whose memory is not counted.
  private static void startAndIdle(Figures figures, boolean quick)
      throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("bench");
    try (KilledServer server = ownServer(home)) {
      for (int i = 0; i < (quick ? 1 : 3); i++) {
        server.stop();
        long start = System.nanoTime();
        server.restart();
        figures.millis("warm start", (System.nanoTime() - start) / 1e6);
        figures.value("idle memory, MB", residentMegabytes(server.pid()));
      }
    }
  }

  private static KilledServer ownServer(Path home) {
    return KilledServer.start(
        home,
        Map.of(),
        "-XX:+UseG1GC",
        "-Xms48m",
        "-XX:MaxRAMPercentage=40",
        "-XX:G1PeriodicGCInterval=30000",
        "-XX:MinHeapFreeRatio=10",
        "-XX:MaxHeapFreeRatio=20",
        "-XX:+UseCompactObjectHeaders");
  }

  private static double residentMegabytes(long pid) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow();
    }
  }
}
