package org.coomunity.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the ledger does, each thing in the plain way and in the lane.
class LedgerTest {
  private final TestClock clock = new TestClock();
  private Database database;
  private Ledger ledger;
  private int book;
  private int ana;
  private int ben;
  private int fund;

  @BeforeEach
  void a_book_with_three_accounts() {
    database = TestDatabase.fresh("ledger");
    ledger = new Ledger(database, clock);
    book = database.write(tx -> ledger.openBook(tx, "LUKA", 2));
    ana = open(Limits.credit(1_000));
    ben = open(Limits.credit(1_000));
    fund = open(Limits.NONE);
  }

  @AfterEach
  void the_books_are_right() {
    assertThat(ledger.verify(book).fault()).isEmpty();
    ledger.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_transfer_moves_both_accounts(boolean lane) {
    Outcome.Booked booked = say(lane, move(ana, ben, 250)).orRefuse();
    assertThat(booked.transfers().getFirst().debitBalance()).isEqualTo(-250);
    assertThat(booked.transfers().getFirst().seq()).isEqualTo(1);
    assertThat(balance(ana)).isEqualTo(-250);
    assertThat(balance(ben)).isEqualTo(250);
    assertThat(ledger.account(book, ana).orElseThrow().available()).isEqualTo(750);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_repeat_gets_the_first_answer_and_another_body_is_a_conflict(boolean lane) {
    Transfer transfer = move(ana, ben, 250);
    Outcome.Booked first = say(lane, transfer).orRefuse();
    Outcome.Booked again = say(lane, transfer).orRefuse();
    assertThat(again.replay()).isTrue();
    assertThat(again.transfers()).isEqualTo(first.transfers());
    Transfer other = Transfer.single(transfer.id(), ana, ben, 251, 0, 1, "bread");
    Refused refused = denied(say(lane, other), Status.EXISTS_WITH_DIFFERENT_BODY);
    assertThat(refused.refusal()).isEqualTo(Refusal.IDEMPOTENCY_CONFLICT);
    assertThat(refused.details()).containsEntry("field", "amount");
    assertThat(balance(ben)).isEqualTo(250);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_identifier_that_failed_on_the_limit_is_retired_for_ever(boolean lane) {
    Transfer transfer = move(ana, ben, 1_001);
    Refused refused = denied(say(lane, transfer), Status.EXCEEDS_CREDITS);
    assertThat(refused.details()).containsEntry("available", 1_000L).containsEntry("limit", 1_000L);
    limit(ana, Limits.credit(5_000));
    Refused again = denied(say(lane, transfer), Status.ID_ALREADY_FAILED);
    assertThat(again.refusal()).isEqualTo(Refusal.CREDIT_LIMIT);
    assertThat(again.details()).containsEntry("retired", true);
    assertThat(say(lane, move(ana, ben, 1_001))).isInstanceOf(Outcome.Booked.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void malformed_transfers_do_not_retire_their_identifier(boolean lane) {
    UUID id = Uuid7.at(clock.instant());
    denied(
        say(lane, Transfer.single(id, ana, ana, 5, 0, 1, "")), Status.ACCOUNTS_MUST_BE_DIFFERENT);
    denied(say(lane, Transfer.single(id, ana, ben, -5, 0, 1, "")), Status.AMOUNT_RANGE);
    denied(say(lane, Transfer.single(id, ana, ben, Long.MAX_VALUE, 0, 1, "")), Status.AMOUNT_RANGE);
    assertThat(say(lane, Transfer.single(id, ana, ben, 5, 0, 1, "")))
        .isInstanceOf(Outcome.Booked.class);
    UUID old = Uuid7.at(clock.instant().minus(Duration.ofDays(8)));
    denied(say(lane, Transfer.single(old, ana, ben, 5, 0, 1, "")), Status.ID_TIME);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void unknown_and_closed_accounts_are_refused(boolean lane) {
    denied(say(lane, move(99, ben, 1)), Status.DEBIT_ACCOUNT_NOT_FOUND);
    denied(say(lane, move(ana, 99, 1)), Status.CREDIT_ACCOUNT_NOT_FOUND);
    database.write(tx -> status(tx, ben, AccountStatus.CLOSED));
    denied(say(lane, move(ana, ben, 1)), Status.CREDIT_ACCOUNT_CLOSED);
    database.write(tx -> status(tx, ben, AccountStatus.ACTIVE));
    say(lane, move(ana, ben, 1)).orRefuse();
    assertThat(ledger.limitChanges(book, ben, Integer.MAX_VALUE, 10))
        .extracting(LimitChange::reason)
        .containsExactly("active", "closed");
    assertThatThrownBy(() -> database.write(tx -> status(tx, ana, AccountStatus.CLOSED)))
        .hasMessage("balance_open");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_reserved_amount_is_posted_in_part_and_the_rest_is_freed(boolean lane) {
    UUID reserved = reserve(lane, ana, ben, 600, null);
    assertThat(ledger.account(book, ana).orElseThrow().available()).isEqualTo(400);
    assertThat(balance(ana)).isZero();
    denied(say(lane, move(ana, fund, 401)), Status.EXCEEDS_CREDITS);
    denied(
        say(lane, Transfer.post(id(), reserved, 601, 1)), Status.EXCEEDS_PENDING_TRANSFER_AMOUNT);
    Transfer post = Transfer.post(id(), reserved, 500, 1);
    say(lane, post).orRefuse();
    assertThat(say(lane, post).orRefuse().replay()).isTrue();
    assertThat(balance(ben)).isEqualTo(500);
    assertThat(ledger.account(book, ana).orElseThrow().debitsPending()).isZero();
    denied(say(lane, Transfer.release(id(), reserved, 1)), Status.PENDING_TRANSFER_ALREADY_POSTED);
    assertThat(ledger.transfer(book, reserved).orElseThrow().resolved()).isEqualTo(Phase.POST);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_reserved_amount_is_freed_by_void_and_by_time(boolean lane) {
    UUID released = reserve(lane, ana, ben, 100, null);
    say(lane, Transfer.release(id(), released, 1)).orRefuse();
    denied(say(lane, Transfer.post(id(), released, -1, 1)), Status.PENDING_TRANSFER_ALREADY_VOIDED);
    UUID timed = reserve(lane, ana, ben, 100, clock.instant().plusSeconds(60));
    assertThat(ledger.expireDue(10)).isZero();
    clock.advance(Duration.ofSeconds(60));
    denied(say(lane, Transfer.post(id(), timed, -1, 1)), Status.PENDING_TRANSFER_EXPIRED);
    assertThat(ledger.expireDue(10)).isEqualTo(1);
    assertThat(ledger.expireDue(10)).isZero();
    assertThat(ledger.account(book, ana).orElseThrow().available()).isEqualTo(1_000);
    assertThat(ledger.transfer(book, timed).orElseThrow().resolved()).isEqualTo(Phase.EXPIRE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_chain_is_booked_whole_or_not_at_all(boolean lane) {
    Posting chain =
        Posting.of(
            book,
            List.of(move(ana, ben, 900), move(ben, fund, 18), move(ana, fund, 200)),
            List.of());
    Outcome.Denied no = (Outcome.Denied) say(lane, chain);
    assertThat(no.index()).isEqualTo(2);
    assertThat(no.refusal().details()).containsEntry("available", 100L);
    assertThat(ledger.accounts(book, List.of(ana, ben, fund)))
        .allSatisfy(account -> assertThat(account.version()).isZero());
    Posting good = Posting.of(book, List.of(move(ana, ben, 900), move(ben, fund, 18)), List.of());
    Outcome.Booked first = say(lane, good).orRefuse();
    assertThat(say(lane, good).orRefuse().transfers()).isEqualTo(first.transfers());
    assertThat(balance(ben)).isEqualTo(882);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void reversals_never_exceed_the_original(boolean lane) {
    Transfer original = move(ana, ben, 500);
    say(lane, original).orRefuse();
    Transfer first = Transfer.reversal(id(), original.id(), ben, ana, 300, 0, 1, "part");
    say(lane, first).orRefuse();
    denied(
        say(lane, Transfer.reversal(id(), original.id(), ben, ana, 201, 0, 1, "")),
        Status.EXCEEDS_REVERSED_AMOUNT);
    denied(
        say(lane, Transfer.reversal(id(), original.id(), fund, ana, 1, 0, 1, "")),
        Status.REVERSED_TRANSFER_NOT_FOUND);
    say(lane, Transfer.reversal(id(), first.id(), ana, ben, 300, 0, 1, "back")).orRefuse();
    assertThat(balance(ana)).isEqualTo(-500);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void limits_bind_what_worsens_and_never_what_improves(boolean lane) {
    say(lane, move(ana, ben, 800)).orRefuse();
    limit(ana, Limits.credit(100));
    denied(say(lane, move(ana, fund, 1)), Status.EXCEEDS_CREDITS);
    say(lane, move(ben, ana, 300)).orRefuse();
    assertThat(balance(ana)).isEqualTo(-500);
    limit(ana, new Limits(100L, true, null));
    assertThat(say(lane, move(ana, fund, 1)).orRefuse().transfers().getFirst().belowLimit())
        .isTrue();
    limit(ben, new Limits(1_000L, false, 600L));
    UUID coming = reserve(lane, fund, ben, 100, null);
    denied(say(lane, move(fund, ben, 1)), Status.EXCEEDS_DEBITS);
    say(lane, Transfer.post(id(), coming, -1, 1)).orRefuse();
    assertThat(balance(ben)).isEqualTo(600);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void imported_history_keeps_its_time_and_passes_limits(boolean lane) {
    Instant then = Instant.parse("2020-01-31T10:00:00Z");
    Transfer old = Transfer.single(UUID.randomUUID(), ana, ben, 5_000, 0, 0, "").happenedAt(then);
    Posting posting = new Posting(book, List.of(old), true, List.of());
    say(lane, posting).orRefuse();
    assertThat(say(lane, posting).orRefuse().replay()).isTrue();
    assertThat(ledger.transfer(book, old.id()).orElseThrow().validAt()).isEqualTo(then);
    denied(say(lane, move(ana, fund, 1)), Status.EXCEEDS_CREDITS);
    say(lane, move(ben, ana, 1)).orRefuse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void riders_commit_with_their_posting_or_neither_does(boolean lane) {
    database.write(
        tx -> tx.update("create table public.note (id uuid primary key, n int)").execute());
    Transfer good = move(ana, ben, 10);
    Rider note = Rider.one("insert into public.note values (?, ?)", good.id(), 7);
    say(lane, Posting.of(book, List.of(good), List.of(note))).orRefuse();
    Rider missing = Rider.one("update public.note set n = ? where id = ?", 8, id());
    Posting bad = Posting.of(book, List.of(move(ana, ben, 10)), List.of(missing));
    Outcome.Denied no = (Outcome.Denied) say(lane, bad);
    assertThat(no.status()).isEqualTo(Status.RIDER_CONFLICT);
    assertThat(no.refusal().refusal()).isEqualTo(Refusal.WRONG_STATE);
    assertThat(balance(ben)).isEqualTo(10);
    assertThat(notes()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void history_answers_at_a_time_and_by_page(boolean lane) {
    Instant start = clock.instant();
    for (int i = 1; i <= 5; i++) {
      clock.advance(Duration.ofSeconds(1));
      say(lane, i % 2 == 0 ? move(ben, ana, i) : move(ana, ben, i)).orRefuse();
    }
    assertThat(ledger.balanceAt(book, ana, start)).isZero();
    assertThat(ledger.balanceAt(book, ana, start.plusSeconds(3))).isEqualTo(-1 + 2 - 3);
    assertThat(ledger.entries(book, ana, Instant.MIN, Instant.MAX, Long.MAX_VALUE, 2))
        .extracting(TransferRow::seq)
        .containsExactly(5L, 4L);
    assertThat(ledger.entries(book, ben, start.plusSeconds(2), start.plusSeconds(4), 100, 10))
        .extracting(TransferRow::amount)
        .containsExactly(3L, 2L);
    assertThat(ledger.changes(book, 3, 10)).extracting(TransferRow::seq).containsExactly(4L, 5L);
  }

  private Outcome say(boolean lane, Transfer transfer) {
    return say(lane, Posting.of(book, transfer));
  }

  private Outcome say(boolean lane, Posting posting) {
    return lane ? ledger.submit(posting) : database.write(tx -> ledger.book(tx, posting));
  }

  private UUID reserve(
      boolean lane, int debit, int credit, long amount, @Nullable Instant expiresAt) {
    UUID id = id();
    say(lane, Transfer.pending(id, debit, credit, amount, 0, 1, "later", expiresAt)).orRefuse();
    return id;
  }

  private static Refused denied(Outcome outcome, Status status) {
    assertThat(outcome).isInstanceOf(Outcome.Denied.class);
    Outcome.Denied denied = (Outcome.Denied) outcome;
    assertThat(denied.status()).isEqualTo(status);
    return denied.refusal();
  }

  private Transfer move(int debit, int credit, long amount) {
    return Transfer.single(id(), debit, credit, amount, 0, 1, "bread");
  }

  private UUID id() {
    return Uuid7.at(clock.instant());
  }

  private int open(Limits limits) {
    return database.write(tx -> ledger.openAccount(tx, book, AccountKind.MEMBER, limits));
  }

  private void limit(int account, Limits limits) {
    database.write(tx -> {
      ledger.limit(tx, book, account, limits, "test", 0);
      return 0;
    });
  }

  private int status(org.coomunity.base.platform.db.Tx tx, int account, AccountStatus status) {
    ledger.status(tx, book, account, status, 0);
    return 0;
  }

  private long balance(int account) {
    return ledger.account(book, account).orElseThrow().balance();
  }

  private int notes() {
    return database.read(
        tx -> tx.query("select sum(n) from public.note").mapTo(Integer.class).one());
  }
}
