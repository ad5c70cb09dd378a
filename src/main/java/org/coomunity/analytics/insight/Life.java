package org.coomunity.analytics.insight;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// On which days somebody was active, and what else happened when; all that a model of leaving may
/// know. Nothing about who they are: no gender, age, origin, health or belief.
///
/// @param person any name for them that stays
/// @param active days since 1970 with an active act
/// @param counters by name, the days on which something was counted, as each first trade with a
///   partner
public record Life(String person, List<Integer> active, Map<String, List<Integer>> counters) {
  public Life {
    if (active.isEmpty()) {
      throw new IllegalArgumentException("a life without a day");
    }
    active = active.stream().distinct().sorted().toList();
    counters = Map.copyOf(counters);
  }

  int first() {
    return active.getFirst();
  }

  /// Days with an act after one day and up to another.
  int between(int after, int upTo) {
    return (int) active.stream().filter(day -> day > after && day <= upTo).count();
  }

  int counted(String counter, int upTo) {
    return (int)
        counters.getOrDefault(counter, List.of()).stream().filter(day -> day <= upTo).count();
  }

  /// What a model of acts and leaving needs, in weeks.
  BgNbd.Past past(int upTo) {
    int[] seen = days(upTo);
    return new BgNbd.Past(
        seen.length - 1, (seen[seen.length - 1] - seen[0]) / 7.0, (upTo - seen[0]) / 7.0);
  }

  /// The days between two acts, in the middle; the whole time for who came once.
  double ownGap(int upTo) {
    int[] seen = days(upTo);
    if (seen.length < 2) {
      return Math.max(1, upTo - seen[0]);
    }
    double[] gaps = new double[seen.length - 1];
    Arrays.setAll(gaps, i -> seen[i + 1] - seen[i]);
    return Measures.median(gaps);
  }

  private int[] days(int upTo) {
    return active.stream().mapToInt(Integer::intValue).takeWhile(day -> day <= upTo).toArray();
  }
}
