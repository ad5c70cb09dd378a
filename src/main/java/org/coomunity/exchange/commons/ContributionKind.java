package org.coomunity.exchange.commons;

import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;

/// What somebody gave to all.
public enum ContributionKind {
  /// Something taught, written down, translated.
  KNOWLEDGE,
  /// Something lent or given: a tool, a room, seed.
  RESOURCE,
  /// Something done: a path cleared, a feast prepared.
  ACTION,
  /// Somebody looked after.
  CARE;

  static ContributionKind of(String word) {
    for (ContributionKind kind : values()) {
      if (kind.name().equals(word)) {
        return kind;
      }
    }
    throw Refused.field(Refusal.FIELD_FORMAT, "kind");
  }
}
