package org.coomunity.exchange.ledger;

/// How much a transfer moves: what it says, or as much as possible, up to what it says. What the
/// transfer says is then the most; what was moved stands in the answer, 0 when nothing could be.
public enum Balancing {
  /// Exactly what it says, or it is refused.
  NONE,
  /// As much as the giver has, credit included.
  DEBIT,
  /// As much as the receiver may hold.
  CREDIT,
  /// As much as both.
  BOTH;

  boolean debit() {
    return this == DEBIT || this == BOTH;
  }

  boolean credit() {
    return this == CREDIT || this == BOTH;
  }
}
