package org.coomunity.exchange.ledger;

/// What a transfer does. The ordinal is stored: add at the end only.
public enum Phase {
  /// Moves the amount at once.
  SINGLE,
  /// Reserves the amount.
  PENDING,
  /// Moves a reserved amount, or a part of it, and frees the rest.
  POST,
  /// Frees a reserved amount.
  VOID,
  /// Frees a reserved amount whose time is over.
  EXPIRE
}
