package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who acted on which days, and what that makes of each at any date.
final class Purchases {
  /// Those who were seen by a date.
  ///
  /// @param days of each, rising, also those after the date
  record Seen(List<String> ids, List<int[]> days, List<BgNbd.Past> pasts) {
    int size() {
      return ids.size();
    }
  }

  private final List<String> ids = new ArrayList<>();
  private final List<int[]> days = new ArrayList<>();
  private final double unitDays;

  /// @param acts days since 1970 of each person, in any order; several on a day count once
  /// @param unitDays how many days a unit of time has
  Purchases(Map<String, List<Integer>> acts, double unitDays) {
    this.unitDays = unitDays;
    new TreeMap<>(acts)
        .forEach((id, all) -> {
          ids.add(id);
          days.add(new TreeSet<>(all).stream().mapToInt(Integer::intValue).toArray());
        });
  }

  int firstDay() {
    return days.stream().mapToInt(all -> all[0]).min().orElse(0);
  }

  /// @param end the last day that is known
  Seen until(int end) {
    List<String> who = new ArrayList<>();
    List<int[]> theirs = new ArrayList<>();
    List<BgNbd.Past> pasts = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      int[] all = days.get(i);
      if (all[0] <= end) {
        int last = count(all, end) - 1;
        who.add(ids.get(i));
        theirs.add(all);
        pasts.add(new BgNbd.Past(last, (all[last] - all[0]) / unitDays, (end - all[0]) / unitDays));
      }
    }
    return new Seen(who, theirs, pasts);
  }

  /// On how many days each acted after one day, and up to another.
  static int[] between(Seen seen, int after, int upTo) {
    return seen.days().stream().mapToInt(all -> count(all, upTo) - count(all, after)).toArray();
  }

  /// What a model may know of each: nothing after the end.
  ///
  /// @param horizon in days
  double[][] features(Seen seen, BgNbd model, int end, int horizon) {
    double[][] rows = new double[seen.size()][];
    for (int i = 0; i < rows.length; i++) {
      BgNbd.Past past = seen.pasts().get(i);
      int[] all = Arrays.copyOf(seen.days().get(i), past.frequency() + 1);
      double silence = past.age() - past.recency();
      double gap = past.frequency() == 0 ? past.age() : gap(all) / unitDays;
      rows[i] =
          new double[] {
            -Math.log(model.expected(past, horizon / unitDays) + 1e-4),
            Math.log1p(past.frequency()),
            Math.log1p(past.recency()),
            Math.log1p(silence),
            Math.log1p(past.age()),
            past.frequency() == 0 ? 1 : 0,
            Math.log1p(Math.min(20, silence / Math.max(gap, 1 / unitDays))),
            recent(all, end, horizon / 2),
            recent(all, end, horizon),
            recent(all, end, 2 * horizon)
          };
    }
    return rows;
  }

  private static double recent(int[] all, int end, int days) {
    return Math.log1p(count(all, end) - count(all, end - days));
  }

  private static double gap(int[] all) {
    double[] gaps = new double[all.length - 1];
    Arrays.setAll(gaps, i -> all[i + 1] - all[i]);
    return Measures.median(gaps);
  }

  private static int count(int[] all, int upTo) {
    int place = Arrays.binarySearch(all, upTo);
    return place >= 0 ? place + 1 : -place - 1;
  }
}
