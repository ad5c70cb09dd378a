package org.coomunity.decisions.merits;

import java.util.Arrays;

/// Where Méritos and Öndas come from, and how many of each a day (UTC) may bring.
public enum Source {
  INTERACTION(0, 40, 40),
  CONTRIBUTION(1, 100, 40),
  INVITATION(2, 20, 20),
  CHALLENGE(3, 60, 60),
  PARTICIPATION(4, 120, 60),
  CREATION(5, 60, 60);

  private final int code;
  private final int meritos;
  private final int ondas;

  Source(int code, int meritos, int ondas) {
    this.code = code;
    this.meritos = meritos;
    this.ondas = ondas;
  }

  /// As it is stored.
  int code() {
    return code;
  }

  static Source of(int code) {
    return Arrays.stream(values())
        .filter(source -> source.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no source " + code));
  }

  /// The most that a day may bring.
  public int most(Kind kind) {
    return kind == Kind.MERITO ? meritos : ondas;
  }
}
