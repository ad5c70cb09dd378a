package org.coomunity.base.platform.outbox;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.observe.Observe;
import org.coomunity.base.platform.observe.Trace;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries events from the transaction that made them true to those who react to them.
///
/// `tx.publish(event)` writes into the outbox with the facts. A consumer has a name and a cursor
/// and hears every event of its kinds in the order of (transaction, position); its cursor moves in
/// the transaction of its effects, so effects in this database happen exactly once, and others at
/// least once. One node at a time works a consumer. An event that keeps failing is parked with its
/// fault, so that those behind it are not held up for ever.
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration POLL_HOT = Duration.ofMillis(50);

  /// The least between two looks: what happens meanwhile is read together.
  private static final Duration APART = Duration.ofMillis(25);

  private static final Duration HOT = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final Duration KEPT = Duration.ofDays(7);
  private static final Duration MEASURE = Duration.ofSeconds(5);

  private final Database database;
  private final InstantSource clock;
  private final Observe observe;
  private final ConcurrentHashMap<String, Class<? extends Event>> types = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Cursor> consumers = new ConcurrentHashMap<>();
  private final Follower follower;
  private final Semaphore wakes = new Semaphore(0);
  private volatile long hotUntil = System.nanoTime();
  private volatile boolean closed;
  private @Nullable Thread poller;

  /// An outbox that `tx.publish` of this database reaches.
  public Outbox(Database database, InstantSource clock) {
    this(database, clock, new Observe());
  }

  /// The same, counting and told of with others.
  public Outbox(Database database, InstantSource clock, Observe observe) {
    this.database = database;
    this.clock = clock;
    this.observe = observe;
    this.follower = new Follower(database, types);
    database.attach(
        new Tx.Publisher() {
          @Override
          public void publish(Tx tx, Event event) {
            tx.later(rider(event));
          }

          @Override
          public void committed() {
            wakes.release();
          }
        });
  }

  /// The statement that publishes an event, for those who commit by riders.
  public Rider rider(Event event) {
    Class<? extends Event> known = types.putIfAbsent(typeOf(event.getClass()), event.getClass());
    if (known != null && known != event.getClass()) {
      throw new IllegalStateException("two events of one name: " + known + ", " + event.getClass());
    }
    hotUntil = System.nanoTime() + HOT.toNanos();
    return Rider.one(
        OutboxStore.INSERT,
        event.community().value(),
        Uuid7.at(clock.instant()),
        typeOf(event.getClass()),
        Json.write(event),
        event.at().atOffset(ZoneOffset.UTC),
        Trace.parent());
  }

  private static String typeOf(Class<?> event) {
    return event.getSimpleName();
  }

  /// Lets a consumer react to all events of a sealed interface (or of one record). The handler runs
  /// in the transaction that moves the cursor; what it throws is tried again and parked at last. A
  /// name may be given several kinds. A new consumer begins with the oldest event that is kept.
  public <E extends Event> void on(String consumer, Class<E> kind, BiConsumer<Tx, E> handler) {
    refuseLate();
    Cursor cursor =
        consumers.computeIfAbsent(
            consumer, name -> new Cursor(name, database, clock, observe, types));
    register(
        kind, type -> cursor.handle(type, (tx, event) -> handler.accept(tx, kind.cast(event))));
  }

  /// Lets every process, not just one, hear all events of a kind from the moment it starts, once
  /// and without a second try: for what lives in memory, such as sockets and caches.
  public <E extends Event> void everywhere(Class<E> kind, Consumer<E> listener) {
    refuseLate();
    register(kind, type -> follower.handle(type, event -> listener.accept(kind.cast(event))));
  }

  private synchronized void refuseLate() {
    if (poller != null) {
      throw new IllegalStateException("started already");
    }
  }

  private void register(Class<?> kind, Consumer<String> each) {
    Class<?>[] permitted = kind.getPermittedSubclasses();
    if (permitted != null) {
      for (Class<?> below : permitted) {
        register(below, each);
      }
      return;
    }
    Class<? extends Event> event = kind.asSubclass(Event.class);
    Class<? extends Event> known = types.putIfAbsent(typeOf(event), event);
    if (known != null && known != event) {
      throw new IllegalStateException("two events of one name: " + known + ", " + event);
    }
    each.accept(typeOf(event));
  }

  /// Begins to work the consumers.
  ///
  /// @param consuming false on nodes that only follow (`everywhere`)
  public synchronized void start(boolean consuming) {
    if (poller != null) {
      throw new IllegalStateException("started already");
    }
    if (consuming) {
      prepare();
      consumers.values().forEach(Cursor::start);
    }
    follower.begin();
    poller = Thread.ofVirtual().name("outbox").start(() -> poll(consuming));
  }

  /// Begins to work the consumers on this node.
  public void start() {
    start(true);
  }

  private void prepare() {
    database.write(tx -> {
      consumers.keySet().forEach(name -> OutboxStore.register(tx, name));
      return 0;
    });
  }

  private void poll(boolean consuming) {
    long measured = System.nanoTime() - MEASURE.toNanos();
    while (!closed) {
      long began = System.nanoTime();
      try {
        if (consuming) {
          database
              .read(OutboxStore::behind)
              .forEach(name -> {
                Cursor cursor = consumers.get(name);
                if (cursor != null) {
                  cursor.wake();
                }
              });
          if (System.nanoTime() - measured > MEASURE.toNanos()) {
            consumers.values().forEach(Cursor::measure);
            measured = System.nanoTime();
          }
        }
        follower.catchUp();
      } catch (RuntimeException failure) {
        if (!closed) {
          LOG.warn("the outbox cannot be read: {}", failure.toString());
        }
      }
      pause(System.nanoTime() < hotUntil ? POLL_HOT : POLL);
      LockSupport.parkNanos(APART.toNanos() - (System.nanoTime() - began));
    }
  }

  private void pause(Duration most) {
    try {
      if (wakes.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
        wakes.drainPermits();
      }
    } catch (InterruptedException stop) {
      closed = true;
    }
  }

  /// Works all consumers in the caller's thread until none is behind: for tests and for imports.
  public void settle() {
    prepare();
    boolean more = true;
    while (more) {
      more = false;
      for (Cursor cursor : consumers.values()) {
        more |= cursor.pass();
      }
    }
    follower.catchUp();
  }

  /// Deletes events that every consumer has passed and that are older than a week, at most 10,000;
  /// a job calls it.
  ///
  /// @return how many
  public int forget() {
    return database.write(
        tx -> OutboxStore.forget(tx, clock.instant().minus(KEPT), List.copyOf(consumers.keySet())));
  }

  @Override
  public synchronized void close() {
    closed = true;
    wakes.release();
    consumers.values().forEach(Cursor::stop);
    try {
      if (poller != null) {
        poller.join(STOP);
      }
      for (Cursor cursor : consumers.values()) {
        cursor.join(STOP);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
