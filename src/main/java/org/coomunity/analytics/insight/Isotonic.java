package org.coomunity.analytics.insight;

import java.util.Arrays;

/// Brings scores to frequencies and keeps their order: pools what goes the wrong way (PAVA), and
/// draws straight lines between the middles of the pools, so that it does not tie what the model
/// told apart. Learned on rows the model did not learn from.
///
/// @param scores the middles of the pools, rising
/// @param rates what became of each pool, rising
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
record Isotonic(double[] scores, double[] rates) {
  /// With fewer rows a model is left as it is: the pools would be noise.
  static final int FEWEST = 400;

  /// What is left of the model's own word, which keeps apart what the pools tie.
  private static final double OWN = 0.02;

  /// Nothing learned: every score stays what it says.
  static Isotonic none() {
    return new Isotonic(new double[0], new double[0]);
  }

  /// @param risks of the model, for rows it did not see
  static Isotonic fit(double[] risks, boolean[] labels) {
    if (risks.length < FEWEST) {
      return none();
    }
    int[] order = Measures.ascending(risks);
    Pools pools = new Pools(order.length);
    for (int i : order) {
      pools.add(risks[i], labels[i] ? 1 : 0);
    }
    return pools.atLeast(Math.max(20, risks.length / 100));
  }

  boolean learned() {
    return scores.length > 0;
  }

  double apply(double risk) {
    return learned() ? (1 - OWN) * line(risk) + OWN * risk : risk;
  }

  double[] apply(double[] risks) {
    return Arrays.stream(risks).map(this::apply).toArray();
  }

  private double line(double risk) {
    int last = scores.length - 1;
    if (risk <= scores[0]) {
      return rates[0];
    }
    if (risk >= scores[last]) {
      return rates[last];
    }
    int place = Arrays.binarySearch(scores, risk);
    int high = place >= 0 ? Math.max(place, 1) : -place - 1;
    double share = (risk - scores[high - 1]) / (scores[high] - scores[high - 1]);
    return rates[high - 1] + share * (rates[high] - rates[high - 1]);
  }

  /// Neighbouring rows of which each pool has a higher rate than the one before.
  private static final class Pools {
    private final double[] sums;
    private final double[] hits;
    private final double[] counts;
    private int size;

    Pools(int most) {
      sums = new double[most];
      hits = new double[most];
      counts = new double[most];
    }

    void add(double risk, double hit) {
      sums[size] = risk;
      hits[size] = hit;
      counts[size] = 1;
      size++;
      while (size > 1
          && (rate(size - 2) >= rate(size - 1)
              || sums[size - 2] / counts[size - 2] >= sums[size - 1] / counts[size - 1])) {
        join(size - 2);
        size--;
      }
    }

    private double rate(int pool) {
      return hits[pool] / counts[pool];
    }

    private void join(int pool) {
      sums[pool] += sums[pool + 1];
      hits[pool] += hits[pool + 1];
      counts[pool] += counts[pool + 1];
    }

    Isotonic atLeast(int fewest) {
      int kept = 0;
      for (int i = 0; i < size; i++) {
        sums[kept] = sums[i];
        hits[kept] = hits[i];
        counts[kept] = counts[i];
        if (kept > 0 && ((counts[kept] < fewest && i == size - 1) || counts[kept - 1] < fewest)) {
          kept--;
          join(kept);
        }
        kept++;
      }
      double[] scores = new double[kept];
      double[] rates = new double[kept];
      for (int i = 0; i < kept; i++) {
        scores[i] = sums[i] / counts[i];
        // Nobody is certain: a pool of one kind still leaves half a row for the other.
        rates[i] = Math.clamp(rate(i), 0.5 / (counts[i] + 1), 1 - 0.5 / (counts[i] + 1));
      }
      for (int i = kept - 2; i >= 0; i--) {
        rates[i] = Math.min(rates[i], rates[i + 1]);
      }
      return new Isotonic(scores, rates);
    }
  }
}
