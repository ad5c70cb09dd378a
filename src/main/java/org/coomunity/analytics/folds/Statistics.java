package org.coomunity.analytics.folds;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The few formulas that all figures share.
public final class Statistics {
  /// Both sides of 95 %.
  public static final double Z95 = 1.959963984540054;

  private Statistics() {}

  /// A share; 0 of nothing.
  public static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /// The interval of a share, 95 %, after Wilson (1927): within 0 and 1, and around the share. Of
  /// nothing it is everything.
  public static double[] wilson(double part, double whole) {
    if (whole == 0) {
      return new double[] {0, 1};
    }
    double p = part / whole;
    double z2 = Z95 * Z95;
    double middle = p + z2 / (2 * whole);
    double half = Z95 * Math.sqrt(p * (1 - p) / whole + z2 / (4 * whole * whole));
    double below = part == 0 ? 0 : (middle - half) / (1 + z2 / whole);
    double above = part == whole ? 1 : (middle + half) / (1 + z2 / whole);
    return new double[] {Math.max(0, Math.min(below, p)), Math.min(1, Math.max(above, p))};
  }

  /// A quantile between the two nearest values.
  ///
  /// @param sorted at least one
  public static double quantile(long[] sorted, double q) {
    double at = (sorted.length - 1) * q;
    int below = (int) Math.floor(at);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /// The same of the first `count` values in whatever order, which it changes; in the time of a few
  /// looks at each.
  public static double quantile(long[] values, int count, double q) {
    double at = (count - 1) * q;
    int below = (int) Math.floor(at);
    select(values, count, below);
    long least = values[below];
    if (at == below) {
      return least;
    }
    long above = Long.MAX_VALUE;
    for (int i = below + 1; i < count; i++) {
      above = Math.min(above, values[i]);
    }
    return least + (at - below) * (above - least);
  }

  /// Puts the k-th smallest in its place, with the smaller ones before it: Hoare (1961).
  private static void select(long[] values, int count, int k) {
    int from = 0;
    int to = count - 1;
    while (from < to) {
      long pivot = values[(from + to) >>> 1];
      int left = from;
      int right = to;
      while (left <= right) {
        while (values[left] < pivot) {
          left++;
        }
        while (values[right] > pivot) {
          right--;
        }
        if (left <= right) {
          long swapped = values[left];
          values[left++] = values[right];
          values[right--] = swapped;
        }
      }
      if (k <= right) {
        to = right;
      } else if (k >= left) {
        from = left;
      } else {
        return;
      }
    }
  }

  /// Which findings hold when many were looked for: Benjamini and Hochberg (1995).
  ///
  /// @param rate the share of false ones that is borne
  public static boolean[] discoveries(double[] pValues, double rate) {
    int[] order =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int last = -1;
    for (int i = 0; i < order.length; i++) {
      if (pValues[order[i]] <= rate * (i + 1) / order.length) {
        last = i;
      }
    }
    boolean[] found = new boolean[pValues.length];
    Arrays.stream(order, 0, last + 1).forEach(i -> found[i] = true);
    return found;
  }

  /// How likely a normal value is at least so far from 0 on either side; to seven digits, after
  /// Press and others, Numerical Recipes, 6.2.
  public static double twoSided(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    double t = 1 / (1 + x / 2);
    double[] c = {
      -1.26551223,
      1.00002368,
      0.37409196,
      0.09678418,
      -0.18628806,
      0.27886807,
      -1.13520398,
      1.48851587,
      -0.82215223,
      0.17087277
    };
    double sum = 0;
    for (int i = c.length - 1; i >= 0; i--) {
      sum = sum * t + c[i];
    }
    return Math.min(1, t * Math.exp(-x * x + sum));
  }
}
