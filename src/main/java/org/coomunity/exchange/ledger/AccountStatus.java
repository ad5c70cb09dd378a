package org.coomunity.exchange.ledger;

/// Whether an account moves. The ordinal is stored: add at the end only.
public enum AccountStatus {
  ACTIVE,
  /// Neither gives nor receives until reopened; pendings still resolve.
  SUSPENDED,
  /// Closed for good, balance zero.
  CLOSED
}
