package org.coomunity.decisions.merits;

import java.util.Locale;

/// What is earned: Méritos for trust and service, Öndas for learning and being present.
public enum Kind {
  MERITO,
  ONDA;

  /// For texts, `merito` or `onda`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
