package org.coomunity.analytics.journeys;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coomunity.analytics.folds.Activity;
import org.coomunity.analytics.folds.Activity.Bracket;
import org.jspecify.annotations.Nullable;

/// Who came back, as it is asked for: by days or weeks in which people came first, and counted when
/// they came exactly then, at any time in a span, or then or later.
///
/// A cell is shown when neither those in it nor those missing in it are a handful, also against the
/// cells that another way of counting shows: those who came exactly then are among those of its
/// span, and among those who came then or later.
final class Returns {
  private static final int WEEK = 7;
  private static final int DAYS_SHOWN = 90;

  /// What people who came first are gathered by.
  enum By {
    DAY,
    WEEK;

    static Optional<By> of(String word) {
      return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// When somebody counts as come back.
  enum Kind {
    /// Exactly so many days (or weeks) later.
    NDAY,
    /// At any time in a span of days.
    BRACKET,
    /// So many days (or weeks) later, or after that.
    UNBOUNDED;

    static Optional<Kind> of(String word) {
      return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Activity activity;
  private final By by;
  private final Kind kind;
  private final int today;

  Returns(Activity activity, By by, Kind kind, int today) {
    this.activity = activity;
    this.by = by;
    this.kind = kind;
    this.today = today;
  }

  /// What the columns are: ages in days or weeks, or spans of days.
  List<String> columns() {
    if (kind == Kind.BRACKET) {
      return Activity.BRACKETS.stream()
          .map(one -> one.from() == one.to() ? "" + one.from() : one.from() + "-" + one.to())
          .toList();
    }
    int most = by == By.DAY ? CommunityFold.MAX_AGE : CommunityFold.MAX_AGE / WEEK;
    return IntStream.rangeClosed(0, most).mapToObj(Integer::toString).toList();
  }

  List<Figures.Cohort> rows() {
    Map<Integer, long[]> exact =
        by == By.DAY || kind == Kind.BRACKET ? activity.retention(today) : activity.weekly(today);
    Map<Integer, long[]> counts =
        switch (kind) {
          case NDAY -> exact;
          case BRACKET -> activity.bracketed(today);
          case UNBOUNDED ->
              by == By.DAY ? activity.unbounded(today) : activity.weeklyUnbounded(today);
        };
    if (by == By.WEEK && kind == Kind.BRACKET) {
      counts = weeks(counts);
      exact = weeks(exact);
    }
    Map<Integer, Boolean> withheld = by == By.DAY ? small(counts) : Map.of();
    List<Figures.Cohort> rows = new ArrayList<>();
    for (Map.Entry<Integer, long[]> row : counts.entrySet()) {
      if (by == By.WEEK || row.getKey() > today - DAYS_SHOWN) {
        boolean hidden = withheld.getOrDefault(row.getKey(), false);
        long[] same = exact.getOrDefault(row.getKey(), new long[0]);
        rows.add(row(row.getKey(), row.getValue(), same, hidden));
      }
    }
    return rows;
  }

  /// Cohorts of days added up by weeks, as far as the span is over for the last of their days.
  private Map<Integer, long[]> weeks(Map<Integer, long[]> days) {
    Map<Integer, long[]> weeks = new TreeMap<>();
    days.forEach((day, counts) -> {
      int monday = day - Math.floorMod(day + 3, WEEK);
      long[] sums = weeks.computeIfAbsent(monday, m -> new long[CommunityFold.MAX_AGE + 1]);
      for (int i = 0; i < counts.length; i++) {
        sums[i] += counts[i];
      }
    });
    weeks.replaceAll((monday, sums) -> {
      int over = 0;
      while (over < Activity.BRACKETS.size()
          && monday + WEEK - 1 + Activity.BRACKETS.get(over).to() <= today) {
        over++;
      }
      return Arrays.copyOf(sums, Math.max(1, over));
    });
    return weeks;
  }

  /// Days add up to weeks: in each week those that are withheld are many enough together.
  private static Map<Integer, Boolean> small(Map<Integer, long[]> days) {
    Map<Integer, List<Integer>> weeks = new HashMap<>();
    days.keySet()
        .forEach(day ->
            weeks
                .computeIfAbsent(Math.floorDiv(day + 3, WEEK), week -> new ArrayList<>())
                .add(day));
    Map<Integer, Boolean> withheld = new HashMap<>();
    weeks
        .values()
        .forEach(week -> {
          long sum = 0;
          week.sort(Comparator.comparingLong(day -> size(days, day)));
          for (int day : week) {
            long size = size(days, day);
            boolean hides = !Shown.may(size) || (sum > 0 && !Shown.may(sum));
            withheld.put(day, hides);
            sum += hides ? size : 0;
          }
        });
    return withheld;
  }

  private static long size(Map<Integer, long[]> days, int day) {
    long[] counts = days.get(day);
    return counts == null ? 0 : counts[0];
  }

  private Figures.Cohort row(int first, long[] counts, long[] exact, boolean hidden) {
    List<@Nullable Long> cells = new ArrayList<>();
    boolean whole = true;
    long size = counts[0];
    long before = size;
    for (int i = 0; i < counts.length; i++) {
      boolean shown = !hidden && Shown.may(size) && Shown.may(counts[i]);
      if (i > 0 && shown) {
        shown =
            switch (kind) {
              case NDAY -> Shown.may(size - counts[i]);
              case BRACKET -> Shown.may(size - counts[i]) && apart(counts[i], i, exact);
              case UNBOUNDED ->
                  Shown.may(before - counts[i])
                      && (i >= exact.length || Shown.may(counts[i] - exact[i]));
            };
      }
      cells.add(shown ? Long.valueOf(counts[i]) : null);
      before = shown ? counts[i] : before;
      whole &= shown;
    }
    return new Figures.Cohort(LocalDate.ofEpochDay(first), cells, !whole);
  }

  private static boolean apart(long count, int bracket, long[] exact) {
    Bracket span = Activity.BRACKETS.get(bracket);
    for (int age = span.from(); age <= Math.min(span.to(), exact.length - 1); age++) {
      if (!Shown.may(count - exact[age])) {
        return false;
      }
    }
    return true;
  }
}
