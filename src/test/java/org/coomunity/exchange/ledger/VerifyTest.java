package org.coomunity.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody with all rights on the database changes the books behind our back.
class VerifyTest {
  private final TestClock clock = new TestClock();
  private Database database;
  private Ledger ledger;
  private int book;

  @BeforeEach
  void a_book_with_forty_transfers() {
    database = TestDatabase.fresh("ledger");
    ledger = new Ledger(database, clock);
    book = database.write(tx -> ledger.openBook(tx, "LUKA", 2));
    for (int i = 0; i < 6; i++) {
      database.write(tx -> ledger.openAccount(tx, book, AccountKind.MEMBER, Limits.credit(9_000)));
    }
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 36; i++) {
      int debit = 1 + random.nextInt(6);
      say(Transfer.single(id(), debit, 1 + debit % 6, 1 + random.nextInt(100), 0, 1, "pan " + i));
    }
    UUID reserved = id();
    say(Transfer.pending(reserved, 1, 2, 70, 0, 1, "", null));
    say(Transfer.post(id(), reserved, 30, 1));
    UUID other = id();
    say(Transfer.pending(other, 3, 2, 70, 0, 1, "", clock.instant().plusSeconds(60)));
    say(Transfer.release(id(), other, 1));
    assertThat(ledger.verify(book).fault()).isEmpty();
    assertThat(ledger.verify(book).transfers()).isEqualTo(40);
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "words = 'pam 17'",
        "amount = amount + 1",
        "kind = 9",
        "actor = 2",
        "valid_at = valid_at + interval '1 microsecond'",
        "recorded_at = recorded_at - interval '1 microsecond'",
        "id = gen_random_uuid()",
        "below_limit = true",
        "debit_balance = debit_balance + 1",
        "credit_version = credit_version + 1",
        "debit_hash = set_byte(debit_hash, 15, get_byte(debit_hash, 15) # 1)",
        "credit_hash = set_byte(credit_hash, 0, get_byte(credit_hash, 0) # 128)"
      })
  void one_changed_byte_is_named_with_its_account_version_and_transfer(String change) {
    tamper("update ledger.transfer set " + change + " where seq = 18");
    assertThat(fault()).contains("at place 18").containsPattern("account \\d+, version \\d+");
  }

  @Test
  void a_removed_transfer_is_named() {
    tamper("delete from ledger.transfer where seq = 18");
    assertThat(fault())
        .contains("transfer at place 18 is missing")
        .containsPattern("account \\d+, version \\d+");
  }

  @Test
  void a_removed_last_transfer_is_named() {
    tamper("delete from ledger.transfer where seq = 40");
    assertThat(fault()).contains("transfer at place 40 is missing");
  }

  @Test
  void two_swapped_transfers_are_named() {
    tamper(
        "update ledger.transfer set seq = -1 where seq = 10",
        "update ledger.transfer set seq = 10 where seq = 11",
        "update ledger.transfer set seq = 11 where seq = -1");
    assertThat(fault()).contains("at place 10");
  }

  @Test
  void an_invented_transfer_is_named() {
    tamper(
        """
        insert into ledger.transfer select 41, amount, debit_version, credit_version, debit_balance,
          credit_balance, valid_at, recorded_at, book, debit, credit, actor, phase, kind,
          below_limit, gen_random_uuid(), debit_hash, credit_hash, words, pending, reverses,
          expires_at from ledger.transfer where seq = 36\
        """);
    assertThat(fault()).contains("at place 41");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "debits_posted = debits_posted + 1, credits_posted = credits_posted + 1",
        "credits_pending = credits_pending + 1",
        "version = version + 1",
        "head_hash = set_byte(head_hash, 3, get_byte(head_hash, 3) # 4)"
      })
  void an_account_that_does_not_follow_from_its_entries_is_named(String change) {
    tamper("update ledger.account set " + change + " where account = 4");
    assertThat(fault()).startsWith("account 4, version ");
  }

  @Test
  void a_resolution_that_vanished_is_named() {
    tamper("delete from ledger.resolution where outcome = 2");
    assertThat(fault()).contains("at place 38: resolution does not fit");
  }

  @Test
  void nobody_changes_or_removes_a_transfer_by_accident() {
    for (String statement :
        List.of(
            "update ledger.transfer set amount = 1",
            "delete from ledger.transfer",
            "truncate ledger.transfer",
            "delete from ledger.refused_id",
            "update ledger.resolution set amount = 0")) {
      assertThatThrownBy(() -> database.write(tx -> tx.update(statement).execute()))
          .hasMessageContaining("append-only");
    }
  }

  private String fault() {
    return ledger.verify(book).fault().orElse("nothing noticed");
  }

  private void tamper(String... statements) {
    database.write(tx -> {
      tx.update("set local session_replication_role = replica").execute();
      for (String statement : statements) {
        assertThat(tx.update(statement).execute()).isEqualTo(1);
      }
      return 0;
    });
  }

  private void say(Transfer transfer) {
    ledger.submit(Posting.of(book, transfer)).orRefuse();
  }

  private UUID id() {
    return Uuid7.at(clock.instant());
  }
}
