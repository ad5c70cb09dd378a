package org.coomunity.decisions.merits;

import java.util.Arrays;
import java.util.Locale;

/// A stage of the journey, what it asks for and what it gives. Nobody skips one, and nobody loses
/// one.
public enum Stage {
  BUYER(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
  SEEKER(1, 100, 0, 1, 3, 5, 0, 0, 25, 0),
  SOLVER(2, 500, 200, 5, 7, 0, 3, 1, 0, 100),
  PROMOTER(3, 2_000, 1_000, 20, 30, 0, 10, 2, 200, 500);

  /// As many active days as any stage asks for.
  static final int ACTIVE_DAYS_MOST = 5;

  private final int code;
  private final int meritos;
  private final int ondas;
  private final int trades;
  private final int days;
  private final int activeDays;
  private final int votes;
  private final int validators;
  private final int givesMeritos;
  private final int givesOndas;

  @SuppressWarnings("TooManyParameters") // a row of the table of stages
  Stage(
      int code,
      int meritos,
      int ondas,
      int trades,
      int days,
      int activeDays,
      int votes,
      int validators,
      int givesMeritos,
      int givesOndas) {
    this.code = code;
    this.meritos = meritos;
    this.ondas = ondas;
    this.trades = trades;
    this.days = days;
    this.activeDays = activeDays;
    this.votes = votes;
    this.validators = validators;
    this.givesMeritos = givesMeritos;
    this.givesOndas = givesOndas;
  }

  /// As it is stored.
  int code() {
    return code;
  }

  static Stage of(int code) {
    return Arrays.stream(values())
        .filter(stage -> stage.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no stage " + code));
  }

  /// For texts, for example `seeker`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// How many Méritos or Öndas it asks for.
  public int needs(Kind kind) {
    return kind == Kind.MERITO ? meritos : ondas;
  }

  public int trades() {
    return trades;
  }

  /// How many days somebody must have belonged.
  public int days() {
    return days;
  }

  public int activeDays() {
    return activeDays;
  }

  /// How many votos de confianza.
  public int votes() {
    return votes;
  }

  /// How many others say yes to it; 0 when it comes by itself.
  public int validators() {
    return validators;
  }

  /// How many Méritos or Öndas it gives.
  public int gives(Kind kind) {
    return kind == Kind.MERITO ? givesMeritos : givesOndas;
  }
}
