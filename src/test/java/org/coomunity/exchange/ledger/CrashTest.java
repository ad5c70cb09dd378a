package org.coomunity.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.LocalPostgres;
import org.coomunity.testing.KilledServer;
import org.coomunity.testing.LedgerLoad;
import org.coomunity.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Something dies in the middle of a load. What was acknowledged is there exactly once, all else at
/// most once and safe to send again.
@Tag("slow")
class CrashTest {
  private static final Duration MOST = Duration.ofSeconds(60);

  @Test
  void connections_that_die_under_load_lose_and_double_nothing() throws Exception {
    try (Database database = TestDatabase.fresh("ledger");
        Ledger ledger = new Ledger(database, InstantSource.system())) {
      int book = LedgerLoad.book(database, ledger);
      String name =
          database.read(tx -> tx.query("select current_database()").mapTo(String.class).one());
      LedgerLoad load = LedgerLoad.start(ledger, book, 16, id -> {});
      try (load) {
        for (int kill = 1; kill <= 5; kill++) {
          await(load, load.acknowledged() + 150);
          assertThat(connectionsKilled(name)).isPositive();
        }
        await(load, load.acknowledged() + 150);
      }
      load.check();
    }
  }

  private static int connectionsKilled(String database) throws SQLException {
    try (Connection other = TestDatabase.server().getPostgresDatabase().getConnection();
        PreparedStatement kill =
            other.prepareStatement(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = ?\
                """)) {
      kill.setString(1, database);
      try (ResultSet killed = kill.executeQuery()) {
        killed.next();
        return killed.getInt(1);
      }
    }
  }

  @Test
  void a_postgresql_that_is_killed_under_load_loses_and_doubles_nothing(@TempDir Path directory)
      throws Exception {
    try (LocalPostgres server =
            LocalPostgres.start(directory, new Secret("owner"), new Secret("app"), 40);
        Database database = Database.open(server.ownerUrl(), 5)) {
      database.migrate(List.of("ledger"));
      try (Ledger ledger = new Ledger(database, InstantSource.system())) {
        int book = LedgerLoad.book(database, ledger);
        LedgerLoad load = LedgerLoad.start(ledger, book, 16, id -> {});
        try (load) {
          for (int kill = 1; kill <= 2; kill++) {
            await(load, load.acknowledged() + 500);
            KilledServer.killPostgres(directory.resolve("postgres"));
          }
          await(load, load.acknowledged() + 500);
        }
        load.check();
      }
    }
  }

  @Test
  void a_program_that_is_killed_under_load_loses_and_doubles_nothing() throws Exception {
    String url = TestDatabase.freshUrl("ledger");
    try (Database database = Database.open(url, 5);
        Ledger ledger = new Ledger(database, InstantSource.system())) {
      int book = LedgerLoad.book(database, ledger);
      Set<UUID> acknowledged = new HashSet<>();
      for (int round = 0; round < 2; round++) {
        Process program = program(url, book);
        try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
          for (int i = 0; i < 400; i++) {
            acknowledged.add(UUID.fromString(out.readLine()));
          }
          program.destroyForcibly().waitFor();
        }
      }
      assertThat(acknowledged).hasSize(800);
      LedgerLoad.assertSound(ledger, book, acknowledged);
      assertThat(
              ledger.submit(
                  Posting.of(book, Transfer.single(UUID.randomUUID(), 1, 2, 1, 0, 1, ""))))
          .isInstanceOf(Outcome.Booked.class);
    }
  }

  private static Process program(String url, int book) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            LedgerLoad.class.getName(),
            url,
            Integer.toString(book),
            "16")
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void await(LedgerLoad load, int acknowledged) {
    long end = System.nanoTime() + MOST.toNanos();
    while (load.acknowledged() < acknowledged) {
      assertThat(System.nanoTime()).as("acknowledged %d", load.acknowledged()).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
