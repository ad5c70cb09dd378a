package org.coomunity.decisions.merits;

import java.util.Map;

/// What the Méritos of a community's members weigh in its decisions at a moment: halved for every
/// 365 days since they were earned, of what was written down a day before at least.
///
/// @param meritos hundredths, by the number of the member; who has none is left out
/// @param median of them, in hundredths; 0 when nobody has any
public record Weights(Map<Integer, Long> meritos, long median) {
  public Weights {
    meritos = Map.copyOf(meritos);
  }

  static Weights of(Map<Integer, Long> all) {
    long[] sorted = all.values().stream().mapToLong(Long::longValue).sorted().toArray();
    return new Weights(all, sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2]);
  }

  /// What one member's weigh, in hundredths.
  public long of(int no) {
    return meritos.getOrDefault(no, 0L);
  }
}
