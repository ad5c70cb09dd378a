package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Trees of small depth, each fitted to what those before it left over (Friedman, "Greedy function
/// approximation: a gradient boosting machine", 2001), with leaves by one Newton step. Columns are
/// cut at quantiles of the rows it learns from.
///
/// @param base the logarithm of the odds of all
/// @param trees in order
/// @param gains of the columns, together 1
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
record Boosting(double base, List<Tree> trees, double[] gains) implements Classifier {
  static final int DEEPEST = 4;
  static final double RATE = 0.06;
  static final int MOST_TREES = 400;
  private static final int CUTS = 63;
  private static final double RIDGE = 2;
  private static final int SMALLEST = 12;

  /// A whole binary tree as arrays: node n has the children 2n+1 and 2n+2; a leaf has column -1.
  /// Each node keeps the value it would answer with, so that a path can be told.
  @SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
  record Tree(int[] columns, double[] cuts, double[] values) {
    double value(double[] row) {
      return values[leaf(row)];
    }

    int leaf(double[] row) {
      int node = 0;
      while (columns[node] >= 0) {
        node = 2 * node + (row[columns[node]] <= cuts[node] ? 1 : 2);
      }
      return node;
    }
  }

  /// @param depth of each tree, 4 at most
  /// @param count of trees
  static Boosting fit(double[][] rows, boolean[] labels, int depth, int count) {
    Growth growth = new Growth(rows, labels, depth);
    for (int i = 0; i < count; i++) {
      growth.grow();
    }
    return growth.model();
  }

  /// What became of other rows with each further tree.
  ///
  /// @param losses the mean log loss after 1, 2, … trees
  record Trail(Boosting model, List<Double> losses) {}

  /// Grows trees until the loss on other rows was not better for a while.
  static Trail trail(
      double[][] rows,
      boolean[] labels,
      int depth,
      double[][] others,
      boolean[] theirs,
      int patience) {
    Growth growth = new Growth(rows, labels, depth);
    double[] scores = new double[others.length];
    Arrays.fill(scores, growth.base);
    List<Double> losses = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    int best = 0;
    for (int tree = 0; tree < MOST_TREES && tree - best <= patience; tree++) {
      Tree grown = growth.grow();
      double loss = 0;
      for (int i = 0; i < others.length; i++) {
        scores[i] += grown.value(others[i]);
        loss += Classifier.softPlus(theirs[i] ? -scores[i] : scores[i]);
      }
      losses.add(loss / others.length);
      if (loss < least) {
        least = loss;
        best = tree;
      }
    }
    return new Trail(growth.model(), losses);
  }

  /// The same with no more than so many trees.
  Boosting first(int count) {
    return new Boosting(base, trees.subList(0, Math.min(count, trees.size())), gains);
  }

  @Override
  public double score(double[] row) {
    double score = base;
    for (Tree tree : trees) {
      score += tree.value(row);
    }
    return score;
  }

  @Override
  public double[] contributions(double[] row) {
    double[] parts = new double[gains.length];
    for (Tree tree : trees) {
      int node = 0;
      while (tree.columns()[node] >= 0) {
        int column = tree.columns()[node];
        int next = 2 * node + (row[column] <= tree.cuts()[node] ? 1 : 2);
        parts[column] += tree.values()[next] - tree.values()[node];
        node = next;
      }
    }
    return parts;
  }

  @Override
  public double[] weights() {
    return gains;
  }

  /// Columns as numbers of bins: what the search for a cut counts in.
  private static final class Growth {
    private final int depth;
    private final boolean[] labels;
    private final double[][] cuts;
    private final byte[][] bins;
    private final double[] scores;
    private final double[] slopes;
    private final double[] weights;
    private final double[] gains;
    private final double base;
    private final List<Tree> trees = new ArrayList<>();

    Growth(double[][] rows, boolean[] labels, int depth) {
      int width = rows[0].length;
      this.depth = depth;
      this.labels = labels;
      this.cuts = new double[width][];
      this.bins = new byte[width][rows.length];
      for (int j = 0; j < width; j++) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
          column[i] = rows[i][j];
        }
        cuts[j] = cuts(column);
        for (int i = 0; i < rows.length; i++) {
          int place = Arrays.binarySearch(cuts[j], column[i]);
          bins[j][i] = (byte) (place >= 0 ? place : -place - 1);
        }
      }
      this.gains = new double[width];
      this.slopes = new double[rows.length];
      this.weights = new double[rows.length];
      this.scores = new double[rows.length];
      double rate = (Measures.positives(labels) + 0.5) / (rows.length + 1);
      this.base = Math.log(rate / (1 - rate));
      Arrays.fill(scores, base);
    }

    /// Values at which a column may be cut: between its distinct values, or at quantiles.
    private static double[] cuts(double[] column) {
      double[] sorted = column.clone();
      Arrays.sort(sorted);
      double[] distinct = Arrays.stream(sorted).distinct().toArray();
      if (distinct.length - 1 <= CUTS) {
        double[] between = new double[Math.max(0, distinct.length - 1)];
        Arrays.setAll(between, i -> middle(distinct[i], distinct[i + 1]));
        return between;
      }
      double[] places = new double[CUTS];
      Arrays.setAll(places, i -> sorted[(int) ((long) sorted.length * (i + 1) / (CUTS + 1))]);
      return Arrays.stream(places).distinct().toArray();
    }

    private static double middle(double low, double high) {
      double middle = low + (high - low) / 2;
      return middle >= high ? low : middle;
    }

    Tree grow() {
      for (int i = 0; i < scores.length; i++) {
        double risk = Classifier.sigmoid(scores[i]);
        slopes[i] = (labels[i] ? 1 : 0) - risk;
        weights[i] = Math.max(risk * (1 - risk), 1e-12);
      }
      int nodes = (1 << (depth + 1)) - 1;
      Tree tree = new Tree(new int[nodes], new double[nodes], new double[nodes]);
      Arrays.fill(tree.columns(), -1);
      int[] all = new int[scores.length];
      Arrays.setAll(all, i -> i);
      split(tree, 0, 0, all);
      trees.add(tree);
      return tree;
    }

    private void split(Tree tree, int node, int level, int[] rows) {
      double slope = 0;
      double weight = 0;
      for (int i : rows) {
        slope += slopes[i];
        weight += weights[i];
      }
      tree.values()[node] = RATE * slope / (weight + RIDGE);
      Cut best = level == depth ? Cut.NONE : best(rows, slope, weight);
      if (best.column() < 0) {
        for (int i : rows) {
          scores[i] += tree.values()[node];
        }
        return;
      }
      gains[best.column()] += best.gain();
      tree.columns()[node] = best.column();
      tree.cuts()[node] = cuts[best.column()][best.bin()];
      int[] left = new int[rows.length];
      int[] right = new int[rows.length];
      int lefts = 0;
      int rights = 0;
      byte[] column = bins[best.column()];
      for (int i : rows) {
        if (column[i] <= best.bin()) {
          left[lefts++] = i;
        } else {
          right[rights++] = i;
        }
      }
      split(tree, 2 * node + 1, level + 1, Arrays.copyOf(left, lefts));
      split(tree, 2 * node + 2, level + 1, Arrays.copyOf(right, rights));
    }

    private Cut best(int[] rows, double slope, double weight) {
      Cut best = Cut.NONE;
      double before = slope * slope / (weight + RIDGE);
      double[] sum = new double[CUTS + 2];
      double[] mass = new double[CUTS + 2];
      int[] count = new int[CUTS + 2];
      for (int j = 0; j < bins.length; j++) {
        int places = cuts[j].length;
        if (places == 0) {
          continue;
        }
        Arrays.fill(sum, 0, places + 1, 0);
        Arrays.fill(mass, 0, places + 1, 0);
        Arrays.fill(count, 0, places + 1, 0);
        byte[] column = bins[j];
        for (int i : rows) {
          int bin = column[i];
          sum[bin] += slopes[i];
          mass[bin] += weights[i];
          count[bin]++;
        }
        double left = 0;
        double leftMass = 0;
        int lefts = 0;
        for (int bin = 0; bin < places; bin++) {
          left += sum[bin];
          leftMass += mass[bin];
          lefts += count[bin];
          if (lefts >= SMALLEST && rows.length - lefts >= SMALLEST) {
            double right = slope - left;
            double gain =
                left * left / (leftMass + RIDGE)
                    + right * right / (weight - leftMass + RIDGE)
                    - before;
            if (gain > best.gain() + 1e-9) {
              best = new Cut(j, bin, gain);
            }
          }
        }
      }
      return best;
    }

    Boosting model() {
      double sum = Arrays.stream(gains).sum();
      double[] shares = new double[gains.length];
      Arrays.setAll(shares, j -> sum == 0 ? 0 : gains[j] / sum);
      return new Boosting(base, List.copyOf(trees), shares);
    }
  }

  private record Cut(int column, int bin, double gain) {
    static final Cut NONE = new Cut(-1, 0, 1e-6);
  }
}
