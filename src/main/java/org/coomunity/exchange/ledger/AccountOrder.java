package org.coomunity.exchange.ledger;

/// What accounts can be listed by.
public enum AccountOrder {
  /// The order in which they were opened.
  NUMBER,
  BALANCE,
  CREDIT_LIMIT,
  /// Those without a ceiling are the highest.
  MAX_BALANCE
}
