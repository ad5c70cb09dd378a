package org.coomunity.decisions.merits;

import java.time.Instant;
import java.util.Locale;

/// A badge that a member wears; none is taken away.
///
/// @param key `founder`, `first_trade` or `trusted_seller`
public record Badge(String key, Instant at) {
  /// What badges there are.
  public enum Name {
    FOUNDER(1),
    FIRST_TRADE(2),
    /// Emprendedor Confiable: 50 trades, rated better than 4.5, 25 votos de confianza.
    TRUSTED_SELLER(4);

    private final int bit;

    Name(int bit) {
      this.bit = bit;
    }

    /// Where a member's row says that it is worn.
    int bit() {
      return bit;
    }

    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
