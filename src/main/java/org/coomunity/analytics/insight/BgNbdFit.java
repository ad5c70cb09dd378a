package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.hipparchus.special.Gamma;

/// The parameters of largest likelihood: Nelder-Mead over their logarithms from several starts, the
/// best of them polished by BFGS with the exact gradient.
///
/// @param logLikelihood summed over all people
/// @param people how many
record BgNbdFit(BgNbd model, double logLikelihood, int people) {
  private static final double CLOSE = 1e-8;
  private static final double FAR = 12;
  private static final int ROUNDS = 200;
  private static final int SHAPE = 4;

  /// @throws BadTable when nobody acted twice: then nothing tells rates from leaving
  static BgNbdFit of(List<BgNbd.Past> people) {
    if (people.stream().noneMatch(past -> past.frequency() > 0)) {
      throw new BadTable("too few: nobody acted on a second day");
    }
    Likelihood likelihood = new Likelihood(people);
    double age = people.stream().mapToDouble(BgNbd.Past::age).average().orElseThrow();
    double unit = Math.log(Math.max(age, 1e-6));
    double[] best = new double[0];
    double least = Double.POSITIVE_INFINITY;
    for (double[] start :
        new double[][] {
          {-1, unit - 2, 0, 1}, {0, unit - 1, -1, 0.5}, {-1.5, unit - 3, 1, 2}, {0.5, unit, -2, 1}
        }) {
      double[] found = simplex(likelihood, start);
      double value = likelihood.value(found);
      if (value < least) {
        least = value;
        best = found;
      }
    }
    double[] polished = polish(likelihood, best);
    return new BgNbdFit(
        model(polished), -likelihood.value(polished) * people.size(), people.size());
  }

  private static BgNbd model(double[] logs) {
    return new BgNbd(Math.exp(logs[0]), Math.exp(logs[1]), Math.exp(logs[2]), Math.exp(logs[3]));
  }

  private static double[] simplex(Likelihood likelihood, double[] start) {
    return new SimplexOptimizer(new SimpleValueChecker(CLOSE, CLOSE, 500))
        .optimize(
            new MaxEval(10_000),
            new ObjectiveFunction(likelihood::value),
            GoalType.MINIMIZE,
            new InitialGuess(start),
            new NelderMeadSimplex(SHAPE, 0.5))
        .getPoint();
  }

  private static double[] polish(Likelihood likelihood, double[] start) {
    double[] point = start.clone();
    double[] slope = likelihood.slope(point);
    double value = likelihood.value(point);
    double[][] inverse = identity();
    for (int round = 0; round < ROUNDS && largest(slope) > CLOSE; round++) {
      double[] way = times(inverse, slope);
      double steep = -dot(way, slope);
      if (!(steep < 0)) {
        inverse = identity();
        way = slope.clone();
        steep = -dot(slope, slope);
      }
      double scale = 1;
      double[] next = along(point, way, scale);
      double found = likelihood.value(next);
      while (!(found <= value + 1e-4 * scale * steep) && scale > 1e-12) {
        scale /= 2;
        next = along(point, way, scale);
        found = likelihood.value(next);
      }
      if (!(found < value)) {
        break;
      }
      double[] slopeThen = likelihood.slope(next);
      update(inverse, minus(next, point), minus(slopeThen, slope));
      point = next;
      slope = slopeThen;
      value = found;
    }
    return point;
  }

  /// The update of Broyden, Fletcher, Goldfarb and Shanno, of the inverse.
  private static void update(double[][] inverse, double[] moved, double[] changed) {
    double curve = dot(moved, changed);
    if (curve <= 1e-14) {
      return;
    }
    double[] turned = times(inverse, changed);
    double factor = (1 + dot(changed, turned) / curve) / curve;
    for (int i = 0; i < SHAPE; i++) {
      for (int j = 0; j < SHAPE; j++) {
        inverse[i][j] +=
            factor * moved[i] * moved[j] - (turned[i] * moved[j] + moved[i] * turned[j]) / curve;
      }
    }
  }

  private static double[][] identity() {
    double[][] one = new double[SHAPE][SHAPE];
    for (int i = 0; i < SHAPE; i++) {
      one[i][i] = 1;
    }
    return one;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    return Arrays.stream(matrix).mapToDouble(row -> dot(row, vector)).toArray();
  }

  private static double[] along(double[] from, double[] way, double scale) {
    double[] to = from.clone();
    for (int i = 0; i < SHAPE; i++) {
      to[i] -= scale * way[i];
    }
    return to;
  }

