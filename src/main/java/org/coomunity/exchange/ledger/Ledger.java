package org.coomunity.exchange.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;

/// Double-entry books. One book per currency; inside a book accounts are numbers from 1. Transfers
/// are append-only and carry identifiers their clients made, so that a repeat has one effect.
///
/// `submit` is the fast way: one writer lane per shard of books decides many postings in memory and
/// commits them together. `book` is the plain way, inside the caller's own transaction; it is
/// slower, and the reference that the fast way is tested against.
public final class Ledger implements AutoCloseable {
  public Ledger(Database database, InstantSource clock) {
    throw new UnsupportedOperationException();
  }

  /// Opens a book and says its number.
  public int openBook(Tx tx, String code, int decimals) {
    throw new UnsupportedOperationException();
  }

  /// Opens an account and says its number.
  public int openAccount(Tx tx, int book, AccountKind kind, Limits limits) {
    throw new UnsupportedOperationException();
  }

  /// Changes how far an account may go; never refused, never moves a balance. Kept as a row.
  ///
  /// @param reason a short code, for example `trust`
  /// @param actor who decided; 0 for the platform
  public void limit(Tx tx, int book, int account, Limits limits, String reason, int actor) {
    throw new UnsupportedOperationException();
  }

  /// Suspends, reopens or closes an account. Closing wants a balance of zero and no pendings, else
  /// `Refused` `balance_open`.
  public void status(Tx tx, int book, int account, AccountStatus status, int actor) {
    throw new UnsupportedOperationException();
  }

  /// Books a posting in a group commit. Waits until it is on disk.
  public Outcome submit(Posting posting) {
    throw new UnsupportedOperationException();
  }

  /// Books a posting inside the caller's transaction.
  public Outcome book(Tx tx, Posting posting) {
    throw new UnsupportedOperationException();
  }

  /// An account now.
  public Optional<AccountState> account(int book, int account) {
    throw new UnsupportedOperationException();
  }

  /// Accounts now, in no order; unknown numbers are left out. At most 10,000.
  public List<AccountState> accounts(int book, Collection<Integer> accounts) {
    throw new UnsupportedOperationException();
  }

  /// All accounts of a book with a number above `after`, in order.
  public List<AccountState> accountsAfter(int book, int after, int limit) {
    throw new UnsupportedOperationException();
  }

  /// The balance of an account at a time (of record).
  public long balanceAt(int book, int account, Instant at) {
    throw new UnsupportedOperationException();
  }

  /// Entries of an account, newest first, with `from <= validAt < to`, before sequence `before`
  /// (`Long.MAX_VALUE` for the newest).
  public List<TransferRow> entries(
      int book, int account, Instant from, Instant to, long before, int limit) {
    throw new UnsupportedOperationException();
  }

  /// A transfer by its identifier.
  public Optional<TransferRow> transfer(int book, UUID id) {
    throw new UnsupportedOperationException();
  }

  /// Transfers of a book after a sequence, oldest first.
  public List<TransferRow> changes(int book, long after, int limit) {
    throw new UnsupportedOperationException();
  }

  /// Frees reserved transfers whose time is over; says how many.
  public int expireDue(int most) {
    throw new UnsupportedOperationException();
  }

  /// Walks a whole book: sums, totals, versions, chains.
  public Verification verify(int book) {
    throw new UnsupportedOperationException();
  }

  /// What a walk through a book found.
  ///
  /// @param fault the first thing that does not fit, naming account, version and transfer; empty
  ///   when all is well
  public record Verification(
      int book, long transfers, int accounts, Optional<String> fault, Duration took) {}

  @Override
  public void close() {}
}
