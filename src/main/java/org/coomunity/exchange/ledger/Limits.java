package org.coomunity.exchange.ledger;

import org.jspecify.annotations.Nullable;

/// How far an account may go, in minor units: a floor and a ceiling, each hard, soft or none.
///
/// @param creditLimit how far below zero, >= 0; null for no floor
/// @param soft true: passing the floor is told, not refused
/// @param maxBalance the ceiling; null for none
/// @param softCeiling true: passing the ceiling is told, not refused
public record Limits(
    @Nullable Long creditLimit, boolean soft, @Nullable Long maxBalance, boolean softCeiling) {
  public static final Limits NONE = new Limits(null, false, null);

  public Limits {
    if (creditLimit != null && (creditLimit < 0 || creditLimit > Account.BALANCE_MOST)) {
      throw new IllegalArgumentException("creditLimit: " + creditLimit);
    }
  }

  /// With a ceiling that is hard.
  public Limits(@Nullable Long creditLimit, boolean soft, @Nullable Long maxBalance) {
    this(creditLimit, soft, maxBalance, false);
  }

  /// A hard floor and no ceiling.
  public static Limits credit(long creditLimit) {
    return new Limits(creditLimit, false, null);
  }
}
