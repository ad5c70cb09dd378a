package org.coomunity.decisions.merits;

/// Where Méritos and Öndas come from, and how many of each a day (UTC) may bring.
public enum Source {
  INTERACTION(40, 40),
  CONTRIBUTION(100, 40),
  INVITATION(20, 20),
  CHALLENGE(60, 60),
  PARTICIPATION(120, 60),
  CREATION(60, 60);

  private final int meritos;
  private final int ondas;

  Source(int meritos, int ondas) {
    this.meritos = meritos;
    this.ondas = ondas;
  }

  /// The most that a day may bring.
  public int most(Kind kind) {
    return kind == Kind.MERITO ? meritos : ondas;
  }
}
