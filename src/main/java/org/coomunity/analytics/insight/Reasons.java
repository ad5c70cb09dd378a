package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What moved a risk, in statements that are true of the person. Columns that say nearly the same
/// count together; whatever has no true statement on its side is not told.
final class Reasons {
  /// Statements that raise a risk, but for those about counters.
  static final List<String> RAISING = List.of("quiet", "fewer", "rarely", "new");

  /// Statements that lower it, but for those about counters.
  static final List<String> LOWERING = List.of("recent", "often", "more", "rooted");

  /// Before the name of a counter: it never happened, it happened.
  static final String NONE = "no_";

  static final String SOME = "has_";

  private static final int RAISES_MOST = 3;
  private static final int LOWERS_MOST = 2;
  private static final double LEAST = 0.05;
  private static final Map<String, Theme> THEMES =
      Map.ofEntries(
          Map.entry("overGap", Theme.SILENCE),
          Map.entry("silence", Theme.SILENCE),
          Map.entry("expected", Theme.RHYTHM),
          Map.entry("days7", Theme.RHYTHM),
          Map.entry("days14", Theme.RHYTHM),
          Map.entry("days28", Theme.RHYTHM),
          Map.entry("slope", Theme.RHYTHM),
          Map.entry("frequency", Theme.ROOTS),
          Map.entry("recency", Theme.ROOTS),
          Map.entry("age", Theme.ROOTS),
          Map.entry("once", Theme.ROOTS));

  private static final Map<String, Departures.Act> ACTS =
      Map.of(
          "new",
          Departures.Act.INTRODUCE_SOMEBODY,
          NONE + "circle_joined",
          Departures.Act.INTRODUCE_SOMEBODY,
          NONE + "partners",
          Departures.Act.INTRODUCE_SOMEBODY,
          NONE + "offer_published",
          Departures.Act.INVITE_TO_AN_EXCHANGE,
          NONE + "trade_completed",
          Departures.Act.INVITE_TO_AN_EXCHANGE);

  private enum Theme {
    SILENCE,
    RHYTHM,
    ROOTS
  }

  private Reasons() {}

  /// @param parts by how much each column moved the score
  static List<Reason> of(Life life, int day, double[] parts, List<String> counters) {
    Map<Theme, Double> themes = new LinkedHashMap<>();
    List<Reason> found = new ArrayList<>();
    for (int j = 0; j < parts.length; j++) {
      if (j < LifeRow.NAMES.size()) {
        Theme theme = THEMES.getOrDefault(LifeRow.NAMES.get(j), Theme.ROOTS);
        themes.merge(theme, parts[j], Double::sum);
      } else {
        String counter = counters.get(j - LifeRow.NAMES.size());
        boolean some = life.counted(counter, day) > 0;
        if (some == parts[j] < 0) {
          found.add(new Reason((some ? SOME : NONE) + counter, parts[j]));
        }
      }
    }
    themes.forEach((theme, weight) -> {
      String key = weight > 0 ? raises(theme, life, day) : lowers(theme, life, day);
      if (!key.isEmpty()) {
        found.add(new Reason(key, weight));
      }
    });
    Comparator<Reason> strongest =
        Comparator.comparingDouble((Reason one) -> -Math.abs(one.weight()))
            .thenComparing(Reason::key);
    return Stream.concat(
            found.stream().filter(one -> one.weight() > LEAST).sorted(strongest).limit(RAISES_MOST),
            found.stream()
                .filter(one -> one.weight() < -LEAST)
                .sorted(strongest)
                .limit(LOWERS_MOST))
        .map(one -> new Reason(one.key(), Math.round(one.weight() * 1000) / 1000.0))
        .toList();
  }

  private static String raises(Theme theme, Life life, int day) {
    return switch (theme) {
      case SILENCE ->
          LifeRow.silence(life, day) > Math.max(3, 1.5 * life.ownGap(day)) ? "quiet" : "";
      case RHYTHM -> {
        if (life.between(day - 14, day) < life.between(day - 28, day - 14)) {
          yield "fewer";
        }
        yield life.between(day - 28, day) <= 2 ? "rarely" : "";
      }
      case ROOTS -> day - life.first() < 2 * DepartureModel.HORIZON ? "new" : "";
    };
  }

  private static String lowers(Theme theme, Life life, int day) {
    return switch (theme) {
      case SILENCE -> LifeRow.silence(life, day) <= life.ownGap(day) ? "recent" : "";
      case RHYTHM -> {
        if (life.between(day - 28, day) >= 8) {
          yield "often";
        }
        yield LifeRow.slope(life, day) > 0 ? "more" : "";
      }
      case ROOTS -> day - life.first() >= 3 * DepartureModel.HORIZON ? "rooted" : "";
    };
  }

  /// What would be kind.
  static Departures.Act act(Departures.Band band, List<Reason> reasons) {
    if (band == Departures.Band.LOW) {
      return Departures.Act.NOTHING;
    }
    return reasons.stream()
        .filter(reason -> reason.weight() > 0)
        .map(reason -> ACTS.get(reason.key()))
        .filter(act -> act != null)
        .findFirst()
        .orElse(Departures.Act.ASK_HOW_THEY_ARE);
  }
}
