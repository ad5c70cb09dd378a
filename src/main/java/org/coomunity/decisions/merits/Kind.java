package org.coomunity.decisions.merits;

import java.util.Locale;

/// What is earned: Méritos for trust and service, Öndas for learning and being present.
public enum Kind {
  MERITO(0),
  ONDA(1);

  private final int code;

  Kind(int code) {
    this.code = code;
  }

  /// As it is stored.
  int code() {
    return code;
  }

  static Kind of(int code) {
    return code == MERITO.code ? MERITO : ONDA;
  }

  /// For texts, `merito` or `onda`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
