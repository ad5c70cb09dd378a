package org.coomunity.exchange.lets;

import java.util.Locale;

/// What a transfer in the book of a community is for. The number is stored: never change one.
public enum TransferKind {
  PAYMENT(1),
  /// What a seller receives in a trade.
  TRADE(2),
  /// The share of the Fondo del Bien Común.
  FUND_SHARE(3),
  /// Into an invitation, out of it, or back.
  GIFT(4),
  REVERSAL(5),
  /// The balance of somebody who went.
  FAREWELL(6),
  /// From another book of the same community, with its own time.
  IMPORTED(7),
  /// Something given to the fund or paid out of it.
  FUND(8),
  /// What a learner pays for a session in a circle.
  KNOWLEDGE(9),
  /// Imported: units that an issuing account gave out.
  ISSUED(20),
  /// Imported: units that an issuing account took back.
  RECLAIMED(21),
  /// Imported: given to an agent for something outside the community.
  AGENT_OUT(22),
  OTHER(0);

  private final int code;

  TransferKind(int code) {
    this.code = code;
  }

  /// The number in the ledger.
  public int code() {
    return code;
  }

  /// The word of the public surface, for example `payment`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The kind of a number.
  public static TransferKind of(int code) {
    for (TransferKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    return OTHER;
  }
}
