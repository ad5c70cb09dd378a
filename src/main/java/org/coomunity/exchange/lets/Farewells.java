package org.coomunity.exchange.lets;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.exchange.ledger.AccountState;
import org.coomunity.exchange.ledger.AccountStatus;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Posting;
import org.coomunity.exchange.ledger.Transfer;
import org.coomunity.people.communities.Farewell;

/// Settles what those who go leave behind: nothing is lost, nothing is hidden.
final class Farewells {
  private static final int PAGE = 500;

  private final Ledger ledger;
  private final InstantSource clock;

  Farewells(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /// The accounts of all members.
  void all(Tx tx, Exchange exchange, Farewell farewell, int actor) {
    int after = 0;
    List<LetsStore.AccountRow> page;
    do {
      page = LetsStore.accountsAfter(tx, exchange.community(), after, PAGE);
      for (LetsStore.AccountRow row : page) {
        one(tx, exchange, row.no(), row.account(), farewell, actor);
        after = row.no();
      }
    } while (page.size() == PAGE);
  }

  /// Settles an account and lets it rest. Nothing comes in or is reserved meanwhile.
  void one(Tx tx, Exchange exchange, int no, int account, Farewell farewell, int actor) {
    AccountState state = ledger.held(tx, exchange.book(), account);
    settle(tx, exchange, no, state, farewell, actor);
    ledger.status(tx, exchange.book(), account, AccountStatus.SUSPENDED, actor);
  }

  /// Lets an account rest with what is on it.
  void rest(Tx tx, Exchange exchange, int account) {
    AccountState state = ledger.held(tx, exchange.book(), account);
    if (state.debitsPending() != 0 || state.creditsPending() != 0) {
      throw open(exchange, state.balance(), "reserved");
    }
    ledger.status(tx, exchange.book(), account, AccountStatus.SUSPENDED, 0);
  }

  /// Moves the whole balance away. What is reserved in open trades is in the way: those come first.
  private void settle(
      Tx tx, Exchange exchange, int no, AccountState state, Farewell farewell, int actor) {
    int account = state.number();
    long balance = state.balance();
    if (state.debitsPending() != 0 || state.creditsPending() != 0) {
      throw open(exchange, balance, "reserved");
    }
    if (balance == 0) {
      return;
    }
    if (farewell == Farewell.SETTLE || (farewell == Farewell.FUND && balance < 0)) {
      throw open(exchange, balance, farewell.key());
    }
    if (state.status() == AccountStatus.SUSPENDED) {
      ledger.status(tx, exchange.book(), account, AccountStatus.ACTIVE, actor);
    }
    int to = farewell == Farewell.FUND ? exchange.fund() : exchange.pool();
    UUID id = Uuid7.at(clock.instant());
    Transfer transfer =
        Transfer.single(
            id,
            balance > 0 ? account : to,
            balance > 0 ? to : account,
            Math.abs(balance),
            TransferKind.FAREWELL.code(),
            actor,
            "");
    Refusals.booked(ledger.book(tx, Posting.of(exchange.book(), transfer)), exchange.unit());
    LetsStore.farewell(
        tx, exchange.community(), id, no, balance, farewell.key(), actor, clock.instant());
  }

  private static Refused open(Exchange exchange, long balance, String why) {
    return Refused.because(
        Refusal.BALANCE_OPEN, "balance", exchange.unit().format(balance), "reason", why);
  }
}
