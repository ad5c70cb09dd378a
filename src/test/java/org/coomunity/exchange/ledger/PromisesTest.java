package org.coomunity.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.db.Database;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the ledger promises, looked at after every act of random histories, and once more against a
/// fold of all transfers at the end.
class PromisesTest {
  private static final int ACTS = 150;
  private static final int BOOK = 1;

  private final TestClock clock = new TestClock();

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void every_act_keeps_what_is_promised(long seed) {
    try (Database database = TestDatabase.fresh("ledger");
        Ledger ledger = new Ledger(database, clock)) {
      database.write(tx -> {
        ledger.openBook(tx, "LUKA", 2);
        ledger.openAccount(tx, BOOK, AccountKind.ISSUER, Limits.NONE);
        return ledger.openAccounts(
            tx, BOOK, AccountKind.MEMBER, Limits.credit(300), Histories.ACCOUNTS - 1);
      });
      Histories history = new Histories(seed, clock, BOOK);
      List<Instant> moments = new ArrayList<>();
      for (int i = 0; i < ACTS; i++) {
        Map<Integer, AccountState> before = states(ledger);
        switch (history.next()) {
          case Histories.Act.Post post -> {
            assertThat(ledger.dryRun(List.of(post.posting()))).hasSize(1);
            assertThat(states(ledger)).as("a dry run leaves nothing").isEqualTo(before);
            looked(post.posting(), ledger.submit(post.posting()), before, states(ledger));
          }
          case Histories.Act.Limit limit -> {
            database.write(tx -> {
              ledger.limit(tx, BOOK, limit.account(), limit.limits(), "test", "{\"n\": 1}", 7);
              return 0;
            });
            assertThat(balances(ledger)).isEqualTo(balancesOf(before));
            LimitChange change = ledger.limitChanges(BOOK, limit.account(), 9_999, 1).getFirst();
            assertThat(change.limits()).isEqualTo(limit.limits());
            assertThat(change.evidence()).isEqualTo("{\"n\": 1}");
            assertThat(change.actor()).isEqualTo(7);
          }
          case Histories.Act.Suspend suspend ->
              database.write(tx -> {
                ledger.status(tx, BOOK, suspend.account(), suspend.status(), 0);
                return 0;
              });
          case Histories.Act.Advance advance -> {
            moments.add(clock.instant());
            clock.advance(advance.by());
          }
          case Histories.Act.Expire ignored -> ledger.expireDue(100);
        }
      }
      folded(ledger, moments);
      assertThat(ledger.verify(BOOK).fault()).isEmpty();
    }
  }

  /// A posting and its answer: what worsens stays inside hard limits, what improves is not refused
  /// for them, and a refusal moves nothing.
  private static void looked(
      Posting posting,
      Outcome outcome,
      Map<Integer, AccountState> before,
      Map<Integer, AccountState> after) {
    switch (outcome) {
      case Outcome.Denied denied -> {
        assertThat(after).as("%s moved something", denied.status()).isEqualTo(before);
        assertThat(denied.index()).isBetween(0, posting.transfers().size() - 1);
        if (posting.transfers().size() == 1) {
          refused(posting.transfers().getFirst(), denied, before);
        }
      }
      case Outcome.Booked booked -> {
        if (booked.replay()) {
          assertThat(after).isEqualTo(before);
        } else if (!posting.imported()) {
          for (AccountState now : after.values()) {
            within(Objects.requireNonNull(before.get(now.number())), now);
          }
        }
      }
    }
  }

  private static void refused(
      Transfer transfer, Outcome.Denied denied, Map<Integer, AccountState> before) {
    if (denied.status() == Status.EXCEEDS_CREDITS) {
      AccountState debit = Objects.requireNonNull(before.get(transfer.debit()));
      assertThat(transfer.balancing().debit()).isFalse();
      assertThat(debit.available()).isLessThan(transfer.amount());
      assertThat(debit.limits().soft()).isFalse();
    }
    if (denied.status() == Status.EXCEEDS_DEBITS) {
      AccountState credit = Objects.requireNonNull(before.get(transfer.credit()));
      assertThat(transfer.balancing().credit()).isFalse();
      assertThat(credit.balance() + credit.creditsPending() + transfer.amount())
          .isGreaterThan(credit.limits().maxBalance());
      assertThat(credit.limits().softCeiling()).isFalse();
    }
  }

