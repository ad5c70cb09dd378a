package org.coomunity.analytics.insight;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What carries: content that people finish and after which they act. Not time spent.
///
/// @param value the share that finished, shrunk to the mean of its kind, times the share of those
///   who finished that acted within a week
/// @param low the value with the lower 95 % bound of the second share; content is ranked by it
/// @param starts people
public record Content(String id, double value, double low, int starts) {
  static final int SHRINK = 20;

  /// How people met one piece of content.
  ///
  /// @param starts people who began
  /// @param finishes of those
  /// @param acted of those, with a trade, an answer or help within seven days
  public record Seen(String id, String kind, int starts, int finishes, int acted) {
    public Seen {
      if (acted < 0 || acted > finishes || finishes > starts) {
        throw new IllegalArgumentException(id + " was finished by more than began it");
      }
    }
  }

  /// The best first; what fewer than ten began is not shown.
  static List<Content> ranked(List<Seen> seen) {
    Map<String, int[]> kinds = new HashMap<>();
    for (Seen one : seen) {
      int[] sums = kinds.computeIfAbsent(one.kind(), kind -> new int[2]);
      sums[0] += one.starts();
      sums[1] += one.finishes();
    }
    return seen.stream()
        .filter(one -> one.starts() >= Insight.FEWEST_PEOPLE && one.finishes() > 0)
        .map(one -> of(one, kinds.getOrDefault(one.kind(), new int[] {1, 0})))
        .sorted(Comparator.comparingDouble((Content one) -> -one.low()).thenComparing(Content::id))
        .toList();
  }

  private static Content of(Seen one, int[] kind) {
    double mean = (double) kind[1] / kind[0];
    double finished = (one.finishes() + SHRINK * mean) / (one.starts() + SHRINK);
    Wilson acted = Wilson.of(one.acted(), one.finishes());
    return new Content(one.id(), finished * acted.share(), finished * acted.low(), one.starts());
  }
}
