package org.coomunity.analytics.insight;

/// Gauss's function 2F1 by its series.
final class Hypergeometric {
  private static final int MOST_TERMS = 200_000;

  private Hypergeometric() {}

  /// @param z in [0, 1)
  static double of(double a, double b, double c, double z) {
    if (!(z >= 0 && z < 1)) {
      throw new IllegalArgumentException("2F1 at " + z);
    }
    double sum = 1;
    double term = 1;
    for (int k = 0; k < MOST_TERMS; k++) {
      term *= (a + k) / (c + k) * ((b + k) / (k + 1)) * z;
      sum += term;
      if (Math.abs(term) <= 1e-16 * Math.abs(sum)) {
        break;
      }
    }
    return sum;
  }
}
