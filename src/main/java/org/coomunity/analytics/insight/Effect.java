package org.coomunity.analytics.insight;

import java.util.Arrays;

/// By how much staying goes with having used something in the first week, adjusted for what else
/// differs between those who did and those who did not: the doubly robust estimate (Robins,
/// Rotnitzky and Zhao, 1994), each person judged by models that did not learn from them. It goes
/// with, it does not prove a cause.
///
/// @param effect a difference of shares, -1 to 1
/// @param low of the 95 % interval
/// @param high of the 95 % interval
/// @param n people
/// @param users of those, who used it
public record Effect(String feature, double effect, double low, double high, int n, int users) {
  private static final double Z = 1.959963984540054;
  private static final double EDGE = 0.05;
  private static final double PENALTY = 1e-2;
  private static final int FOLDS = 4;

  /// What is known of people who did and of those who did not.
  ///
  /// @param before what is known of each from before, in numbers
  /// @param used whether they used it
  /// @param stayed whether they were active on day 28
  @SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
  public record Study(String feature, double[][] before, boolean[] used, boolean[] stayed) {
    public Study {
      if (before.length != used.length || used.length != stayed.length) {
        throw new IllegalArgumentException("as many of each");
      }
    }
  }

  /// Whether it may be shown: the interval has no 0, and both sides are ten people at least.
  boolean clear() {
    return (low > 0 || high < 0)
        && users >= Insight.FEWEST_PEOPLE
        && n - users >= Insight.FEWEST_PEOPLE;
  }

  static Effect of(Study study, long seed) {
    int n = study.used().length;
    int users = Measures.positives(study.used());
    if (users < 2 * FOLDS || n - users < 2 * FOLDS) {
      return new Effect(study.feature(), 0, -1, 1, n, users);
    }
    double[] parts = new double[n];
    Folds folds = Folds.deal(study.used(), FOLDS, seed);
    for (int fold = 0; fold < FOLDS; fold++) {
      judge(study, folds.outside(fold), folds.inside(fold), parts);
    }
    double mean = Measures.mean(parts);
    double squares = 0;
    for (double part : parts) {
      squares += (part - mean) * (part - mean);
    }
    double error = Math.sqrt(squares / (n - 1.0) / n);
    return new Effect(study.feature(), mean, mean - Z * error, mean + Z * error, n, users);
  }

  private static void judge(Study study, int[] train, int[] test, double[] parts) {
    Outcome use = Outcome.learn(study.before(), study.used(), train);
    Outcome with = Outcome.learn(study.before(), study.stayed(), only(train, study.used(), true));
    Outcome without =
        Outcome.learn(study.before(), study.stayed(), only(train, study.used(), false));
    for (int i : test) {
      double[] row = study.before()[i];
      double chance = Math.clamp(use.risk(row), EDGE, 1 - EDGE);
      double one = with.risk(row);
      double none = without.risk(row);
      double stayed = study.stayed()[i] ? 1 : 0;
      parts[i] =
          one
              - none
              + (study.used()[i] ? (stayed - one) / chance : -(stayed - none) / (1 - chance));
    }
  }

  private static int[] only(int[] rows, boolean[] used, boolean which) {
    return Arrays.stream(rows).filter(i -> used[i] == which).toArray();
  }

  private record Outcome(Logistic model) {
    static Outcome learn(double[][] before, boolean[] labels, int[] rows) {
      double[][] some = new double[rows.length][];
      boolean[] theirs = new boolean[rows.length];
      for (int i = 0; i < rows.length; i++) {
        some[i] = before[rows[i]];
        theirs[i] = labels[rows[i]];
      }
      return new Outcome(Logistic.fit(some, theirs, PENALTY));
    }

    double risk(double[] row) {
      return model.risk(row);
    }
  }
}
