package org.coomunity.decisions.merits;

import java.time.Instant;
import java.util.Locale;

/// A badge that a member wears; none is taken away.
///
/// @param key `founder`, `first_trade` or `trusted_seller`
public record Badge(String key, Instant at) {
  /// What badges there are.
  public enum Name {
    FOUNDER,
    FIRST_TRADE,
    /// Emprendedor Confiable: 50 trades, rated better than 4.5, 25 votos de confianza.
    TRUSTED_SELLER;

    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
