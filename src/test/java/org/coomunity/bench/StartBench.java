package org.coomunity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.db.LocalPostgres;
import org.coomunity.testing.KilledServer;

/// How long people wait for a start through the launcher, and what the program keeps in memory when
/// nobody asks it anything. Beside it stands the start of its PostgreSQL alone, which is part of
/// the wait; the memory of PostgreSQL is not counted.
///
/// Options: `--quick` (one start), `--write` (keeps the table in docs/benchmarks.md).
public final class StartBench {
  private static final Duration ARCHIVED = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration IDLE = Duration.ofSeconds(40);

  private StartBench() {}

  public static void main(String[] args) throws Exception {
    List<String> options = Arrays.asList(args);
    int starts = options.contains("--quick") ? 1 : 5;
    Path launcher = Path.of(System.getProperty("coomunity.home"), "coomunity");
    Figures figures = new Figures();
    Path home = Files.createTempDirectory("bench");
    Path alone = Files.createTempDirectory("bench");
    postgres(alone);
    long begun = System.nanoTime();
    try (KilledServer server = KilledServer.launched(home, Map.of("DEMO", "true"), launcher)) {
      figures.millis("first start, with the demo story", (System.nanoTime() - begun) / 1e6);
      await(server.data().resolve("classes.jsa"));
      for (int i = 0; i < starts; i++) {
        server.stop();
        figures.millis("PostgreSQL alone", postgres(alone));
        long start = System.nanoTime();
        server.restart();
        figures.millis("warm start", (System.nanoTime() - start) / 1e6);
      }
      LockSupport.parkNanos(IDLE.toNanos());
      figures.value("memory when idle, MB", residentMegabytes(server.pid()));
    }
    String table = figures.table("", "");
    System.out.println(table);
    if (options.contains("--write")) {
      Kept.keep("start", table);
    }
    System.exit(0);
  }

  /// The archive of classes is made beside the first start.
  private static void await(Path archive) {
    long end = System.nanoTime() + ARCHIVED.toNanos();
    while (!Files.exists(archive) && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private static double postgres(Path data) {
    long start = System.nanoTime();
    LocalPostgres alone = LocalPostgres.start(data, new Secret("a"), new Secret("b"), 20);
    double millis = (System.nanoTime() - start) / 1e6;
    alone.close();
    return millis;
  }

  private static double residentMegabytes(long pid) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    }
  }
}
