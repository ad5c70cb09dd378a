package org.coomunity.web;

import java.time.Instant;
import java.util.List;
import org.coomunity.analytics.findings.Insights;
import org.jspecify.annotations.Nullable;

/// What is found about a community, part by part, the collective first.
///
/// @param empty true while nothing can be said yet
/// @param csv where it is as a table
public record InsightsPage(
    Instant at, int version, List<Chapter> parts, boolean empty, String csv) {
  /// A part.
  ///
  /// @param key its name on the public surface
  /// @param to the page on which something can be done
  public record Chapter(String key, String to, List<Card> cards) {}

  /// A finding.
  ///
  /// @param bar null for what is not drawn between nothing and all
  public record Card(Insights.Item item, @Nullable Bar bar) {}

  /// A value and its interval, drawn 100 wide.
  ///
  /// @param words what the drawing says
  public record Bar(double low, double wide, double value, String words) {}
}
