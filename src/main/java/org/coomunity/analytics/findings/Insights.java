package org.coomunity.analytics.findings;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is found about a community, in nine parts, in the language of who reads it. A part of which
/// nothing can be said yet has one item without a value, which says what it waits for.
///
/// @param at when it was reckoned; ten minutes later it may be reckoned again
/// @param version of the definitions
public record Insights(
    Instant at,
    int version,
    List<Item> bienComunContributions,
    List<Item> ayniBalance,
    List<Item> growthOpportunities,
    List<Item> mostEngagingContent,
    List<Item> successfulUserPaths,
    List<Item> dropOffPoints,
    List<Item> vocationalAlignment,
    List<Item> recommendedFeatures,
    List<Item> churnRisk) {
  /// One finding.
  ///
  /// @param kind which one, for programs; `nothing` while there is not enough
  /// @param finding a sentence
  /// @param value what the sentence is about; absent while there is not enough
  /// @param n how many it is about, never fewer than ten
  /// @param counted what they are: `people` or `visits`
  /// @param interval of the value, 95 %; absent for what was counted over all
  /// @param definition how it is reckoned, a sentence
  /// @param confidence `none`, `low`, `medium` or `high`
  /// @param action what could be done, a sentence
  @SuppressWarnings("ArrayRecordComponent") // two bounds; nobody compares them
  public record Item(
      String kind,
      String finding,
      @Nullable Double value,
      @Nullable Long n,
      String counted,
      double @Nullable [] interval,
      Instant at,
      String definition,
      String confidence,
      String action) {}

  /// The items of a part.
  public List<Item> of(Part part) {
    return switch (part) {
      case BIEN_COMUN -> bienComunContributions;
      case AYNI -> ayniBalance;
      case GROWTH -> growthOpportunities;
      case CONTENT -> mostEngagingContent;
      case PATHS -> successfulUserPaths;
      case DROP_OFF -> dropOffPoints;
      case VOCATION -> vocationalAlignment;
      case FEATURES -> recommendedFeatures;
      case CHURN -> churnRisk;
    };
  }

  /// Whether anything can be said at all.
  public boolean empty() {
    for (Part part : Part.values()) {
      if (of(part).stream().anyMatch(item -> item.value() != null)) {
        return false;
      }
    }
    return true;
  }
}
