package org.coomunity.decisions.voting;

import java.math.BigInteger;
import java.util.Arrays;

/// How much voice somebody has in a period: it grows with their Méritos, slower and slower, and
/// ends at four times that of a newcomer, so that the votes of one person weigh at most twice those
/// of another.
public final class Voice {
  /// The voice of somebody without Méritos.
  public static final int BASE = 100;

  private static final int MOST_TIMES = 4;
  private static final int FRACTION = 32;
  private static final int ONE_AT = 63;

  private Voice() {}

  /// `floor(100 * min(4, 1 + log2(1 + merits / median)))`.
  ///
  /// @param merits at the moment of the snapshot; below zero counts as zero
  /// @param median of the eligible members who have some; below one counts as one
  public static int budget(long merits, long median) {
    long most = Math.max(1, median);
    long own = Math.max(0, merits);
    if (own / 7 >= most) {
      return MOST_TIMES * BASE;
    }
    BigInteger ratio =
        BigInteger.valueOf(own)
            .add(BigInteger.valueOf(most))
            .shiftLeft(FRACTION)
            .divide(BigInteger.valueOf(most));
    long times = (1L << FRACTION) + log2(ratio.longValueExact());
    return (int) Math.min(MOST_TIMES * BASE, (BASE * times) >>> FRACTION);
  }

  /// The logarithm to base 2 of a number with 32 binary places, at least one, in the same form.
  /// Only whole numbers, so that every language comes to the same: each squaring of the mantissa,
  /// which has 63 places, gives one place more.
  static long log2(long ratio) {
    int whole = Long.SIZE - 1 - Long.numberOfLeadingZeros(ratio) - FRACTION;
    long mantissa = ratio << Long.numberOfLeadingZeros(ratio);
    long log = whole;
    for (int place = 0; place < FRACTION; place++) {
      long high = Math.unsignedMultiplyHigh(mantissa, mantissa);
      boolean two = high < 0;
      mantissa = two ? high : (high << 1) | ((mantissa * mantissa) >>> ONE_AT);
      log = (log << 1) | (two ? 1 : 0);
    }
    return log;
  }

  /// The median of those above zero, the lower one of two in the middle; one when there are none.
  public static long median(long[] merits) {
    long[] some = Arrays.stream(merits).filter(m -> m > 0).sorted().toArray();
    return some.length == 0 ? 1 : some[(some.length - 1) / 2];
  }
}
