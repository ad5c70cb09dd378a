package org.coomunity.exchange.ledger;

import org.jspecify.annotations.Nullable;

/// An account as it is worked on in memory while postings are decided.
final class Account {
  static final byte[] NO_HASH = new byte[16];

  /// Balances stay inside +- this, far from where a `long` ends.
  static final long BALANCE_MOST = 9_000_000_000_000_000L;

  final int number;
  final AccountKind kind;
  final AccountStatus status;
  final int revision;
  final Limits limits;
  long debitsPosted;
  long creditsPosted;
  long debitsPending;
  long creditsPending;
  long version;
  byte[] head = NO_HASH;

  Account(int number, AccountKind kind, AccountStatus status, int revision, Limits limits) {
    this.number = number;
    this.kind = kind;
    this.status = status;
    this.revision = revision;
    this.limits = limits;
  }

  Account copy() {
    Account copy = new Account(number, kind, status, revision, limits);
    copy.debitsPosted = debitsPosted;
    copy.creditsPosted = creditsPosted;
    copy.debitsPending = debitsPending;
    copy.creditsPending = creditsPending;
    copy.version = version;
    copy.head = head;
    return copy;
  }

  long balance() {
    return creditsPosted - debitsPosted;
  }

  /// What is left before the credit line is used.
  long unreserved() {
    return balance() - debitsPending;
  }

  /// Whether giving `amount` would pass the floor, hard or soft.
  boolean wouldPassFloor(long amount) {
    Long limit = limits.creditLimit();
    return limit != null && amount > 0 && unreserved() - amount < -limit;
  }

  /// Whether receiving `amount` would pass the ceiling; what is on its way counts.
  boolean wouldPassCeiling(long amount) {
    Long room = room();
    return room != null && amount > 0 && amount > room;
  }

  /// Whether giving `amount` leaves the range of numbers; then posting it later never does.
  boolean wouldOverflowGiving(long amount) {
    return debitsPosted > Long.MAX_VALUE - debitsPending - amount
        || unreserved() - amount < -BALANCE_MOST;
  }

  boolean wouldOverflowReceiving(long amount) {
    return creditsPosted > Long.MAX_VALUE - creditsPending - amount
        || balance() + creditsPending + amount > BALANCE_MOST;
  }

  AccountState state(int book) {
    return new AccountState(
        book,
        number,
        kind,
        status,
        debitsPosted,
        creditsPosted,
        debitsPending,
        creditsPending,
        limits,
        version);
  }

  /// What may still come in; null without a ceiling.
  @Nullable Long room() {
    Long ceiling = limits.maxBalance();
    return ceiling == null ? null : Long.valueOf(ceiling - balance() - creditsPending);
  }

  /// What may be spent, credit included; null without a floor.
  @Nullable Long available() {
    Long limit = limits.creditLimit();
    return limit == null ? null : Long.valueOf(unreserved() + limit);
  }
}
