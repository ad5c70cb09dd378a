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
  EXPIRE;

  private static final Phase[] ALL = values();

  /// The number that is stored.
  @SuppressWarnings("EnumOrdinal") // the order is fixed: see above
  short code() {
    return (short) ordinal();
  }

  static Phase of(int code) {
    return ALL[code];
  }
}
