package org.coomunity.exchange.lets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coomunity.base.kernel.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Thirty-two callers who all repeat each other: each payment has one effect, and everybody who
/// asked for it hears the same.
class PaymentsRaceTest {
  private static final int CALLERS = 32;
  private static final int PAYMENTS = 60;

  private final LetsTown town = new LetsTown();

  @AfterEach
  void close() {
    town.close();
  }

  private record Asked(int from, Payment.Draft draft) {}

  /// What a caller heard, in one line; whether it was the first to hear it is theirs alone.
  private String heard(Asked asked) {
    try {
      return town.lets.pay(town.standing(asked.from()), asked.draft()).value().toString();
    } catch (Refused no) {
      Map<String, Object> details = new HashMap<>(no.details());
      details.remove("retired");
      details.remove("status");
      return no.refusal() + " " + details;
    }
  }

  @Test
  void any_mix_of_repeats_has_one_effect_and_equal_answers() throws Exception {
    List<Asked> payments = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < PAYMENTS; i++) {
      int from = 1 + random.nextInt(5);
      int to = 1 + (from + random.nextInt(4)) % 5;
      String amount = LetsTown.unit().format(1 + random.nextInt(400));
      payments.add(new Asked(from, town.draft(town.id(), to, amount)));
    }
    Map<UUID, List<String>> answers = new HashMap<>();
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<Map<UUID, String>>> callers = new ArrayList<>();
      for (int n = 0; n < CALLERS; n++) {
        List<Asked> mine = new ArrayList<>(payments);
        mine.addAll(payments.subList(0, PAYMENTS / 2));
        Collections.shuffle(mine, new Random(n));
        callers.add(
            threads.submit(() -> {
              start.await();
              Map<UUID, String> heard = new HashMap<>();
              for (Asked asked : mine) {
                UUID id = java.util.Objects.requireNonNull(asked.draft().id());
                String answer = heard(asked);
                assertThat(heard.getOrDefault(id, answer)).isEqualTo(answer);
                heard.put(id, answer);
              }
              return heard;
            }));
      }
      start.countDown();
      for (Future<Map<UUID, String>> caller : callers) {
        caller
            .get()
            .forEach(
                (id, answer) -> answers.computeIfAbsent(id, none -> new ArrayList<>()).add(answer));
      }
    }
    assertThat(answers).hasSize(PAYMENTS);
    answers.forEach(
        (id, heard) -> assertThat(heard).hasSize(CALLERS).containsOnly(heard.getFirst()));
    long booked =
        answers.values().stream().filter(heard -> heard.getFirst().startsWith("Payment[")).count();
    int book = town.lets.exchange(LetsTown.PACHA).book();
    assertThat(town.ledger.changes(book, 0, 1_000)).hasSize((int) booked);
    assertThat(booked).isBetween(10L, PAYMENTS - 1L);
  }

  @Test
  void a_request_that_many_accept_at_once_is_paid_once() throws Exception {
    PaymentRequest asked = town.ask(3, 2, "2.00");
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<PaymentRequest>> callers = new ArrayList<>();
      for (int n = 0; n < CALLERS; n++) {
        callers.add(threads.submit(() -> town.lets.accept(town.standing(2), asked.id())));
      }
      PaymentRequest first = callers.getFirst().get();
      for (Future<PaymentRequest> caller : callers) {
        assertThat(caller.get()).isEqualTo(first);
      }
    }
    assertThat(town.balance(3)).isEqualTo(200);
  }

  @Test
  void taken_back_by_many_at_once_it_is_never_more_than_was_paid() throws Exception {
    UUID paid = town.pay(2, 3, "5.00").id();
    town.pay(4, 3, "9.00");
    long done = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<Boolean>> callers = new ArrayList<>();
      for (int n = 0; n < CALLERS; n++) {
        callers.add(
            threads.submit(() -> {
              try {
                town.lets.reverse(
                    town.standing(3), paid, new Payment.Reversal(town.id(), "0.30", "por error"));
                return true;
              } catch (Refused no) {
                assertThat(no.refusal().code()).isEqualTo("reversal_range");
                return false;
              }
            }));
      }
      for (Future<Boolean> caller : callers) {
        done += caller.get() ? 1 : 0;
      }
    }
    assertThat(done).isEqualTo(16);
    assertThat(town.balance(2)).isEqualTo(-20);
  }
}
