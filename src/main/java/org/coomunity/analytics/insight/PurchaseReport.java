package org.coomunity.analytics.insight;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How well the days after a date are foretold from those before.
///
/// @param logLikelihood summed over all customers
/// @param holdout sums of what was expected and of what happened, and how they go together
/// @param auc how well each way to rank finds those who do not come again
public record PurchaseReport(
    String task,
    int customers,
    Map<String, Double> parameters,
    double logLikelihood,
    Map<String, Double> holdout,
    Map<String, @Nullable Double> auc) {}
