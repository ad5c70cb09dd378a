package org.coomunity.base.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.observe.Observe;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
  sealed interface Fruit extends Event {
    int number();
  }

  record ApplePicked(CommunityId community, Instant at, int number) implements Fruit {}

  record PearPicked(CommunityId community, Instant at, int number) implements Fruit {}

  record StonePicked(CommunityId community, Instant at) implements Event {}

  private static final CommunityId HERE = new CommunityId(new UUID(1, 1));
  private static final int WRITERS = 8;
  private static final int EACH = 150;

  private final TestClock clock = new TestClock();
  private final Observe observe = new Observe();
  private final MeterRegistry registry = observe.registry();
  private final Database database = TestDatabase.fresh("platform");
  private final Outbox outbox = new Outbox(database, clock, observe);

  @AfterEach
  void close() {
    outbox.close();
    database.close();
  }

  private void publish(Event... events) {
    database.write(tx -> {
      for (Event event : events) {
        tx.publish(event);
      }
      return 0;
    });
  }

  private ApplePicked apple(int number) {
    return new ApplePicked(HERE, clock.instant(), number);
  }

  @Test
  void a_consumer_hears_its_kinds_in_order_and_only_once() {
    List<Integer> heard = new ArrayList<>();
    outbox.on("fruit", Fruit.class, (tx, fruit) -> heard.add(fruit.number()));
    publish(apple(1), new StonePicked(HERE, clock.instant()));
    publish(new PearPicked(HERE, clock.instant(), 2));
    outbox.settle();
    outbox.settle();
    assertThat(heard).containsExactly(1, 2);
  }

  @Test
  void what_is_rolled_back_was_never_published() {
    List<Integer> heard = new ArrayList<>();
    outbox.on("fruit", Fruit.class, (tx, fruit) -> heard.add(fruit.number()));
    assertThatThrownBy(() ->
            database.write(tx -> {
              tx.publish(apple(1));
              throw new IllegalStateException("no");
            }))
        .isInstanceOf(IllegalStateException.class);
    outbox.settle();
    assertThat(heard).isEmpty();
  }

  @Test
  void a_rider_publishes_too() {
    List<Integer> heard = new ArrayList<>();
    outbox.on("fruit", ApplePicked.class, (tx, fruit) -> heard.add(fruit.number()));
    database.write(tx -> tx.run(outbox.rider(apple(5))));
    outbox.settle();
    assertThat(heard).containsExactly(5);
  }

  @Test
  void an_event_that_never_goes_is_parked_and_those_around_it_are_handled_once() {
    outbox.on(
        "fruit",
        Fruit.class,
        (tx, fruit) -> {
          if (fruit.number() == 3) {
            throw new IllegalStateException("a stone in it");
          }
          tx.update("create table if not exists platform.basket (number int)").execute();
          tx.update("insert into platform.basket values (:n)").bind("n", fruit.number()).execute();
        });
    for (int i = 1; i <= 5; i++) {
      publish(apple(i));
    }
    outbox.settle();
    assertThat(
            database.<List<Integer>>read(tx ->
                tx.query("select number from platform.basket order by 1")
                    .mapTo(Integer.class)
                    .list()))
        .containsExactly(1, 2, 4, 5);
    assertThat(
            database.<String>read(tx ->
                tx.query("select type || tries || fault from platform.parked")
                    .mapTo(String.class)
                    .one()))
        .isEqualTo("ApplePicked6java.lang.IllegalStateException: a stone in it");
    assertThat(registry.get("coomunity_outbox_parked").gauge().value()).isEqualTo(1);
  }

  @Test
  void what_handlers_leave_for_the_end_is_parked_alone_when_it_does_not_go() {
    database.write(
        tx -> tx.update("create table platform.basket (number int check (number <> 3))").execute());
    outbox.on(
        "fruit",
        Fruit.class,
        (tx, fruit) ->
            tx.later(Rider.one("insert into platform.basket values (?)", fruit.number())));
    publish(apple(1), apple(2), apple(3), apple(4), apple(5));
    outbox.settle();
    assertThat(
            database.<List<Integer>>read(tx ->
                tx.query("select number from platform.basket order by 1")
                    .mapTo(Integer.class)
                    .list()))
        .containsExactly(1, 2, 4, 5);
    assertThat(
            database.<Integer>read(tx ->
                tx.query("select cast(body->>'number' as int) from platform.parked")
                    .mapTo(Integer.class)
                    .one()))
        .isEqualTo(3);
  }

  @Test
  void two_events_of_one_name_are_a_mistake() {
    outbox.on("one", Fruit.class, (tx, fruit) -> {});
    assertThatThrownBy(() -> outbox.on("two", Others.ApplePicked.class, (tx, fruit) -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  static final class Others {
    record ApplePicked(CommunityId community, Instant at) implements Event {}
  }

  @Test
  void events_are_forgotten_after_a_week_when_all_have_passed_them() {
    outbox.on("fruit", Fruit.class, (tx, fruit) -> {});
    publish(apple(1));
    clock.advance(Duration.ofDays(8));
    publish(apple(2));
    outbox.start(false);
    assertThat(outbox.forget()).isEqualTo(1);
  }

  @Test
  void events_that_somebody_still_needs_are_kept() {
    outbox.on("fruit", Fruit.class, (tx, fruit) -> {});
    outbox.settle();
    publish(apple(1));
    clock.advance(Duration.ofDays(8));
    assertThat(outbox.forget()).isZero();
    outbox.settle();
    assertThat(outbox.forget()).isEqualTo(1);
  }

  @Test
  void connections_that_are_cut_only_delay_events() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(2);
    outbox.on(
        "fruit",
        Fruit.class,
        (tx, fruit) -> {
          first.countDown();
          second.countDown();
        });
    outbox.start();
    publish(apple(1));
    assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
    database.read(tx ->
        tx.query(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                """)
            .mapTo(Integer.class)
            .one());
    publishPatiently(apple(2));
    assertThat(second.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private void publishPatiently(Event event) {
    for (int tried = 0; ; tried++) {
      try {
        publish(event);
        return;
      } catch (RuntimeException cut) {
        assertThat(tried).isLessThan(20);
      }
    }
  }

  @Test
  void eight_writers_with_pauses_and_two_nodes_lose_nothing() throws Exception {
    List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
    List<Integer> followed = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch all = new CountDownLatch(WRITERS * EACH);
    CountDownLatch allFollowed = new CountDownLatch(WRITERS * EACH);
    try (Outbox other = new Outbox(database, clock)) {
      for (Outbox node : List.of(outbox, other)) {
        node.on(
            "fruit",
            Fruit.class,
            (tx, fruit) -> {
              heard.add(fruit.number());
              all.countDown();
            });
      }
      outbox.everywhere(
          Fruit.class,
          fruit -> {
            followed.add(fruit.number());
            allFollowed.countDown();
          });
      outbox.start();
      other.start();
      write();
      assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(allFollowed.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(heard).hasSize(WRITERS * EACH).doesNotHaveDuplicates();
    assertThat(followed).containsExactlyElementsOf(heard);
    for (int writer = 0; writer < WRITERS; writer++) {
      int mine = writer;
      assertThat(heard.stream().filter(n -> n / EACH == mine).toList()).isSorted();
    }
  }

  private void write() throws Exception {
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> done = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int first = writer * EACH;
        Random random = new Random(writer);
        done.add(
            writers.submit(() -> {
              for (int n = first; n < first + EACH; n += 3) {
                int from = n;
                long pause = random.nextInt(3_000_000);
                database.write(tx -> {
                  tx.publish(apple(from));
                  LockSupport.parkNanos(pause);
                  tx.publish(apple(from + 1));
                  tx.publish(apple(from + 2));
                  LockSupport.parkNanos(pause);
                  return 0;
                });
              }
            }));
      }
      for (Future<?> each : done) {
        each.get();
      }
    }
  }
}
