package org.coomunity.analytics.findings;

/// One of the nine parts of the insights, the collective first.
public enum Part {
  BIEN_COMUN("bienComunContributions"),
  AYNI("ayniBalance"),
  GROWTH("growthOpportunities"),
  CONTENT("mostEngagingContent"),
  PATHS("successfulUserPaths"),
  DROP_OFF("dropOffPoints"),
  VOCATION("vocationalAlignment"),
  FEATURES("recommendedFeatures"),
  CHURN("churnRisk");

  private final String key;

  Part(String key) {
    this.key = key;
  }

  /// Its name on the public surface.
  public String key() {
    return key;
  }
}