  private static double[] minus(double[] one, double[] two) {
    double[] left = one.clone();
    for (int i = 0; i < SHAPE; i++) {
      left[i] -= two[i];
    }
    return left;
  }

  private static double dot(double[] one, double[] two) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * two[i];
    }
    return sum;
  }

  private static double largest(double[] slope) {
    return Arrays.stream(slope).map(Math::abs).max().orElse(0);
  }

  /// Minus the mean log-likelihood, by the logarithms of r, alpha, a and b. People with the same
  /// past are counted together, and what depends on the frequency alone is reckoned once for each.
  private static final class Likelihood {
    private final BgNbd.Past[] pasts;
    private final double[] counts;
    private final double[] frequencies;
    private final double total;

    Likelihood(List<BgNbd.Past> people) {
      Map<BgNbd.Past, Integer> alike = new LinkedHashMap<>();
      people.forEach(past -> alike.merge(past, 1, Integer::sum));
      List<BgNbd.Past> distinct = new ArrayList<>(alike.keySet());
      pasts = distinct.toArray(BgNbd.Past[]::new);
      counts = new double[pasts.length];
      Arrays.setAll(counts, i -> alike.getOrDefault(pasts[i], 0));
      int most = distinct.stream().mapToInt(BgNbd.Past::frequency).max().orElse(0);
      frequencies = new double[most + 1];
      people.forEach(past -> frequencies[past.frequency()]++);
      total = people.size();
    }

    double value(double[] logs) {
      for (double log : logs) {
        if (!(Math.abs(log) <= FAR)) {
          return 1e10;
        }
      }
      double r = Math.exp(logs[0]);
      double alpha = Math.exp(logs[1]);
      double a = Math.exp(logs[2]);
      double b = Math.exp(logs[3]);
      double sum =
          total * (r * logs[1] - Gamma.logGamma(r) - Gamma.logGamma(b) + Gamma.logGamma(a + b));
      for (int x = 0; x < frequencies.length; x++) {
        if (frequencies[x] > 0) {
          sum +=
              frequencies[x]
                  * (Gamma.logGamma(r + x) + Gamma.logGamma(b + x) - Gamma.logGamma(a + b + x));
        }
      }
      for (int i = 0; i < pasts.length; i++) {
        int x = pasts[i].frequency();
        double there = -(r + x) * Math.log(alpha + pasts[i].age());
        double last = there;
        if (x > 0) {
          double gone =
              logs[2] - Math.log(b + x - 1) - (r + x) * Math.log(alpha + pasts[i].recency());
          last = Math.max(gone, there) + Math.log1p(Math.exp(-Math.abs(gone - there)));
        }
        sum += counts[i] * last;
      }
      return -sum / total;
    }

    double[] slope(double[] logs) {
      double r = Math.exp(logs[0]);
      double alpha = Math.exp(logs[1]);
      double a = Math.exp(logs[2]);
      double b = Math.exp(logs[3]);
      double[] sum = {
        total * (logs[1] - Gamma.digamma(r)),
        total * r / alpha,
        total * Gamma.digamma(a + b),
        total * (Gamma.digamma(a + b) - Gamma.digamma(b))
      };
      for (int x = 0; x < frequencies.length; x++) {
        if (frequencies[x] > 0) {
          double both = Gamma.digamma(a + b + x);
          sum[0] += frequencies[x] * Gamma.digamma(r + x);
          sum[2] -= frequencies[x] * both;
          sum[3] += frequencies[x] * (Gamma.digamma(b + x) - both);
        }
      }
      for (int i = 0; i < pasts.length; i++) {
        int x = pasts[i].frequency();
        double now = alpha + pasts[i].age();
        double last = alpha + pasts[i].recency();
        double left = 0;
        if (x > 0) {
          double gone = logs[2] - Math.log(b + x - 1) - (r + x) * Math.log(last);
          left = Classifier.sigmoid(gone + (r + x) * Math.log(now));
          sum[2] += counts[i] * left / a;
          sum[3] -= counts[i] * left / (b + x - 1);
        }
        sum[0] -= counts[i] * ((1 - left) * Math.log(now) + left * Math.log(last));
        sum[1] -= counts[i] * (r + x) * ((1 - left) / now + left / last);
      }
      return new double[] {
        -sum[0] * r / total, -sum[1] * alpha / total, -sum[2] * a / total, -sum[3] * b / total
      };
    }
  }
}
