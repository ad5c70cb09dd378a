package org.coomunity.exchange.ledger;

/// An account at one moment: four totals, from which balance and availability follow. Credits are
/// what it received, debits what it gave, in minor units.
///
/// @param version how many entries it has; 1..n without a hole
public record AccountState(
    int book,
    int number,
    AccountKind kind,
    AccountStatus status,
    long debitsPosted,
    long creditsPosted,
    long debitsPending,
    long creditsPending,
    Limits limits,
    long version) {
  public long balance() {
    return creditsPosted - debitsPosted;
  }

  /// What may still be spent, credit included; `Long.MAX_VALUE` without a floor.
  public long available() {
    Long limit = limits.creditLimit();
    return limit == null ? Long.MAX_VALUE : balance() - debitsPending + limit;
  }
}
