package org.coomunity.exchange.market;

import java.util.Locale;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;

/// Whether somebody gives or looks for something. The ordinal is stored: add at the end only.
public enum Side {
  OFFER,
  WANT;

  /// The word of the public surface, `offer` or `want`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Side of(String key) {
    return switch (key) {
      case "offer" -> OFFER;
      case "want" -> WANT;
      default -> throw Refused.field(Refusal.FIELD_FORMAT, "side");
    };
  }
}
