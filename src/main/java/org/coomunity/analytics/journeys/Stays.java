package org.coomunity.analytics.journeys;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.coomunity.analytics.folds.Survival;
import org.coomunity.analytics.folds.Survival.Point;
import org.coomunity.analytics.folds.Survival.Stay;
import org.coomunity.analytics.journeys.JourneysStore.Walked;
import org.jspecify.annotations.Nullable;

/// How long people stay in a stage of the journey until they come to the next, told of those whose
/// coming to it is in the log. Who is still there counts up to now.
final class Stays {
  private static final int[] DAYS = {1, 3, 7, 14, 30, 60, 90, 180, 365};
  private static final double HALF = 0.5;
  private static final double FINE = 1e4;

  /// The stages, in their order. Whoever joins is a BUYER.
  enum Stage {
    BUYER,
    SEEKER,
    SOLVER,
    PROMOTER;

    static Optional<Stage> of(@Nullable String word) {
      return Stream.of(values()).filter(stage -> stage.name().equals(word)).findFirst();
    }
  }

  private Stays() {}

  /// @param events of those who joined or reached a stage, person by person, in the order of time
  static List<Figures.StageRow> rows(List<Walked> events, Instant now) {
    Map<Stage, List<Stay>> stays = new EnumMap<>(Stage.class);
    Stage stage = null;
    for (int i = 0; i < events.size(); i++) {
      Walked event = events.get(i);
      boolean same = i > 0 && events.get(i - 1).person() == event.person();
      Stage next =
          event.type() == EventType.JOINED.no()
              ? Stage.BUYER
              : Stage.of(event.value()).orElse(null);
      stage = same ? stage : null;
      if (next == null || (stage != null && next.compareTo(stage) <= 0)) {
        continue;
      }
      stage = next;
      stays.computeIfAbsent(next, s -> new ArrayList<>()).add(stay(events, i, next, now));
    }
    return Stream.of(Stage.values())
        .map(one -> row(one, stays.getOrDefault(one, List.of())))
        .toList();
  }

  /// From an event to the one with which the same person came further.
  private static Stay stay(List<Walked> events, int from, Stage stage, Instant now) {
    Walked began = events.get(from);
    for (int i = from + 1; i < events.size() && events.get(i).person() == began.person(); i++) {
      Optional<Stage> later = Stage.of(events.get(i).value());
      if (later.isPresent() && later.get().compareTo(stage) > 0) {
        return new Stay(days(began.at(), events.get(i).at()), true);
      }
    }
    return new Stay(days(began.at(), now), false);
  }

  private static long days(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toDays());
  }

  private static Figures.StageRow row(Stage stage, List<Stay> stays) {
    long people = stays.size();
    long went = stays.stream().filter(Stay::over).count();
    boolean shown = Shown.may(people) && Shown.may(went) && Shown.may(people - went);
    if (!shown) {
      return new Figures.StageRow(stage.name(), null, null, null, List.of(), true);
    }
    List<Point> curve = Survival.curve(stays);
    List<Figures.StayPoint> points = new ArrayList<>();
    long longest = stays.stream().mapToLong(Stay::length).max().orElse(0);
    long before = 0;
    for (int day : DAYS) {
      long left = stays.stream().filter(stay -> stay.over() && stay.length() <= day).count();
      if (left > 0 && day <= longest && Shown.may(left - before) && Shown.may(went - left)) {
        points.add(new Figures.StayPoint(day, share(curve, day)));
        before = left;
      }
    }
    Double median =
        curve.stream()
            .filter(point -> point.share() <= HALF)
            .findFirst()
            .map(point -> (double) point.length())
            .orElse(null);
    return new Figures.StageRow(
        stage.name(), people, went, went >= Shown.LEAST ? median : null, points, false);
  }

  private static double share(List<Point> curve, int day) {
    double share =
        curve.stream()
            .filter(point -> point.length() <= day)
            .mapToDouble(Point::share)
            .reduce(1, (first, second) -> second);
    return Math.round(share * FINE) / FINE;
  }
}
