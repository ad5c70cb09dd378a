package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Villages that are made up: people with a rhythm of their own who meet partners; who has few of
/// them leaves sooner.
final class Villages {
  private Villages() {}

  /// @param prefix before the number of each, which begins at 1
  /// @param today some come after it
  static List<Life> village(String prefix, int people, long seed, int today) {
    Random chance = new Random(seed);
    List<Life> lives = new ArrayList<>();
    for (int i = 1; i <= people; i++) {
      int day = today - 20 - chance.nextInt(330);
      double rhythm = 1 + 9 * chance.nextDouble();
      List<Integer> active = new ArrayList<>();
      List<Integer> partners = new ArrayList<>();
      double next = day;
      do {
        active.add((int) next);
        if (chance.nextInt(4) == 0) {
          partners.add((int) next);
        }
        next += Math.max(1, -rhythm * Math.log(chance.nextDouble()));
      } while (next <= today + 40 && chance.nextDouble() > 0.16 / (1 + partners.size()));
      lives.add(new Life(prefix + i, active, Map.of("partners", partners)));
    }
    return lives;
  }
}
