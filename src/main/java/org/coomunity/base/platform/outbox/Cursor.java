package org.coomunity.base.platform.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.observe.Observe;
import org.coomunity.base.platform.observe.Tracing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One consumer at work: its kinds of events, its thread, its patience.
final class Cursor {
  private static final Logger LOG = LoggerFactory.getLogger(Cursor.class);
  private static final int BATCH = 500;
  private static final int TRIES = 6;
  private static final Duration BATCH_TIME = Duration.ofMillis(500);
  private static final Duration BACKOFF = Duration.ofMillis(50);
  private static final Duration BACKOFF_MOST = Duration.ofSeconds(30);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final int FAULT_LENGTH = 2000;

  private final String name;
  private final Database database;
  private final InstantSource clock;
  private final Map<String, Class<? extends Event>> types;
  private final Map<String, BiConsumer<Tx, Event>> handlers = new ConcurrentHashMap<>();
  private final Tracing tracing;
  private final Counter handled;
  private final AtomicLong lagMillis = new AtomicLong();
  private final AtomicLong parked = new AtomicLong();
  private final Semaphore wakes = new Semaphore(0);
  private volatile boolean stopped;
  private @Nullable Thread thread;
  private int limit = BATCH;
  private int tries;
  private int failures;

  Cursor(
      String name,
      Database database,
      InstantSource clock,
      Observe observe,
      Map<String, Class<? extends Event>> types) {
    this.name = name;
    this.database = database;
    this.clock = clock;
    this.types = types;
    this.tracing = observe.tracing();
    MeterRegistry registry = observe.registry();
    this.handled = registry.counter("coomunity_outbox_handled", "consumer", name);
    Gauge.builder("coomunity_outbox_lag_seconds", lagMillis, millis -> millis.get() / 1000.0)
        .tag("consumer", name)
        .register(registry);
    Gauge.builder("coomunity_outbox_parked", parked, AtomicLong::get)
        .tag("consumer", name)
        .register(registry);
  }

  void handle(String type, BiConsumer<Tx, Event> handler) {
    handlers.merge(type, handler, BiConsumer::andThen);
  }

  void start() {
    thread = Thread.ofVirtual().name("outbox-" + name).start(this::work);
  }

  void wake() {
    if (wakes.availablePermits() == 0) {
      wakes.release();
    }
  }

  void stop() {
    stopped = true;
    wakes.release();
  }

  void join(Duration most) throws InterruptedException {
    if (thread != null && !thread.join(most)) {
      thread.interrupt();
    }
  }

  private void work() {
    while (!stopped) {
      try {
        boolean woken = wakes.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        while (woken && !stopped && pass()) {
          if (failures > 0) {
            long wait = BACKOFF.toMillis() << Math.min(failures - 1, 12);
            Thread.sleep(Math.min(wait, BACKOFF_MOST.toMillis()));
          }
        }
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  /// The event a handler failed at.
  private static final class Stumble extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient OutboxStore.Row row;
    private final int index;

    Stumble(OutboxStore.Row row, int index, Throwable cause) {
      super(cause);
      this.row = row;
      this.index = index;
    }
  }

  /// What several handlers left for the end did not go: nobody knows whose it was.
  private static final class Mixed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int events;

    Mixed(int events, Throwable cause) {
      super(cause);
      this.events = events;
    }
  }

  /// Works one batch.
  ///
  /// @return true when there may be more
  synchronized boolean pass() {
    try {
      boolean more = database.write(this::batch);
      limit = BATCH;
      failures = 0;
      tries = 0;
      return more;
    } catch (Stumble stumble) {
      return stumbled(stumble);
    } catch (Mixed mixed) {
      limit = mixed.events / 2;
      return !ofTheWorld(mixed.getCause()) || thread != null;
    } catch (RuntimeException failure) {
      failures++;
      LOG.warn("{} cannot go on: {}", name, failure.toString());
      return !stopped && thread != null;
    }
  }

  private boolean batch(Tx tx) {
    OutboxStore.Place place = OutboxStore.lock(tx, name).orElse(null);
    if (place == null) {
      return false;
    }
    List<OutboxStore.Row> rows = OutboxStore.after(tx, place, handlers.keySet(), limit);
    if (rows.isEmpty()) {
      return false;
    }
    long deadline = System.nanoTime() + BATCH_TIME.toNanos();
    int done = 0;
    while (done < rows.size() && System.nanoTime() < deadline) {
      react(tx, rows.get(done), done);
      done++;
    }
    OutboxStore.move(tx, name, rows.get(Math.max(0, done - 1)).place());
    try {
      tx.flush();
    } catch (RuntimeException failure) {
      throw done == 1 ? new Stumble(rows.getFirst(), 0, failure) : new Mixed(done, failure);
    }
    return done < rows.size() || rows.size() == limit;
  }

  private void react(Tx tx, OutboxStore.Row row, int index) {
    BiConsumer<Tx, Event> handler = handlers.get(row.type());
    Class<? extends Event> type = types.get(row.type());
    if (handler == null || type == null || row.body() == null) {
      return;
    }
    String body = row.body();
    tracing.run(
        Tracing.Kind.EVENT,
        name + " " + row.type(),
        row.trace(),
        row.id().toString(),
        () -> {
          try {
            handler.accept(tx, Json.read(body, type));
          } catch (RuntimeException failure) {
            throw new Stumble(row, index, failure);
          }
        });
    handled.increment();
  }

  /// First commits what came before the event that failed, then tries it alone, more and more
  /// rarely, and parks it when it will not go. A failure of the world is tried for ever.
  private boolean stumbled(Stumble stumble) {
    if (stumble.index > 0) {
      limit = stumble.index;
      return true;
    }
    limit = 1;
    failures++;
    Throwable cause = stumble.getCause();
    if (ofTheWorld(cause)) {
      LOG.warn("{} waits: {}", name, String.valueOf(cause));
      return thread != null;
    }
    tries++;
    LOG.warn("{} failed at {} ({}. time)", name, stumble.row.type(), tries, cause);
    if (tries >= TRIES) {
      String fault = String.valueOf(cause);
      park(stumble.row, fault.substring(0, Math.min(FAULT_LENGTH, fault.length())));
    }
    return true;
  }

  private void park(OutboxStore.Row row, String fault) {
    try {
      database.write(tx -> {
        if (OutboxStore.lock(tx, name).isPresent()) {
          OutboxStore.park(tx, name, row, fault, tries, clock.instant());
          OutboxStore.move(tx, name, row.place());
        }
        return 0;
      });
      parked.incrementAndGet();
      limit = BATCH;
      tries = 0;
      failures = 0;
    } catch (RuntimeException failure) {
      LOG.warn("{} cannot park: {}", name, failure.toString());
    }
  }

  private static boolean ofTheWorld(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57"))) {
        return true;
      }
    }
    return false;
  }

  /// Reads how far behind this consumer is.
  void measure() {
    database.read(tx -> {
      parked.set(OutboxStore.parked(tx, name));
      lagMillis.set(
          OutboxStore.oldestWaiting(tx, name)
              .map(at -> Math.max(0, Duration.between(at, clock.instant()).toMillis()))
              .orElse(0L));
      return 0;
    });
  }
}