  private static void within(AccountState was, AccountState now) {
    Long limit = now.limits().creditLimit();
    long unreserved = now.balance() - now.debitsPending();
    if (limit != null && !now.limits().soft()) {
      assertThat(unreserved)
          .isGreaterThanOrEqualTo(Math.min(-limit, was.balance() - was.debitsPending()));
    }
    Long ceiling = now.limits().maxBalance();
    if (ceiling != null && !now.limits().softCeiling()) {
      assertThat(now.balance() + now.creditsPending())
          .isLessThanOrEqualTo(Math.max(ceiling, was.balance() + was.creditsPending()));
    }
  }

  /// Everything once more, from the transfers alone.
  private static void folded(Ledger ledger, List<Instant> moments) {
    List<TransferRow> rows = ledger.changes(BOOK, 0, 10_000);
    Map<UUID, TransferRow> byId =
        rows.stream().collect(Collectors.toMap(TransferRow::id, row -> row));
    Map<Integer, Long> balances = new HashMap<>();
    Map<Integer, Long> versions = new HashMap<>();
    Map<UUID, Long> reversed = new HashMap<>();
    Set<UUID> resolved = new HashSet<>();
    Instant last = Instant.EPOCH;
    for (int i = 0; i < rows.size(); i++) {
      TransferRow row = rows.get(i);
      assertThat(row.seq()).isEqualTo(i + 1L);
      assertThat(row.recordedAt()).isAfterOrEqualTo(last);
      last = row.recordedAt();
      versions.merge(row.debit(), 1L, Long::sum);
      versions.merge(row.credit(), 1L, Long::sum);
      if (row.phase() == Phase.SINGLE || row.phase() == Phase.POST) {
        balances.merge(row.debit(), -row.amount(), Long::sum);
        balances.merge(row.credit(), row.amount(), Long::sum);
      }
      assertThat(row.debitBalance()).isEqualTo(balances.getOrDefault(row.debit(), 0L));
      assertThat(row.creditBalance()).isEqualTo(balances.getOrDefault(row.credit(), 0L));
      if (row.pending() != null) {
        assertThat(resolved.add(row.pending())).as("resolved twice").isTrue();
        assertThat(row.amount())
            .isLessThanOrEqualTo(Objects.requireNonNull(byId.get(row.pending())).amount());
      }
      if (row.reverses() != null) {
        long all = reversed.merge(row.reverses(), row.amount(), Long::sum);
        assertThat(all)
            .isLessThanOrEqualTo(Objects.requireNonNull(byId.get(row.reverses())).amount());
      }
    }
    for (AccountState state : ledger.accountsAfter(BOOK, 0, 100)) {
      assertThat(state.balance()).isEqualTo(balances.getOrDefault(state.number(), 0L));
      assertThat(state.version()).isEqualTo(versions.getOrDefault(state.number(), 0L));
      for (Instant moment : moments) {
        assertThat(ledger.balanceAt(BOOK, state.number(), moment))
            .isEqualTo(foldedTo(rows, state.number(), moment));
      }
    }
  }

