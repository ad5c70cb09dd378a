package org.coomunity.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Many at once: callers, repeats, nodes.
class LaneTest {
  private static final int ACCOUNTS = 12;

  private final TestClock clock = new TestClock();
  private Database database;
  private Ledger ledger;
  private int book;

  @BeforeEach
  void a_book_with_twelve_accounts() {
    database = TestDatabase.fresh("ledger");
    ledger = new Ledger(database, clock);
    book = database.write(tx -> ledger.openBook(tx, "LUKA", 2));
    for (int i = 0; i < ACCOUNTS; i++) {
      database.write(tx -> ledger.openAccount(tx, book, AccountKind.MEMBER, Limits.credit(1_000)));
    }
  }

  @AfterEach
  void the_books_are_right() {
    assertThat(ledger.verify(book).fault()).isEmpty();
    ledger.close();
    database.close();
  }

  @Test
  void thirty_two_callers_with_the_same_transfers_have_one_effect_and_one_answer()
      throws Exception {
    SplittableRandom random = new SplittableRandom(9);
    List<Transfer> transfers = IntStream.range(0, 60).mapToObj(n -> move(random, 700)).toList();
    Map<UUID, Outcome> answers = new ConcurrentHashMap<>();
    AtomicInteger firsts = new AtomicInteger();
    together(
        32,
        caller -> {
          SplittableRandom order = new SplittableRandom(caller);
          for (int i = 0; i < 120; i++) {
            Transfer transfer = transfers.get(order.nextInt(transfers.size()));
            Outcome outcome = ledger.submit(Posting.of(book, transfer));
            if (outcome instanceof Outcome.Booked booked) {
              firsts.addAndGet(booked.replay() ? 0 : 1);
              outcome = new Outcome.Booked(true, booked.transfers());
              Outcome other = answers.putIfAbsent(transfer.id(), outcome);
              assertThat(other == null ? outcome : other).isEqualTo(outcome);
            } else {
              Outcome other = answers.putIfAbsent(transfer.id(), outcome);
              assertThat(other == null ? outcome : other).isInstanceOf(Outcome.Denied.class);
            }
          }
        });
    assertThat(ledger.changes(book, 0, 1_000)).hasSize(firsts.get());
    assertThat(firsts.get()).isPositive().isLessThanOrEqualTo(60);
  }

  @Test
  void no_account_passes_its_limit_however_many_pay_at_once() throws Exception {
    together(
        32,
        caller -> {
          SplittableRandom random = new SplittableRandom(caller);
          for (int i = 0; i < 40; i++) {
            ledger.submit(Posting.of(book, move(random, 900)));
          }
        });
    assertThat(ledger.accountsAfter(book, 0, 100))
        .hasSize(ACCOUNTS)
        .allSatisfy(account -> assertThat(account.available()).isNotNegative());
    assertThat(ledger.accountsAfter(book, 0, 100).stream().mapToLong(AccountState::balance).sum())
        .isZero();
  }

  @Test
  void two_nodes_and_the_plain_way_on_one_book_never_corrupt_it() throws Exception {
    AtomicInteger booked = new AtomicInteger();
    try (Ledger other = new Ledger(database, clock)) {
      together(
          24,
          caller -> {
            SplittableRandom random = new SplittableRandom(caller);
            for (int i = 0; i < 25; i++) {
              Posting posting = Posting.of(book, move(random, 500));
              Outcome outcome =
                  switch (caller % 3) {
                    case 0 -> ledger.submit(posting);
                    case 1 -> other.submit(posting);
                    default -> database.write(tx -> ledger.book(tx, posting));
                  };
              booked.addAndGet(outcome instanceof Outcome.Booked ? 1 : 0);
              if (i % 5 == 0) {
                limit(1 + random.nextInt(ACCOUNTS), 900 + random.nextLong(200));
              }
            }
          });
    }
    assertThat(ledger.changes(book, 0, 10_000)).hasSize(booked.get());
    assertThat(booked.get()).isGreaterThan(100);
  }

  @Test
  void a_limit_that_was_just_raised_by_another_is_seen_by_the_lane() {
    for (int round = 0; round < 20; round++) {
      limit(1, 0);
      limit(2, 0);
      Outcome denied = ledger.submit(Posting.of(book, move(1, 3, 10_000)));
      assertThat(denied).isInstanceOf(Outcome.Denied.class);
      limit(1, 10_000L * (round + 1));
      assertThat(ledger.submit(Posting.of(book, move(1, 3, 10_000))))
          .isInstanceOf(Outcome.Booked.class);
    }
  }

