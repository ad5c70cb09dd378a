package org.coomunity.analytics.insight;

/// A share with its 95 % interval (Wilson, "Probable inference, the law of succession, and
/// statistical inference", 1927).
public record Wilson(double share, double low, double high) {
  private static final double Z = 1.959963984540054;

  /// The interval of so many of so many.
  ///
  /// @param hits how many of them
  /// @param n above 0
  public static Wilson of(double hits, double n) {
    if (!(n > 0 && hits >= 0 && hits <= n)) {
      throw new IllegalArgumentException(hits + " of " + n);
    }
    double p = hits / n;
    double wide = 1 + Z * Z / n;
    double middle = (p + Z * Z / (2 * n)) / wide;
    double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / wide;
    return new Wilson(
        p, Math.min(p, Math.max(0, middle - half)), Math.max(p, Math.min(1, middle + half)));
  }
}
