package org.coomunity.analytics.insight;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// How well those who were seen by a day are foretold for the days after it. The parameters come
/// from the days before alone, and so does the blend: it is taught at earlier dates, each with its
/// own fit from what was known then.
final class Holdout {
  private static final int FEWEST = 100;
  private static final double PENALTY = 1e-3;

  private final Purchases purchases;
  private final Purchases.Seen seen;
  private final BgNbdFit fit;
  private final int end;
  private final int horizon;
  private final double[] expected;
  private final int[] actual;

  Holdout(Purchases purchases, int end, int horizon, double unitDays) {
    this.purchases = purchases;
    this.end = end;
    this.horizon = horizon;
    this.seen = purchases.until(end);
    this.fit = BgNbdFit.of(seen.pasts());
    this.expected = new double[seen.size()];
    Arrays.setAll(expected, i -> fit.model().expected(seen.pasts().get(i), horizon / unitDays));
    this.actual = Purchases.between(seen, end, end + horizon);
  }

  BgNbdFit fit() {
    return fit;
  }

  Purchases.Seen seen() {
    return seen;
  }

  double[] expected() {
    return expected;
  }

  int[] actual() {
    return actual;
  }

  double alive(int i) {
    return fit.model().alive(seen.pasts().get(i));
  }

  Map<String, Double> figures() {
    int n = expected.length;
    double[] happened = Arrays.stream(actual).asDoubleStream().toArray();
    double off = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double one = expected[i] - happened[i];
      off += Math.abs(one);
      squares += one * one;
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("expected", Arrays.stream(expected).sum());
    figures.put("actual", Arrays.stream(happened).sum());
    figures.put("correlation", correlation(expected, happened));
    figures.put("mae", off / n);
    figures.put("rmse", Math.sqrt(squares / n));
    return figures;
  }

  /// How well those who do not act again are told from the others, by each way to rank.
  Map<String, Double> aucs() {
    boolean[] silent = silent(actual);
    Map<String, Double> aucs = new LinkedHashMap<>();
    aucs.put("expected", Measures.auc(negative(expected), silent));
    double[] alive = IntStream.range(0, seen.size()).mapToDouble(i -> -alive(i)).toArray();
    aucs.put("alive", Measures.auc(alive, silent));
    aucs.put("recency", Measures.auc(silences(), silent));
    aucs.put("blend", Measures.auc(blend(), silent));
    return aucs;
  }

  /// A ridge logistic on the expectation and the shape of the past, taught at up to two earlier
  /// dates; with too little past, the mean rank of expectation and silence.
  double[] blend() {
    int first = purchases.firstDay();
    int step = Math.min(horizon, (end - first) / 2);
    double[][] rows = new double[0][];
    boolean[] labels = new boolean[0];
    for (int date : new int[] {end - step, end - step - step / 2}) {
      Purchases.Seen then = purchases.until(date);
      boolean[] left = silent(Purchases.between(then, date, date + step));
      int leaving = Measures.positives(left);
      boolean enough =
          step > 0
              && date - first >= step / 2
              && Math.min(leaving, left.length - leaving) >= FEWEST / 2
              && left.length >= FEWEST
              && then.pasts().stream().anyMatch(past -> past.frequency() > 0);
      if (enough) {
        BgNbd model = BgNbdFit.of(then.pasts()).model();
        rows = joined(rows, purchases.features(then, model, date, step));
        labels = joined(labels, left);
      }
    }
    if (labels.length == 0) {
      double[] one = ranks(negative(expected));
      double[] two = ranks(silences());
      Arrays.setAll(one, i -> one[i] + two[i]);
      return one;
    }
    Logistic model = Logistic.fit(rows, labels, PENALTY);
    return Arrays.stream(purchases.features(seen, fit.model(), end, step))
        .mapToDouble(model::score)
        .toArray();
  }

  private double[] silences() {
    return seen.pasts().stream().mapToDouble(past -> past.age() - past.recency()).toArray();
  }

  private static boolean[] silent(int[] acts) {
    boolean[] silent = new boolean[acts.length];
    for (int i = 0; i < acts.length; i++) {
      silent[i] = acts[i] == 0;
    }
    return silent;
  }

  private static double[] negative(double[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }

  private static double[] ranks(double[] values) {
    double[] ranks = new double[values.length];
    int[] order = Measures.ascending(values);
    for (int i = 0; i < order.length; ) {
      int to = i;
      while (to < order.length && values[order[to]] == values[order[i]]) {
        to++;
      }
      for (int j = i; j < to; j++) {
        ranks[order[j]] = (i + to) / 2.0;
      }
      i = to;
    }
    return ranks;
  }

  private static double correlation(double[] one, double[] two) {
    double a = Measures.mean(one);
    double b = Measures.mean(two);
    double both = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < one.length; i++) {
      both += (one[i] - a) * (two[i] - b);
      first += (one[i] - a) * (one[i] - a);
      second += (two[i] - b) * (two[i] - b);
    }
    return both / Math.sqrt(first * second);
  }

  private static double[][] joined(double[][] one, double[][] two) {
    double[][] all = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, all, one.length, two.length);
    return all;
  }

  private static boolean[] joined(boolean[] one, boolean[] two) {
    boolean[] all = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, all, one.length, two.length);
    return all;
  }
}
