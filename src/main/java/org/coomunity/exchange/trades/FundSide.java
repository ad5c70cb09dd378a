package org.coomunity.exchange.trades;

import java.util.Locale;

/// Who bears the share of the fund. The name is stored.
public enum FundSide {
  /// The seller: the buyer pays the price that was shown.
  PAYEE,
  /// The buyer, on top of the price.
  PAYER,
  /// Both a half; the odd minor unit is the buyer's.
  SPLIT;

  /// The word of the public surface.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
