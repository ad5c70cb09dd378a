package org.coomunity.analytics.insight;

import org.coomunity.analytics.folds.Statistics;

/// A share with its 95 % interval (Wilson, "Probable inference, the law of succession, and
/// statistical inference", 1927).
public record Wilson(double share, double low, double high) {
  /// The interval of so many of so many.
  ///
  /// @param hits how many of them
  /// @param n above 0
  public static Wilson of(double hits, double n) {
    if (!(n > 0 && hits >= 0 && hits <= n)) {
      throw new IllegalArgumentException(hits + " of " + n);
    }
    double[] bounds = Statistics.wilson(hits, n);
    return new Wilson(hits / n, bounds[0], bounds[1]);
  }
}
