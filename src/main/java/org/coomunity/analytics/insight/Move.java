package org.coomunity.analytics.insight;

/// Value that went from one account to another.
///
/// @param time in seconds, or NaN where it is not known
public record Move(String from, String to, double amount, double time) {
  public Move {
    if (!(amount >= 0) || amount == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("an amount of " + amount);
    }
  }
}
