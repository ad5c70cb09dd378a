package org.coomunity.exchange.ledger;

/// What an account is for. The ordinal is stored: add at the end only.
public enum AccountKind {
  /// A member or organisation.
  MEMBER,
  /// The Fondo del Bien Común of the community.
  FUND,
  /// Holds what is inside invitations and gifts until they are taken.
  ESCROW,
  /// Issues units, as in imported histories: without floor.
  ISSUER,
  /// Stands for another community or the world outside.
  GATEWAY,
  /// Counts exchanges without amounts.
  GIFT_COUNTER;

  private static final AccountKind[] ALL = values();

  /// The number that is stored.
  @SuppressWarnings("EnumOrdinal") // the order is fixed: see above
  short code() {
    return (short) ordinal();
  }

  static AccountKind of(int code) {
    return ALL[code];
  }
}
