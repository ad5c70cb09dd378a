package org.coomunity.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coomunity.analytics.findings.Findings;
import org.coomunity.analytics.findings.Insights;
import org.coomunity.analytics.findings.Part;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.jspecify.annotations.Nullable;

/// What figures mean, for those who look after a community.
final class InsightsPages {
  private static final int WIDTH = 100;
  private static final double MARK = 1.5;

  private final Pages pages;
  private final Findings findings;

  InsightsPages(Pages pages, Findings findings) {
    this.pages = pages;
    this.findings = findings;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/c/{slug}/seeing/insights", visit -> insights(visit.at("community"))));
  }

  private Answer insights(Visit visit) {
    Standing steward = visit.standing(Role.STEWARD);
    Insights found = findings.insights(steward, visit.language());
    List<InsightsPage.Chapter> parts = new ArrayList<>();
    for (Part part : Part.values()) {
      parts.add(
          new InsightsPage.Chapter(
              part.key(),
              to(part),
              found.of(part).stream()
                  .map(item -> new InsightsPage.Card(item, bar(visit, part, item)))
                  .toList()));
    }
    String csv =
        "/api/v1/communities/"
            + steward.slug()
            + "/insights?format=csv&lang="
            + visit.language().tag();
    return visit.show(
        "insights",
        visit.t("insights.title"),
        new InsightsPage(found.at(), found.version(), parts, found.empty(), csv));
  }

  /// Where something can be done about it.
  private static String to(Part part) {
    return switch (part) {
      case BIEN_COMUN -> "/contributions";
      case AYNI -> "/missions";
      case GROWTH -> "/market?side=want";
      case CONTENT -> "/learning";
      case PATHS -> "/announcements/new";
      case DROP_OFF -> "/announcements/new";
      case VOCATION -> "/circles";
      case FEATURES -> "/invite";
      case CHURN -> "/health";
    };
  }

  /// Only what lies between nothing and all is drawn.
  private static InsightsPage.@Nullable Bar bar(Visit visit, Part part, Insights.Item item) {
    Double value = item.value();
    if (value == null || part == Part.PATHS || part == Part.GROWTH || value < 0 || value > 1) {
      return null;
    }
    double[] interval = item.interval();
    double low = interval == null ? value : Math.clamp(interval[0], 0, 1);
    double high = interval == null ? value : Math.clamp(interval[1], 0, 1);
    String words =
        interval == null
            ? visit.t("insights.exact", Map.of("value", visit.percent(value)))
            : visit.t(
                "insights.interval",
                Map.of(
                    "value", visit.percent(value),
                    "low", visit.percent(low),
                    "high", visit.percent(high)));
    return new InsightsPage.Bar(
        low * WIDTH,
        Math.max(MARK, (high - low) * WIDTH),
        Math.min(WIDTH - MARK, value * WIDTH),
        words);
  }
}
