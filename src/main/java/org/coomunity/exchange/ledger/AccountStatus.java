package org.coomunity.exchange.ledger;

/// Whether an account moves. The ordinal is stored: add at the end only.
public enum AccountStatus {
  ACTIVE,
  /// Neither gives nor receives until reopened; pendings still resolve.
  SUSPENDED,
  /// Closed, balance zero, until reopened.
  CLOSED;

  private static final AccountStatus[] ALL = values();

  /// The number that is stored.
  @SuppressWarnings("EnumOrdinal") // the order is fixed: see above
  short code() {
    return (short) ordinal();
  }

  static AccountStatus of(int code) {
    return ALL[code];
  }
}