  @Test
  void a_reserved_transfer_ends_exactly_once_when_all_try_at_the_same_time() throws Exception {
    for (int round = 0; round < 10; round++) {
      UUID reserved = Uuid7.at(clock.instant());
      ledger
          .submit(Posting.of(book, Transfer.pending(reserved, 1, 2, 50, 0, 1, "", null)))
          .orRefuse();
      AtomicInteger ended = new AtomicInteger();
      together(
          8,
          caller -> {
            UUID id = Uuid7.at(clock.instant());
            Transfer end =
                caller % 2 == 0
                    ? Transfer.post(id, reserved, 5, 1)
                    : Transfer.release(id, reserved, 1);
            if (ledger.submit(Posting.of(book, end)) instanceof Outcome.Booked) {
              ended.incrementAndGet();
            }
          });
      assertThat(ended.get()).isEqualTo(1);
    }
    AccountState payer = ledger.account(book, 1).orElseThrow();
    assertThat(payer.debitsPending()).isZero();
    assertThat(payer.balance()).isBetween(-50L, 0L);
  }

  @Test
  void riders_that_do_not_fit_undo_their_own_posting_and_no_other() throws Exception {
    database.write(
        tx -> tx.update("create table public.seat (id int primary key, taken uuid)").execute());
    database.write(tx ->
        tx.update("insert into public.seat select n from generate_series(1, 20) n").execute());
    AtomicInteger booked = new AtomicInteger();
    AtomicInteger conflicts = new AtomicInteger();
    together(
        16,
        caller -> {
          SplittableRandom random = new SplittableRandom(caller);
          for (int i = 0; i < 15; i++) {
            Transfer transfer = move(random, 20);
            Rider take =
                Rider.one(
                    "update public.seat set taken = ? where id = ? and taken is null",
                    transfer.id(),
                    1 + random.nextInt(20));
            Outcome outcome = ledger.submit(Posting.of(book, List.of(transfer), List.of(take)));
            switch (outcome) {
              case Outcome.Booked b -> booked.incrementAndGet();
              case Outcome.Denied d -> {
                assertThat(d.status()).isEqualTo(Status.RIDER_CONFLICT);
                conflicts.incrementAndGet();
              }
            }
          }
        });
    List<UUID> taken =
        database.read(tx ->
            tx.query("select taken from public.seat where taken is not null")
                .mapTo(UUID.class)
                .list());
    assertThat(booked.get()).isEqualTo(taken.size());
    assertThat(conflicts.get()).isEqualTo(16 * 15 - taken.size());
    assertThat(ledger.changes(book, 0, 1_000))
        .extracting(TransferRow::id)
        .containsExactlyInAnyOrderElementsOf(taken);
  }

  @Test
  void many_books_share_a_lane_without_mixing() throws Exception {
    List<Integer> books = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int one = database.write(tx -> ledger.openBook(tx, "LUKA", 2));
      database.write(tx -> ledger.openAccount(tx, one, AccountKind.MEMBER, Limits.NONE));
      database.write(tx -> ledger.openAccount(tx, one, AccountKind.MEMBER, Limits.NONE));
      books.add(one);
    }
    together(
        10,
        caller -> {
          for (int i = 0; i < 20; i++) {
            int mine = books.get(caller % 5);
            ledger.submit(Posting.of(mine, move(1, 2, caller % 5 + 1))).orRefuse();
          }
        });
    for (int i = 0; i < 5; i++) {
      assertThat(ledger.account(books.get(i), 2).orElseThrow().balance()).isEqualTo(40L * (i + 1));
      assertThat(ledger.verify(books.get(i)).fault()).isEmpty();
    }
  }

  private interface Caller {
    void call(int number) throws Exception;
  }

  private static void together(int callers, Caller caller) throws Exception {
    CountDownLatch ready = new CountDownLatch(callers);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        int number = i;
        calls.add(
            threads.submit(() -> {
              ready.countDown();
              ready.await();
              caller.call(number);
              return null;
            }));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }
  }

  private void limit(int account, long credit) {
    database.write(tx -> {
      ledger.limit(tx, book, account, Limits.credit(credit), "test", 0);
      return 0;
    });
  }

  private Transfer move(SplittableRandom random, int most) {
    int debit = 1 + random.nextInt(ACCOUNTS);
    int credit = 1 + (debit + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
    return move(debit, credit, 1 + random.nextInt(most));
  }

  private Transfer move(int debit, int credit, long amount) {
    return Transfer.single(Uuid7.at(clock.instant()), debit, credit, amount, 0, 1, "bread");
  }
}
