package org.coomunity.analytics.journeys;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.analytics.folds.Activity;
import org.coomunity.analytics.folds.FunnelTally;
import org.coomunity.analytics.journeys.Figures.StepResult;

/// What may be shown of figures: nothing about fewer than ten people, also not by taking one figure
/// from another. Nobody is nobody, and may be shown.
final class Shown {
  /// The smallest group.
  static final long LEAST = 10;

  private static final int WEEK = 7;

  private Shown() {}

  static boolean may(long count) {
    return count == 0 || count >= LEAST;
  }

  /// Whether a part may be shown beside its whole.
  private static boolean may(long part, long whole) {
    return may(part) && may(whole - part);
  }

  static Figures.Active active(Activity.Day day, long all) {
    boolean month = may(day.mau());
    boolean week = month && may(day.wau(), day.mau());
    boolean one = may(day.dau()) && (week ? may(day.dau(), day.wau()) : may(day.dau(), day.mau()));
    boolean everybody = may(all) && (!one || may(day.dau(), all));
    return new Figures.Active(
        LocalDate.ofEpochDay(day.day()),
        everybody ? all : null,
        one ? day.dau() : null,
        week ? day.wau() : null,
        month ? day.mau() : null,
        !(month && week && one && everybody));
  }

  static Figures.Stickiness stickiness(Activity.Day day) {
    boolean both = may(day.mau()) && may(day.dau(), day.mau());
    return new Figures.Stickiness(
        LocalDate.ofEpochDay(day.day()), both ? day.stickiness() : null, !both);
  }

  /// The four parts are shown together or not at all: with the activity of two days each follows
  /// from the others. Newcomers also add up to the cohorts of weeks, so in each week those that are
  /// withheld are many enough together.
  static List<Figures.Lifecycle> lifecycle(List<Activity.Day> days) {
    Map<Integer, List<Activity.Day>> weeks = new HashMap<>();
    days.forEach(day ->
        weeks
            .computeIfAbsent(Math.floorDiv(day.day() + 3, WEEK), week -> new ArrayList<>())
            .add(day));
    Map<Integer, Boolean> shown = new HashMap<>();
    weeks.values().forEach(week -> week(week, shown));
    return days.stream()
        .map(day -> {
          boolean yes = shown.getOrDefault(day.day(), false);
          return new Figures.Lifecycle(
              LocalDate.ofEpochDay(day.day()),
              yes ? day.fresh() : null,
              yes ? day.retained() : null,
              yes ? day.resurrected() : null,
              yes ? day.dormant() : null,
              !yes);
        })
        .toList();
  }

  private static void week(List<Activity.Day> week, Map<Integer, Boolean> shown) {
    long withheld = 0;
    for (Activity.Day day : week) {
      boolean all =
          may(day.fresh()) && may(day.retained()) && may(day.resurrected()) && may(day.dormant());
      shown.put(day.day(), all);
      withheld += all ? 0 : day.fresh();
    }
    List<Activity.Day> smallest =
        week.stream().sorted(Comparator.comparingLong(Activity.Day::fresh)).toList();
    for (Activity.Day day : smallest) {
      if (!may(withheld) && day.fresh() > 0 && shown.getOrDefault(day.day(), false)) {
        shown.put(day.day(), false);
        withheld += day.fresh();
      }
    }
  }

  /// Each step is part of the one before: its figure is shown when it is many enough, and those who
  /// stayed behind since the last figure are.
  static List<StepResult> steps(List<FunnelTally.Line> lines) {
    boolean[] shown = new boolean[lines.size()];
    long previous = -1;
    for (int i = 0; i < shown.length; i++) {
      long reached = lines.get(i).reached();
      shown[i] = previous < 0 ? i == 0 && may(reached) : may(reached, previous);
      previous = shown[i] ? reached : previous;
    }
    return steps(lines, shown);
  }

  /// Those steps that are shown.
  static List<StepResult> steps(List<FunnelTally.Line> lines, boolean[] shown) {
    List<StepResult> steps = new ArrayList<>();
    for (FunnelTally.Line line : lines) {
      if (!shown[line.step() - 1]) {
        steps.add(
            new StepResult(line.step(), line.events(), null, null, null, null, null, null, true));
        continue;
      }
      boolean someone = line.reached() > 0;
      boolean follows = steps.isEmpty() || !steps.getLast().suppressed();
      steps.add(
          new StepResult(
              line.step(),
              line.events(),
              line.reached(),
              follows && line.step() > 1 ? Double.valueOf(line.fromPrevious()) : null,
              line.fromFirst(),
              line.interval(),
              someone ? Double.valueOf(line.medianTime() / 1_000) : null,
              someone ? Double.valueOf(line.p90Time() / 1_000) : null,
              false));
    }
    return steps;
  }
}
