package org.coomunity.exchange.commons;

import java.util.Locale;

/// Where a contribution stands.
enum ContributionState {
  OPEN,
  CONFIRMED,
  WITHDRAWN;

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
