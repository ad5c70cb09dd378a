package org.coomunity.village;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.coomunity.TestPlatform;
import org.coomunity.base.platform.db.Database;
import org.coomunity.testing.KilledServer;
import org.coomunity.testing.TestClock;
import org.jspecify.annotations.Nullable;

/// What the village stands on: the platform inside this process with a clock that is moved by hand,
/// or the program as a process of its own, which can be killed.
sealed interface Ground extends AutoCloseable {
  String url(String path);

  String operatorPassword();

  /// The tables, for looking.
  Database database();

  InstantSource clock();

  /// Lets time pass, where it can.
  void pass(Duration time);

  /// Grows before something is killed and again when it stands: odd while it is shaken.
  int shakes();

  @Override
  void close();

  /// What is killed.
  enum Victim {
    SERVER,
    DATABASE,
    BOTH;

    /// One after the other.
    static Victim of(int kills) {
      return switch (kills % 3) {
        case 0 -> SERVER;
        case 1 -> DATABASE;
        default -> BOTH;
      };
    }
  }

  /// Inside this process.
  final class Calm implements Ground {
    private final TestClock clock = new TestClock();
    private final TestPlatform platform = TestPlatform.start(clock);
    private final Database database = Database.open(platform.databaseUrl(), 2);

    @Override
    public String url(String path) {
      return platform.url(path);
    }

    @Override
    public String operatorPassword() {
      return TestPlatform.OPERATOR_PASSWORD;
    }

    @Override
    public Database database() {
      return database;
    }

    @Override
    public InstantSource clock() {
      return clock;
    }

    @Override
    public void pass(Duration time) {
      clock.advance(time);
    }

    @Override
    public int shakes() {
      return 0;
    }

    @Override
    public void close() {
      database.close();
      platform.close();
    }
  }

  /// A process of its own.
  final class Shaken implements Ground {
    private static final Duration READY_MOST = Duration.ofSeconds(60);

    private final KilledServer server;
    private final AtomicInteger shakes = new AtomicInteger();
    private @Nullable Database database;
    private String opened = "";

    Shaken(Path home) {
      server = KilledServer.start(home, Map.of());
    }

    static Shaken somewhere() {
      try {
        return new Shaken(Files.createTempDirectory("village"));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String url(String path) {
      return server.url(path);
    }

    @Override
    public String operatorPassword() {
      return KilledServer.OPERATOR_PASSWORD;
    }

    @Override
    public synchronized Database database() {
      String url = server.databaseUrl();
      Database now = database;
      if (now == null || !url.equals(opened)) {
        if (now != null) {
          now.close();
        }
        now = Database.open(url, 2);
        database = now;
        opened = url;
      }
      return now;
    }

    @Override
    public InstantSource clock() {
      return InstantSource.system();
    }

    @Override
    public void pass(Duration time) {}

    @Override
    public int shakes() {
      return shakes.get();
    }

    /// Kills, and waits until all is well again.
    void shake(Victim victim) {
      shakes.incrementAndGet();
      try {
        if (victim != Victim.DATABASE) {
          server.kill();
        }
        if (victim != Victim.SERVER) {
          server.killDatabase();
        }
        if (victim != Victim.DATABASE) {
          server.restart();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      awaitReady();
      shakes.incrementAndGet();
    }

    private void awaitReady() {
      long end = System.nanoTime() + READY_MOST.toNanos();
      while (Surface.status(url("/health/ready")) != 200) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("it does not come back");
        }
        LockSupport.parkNanos(50_000_000);
      }
    }

    /// What `./coomunity verify` says.
    String verify() {
      try {
        return server.command("verify");
      } catch (IOException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public synchronized void close() {
      if (database != null) {
        database.close();
      }
      server.close();
    }
  }
}
