package org.coomunity.analytics.insight;

import org.hipparchus.special.Gamma;

/// "Buy till you die": everybody acts at a rate of their own while they are there, and after each
/// act may leave for good (Fader, Hardie and Lee, "Counting your customers the easy way: an
/// alternative to the Pareto/NBD model", 2005). Rates are gamma(r, alpha) over people, chances to
/// leave beta(a, b).
record BgNbd(double r, double alpha, double a, double b) {
  BgNbd {
    if (!(r > 0 && alpha > 0 && a > 0 && b > 0)) {
      throw new IllegalArgumentException(
          "parameters above 0, not " + r + " " + alpha + " " + a + " " + b);
    }
  }

  /// What is known of one person.
  ///
  /// @param frequency acts after the first, one a day at most
  /// @param recency from the first act to the last
  /// @param age from the first act to now, in the same unit
  record Past(int frequency, double recency, double age) {
    Past {
      boolean fits = frequency == 0 ? recency == 0 : recency > 0;
      if (frequency < 0 || !fits || !(recency <= age) || !Double.isFinite(age)) {
        throw new IllegalArgumentException(
            "frequency %d, recency %s, age %s".formatted(frequency, recency, age));
      }
    }
  }

  double logLikelihood(Past past) {
    int x = past.frequency();
    double gone = x == 0 ? Double.NEGATIVE_INFINITY : goneAtOnce(past);
    double there = -(r + x) * Math.log(alpha + past.age());
    double larger = Math.max(gone, there);
    return Gamma.logGamma(r + x)
        - Gamma.logGamma(r)
        + r * Math.log(alpha)
        + Gamma.logGamma(b + x)
        - Gamma.logGamma(b)
        + Gamma.logGamma(a + b)
        - Gamma.logGamma(a + b + x)
        + larger
        + Math.log(Math.exp(gone - larger) + Math.exp(there - larger));
  }

  /// The chance that somebody is still there. It is 1 for everybody who was seen once: nobody can
  /// be ranked by it alone.
  double alive(Past past) {
    return past.frequency() == 0 ? 1 : 1 / (1 + odds(past));
  }

  /// How many acts are to be expected in the time to come.
  ///
  /// @param time from now on, in the unit of the past
  double expected(Past past, double time) {
    int x = past.frequency();
    double safe = Math.abs(a - 1) < 1e-7 ? 1 + 1e-7 : a;
    double c = safe + b + x - 1;
    double z = time / (alpha + past.age() + time);
    // Euler's transformation of the paper's formula: the same value from small parameters, so that
    // neither the power nor the series overflows for those who act often.
    double kept =
        Math.exp((safe - 1) * Math.log1p(-z))
            * Hypergeometric.of(safe + b - 1 - r, safe - 1, c == 0 ? 1e-9 : c, z);
    return c / (safe - 1) * (1 - kept) / (1 + (x == 0 ? 0 : odds(past)));
  }

  /// The odds of having left right after the last act.
  private double odds(Past past) {
    double there = -(r + past.frequency()) * Math.log(alpha + past.age());
    return Math.exp(goneAtOnce(past) - there);
  }

  private double goneAtOnce(Past past) {
    int x = past.frequency();
    return Math.log(a) - Math.log(b + x - 1) - (r + x) * Math.log(alpha + past.recency());
  }
}
