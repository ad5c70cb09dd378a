package org.coomunity.analytics.insight;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How well a model tells who leaves, over rows it did not learn from.
///
/// @param rows that were foretold
/// @param model `logistic` or `boosting`: what is chosen when it may learn from all rows
/// @param metrics see [Measures]; `lift@10%` too
/// @param foldAuc of each fold; in a test on later rows, of the folds inside the training rows
/// @param leakSuspects columns that alone tell nearly everything, and may know the answer
/// @param reasons the weightiest columns: of a logistic, signed and for one deviation; of trees,
///   shares of what they gained
/// @param ignoredColumns with too many different texts
/// @param foldModels what each fold chose by itself
public record ChurnReport(
    String task,
    int rows,
    int positives,
    double baseRate,
    String model,
    Map<String, Object> parameters,
    Map<String, Double> metrics,
    List<@Nullable Double> foldAuc,
    List<Calibration> calibration,
    List<Leak> leakSuspects,
    List<Weight> reasons,
    List<String> ignoredColumns,
    List<String> foldModels) {
  /// Rows of neighbouring predictions, and what became of them.
  ///
  /// @param predicted mean of the bin
  /// @param observed share of positives in it
  public record Calibration(int bin, double predicted, double observed, int n) {}

  public record Leak(String column, double auc) {}

  public record Weight(String feature, double weight) {}
}
