package org.coomunity.bench;

import java.util.Map;
import java.util.SplittableRandom;
import org.coomunity.analytics.folds.Activity;
import org.coomunity.analytics.folds.Numbering;

/// How much memory somebody needs in the counters that are kept up: their number, and all days on
/// which they were there, of a quarter of a year.
final class MemoryRun {
  private static final int AGE = 90;
  private static final int VISITS = 12;
  private static final int TODAY = 20_700;

  private MemoryRun() {}

  /// What is held until it was weighed.
  private record Counters(Numbering people, Activity activity) {}

  static void run(int people, Figures figures, Map<String, Object> json) {
    long before = used();
    Counters counters = new Counters(new Numbering(), new Activity(AGE));
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < people; i++) {
      int person = counters.people().of(random.nextLong());
      int first = TODAY - random.nextInt(AGE);
      for (int visit = 0; visit < VISITS; visit++) {
        counters.activity().act(person, first + random.nextInt(TODAY - first + 1));
      }
    }
    double bytes = (double) (used() - before) / counters.activity().people();
    figures.value("bytes of memory for each person counted", bytes);
    json.put("bytesPerUser", bytes);
  }

  private static long used() {
    Runtime memory = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, memory.totalMemory() - memory.freeMemory());
    }
    return least;
  }
}
