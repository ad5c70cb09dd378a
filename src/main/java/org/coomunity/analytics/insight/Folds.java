package org.coomunity.analytics.insight;

import java.util.Random;
import java.util.stream.IntStream;

/// Rows dealt into folds by a seeded permutation, each class by itself, so that every fold has
/// both.
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
record Folds(int count, int[] of) {
  static Folds deal(boolean[] labels, int count, long seed) {
    int[] order = IntStream.range(0, labels.length).toArray();
    Random chance = new Random(seed);
    for (int i = order.length - 1; i > 0; i--) {
      int other = chance.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    int[] folds = new int[labels.length];
    int positives = 0;
    int negatives = 0;
    for (int row : order) {
      folds[row] = labels[row] ? positives++ % count : count - 1 - negatives++ % count;
    }
    return new Folds(count, folds);
  }

  int[] inside(int fold) {
    return IntStream.range(0, of.length).filter(i -> of[i] == fold).toArray();
  }

  int[] outside(int fold) {
    return IntStream.range(0, of.length).filter(i -> of[i] != fold).toArray();
  }
}
