package org.coomunity.people.communities;

import java.util.Locale;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;

/// What happens to the balance of somebody who goes.
public enum Farewell {
  /// It must be zero.
  SETTLE,
  /// What they have goes to the Fondo del Bien Común.
  FUND,
  /// The community takes it over, whether above or below zero.
  COMMUNITY;

  /// The word of the public surface.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Farewell of(String key) {
    for (Farewell farewell : values()) {
      if (farewell.key().equals(key)) {
        return farewell;
      }
    }
    throw Refused.field(Refusal.FIELD_FORMAT, "farewell");
  }
}
