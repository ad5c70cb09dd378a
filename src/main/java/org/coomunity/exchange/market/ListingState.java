package org.coomunity.exchange.market;

import java.util.Locale;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;

/// Where a listing stands. The name is stored.
public enum ListingState {
  /// Seen and found by everybody in the community.
  ACTIVE,
  /// Taken out of sight by its owner for a while.
  PAUSED,
  /// Its time is over; its owner may renew it.
  EXPIRED,
  /// Ended by its owner; may be renewed.
  CLOSED,
  /// Deleted: only trades that came from it still name it.
  REMOVED;

  /// The word of the public surface.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The states an owner may set, by their words.
  static ListingState chosen(String key) {
    return switch (key) {
      case "active" -> ACTIVE;
      case "paused" -> PAUSED;
      case "closed" -> CLOSED;
      default -> throw Refused.field(Refusal.FIELD_FORMAT, "state");
    };
  }
}
