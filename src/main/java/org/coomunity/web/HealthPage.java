package org.coomunity.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coomunity.analytics.insight.Churn;
import org.coomunity.analytics.insight.Health;
import org.coomunity.analytics.insight.Nexts;
import org.jspecify.annotations.Nullable;

/// How the people of a community are, for those who look after it.
///
/// @param items who may need a hand
/// @param more the cursor of the next of them
public record HealthPage(
    Form form, Churn churn, List<Churn.AtRisk> items, @Nullable String more, Nexts nexts) {
  private static final int HUNDRED = 100;

  /// What can be done, but for writing.
  public static final List<String> OTHERS = List.of("talked", "invited", "introduced");

  /// A count and its bar, 0..100.
  public record Bar(String key, int people, double part) {}

  /// A share as so many of a hundred.
  public static long of100(double share) {
    return Math.round(share * HUNDRED);
  }

  /// Rounded so that a drawing stays short.
  public static double part(double share) {
    return Math.round(share * HUNDRED * 10) / 10.0;
  }

  /// How many are in each band.
  public List<Bar> bars() {
    Health health = churn.health();
    if (health == null) {
      return List.of();
    }
    Map<String, Integer> bands = health.bands();
    return List.of("low", "watch", "care", "watch_or_care").stream()
        .filter(bands::containsKey)
        .map(key -> {
          int people = bands.getOrDefault(key, 0);
          return new Bar(key, people, part((double) people / health.people()));
        })
        .toList();
  }

  /// Of a hundred of whom this was said, how many did not come back; empty where too few were.
  public Optional<Long> became(String band) {
    Churn.Model model = churn.model();
    return model == null
        ? Optional.empty()
        : model.bands().stream()
            .filter(one -> one.band().equals(band))
            .findFirst()
            .map(one -> of100((double) one.left() / one.people()));
  }

  /// The days on which the model was tried.
  public List<Instant> tried() {
    Churn.Model model = churn.model();
    return model == null ? List.of() : model.dates().stream().map(HealthPage::moment).toList();
  }

  private static Instant moment(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
