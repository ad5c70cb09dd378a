package org.coomunity.people.notices;

import java.util.Locale;

/// Kinds of notices that people choose about together.
public enum NoticeGroup {
  /// Proposals, answers, what is done, and one's own listings.
  TRADES,
  /// What came in, went out or is asked for.
  PAYMENTS,
  /// Words of others: in trades, and questions about listings.
  MESSAGES,
  /// One's place in the community and what it decides.
  COMMUNITY,
  /// One's own log-in. Letters about it always come.
  SAFETY;

  /// The word of the public surface, for example `trades`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The group of a kind of notice.
  static NoticeGroup of(String kind) {
    return switch (kind) {
      case "trade_messaged", "question_asked", "question_answered" -> MESSAGES;
      case "paid", "paid_itself", "paid_for_you", "given", "limit_passed" -> PAYMENTS;
      case "announced", "joined", "role_changed", "suspended", "restored" -> COMMUNITY;
      default -> {
        String family = kind.substring(0, Math.max(0, kind.indexOf('_')));
        yield switch (family) {
          case "payment", "request" -> PAYMENTS;
          case "takeover", "proposal", "stage", "badge", "award", "trust", "learning" -> COMMUNITY;
          case "contribution", "mission", "circle", "session", "alert" -> COMMUNITY;
          case "device", "password", "factor", "codes", "passkey" -> SAFETY;
          default -> TRADES;
        };
      }
    };
  }
}
