package org.coomunity.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
      try (PaymentLoad load = load(people, server)) {
        load.closed(quick ? 10 : 60);
      }
      for (int round = 0; round < rounds; round++) {
        for (int clients : new int[] {16, 64, 128}) {
          figures.rate("pgbench, " + clients + " clients", pgbench.rate(clients, seconds));
        }
        measure(figures, people, server, database, seconds);
      }
    }
    String table = figures.table("pgbench", "");
    System.out.println(table);
    if (options.contains("--write")) {
      Kept.keep("http", table);
    }
    System.exit(0);
  }

  private static PaymentLoad load(Neighbours people, KilledServer server) throws IOException {
    return new PaymentLoad(people, URI.create(server.url("/")), CONNECTIONS, PEOPLE);
  }

  /// One round, over fresh connections: the server closes those that were idle meanwhile.
  private static void measure(
      Figures figures, Neighbours people, KilledServer server, Database database, int seconds)
      throws IOException {
    try (PaymentLoad load = load(people, server)) {
      List<Long> programs = List.of(server.pid());
      double program = processorSeconds(programs);
      List<Long> backends = postgres(database);
      double postgres = processorSeconds(backends);
      PaymentLoad.Found most = load.closed(seconds);
      double payments = most.rate() * seconds / 1e6;
      program = processorSeconds(programs) - program;
      postgres = processorSeconds(backends) - postgres;
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
}
