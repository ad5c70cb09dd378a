package org.coomunity.analytics.insight;

import java.util.Map;

/// The parameters of a population of which only frequency, recency and age are known.
public record SummaryReport(
    String task, int customers, Map<String, Double> parameters, double logLikelihood) {}