  private static long foldedTo(List<TransferRow> rows, int account, Instant moment) {
    long balance = 0;
    for (TransferRow row : rows) {
      boolean moves = row.phase() == Phase.SINGLE || row.phase() == Phase.POST;
      if (moves && !row.recordedAt().isAfter(moment)) {
        balance += row.credit() == account ? row.amount() : 0;
        balance -= row.debit() == account ? row.amount() : 0;
      }
    }
    return balance;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void numbers_never_overflow_however_much_moves(boolean lane) {
    try (Database database = TestDatabase.fresh("ledger");
        Ledger ledger = new Ledger(database, clock)) {
      database.write(tx -> {
        ledger.openBook(tx, "LUKA", 8);
        return ledger.openAccounts(tx, BOOK, AccountKind.ISSUER, Limits.NONE, 3);
      });
      SplittableRandom random = new SplittableRandom(9);
      int refused = 0;
      for (int i = 0; i < 60; i++) {
        long amount = 1_000_000_000_000_000L - random.nextInt(3);
        Transfer transfer = Transfer.single(Uuid8.of("much " + i), 1, 2, amount, 0, 0, "");
        Outcome outcome = said(database, ledger, lane, Posting.of(BOOK, transfer));
        if (outcome instanceof Outcome.Denied denied) {
          assertThat(denied.status()).isEqualTo(Status.OVERFLOWS);
          refused++;
        }
      }
      assertThat(refused).isGreaterThan(40);
      assertThat(ledger.account(BOOK, 2).orElseThrow().balance())
          .isBetween(8_000_000_000_000_000L, 9_000_000_000_000_000L);
      assertThat(balances(ledger).values().stream().mapToLong(Long::longValue).sum()).isZero();
      assertThat(ledger.verify(BOOK).fault()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void as_much_as_possible_moves_what_there_is_and_what_there_is_room_for(boolean lane) {
    try (Database database = TestDatabase.fresh("ledger");
        Ledger ledger = new Ledger(database, clock)) {
      database.write(tx -> {
        ledger.openBook(tx, "LUKA", 2);
        ledger.openAccount(tx, BOOK, AccountKind.MEMBER, Limits.credit(100));
        return ledger.openAccount(tx, BOOK, AccountKind.MEMBER, new Limits(0L, false, 70L, false));
      });
      Posting room = asked(1, 500, Balancing.BOTH);
      assertThat(moved(said(database, ledger, lane, room))).isEqualTo(70);
      assertThat(said(database, ledger, lane, room).orRefuse().replay()).isTrue();
      assertThat(moved(said(database, ledger, lane, asked(2, 500, Balancing.BOTH)))).isZero();
      Outcome full = said(database, ledger, lane, asked(3, 500, Balancing.DEBIT));
      assertThat(((Outcome.Denied) full).status()).isEqualTo(Status.EXCEEDS_DEBITS);
      database.write(tx -> {
        ledger.limit(tx, BOOK, 2, new Limits(0L, false, 70L, true), "test", 0);
        return 0;
      });
      Outcome soft = said(database, ledger, lane, asked(4, 500, Balancing.DEBIT));
      assertThat(moved(soft)).isEqualTo(30);
      assertThat(soft.orRefuse().transfers().getFirst().belowLimit()).isTrue();
      Transfer less = Transfer.single(new UUID(5, 1), 1, 2, 69, 0, 0, "").upTo(Balancing.BOTH);
      assertThat(said(database, ledger, lane, Posting.of(BOOK, less)))
          .isInstanceOf(Outcome.Denied.class);
      assertThat(ledger.verify(BOOK).fault()).isEmpty();
    }
  }

  private static Posting asked(int n, long amount, Balancing balancing) {
    return Posting.of(
        BOOK, Transfer.single(new UUID(5, n), 1, 2, amount, 0, 0, "").upTo(balancing));
  }

  private static long moved(Outcome outcome) {
    return outcome.orRefuse().transfers().getFirst().amount();
  }

  private static Outcome said(Database database, Ledger ledger, boolean lane, Posting posting) {
    return lane ? ledger.submit(posting) : database.write(tx -> ledger.book(tx, posting));
  }

  private static Map<Integer, AccountState> states(Ledger ledger) {
    return ledger.accountsAfter(BOOK, 0, 100).stream()
        .collect(Collectors.toMap(AccountState::number, state -> state));
  }

  private static Map<Integer, Long> balances(Ledger ledger) {
    return balancesOf(states(ledger));
  }

  private static Map<Integer, Long> balancesOf(Map<Integer, AccountState> states) {
    return states.values().stream()
        .collect(Collectors.toMap(AccountState::number, AccountState::balance));
  }
}
