package org.coomunity.base.translate;

import java.util.HashMap;
import java.util.Map;

/// How alike two texts are by their runs of characters (Popović, chrF: character n-gram F-score for
/// automatic MT evaluation, 2015), with recall counting twice.
final class ChrF {
  private static final int LONGEST = 6;
  private static final double BETA_SQUARED = 4;

  private ChrF() {}

  /// 0 for nothing in common, 1 for the same. Runs longer than both texts do not count.
  static double of(String candidate, String reference) {
    int[] mine = letters(candidate);
    int[] theirs = letters(reference);
    double sum = 0;
    int orders = 0;
    for (int n = 1; n <= LONGEST && n <= Math.max(mine.length, theirs.length); n++) {
      sum += score(runs(mine, n), runs(theirs, n));
      orders++;
    }
    return orders == 0 ? 1 : sum / orders;
  }

  private static int[] letters(String text) {
    return text.codePoints().filter(c -> !Character.isWhitespace(c)).toArray();
  }

  private static Map<String, Integer> runs(int[] letters, int length) {
    Map<String, Integer> runs = new HashMap<>();
    for (int at = 0; at + length <= letters.length; at++) {
      runs.merge(new String(letters, at, length), 1, Integer::sum);
    }
    return runs;
  }

  private static double score(Map<String, Integer> mine, Map<String, Integer> theirs) {
    double common = 0;
    for (Map.Entry<String, Integer> run : mine.entrySet()) {
      common += Math.min(run.getValue(), theirs.getOrDefault(run.getKey(), 0));
    }
    if (common == 0) {
      return 0;
    }
    double precision = common / total(mine);
    double recall = common / total(theirs);
    return (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
  }

  private static int total(Map<String, Integer> runs) {
    return runs.values().stream().mapToInt(n -> n).sum();
  }
}
