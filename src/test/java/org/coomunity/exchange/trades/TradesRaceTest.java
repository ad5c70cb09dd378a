package org.coomunity.exchange.trades;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coomunity.base.kernel.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many at once: exactly one wins, and the books follow.
class TradesRaceTest {
  private final TradeTown town = new TradeTown();
  private final Trades trades = town.trades;

  @AfterEach
  void the_books_are_right() {
    assertThat(town.ledger.verify(town.book).fault()).isEmpty();
    town.close();
  }

  /// Runs all at once and says how many were not refused.
  private static int won(List<Callable<?>> acts) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    int won = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (Callable<?> act : acts) {
        all.add(
            threads.submit(() -> {
              start.await();
              try {
                act.call();
                return true;
              } catch (Refused lost) {
                assertThat(lost.refusal().code()).isEqualTo("wrong_state");
                return false;
              }
            }));
      }
      start.countDown();
      for (Future<Boolean> one : all) {
        won += one.get() ? 1 : 0;
      }
    }
    return won;
  }

  @Test
  void of_accept_decline_and_lapse_exactly_one_happens() throws Exception {
    for (int round = 0; round < 12; round++) {
      UUID id = town.proposed(1, 2, "0.50");
      won(
          List.of(
              () -> trades.accept(town.standing(2), id),
              () -> trades.decline(town.standing(2), id, null),
              () -> trades.cancel(town.standing(1), id, null)));
      Trade trade = trades.trade(town.standing(1), id);
      boolean reserved = trade.state().equals("accepted");
      long ends =
          trade.history().stream()
              .filter(step -> List.of("decline", "cancel").contains(step.action()))
              .count();
      long accepts =
          trade.history().stream().filter(step -> step.action().equals("accept")).count();
      assertThat(reserved ? accepts : ends).isEqualTo(1);
      assertThat(town.account(1).debitsPending()).isEqualTo(reserved ? 50 : 0);
      if (reserved) {
        trades.cancel(town.standing(2), id, null);
      }
      assertThat(town.pendings()).isZero();
    }
  }

  @Test
  void of_complete_cancel_dispute_and_expire_exactly_one_happens() throws Exception {
    long paid = 0;
    for (int round = 0; round < 12; round++) {
      UUID id = town.accepted(1, 2, "0.50");
      if (round % 2 == 0) {
        town.clock.advance(Duration.ofDays(30));
      }
      won(
          List.of(
              () -> trades.complete(town.standing(1), id),
              () -> trades.cancel(town.standing(2), id, null),
              () -> trades.dispute(town.standing(2), id, new TradeDraft.Reason("no")),
              () -> trades.sweep(10)));
      Trade trade = trades.trade(town.standing(1), id);
      if (trade.state().equals("disputed")) {
        trades.resolve(town.standing(4), id, new TradeDraft.Resolution("0", "nada"));
      }
      paid += trade.state().equals("completed") ? 50 : 0;
      assertThat(trade.state()).isNotEqualTo("accepted");
      assertThat(town.pendings()).isZero();
      assertThat(town.balance(1)).isEqualTo(-paid);
    }
  }

  @Test
  void the_same_acceptance_sixteen_times_at_once_reserves_once() throws Exception {
    UUID id = town.proposed(1, 2, "5.00");
    List<Callable<?>> same = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      same.add(() -> trades.accept(town.standing(2), id));
    }
    assertThat(won(same)).isEqualTo(16);
    assertThat(town.account(1).debitsPending()).isEqualTo(500);
    assertThat(trades.trade(town.standing(1), id).history()).hasSize(2);
  }

  /// A random life of many trades, beside a model of it in memory.
  @Test
  void a_random_walk_agrees_with_a_model() {
    for (long seed = 1; seed <= 4; seed++) {
      walk(new Random(seed), "seed " + seed);
    }
  }

  private void walk(Random random, String seed) {
    long[] balances = new long[5];
    for (int no = 1; no < 5; no++) {
      balances[no] = town.balance(no);
    }
    long fund = town.fundBalance();
    List<UUID> ids = new ArrayList<>();
    List<int[]> sides = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      if (ids.isEmpty() || random.nextInt(4) == 0) {
        int buyer = 1 + random.nextInt(3);
        int seller = 1 + (buyer + random.nextInt(2)) % 3;
        String amount = TradeTown.LUKA.format(1 + random.nextInt(300));
        ids.add(town.proposed(buyer, seller, amount));
        sides.add(new int[] {buyer, seller});
        continue;
      }
      int n = random.nextInt(ids.size());
      int[] side = sides.get(n);
      String before = trades.trade(town.standing(side[0]), ids.get(n)).state();
      step(random, ids.get(n), side);
      Trade after = trades.trade(town.standing(side[0]), ids.get(n));
      if (!before.equals(after.state())
          && (after.state().equals("completed") || after.state().equals("resolved"))) {
        Trade.Dispute dispute = after.dispute();
        String paid = dispute == null ? after.amount() : dispute.paid();
        long amount = TradeTown.LUKA.parseOrZero(paid == null ? "0" : paid, "paid");
        TradeRules.Shares shares = TradeRules.shares(amount, 20_000, FundSide.PAYEE);
        balances[side[0]] -= shares.paid();
        balances[side[1]] += shares.received();
        fund += shares.levy();
      }
      for (int no = 1; no < 5; no++) {
        assertThat(town.balance(no))
            .as("%s step %d member %d", seed, i, no)
            .isEqualTo(balances[no]);
      }
      assertThat(town.fundBalance()).as(seed).isEqualTo(fund);
    }
    for (int n = 0; n < ids.size(); n++) {
      if (trades.trade(town.standing(sides.get(n)[0]), ids.get(n)).state().equals("disputed")) {
        trades.resolve(town.standing(4), ids.get(n), new TradeDraft.Resolution("0", "nada"));
      }
    }
    town.clock.advance(Duration.ofDays(60));
    trades.sweep(1_000);
    assertThat(town.pendings()).as(seed).isZero();
    assertThat(balances[1] + balances[2] + balances[3] + balances[4] + fund).isZero();
  }

  private void step(Random random, UUID id, int[] side) {
    int who = side[random.nextInt(2)];
    try {
      switch (random.nextInt(9)) {
        case 0, 1 -> trades.accept(town.standing(who), id);
        case 2, 3 -> trades.complete(town.standing(who), id);
        case 4 -> trades.decline(town.standing(who), id, null);
        case 5 -> trades.cancel(town.standing(who), id, null);
        case 6 ->
            trades.counter(
                town.standing(who),
                id,
                new TradeDraft.Counter(TradeTown.LUKA.format(1 + random.nextInt(300)), null, null));
        case 7 -> trades.dispute(town.standing(who), id, new TradeDraft.Reason("no"));
        default ->
            trades.resolve(
                town.standing(4),
                id,
                new TradeDraft.Resolution(TradeTown.LUKA.format(random.nextInt(100)), "así"));
      }
    } catch (Refused no) {
      assertThat(no.refusal().status()).isLessThan(500);
    }
  }
}
