package org.coomunity.analytics.insight;

/// A model that was fitted: what it says about a row of numbers.
sealed interface Classifier permits Logistic, Boosting {
  /// The logarithm of the odds.
  double score(double[] row);

  /// By how much each column of the row moves the score; signed, in the same unit.
  double[] contributions(double[] row);

  /// How much each column weighs in the model as a whole.
  double[] weights();

  default double risk(double[] row) {
    return sigmoid(score(row));
  }

  static double sigmoid(double score) {
    return score >= 0 ? 1 / (1 + Math.exp(-score)) : Math.exp(score) / (1 + Math.exp(score));
  }

  /// `ln(1 + e^score)` without overflow.
  static double softPlus(double score) {
    return score > 0 ? score + Math.log1p(Math.exp(-score)) : Math.log1p(Math.exp(score));
  }

  static double[] risks(Classifier model, double[][] rows) {
    double[] risks = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      risks[i] = model.risk(rows[i]);
    }
    return risks;
  }
}
