package org.coomunity.decisions.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Look-ups that many ask for at once.
class LookupsTest {
  @Test
  void many_who_ask_at_once_are_answered_by_few_look_ups_each_with_their_own() throws Exception {
    AtomicInteger rounds = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    Lookups<Integer, String> lookups =
        new Lookups<>(keys -> {
          rounds.incrementAndGet();
          wait(first);
          assertThat(keys).hasSizeLessThanOrEqualTo(500).doesNotHaveDuplicates();
          Map<Integer, String> found = new HashMap<>();
          keys.stream().filter(key -> key % 7 != 0).forEach(key -> found.put(key, "m" + key));
          return found;
        });
    List<Future<String>> answers = new ArrayList<>();
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < 2_000; n++) {
        int key = n % 1_000;
        answers.add(crowd.submit(() -> String.valueOf(lookups.of(key))));
      }
      first.countDown();
      for (int n = 0; n < answers.size(); n++) {
        int key = n % 1_000;
        assertThat(answers.get(n).get()).isEqualTo(key % 7 == 0 ? "null" : "m" + key);
      }
    }
    assertThat(rounds.get()).isBetween(4, 1_000);
  }

  @Test
  void a_look_up_that_fails_fails_for_those_who_asked_and_the_next_one_is_made() {
    AtomicInteger rounds = new AtomicInteger();
    Lookups<String, Integer> lookups =
        new Lookups<>(keys -> {
          if (rounds.incrementAndGet() == 1) {
            throw new IllegalStateException("nobody answers");
          }
          return Map.of(keys.getFirst(), rounds.get());
        });
    assertThatThrownBy(() -> lookups.of("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("nobody answers");
    assertThat(lookups.of("a")).isEqualTo(2);
    assertThat(CompletableFuture.supplyAsync(() -> lookups.of("b")).join()).isEqualTo(3);
  }

  private static void wait(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
