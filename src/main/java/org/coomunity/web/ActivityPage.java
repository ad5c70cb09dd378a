package org.coomunity.web;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.coomunity.analytics.journeys.Figures;
import org.jspecify.annotations.Nullable;

/// Who is active, who came back, and where ways end.
///
/// @param at where the page is, after the language
/// @param days how many are looked at
/// @param charts each with its table
public record ActivityPage(String at, int days, List<Chart> charts) {
  public ActivityPage {
    charts = List.copyOf(charts);
  }

  /// Of those who came in a week, how many came back.
  ///
  /// @param weeks how many columns there are
  /// @param sheet the same for a file
  public record Retention(String at, int weeks, List<Cohort> cohorts, Sheet sheet) {
    public Retention {
      cohorts = List.copyOf(cohorts);
    }
  }

  /// Those who came first in one week.
  public record Cohort(String week, @Nullable String size, List<Cell> cells) {
    public Cohort {
      cells = List.copyOf(cells);
    }
  }

  /// How many of them came back after so many weeks.
  ///
  /// @param share in words; null when they are too few to be told
  /// @param shade 0, nobody, to 9, everybody
  public record Cell(@Nullable String share, @Nullable String count, int shade) {}

  /// Where ways to a goal end, and what leads there.
  public record Ways(
      String at, String goal, List<String> goals, List<Place> places, List<Path> paths) {
    public Ways {
      goals = List.copyOf(goals);
      places = List.copyOf(places);
      paths = List.copyOf(paths);
    }

    /// Kinds of events by their words, in the order of the page's language.
    static List<String> sorted(Visit visit, List<String> words) {
      TreeSet<String> sorted =
          new TreeSet<>(
              Comparator.<String, String>comparing(word -> visit.t("event." + word))
                  .thenComparing(word -> word));
      sorted.addAll(words);
      return List.copyOf(sorted);
    }
  }

  /// Somewhere on the way.
  ///
  /// @param loss visits that are lost there, against the mean; in words
  /// @param part of the greatest loss, 0..100
  public record Place(Figures.Place it, String loss, double part) {}

  /// What goes with the goal.
  ///
  /// @param times how much more often, in words
  public record Path(Figures.Path it, String times, String low, String high) {}
}
