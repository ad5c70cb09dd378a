package org.coomunity.analytics.folds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How long people stay where they are, when some of them still do: Kaplan and Meier (1958).
public final class Survival {
  private Survival() {}

  /// A stay.
  ///
  /// @param length how long, in whatever unit
  /// @param over whether it ended; else it goes on
  public record Stay(long length, boolean over) {}

  /// A point of the curve.
  ///
  /// @param length after so long
  /// @param share of people who are still there
  /// @param atRisk how many were watched up to then
  public record Point(long length, double share, long atRisk) {}

  /// The curve: a point for each length after which anybody left.
  public static List<Point> curve(List<Stay> stays) {
    List<Stay> sorted = stays.stream().sorted(Comparator.comparingLong(Stay::length)).toList();
    List<Point> curve = new ArrayList<>();
    double share = 1;
    int at = 0;
    while (at < sorted.size()) {
      long length = sorted.get(at).length();
      long atRisk = (long) sorted.size() - at;
      long left = 0;
      while (at < sorted.size() && sorted.get(at).length() == length) {
        left += sorted.get(at++).over() ? 1 : 0;
      }
      if (left > 0) {
        share *= 1 - (double) left / atRisk;
        curve.add(new Point(length, share, atRisk));
      }
    }
    return curve;
  }
}
