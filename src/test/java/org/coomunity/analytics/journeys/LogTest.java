package org.coomunity.analytics.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.coomunity.analytics.journeys.JourneysStore.Fact;
import org.junit.jupiter.api.Test;

/// The log once more in columns, its days, and many who write it at once.
class LogTest {
  private static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");

  private static List<Fact> facts(Random random, int count) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean person = random.nextInt(4) > 0;
      facts.add(
          new Fact(
              i + 1,
              DAY.plusMillis(random.nextInt(2_000_000_000)),
              person ? (long) (1 + random.nextInt(90)) : null,
              person ? null : random.nextLong(),
              32 + random.nextInt(5)));
    }
    return facts;
  }

  @Test
  void a_segment_holds_what_was_put_in() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<Fact> facts = facts(random, 1 + random.nextInt(seed == 0 ? Segment.MOST : 500));
      Segment segment = Segment.read(Segment.of(facts).bytes());
      assertThat(segment.size()).isEqualTo(facts.size());
      for (int i = 0; i < facts.size(); i++) {
        Fact fact = facts.get(i);
        assertThat(segment.at(i)).isEqualTo(fact.at().toEpochMilli());
        assertThat(segment.type(i)).isEqualTo(fact.type());
        assertThat(segment.names()[segment.who(i)]).isEqualTo(fact.who());
        assertThat(segment.who(i) < segment.people()).isEqualTo(fact.person() != null);
      }
    }
  }

  @Test
  void what_is_too_much_or_too_far_apart_goes_into_the_next() {
    List<Fact> many = facts(new Random(1), Segment.MOST + 10);
    assertThat(Segment.fit(many)).isEqualTo(Segment.MOST);
    List<Fact> apart = new ArrayList<>(facts(new Random(2), 7));
    apart.add(new Fact(8, DAY.plus(Duration.ofDays(80)), 1L, null, 33));
    assertThat(Segment.fit(apart)).isEqualTo(7);
  }

  @Test
  void days_are_those_of_the_zone_also_when_its_clock_changes() {
    for (String name : List.of("America/Bogota", "Europe/Madrid", "Asia/Kolkata", "Asia/Tokyo")) {
      ZoneId zone = ZoneId.of(name);
      LocalDays days = new LocalDays(zone);
      Random random = new Random(3);
      for (int i = 0; i < 3_000; i++) {
        Instant at = DAY.plusSeconds(random.nextInt(60_000_000) - 30_000_000L);
        assertThat(days.of(at)).isEqualTo((int) LocalDate.ofInstant(at, zone).toEpochDay());
      }
    }
  }

  @Test
  void a_day_that_comes_again_at_midnight_is_a_day_of_presence() {
    Instant late =
        Instant.parse("2010-11-07T02:30:30Z"); // half past midnight, then back to Saturday
    List<Fact> facts =
        List.of(
            new Fact(1, late, 7L, null, 33),
            new Fact(2, late.plus(Duration.ofMinutes(30)), 7L, null, 33));
    LocalDays days = new LocalDays(ZoneId.of("America/St_Johns"));
    int saturday = (int) LocalDate.of(2010, 11, 6).toEpochDay();
    Presence presence = Presence.of(1, List.of(Segment.of(facts)), List.of(new int[] {0}), days);
    assertThat(presence.of(0)).containsExactly(saturday, saturday + 1);
  }

  @Test
  void what_many_want_at_once_is_done_together_and_harms_nobody_else() throws Exception {
    List<Integer> sizes = new ArrayList<>();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch more = new CountDownLatch(1);
    Together<Integer, Integer> together =
        new Together<>(
            8,
            some -> {
              sizes.add(some.size());
              if (some.contains(0)) {
                first.countDown();
                await(more);
              }
              if (some.contains(7)) {
                throw new IllegalStateException("seven");
              }
              return some.stream().map(one -> one * one).toList();
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      answers.add(threads.submit(() -> together.run(0)));
      await(first);
      for (int i = 1; i < 20; i++) {
        int number = i;
        answers.add(threads.submit(() -> together.run(number)));
      }
      more.countDown();
      for (int i = 0; i < 20; i++) {
        Future<Integer> answer = answers.get(i);
        if (i == 7) {
          assertThatThrownBy(answer::get).hasRootCauseMessage("seven");
        } else {
          assertThat(answer.get()).isEqualTo(i * i);
        }
      }
    }
    assertThat(sizes).allMatch(size -> size <= 8);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
