package org.coomunity.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/// Figures over time as the server draws them, 600 wide and 160 high. A browser with script draws
/// them anew from the table below, larger and with a pointer.
///
/// @param id of the drawing on its page
/// @param title what it shows
/// @param kind how its figures are written: `count`, `rate`, `hours`, `millis` or `share`
/// @param lines at most four
/// @param most the figure at the upper edge; the lower edge is nothing
/// @param from the first moment
/// @param to the last moment
/// @param sheet the figures themselves: the moment, then one column for each line
public record Chart(
    String id,
    String title,
    String kind,
    List<Line> lines,
    double most,
    Instant from,
    Instant to,
    Sheet sheet) {
  /// One line.
  ///
  /// @param words what it is called
  /// @param points for a `polyline`; empty when it has fewer than two
  public record Line(String words, String points) {}

  /// The figures of one line.
  record Series(String words, SortedMap<Instant, Double> values) {}

  private static final double WIDE = 600;
  private static final double HIGH = 160;

  /// How many points a line is drawn with at most.
  private static final int POINTS = 240;

  private static final int FEW_POINTS = 56;

  public Chart {
    lines = List.copyOf(lines);
  }

  /// True when there is something to be drawn.
  public boolean drawn() {
    return lines.stream().anyMatch(line -> !line.points().isEmpty());
  }

  static Chart of(String id, String title, String kind, List<Series> series, Sheet sheet) {
    return of(id, title, kind, series, sheet, POINTS);
  }

  /// A small line beside a figure, without a table of its own.
  static Chart small(String id, String title, String kind, Series series) {
    Sheet none = new Sheet(id, List.of(), List.of());
    return of(id, title, kind, List.of(series), none, FEW_POINTS);
  }

  private static Chart of(
      String id, String title, String kind, List<Series> series, Sheet sheet, int points) {
    Instant from = Instant.MAX;
    Instant to = Instant.MIN;
    double most = 0;
    for (Series one : series) {
      if (!one.values().isEmpty()) {
        from = from.isAfter(one.values().firstKey()) ? one.values().firstKey() : from;
        to = to.isBefore(one.values().lastKey()) ? one.values().lastKey() : to;
        most = Math.max(most, one.values().values().stream().max(Double::compare).orElse(0.0));
      }
    }
    if (from.isAfter(to)) {
      from = Instant.EPOCH;
      to = Instant.EPOCH;
    }
    double top = most == 0 ? 1 : most;
    List<Line> lines = new ArrayList<>();
    for (Series one : series) {
      lines.add(new Line(one.words(), points(one.values(), from, to, top, points)));
    }
    return new Chart(id, title, kind, lines, top, from, to, sheet);
  }

  private static String points(
      SortedMap<Instant, Double> values, Instant from, Instant to, double top, int most) {
    if (values.size() < 2) {
      return "";
    }
    double span = Math.max(1, Duration.between(from, to).toSeconds());
    int every = Math.max(1, values.size() / most);
    StringBuilder points = new StringBuilder();
    int n = 0;
    for (var point : values.entrySet()) {
      if (n++ % every == 0 || n == values.size()) {
        double x = WIDE * Duration.between(from, point.getKey()).toSeconds() / span;
        double y = HIGH - (HIGH - 4) * Math.max(0, point.getValue()) / top - 2;
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      }
    }
    return points.toString().strip();
  }
}
