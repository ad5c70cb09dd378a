package org.coomunity.bench;

import java.util.Arrays;
import java.util.SplittableRandom;

/// How a load chooses accounts.
enum Choice {
  UNIFORM,
  /// The k-th account is chosen 1/k as often as the first.
  ZIPF,
  /// Ten accounts do everything.
  HOT,
  /// Uniform payers, one receiver: every transfer is a levy.
  LEVY;

  private static final int SAMPLES = 1 << 20;

  /// Pairs of accounts out of `accounts`: giver, receiver, giver, receiver.
  int[] pairs(int accounts, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] sums = this == ZIPF ? harmonic(accounts) : new double[0];
    int[] pairs = new int[2 * SAMPLES];
    for (int i = 0; i < pairs.length; i += 2) {
      pairs[i] = one(random, accounts, sums);
      do {
        pairs[i + 1] = this == LEVY ? 1 : one(random, accounts, sums);
        if (this == LEVY) {
          pairs[i] = 2 + random.nextInt(accounts - 1);
        }
      } while (pairs[i + 1] == pairs[i]);
    }
    return pairs;
  }

  private int one(SplittableRandom random, int accounts, double[] sums) {
    return switch (this) {
      case UNIFORM, LEVY -> 1 + random.nextInt(accounts);
      case HOT -> 1 + random.nextInt(10);
      case ZIPF -> {
        int at = Arrays.binarySearch(sums, random.nextDouble() * sums[accounts - 1]);
        yield 1 + Math.min(accounts - 1, at < 0 ? -at - 1 : at);
      }
    };
  }

  private static double[] harmonic(int accounts) {
    double[] sums = new double[accounts];
    double sum = 0;
    for (int k = 1; k <= accounts; k++) {
      sum += 1.0 / k;
      sums[k - 1] = sum;
    }
    return sums;
  }
}
