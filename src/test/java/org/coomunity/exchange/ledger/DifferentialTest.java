package org.coomunity.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coomunity.base.platform.db.Database;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The lane and the plain way say the same about every history, and keep what is promised.
class DifferentialTest {
  private static final int ACTS = 250;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void the_lane_and_the_plain_way_give_the_same_answers_and_the_same_books(long seed) {
    try (Database left = TestDatabase.fresh("ledger");
        Database right = TestDatabase.fresh("ledger")) {
      TestClock clock = new TestClock();
      Histories history = new Histories(seed, clock, 1);
      try (Ledger lane = opened(left, clock);
          Ledger plain = opened(right, clock)) {
        Map<UUID, Outcome> answers = new HashMap<>();
        for (int i = 0; i < ACTS; i++) {
          Histories.Act act = history.next();
          Object answer = act(act, left, lane, clock, true);
          String one = told(answer);
          String other = told(act(act, right, plain, clock, false));
          assertThat(one).as("seed %d, act %d: %s", seed, i, act).isEqualTo(other);
          promises(act, answer, lane, answers);
          if (act instanceof Histories.Act.Advance advance) {
            clock.advance(advance.by());
          }
        }
        assertThat(state(lane)).isEqualTo(state(plain));
        assertThat(lane.changes(1, 0, 10_000)).isEqualTo(plain.changes(1, 0, 10_000));
        assertThat(lane.changes(1, 0, 10_000)).hasSizeGreaterThan(20);
        assertThat(heads(left)).isEqualTo(heads(right));
        assertThat(lane.verify(1).fault()).isEmpty();
        assertThat(plain.verify(1).fault()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void what_many_callers_did_at_once_is_explained_by_the_order_in_the_books(long seed)
      throws Exception {
    try (Database left = TestDatabase.fresh("ledger");
        Database right = TestDatabase.fresh("ledger")) {
      TestClock clock = new TestClock();
      Histories history = new Histories(seed, clock, 1);
      List<Posting> postings = new ArrayList<>();
      while (postings.size() < 300) {
        if (history.next() instanceof Histories.Act.Post post) {
          postings.add(post.posting());
        }
      }
      try (Ledger lane = opened(left, clock);
          Ledger plain = opened(right, clock);
          ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Outcome>> calls =
            postings.stream().map(p -> callers.submit(() -> lane.submit(p))).toList();
        TreeMap<Long, Said> inOrder = new TreeMap<>();
        for (int i = 0; i < calls.size(); i++) {
          if (calls.get(i).get() instanceof Outcome.Booked booked && !booked.replay()) {
            inOrder.put(booked.transfers().getFirst().seq(), new Said(postings.get(i), booked));
          }
        }
        assertThat(inOrder).hasSizeGreaterThan(20);
        for (Said said : inOrder.values()) {
          assertThat(right.<Outcome>write(tx -> plain.book(tx, said.posting())))
              .isEqualTo(said.booked());
        }
        assertThat(heads(left)).isEqualTo(heads(right));
        assertThat(lane.verify(1).fault()).isEmpty();
      }
    }
  }

  private record Said(Posting posting, Outcome.Booked booked) {}

  private static Ledger opened(Database database, TestClock clock) {
    Ledger ledger = new Ledger(database, clock);
    int book = database.write(tx -> ledger.openBook(tx, "LUKA", 2));
    assertThat(book).isEqualTo(1);
    for (int i = 0; i < Histories.ACCOUNTS; i++) {
      Limits limits = i == 0 ? Limits.NONE : Limits.credit(300);
      database.write(tx -> ledger.openAccount(tx, book, AccountKind.MEMBER, limits));
    }
    return ledger;
  }

  private static Object act(
      Histories.Act act, Database database, Ledger ledger, TestClock clock, boolean lane) {
    return switch (act) {
      case Histories.Act.Post post ->
          lane
              ? ledger.submit(post.posting())
              : database.write(tx -> ledger.book(tx, post.posting()));
      case Histories.Act.Limit limit ->
          database.write(tx -> {
            ledger.limit(tx, 1, limit.account(), limit.limits(), "test", 0);
            return "";
          });
      case Histories.Act.Suspend suspend ->
          database.write(tx -> {
            ledger.status(tx, 1, suspend.account(), suspend.status(), 0);
            return "";
          });
      case Histories.Act.Expire expire -> ledger.expireDue(100);
      case Histories.Act.Advance advance -> clock.instant();
    };
  }

  /// An answer as words, so that refusals compare by what they say.
  private static String told(Object answer) {
    return answer instanceof Outcome.Denied denied
        ? denied.status()
            + " "
            + denied.index()
            + " "
            + denied.refusal().refusal()
            + " "
            + denied.refusal().details()
        : answer.toString();
  }

  /// The promises, looked at after each act: sums are zero, hard limits hold, an identifier has one
  /// answer for ever.
  private static void promises(
      Histories.Act act, Object answer, Ledger ledger, Map<UUID, Outcome> answers) {
    List<AccountState> accounts = ledger.accountsAfter(1, 0, 100);
    assertThat(accounts.stream().mapToLong(AccountState::balance).sum()).isZero();
    assertThat(accounts.stream().mapToLong(a -> a.debitsPending() - a.creditsPending()).sum())
        .isZero();
    if (act instanceof Histories.Act.Post post && post.posting().transfers().size() == 1) {
      UUID id = post.posting().transfers().getFirst().id();
      Outcome first = answers.putIfAbsent(id, (Outcome) answer);
      boolean retired = first instanceof Outcome.Denied denied && denied.status().retires();
      boolean booked = ledger.transfer(1, id).isPresent();
      assertThat(retired && booked).isFalse();
      assertThat(first instanceof Outcome.Booked && !booked).isFalse();
      if (first instanceof Outcome.Booked was && answer instanceof Outcome.Booked is) {
        assertThat(is).isEqualTo(new Outcome.Booked(true, was.transfers()));
      }
    }
  }

  private static String state(Ledger ledger) {
    return ledger.accountsAfter(1, 0, 100).toString();
  }

  private static List<String> heads(Database database) {
    return database.read(tx ->
        tx.query("select encode(head_hash, 'hex') from ledger.account order by account")
            .mapTo(String.class)
            .list());
  }
}
