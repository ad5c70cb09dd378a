package org.coomunity.exchange.commons;

import java.util.Locale;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;

/// What moves the bar of a mission.
public enum Measure {
  /// Trades that were completed.
  TRADES,
  /// Contributions that were confirmed.
  CONTRIBUTIONS,
  /// The hours of confirmed contributions.
  HOURS,
  /// What members gave to the fund, in the unit of the community.
  GIFTS,
  /// Its own steps, done by whoever does them and confirmed as contributions.
  STEPS;

  /// The word of the public surface, for example `trades`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Measure of(String key) {
    for (Measure measure : values()) {
      if (measure.key().equals(key)) {
        return measure;
      }
    }
    throw Refused.field(Refusal.FIELD_FORMAT, "measure");
  }
}
