package org.coomunity.exchange.trades;

import java.util.Locale;

/// Where a trade stands. The name is stored.
public enum TradeState {
  /// One side has made an offer that the other has not answered.
  PROPOSED,
  /// Both agree; the amount is reserved.
  ACCEPTED,
  /// The amount has been paid.
  COMPLETED,
  /// The other side said no.
  DECLINED,
  /// Taken back before anything was paid.
  CANCELLED,
  /// Nobody answered, or nobody confirmed, in time.
  EXPIRED,
  /// One side asked the moderators; the amount stays reserved.
  DISPUTED,
  /// A moderator decided what is paid.
  RESOLVED;

  /// The word of the public surface, for example `accepted`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// True when nothing more can happen to it but ratings and messages.
  public boolean ended() {
    return switch (this) {
      case PROPOSED, ACCEPTED, DISPUTED -> false;
      case COMPLETED, DECLINED, CANCELLED, EXPIRED, RESOLVED -> true;
    };
  }
}
