package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// How good a list of scores is, measured against what happened. A label is true for a positive;
/// for churn, somebody who left.
///
/// @param auc the chance that a positive scores above a negative, ties half; by ranks
/// @param averagePrecision the sum of the gains in recall, each times the precision there; without
///   interpolation, rows with one score together
/// @param logLoss mean of `-ln p` of what happened, with p cut at 1e-12
/// @param brier mean square of the difference
/// @param ece mean distance between predicted and observed over ten bins of equal counts
/// @param ks the largest distance between the distributions of positives and negatives
/// @param lift the rate in the top tenth over the rate of all
record Measures(
    double auc,
    double averagePrecision,
    double logLoss,
    double brier,
    double ece,
    double ks,
    double lift) {
  static final int BINS = 10;
  private static final double CUT = 1e-12;

  /// One bin of a calibration: rows of neighbouring predictions, and what became of them.
  record Bin(int bin, double predicted, double observed, int n) {}

  static Measures of(double[] risks, boolean[] labels) {
    double loss = 0;
    double brier = 0;
    for (int i = 0; i < risks.length; i++) {
      double p = Math.clamp(risks[i], CUT, 1 - CUT);
      loss -= Math.log(labels[i] ? p : 1 - p);
      double off = risks[i] - (labels[i] ? 1 : 0);
      brier += off * off;
    }
    double ece = 0;
    for (Bin bin : calibration(risks, labels)) {
      ece += bin.n() * Math.abs(bin.predicted() - bin.observed()) / risks.length;
    }
    Curve curve = Curve.of(risks, labels);
    return new Measures(
        auc(risks, labels),
        curve.averagePrecision(),
        loss / risks.length,
        brier / risks.length,
        ece,
        curve.ks(),
        curve.lift());
  }

  /// The area under the curve by the sum of ranks; NaN with one class only.
  static double auc(double[] scores, boolean[] labels) {
    int[] order = ascending(scores);
    double ranks = 0;
    long positives = 0;
    for (int i = 0; i < order.length; ) {
      int end = i;
      int found = 0;
      while (end < order.length && scores[order[end]] == scores[order[i]]) {
        found += labels[order[end]] ? 1 : 0;
        end++;
      }
      ranks += found * (i + 1 + end) / 2.0;
      positives += found;
      i = end;
    }
    double negatives = (double) scores.length - positives;
    return (ranks - positives * (positives + 1) / 2.0) / (positives * negatives);
  }

  /// Ten bins of equal counts by rising prediction, or as many as there are rows.
  static List<Bin> calibration(double[] risks, boolean[] labels) {
    int[] order = ascending(risks);
    int bins = Math.min(BINS, order.length);
    List<Bin> found = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      int from = (int) ((long) order.length * bin / bins);
      int to = (int) ((long) order.length * (bin + 1) / bins);
      double predicted = 0;
      double observed = 0;
      for (int i = from; i < to; i++) {
        predicted += risks[order[i]];
        observed += labels[order[i]] ? 1 : 0;
      }
      int n = to - from;
      found.add(new Bin(bin + 1, predicted / n, observed / n, n));
    }
    return found;
  }

  /// How far a distribution moved since training: the population stability index over the deciles
  /// of what it was; above 0.2 a model should be trained again.
  static double stability(double[] before, double[] now) {
    double[] sorted = before.clone();
    Arrays.sort(sorted);
    double[] was = new double[BINS];
    double[] is = new double[BINS];
    for (double value : before) {
      was[decile(sorted, value)] += 1.0 / before.length;
    }
    for (double value : now) {
      is[decile(sorted, value)] += 1.0 / now.length;
    }
    double index = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double one = Math.max(was[bin], 1e-4);
      double two = Math.max(is[bin], 1e-4);
      index += (two - one) * Math.log(two / one);
    }
    return index;
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }

  /// The median, of an even number the mean of the middle two; NaN of none.
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length == 0
        ? Double.NaN
        : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  static int positives(boolean[] labels) {
    int count = 0;
    for (boolean label : labels) {
      count += label ? 1 : 0;
    }
    return count;
  }

  /// Positions by rising value; equal values keep their order.
  static int[] ascending(double[] values) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  private static int decile(double[] sorted, double value) {
    int bin = 0;
    while (bin < BINS - 1 && value > sorted[(int) ((long) sorted.length * (bin + 1) / BINS)]) {
      bin++;
    }
    return bin;
  }

  /// One walk from the highest score to the lowest.
  private record Curve(double averagePrecision, double ks, double lift) {
    static Curve of(double[] scores, boolean[] labels) {
      int[] order = ascending(scores);
      double all = Measures.positives(labels);
      double none = labels.length - all;
      double top = Math.ceil(labels.length / 10.0);
      double precision = 0;
      double ks = 0;
      double lifted = 0;
      double seen = 0;
      double hits = 0;
      for (int i = order.length - 1; i >= 0; ) {
        double rows = 0;
        double found = 0;
        double score = scores[order[i]];
        while (i >= 0 && scores[order[i]] == score) {
          found += labels[order[i]] ? 1 : 0;
          rows++;
          i--;
        }
        // Of rows with one score as many count as still fit into the top, each with their mean.
        lifted += found / rows * Math.clamp(top - seen, 0, rows);
        hits += found;
        seen += rows;
        precision += found / all * (hits / seen);
        ks = Math.max(ks, Math.abs(hits / all - (seen - hits) / none));
      }
      return new Curve(precision, ks, lifted / top / (all / labels.length));
    }
  }
}
