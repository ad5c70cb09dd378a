package org.coomunity.analytics.insight;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;

/// A logistic regression with a ridge, fitted by iteratively reweighted least squares. Columns are
/// brought to mean 0 and deviation 1 of the rows it learns from, so that one penalty fits all; the
/// intercept is not penalised.
///
/// @param means of the columns in training
/// @param deviations of the columns in training; 0 where a column never changed
/// @param weights of the standardised columns
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
record Logistic(double intercept, double[] means, double[] deviations, double[] weights)
    implements Classifier {
  /// From nearly none to a strong one, per row of training data.
  static final double[] PENALTIES = {1e-5, 1e-4, 1e-3, 1e-2, 1e-1};

  private static final int ROUNDS = 40;
  private static final int HALVINGS = 12;
  private static final double CLOSE = 1e-9;

  /// @param penalty lambda, for each row of the data
  static Logistic fit(double[][] rows, boolean[] labels, double penalty) {
    return new Fit(rows, labels, penalty * rows.length).solve();
  }

  @Override
  public double score(double[] row) {
    double score = intercept;
    for (int j = 0; j < weights.length; j++) {
      score += weights[j] * standard(row[j], j);
    }
    return score;
  }

  @Override
  public double[] contributions(double[] row) {
    double[] parts = new double[weights.length];
    Arrays.setAll(parts, j -> weights[j] * standard(row[j], j));
    return parts;
  }

  private double standard(double value, int j) {
    return deviations[j] == 0 ? 0 : (value - means[j]) / deviations[j];
  }

  /// The search for the weights of largest likelihood less penalty.
  private static final class Fit {
    private final double[][] rows;
    private final boolean[] labels;
    private final double ridge;
    private final int width;
    private final double[] means;
    private final double[] deviations;
    private final double[] point;

    Fit(double[][] raw, boolean[] labels, double ridge) {
      this.labels = labels;
      this.ridge = ridge;
      this.width = raw[0].length;
      this.means = new double[width];
      this.deviations = new double[width];
      for (int j = 0; j < width; j++) {
        measure(raw, j);
      }
      this.rows = new double[raw.length][width + 1];
      for (int i = 0; i < raw.length; i++) {
        for (int j = 0; j < width; j++) {
          rows[i][j] = deviations[j] == 0 ? 0 : (raw[i][j] - means[j]) / deviations[j];
        }
        rows[i][width] = 1;
      }
      this.point = new double[width + 1];
      double base = (Measures.positives(labels) + 0.5) / (labels.length + 1);
      point[width] = Math.log(base / (1 - base));
    }

    private void measure(double[][] raw, int j) {
      double sum = 0;
      for (double[] row : raw) {
        sum += row[j];
      }
      double mean = sum / raw.length;
      double squares = 0;
      for (double[] row : raw) {
        squares += (row[j] - mean) * (row[j] - mean);
      }
      double deviation = Math.sqrt(squares / raw.length);
      means[j] = mean;
      deviations[j] = deviation > 1e-9 * Math.max(1e-9, Math.abs(mean)) ? deviation : 0;
    }

    Logistic solve() {
      double cost = cost(point);
      for (int round = 0; round < ROUNDS; round++) {
        double[] step = step();
        double[] next = point.clone();
        double found = Double.POSITIVE_INFINITY;
        double scale = 1;
        // A full step may overshoot where classes are nearly apart; half of it is tried then.
        for (int halving = 0; halving < HALVINGS && !(found <= cost); halving++) {
          for (int j = 0; j <= width; j++) {
            next[j] = point[j] + scale * step[j];
          }
          found = cost(next);
          scale /= 2;
        }
        if (!(found <= cost)) {
          break;
        }
        System.arraycopy(next, 0, point, 0, next.length);
        boolean still = cost - found <= CLOSE * (Math.abs(cost) + 1);
        cost = found;
        if (still) {
          break;
        }
      }
      return new Logistic(point[width], means, deviations, Arrays.copyOf(point, width));
    }

    private double cost(double[] at) {
      double cost = 0;
      for (int i = 0; i < rows.length; i++) {
        double score = dot(rows[i], at);
        cost += Classifier.softPlus(labels[i] ? -score : score);
      }
      for (int j = 0; j < width; j++) {
        cost += ridge * at[j] * at[j] / 2;
      }
      return cost;
    }

    private double[] step() {
      double[][] curve = new double[width + 1][width + 1];
      double[] slope = new double[width + 1];
      for (int i = 0; i < rows.length; i++) {
        double[] row = rows[i];
        double risk = Classifier.sigmoid(dot(row, point));
        double off = (labels[i] ? 1 : 0) - risk;
        double weight = Math.max(risk * (1 - risk), 1e-10);
        for (int j = 0; j <= width; j++) {
          slope[j] += off * row[j];
          double part = weight * row[j];
          if (part != 0) {
            double[] line = curve[j];
            for (int k = 0; k <= j; k++) {
              line[k] += part * row[k];
            }
          }
        }
      }
      for (int j = 0; j <= width; j++) {
        for (int k = 0; k < j; k++) {
          curve[k][j] = curve[j][k];
        }
        slope[j] -= j < width ? ridge * point[j] : 0;
        // A grain keeps the matrix positive where a column never changes.
        curve[j][j] += (j < width ? ridge : 0) + 1e-9 * rows.length;
      }
      return new CholeskyDecomposition(new Array2DRowRealMatrix(curve, false), 1e-8, 1e-30)
          .getSolver()
          .solve(new ArrayRealVector(slope, false))
          .toArray();
    }

    private static double dot(double[] row, double[] at) {
      double sum = 0;
      for (int j = 0; j < at.length; j++) {
        sum += row[j] * at[j];
      }
      return sum;
    }
  }
}
