package org.coomunity.exchange.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.coomunity.base.platform.db.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connection of a lane and the thread that writes on it.
final class LaneWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LaneWriter.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration BETWEEN = Duration.ofMillis(100);

  /// How a batch went.
  sealed interface Written {
    /// It is on disk.
    record Done() implements Written {}

    /// Nothing of it was written, because riders of these orders did not fit.
    record Unfit(Set<Integer> orders) implements Written {}

    /// Nothing of it was written, or the connection broke and nobody knows.
    record Failed(Exception cause) implements Written {}
  }

  private final Database database;
  private final ExecutorService thread;
  private @Nullable Handle handle;

  LaneWriter(Database database, String name) {
    this.database = database;
    this.thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name(name + "-writer").factory());
  }

  /// Writes a batch on the writer's own thread and answers its orders.
  ///
  /// @param landed run at the end, however it went
  Future<Written> launch(Draft draft, Runnable landed) {
    CompletableFuture<Written> answer = new CompletableFuture<>();
    thread.execute(() -> {
      Written written = write(draft, false);
      answer.complete(written);
      landed.run();
      if (written instanceof Written.Done) {
        draft.answer();
      }
    });
    return answer;
  }

  static Written landed(Future<Written> flight) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return flight.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          return new Written.Failed(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Writes a batch in one transaction, with its riders.
  ///
  /// @param begun true: the transaction was begun before, to lock what it needs
  Written write(Draft draft, boolean begun) {
    try {
      Connection connection = connection();
      boolean riders = draft.hasRiders();
      if (!begun) {
        connection.setAutoCommit(!riders);
      }
      if (!draft.batch.parts.isEmpty()) {
        LaneStore.write(connection, draft.batch);
      }
      if (riders) {
        Set<Integer> unfit = RiderStore.run(connection, draft.riders());
        if (!unfit.isEmpty()) {
          connection.rollback();
          return new Written.Unfit(unfit);
        }
      }
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
      return new Written.Done();
    } catch (SQLException | RuntimeException e) {
      rollback();
      return new Written.Failed(e);
    }
  }

  /// The lane's connection, outside any transaction unless one was begun on it.
  Connection connection() throws SQLException {
    Handle open = handle;
    if (open == null) {
      open = database.openHandle();
      handle = open;
      LaneStore.prepare(open.getConnection());
    }
    return open.getConnection();
  }

  /// Ends what was begun; gives the connection back when it does not answer.
  void rollback() {
    Handle open = handle;
    if (open == null) {
      return;
    }
    try {
      Connection connection = open.getConnection();
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      if (!connection.isValid(5)) {
        drop();
      }
    } catch (SQLException e) {
      drop();
    }
  }

  private void drop() {
    Handle open = handle;
    handle = null;
    if (open != null) {
      try {
        open.close();
      } catch (RuntimeException e) {
        LOG.debug("a dead connection", e);
      }
    }
  }

  /// Waits until the database answers again.
  ///
  /// @return false when it did not in time
  boolean reconnected() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        if (connection().isValid(5)) {
          return true;
        }
        drop();
      } catch (SQLException | RuntimeException e) {
        drop();
        LockSupport.parkNanos(BETWEEN.toNanos());
      }
    }
    return false;
  }

  @Override
  public void close() {
    thread.close();
    drop();
  }
}
