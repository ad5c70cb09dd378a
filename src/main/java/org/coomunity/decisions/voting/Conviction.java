package org.coomunity.decisions.voting;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;

/// Running requests to the fund: points that stay on a request gain weight with time. After `t`
/// hours with a stake of `x` points a conviction `y` has become `a^t * y + x * (1 - a^t) / (1 - a)`
/// with `a = 2^(-1/72)`: what was there halves in 72 hours. Numbers have 32 binary places, inside
/// 96, so that a step of many hours and many steps of one agree.
public final class Conviction {
  /// Points that each member may spread over requests.
  public static final int POINTS = 100;

  /// The hours in which half of a conviction goes.
  public static final int HALF_LIFE = 72;

  /// The most hours that are looked ahead.
  public static final int HORIZON = 24 * 365;

  /// The binary places of a conviction.
  public static final int PLACES = 32;

  private static final int INSIDE = 96;
  private static final BigInteger ONE = BigInteger.ONE.shiftLeft(INSIDE);
  private static final BigInteger[] POWERS = powers();
  private static final BigInteger REST = ONE.subtract(POWERS[1]);

  /// beta, the part of the fund that no request may reach, is one fifth.
  private static final int BETA_UNDER = 5;

  /// 1 / (25 * rho), where rho is 1 / 400.
  private static final int RHO_UNDER = 16;

  private Conviction() {}

  /// 2^(-k/72) for each hour of a half-life, cut after 96 places.
  private static BigInteger[] powers() {
    BigInteger[] powers = new BigInteger[HALF_LIFE];
    for (int hour = 0; hour < HALF_LIFE; hour++) {
      powers[hour] = root(BigInteger.ONE.shiftLeft(INSIDE * HALF_LIFE - hour));
    }
    return powers;
  }

  /// The 72nd root, rounded down, by Newton's method from above.
  private static BigInteger root(BigInteger of) {
    BigInteger degree = BigInteger.valueOf(HALF_LIFE);
    BigInteger root = BigInteger.ONE.shiftLeft(of.bitLength() / HALF_LIFE + 1);
    while (true) {
      BigInteger next =
          root.multiply(BigInteger.valueOf(HALF_LIFE - 1L))
              .add(of.divide(root.pow(HALF_LIFE - 1)))
              .divide(degree);
      if (next.compareTo(root) >= 0) {
        return root;
      }
      root = next;
    }
  }

  private static BigInteger power(int hours) {
    return POWERS[hours % HALF_LIFE].shiftRight(hours / HALF_LIFE);
  }

  /// A conviction after some hours with a stake that does not change, rounded down.
  ///
  /// @param conviction at the beginning, with 32 places
  /// @param stake the points on the request
  /// @param hours at most `HORIZON`; later ones are like that
  public static BigInteger after(BigInteger conviction, long stake, int hours) {
    if (hours < 0 || stake < 0) {
      throw new IllegalArgumentException(hours + " hours, " + stake + " points");
    }
    BigInteger power = power(Math.min(hours, HORIZON));
    BigInteger kept = conviction.multiply(power).shiftLeft(INSIDE - PLACES).shiftRight(INSIDE);
    BigInteger gained =
        BigInteger.valueOf(stake).multiply(ONE.subtract(power)).shiftLeft(INSIDE).divide(REST);
    return kept.add(gained).shiftRight(INSIDE - PLACES);
  }

  /// The conviction that a request needs: `rho * S / ((1 - a) * (beta - r / F)^2)`, rounded up,
  /// with 32 places; none reaches it from a fifth of the fund on.
  ///
  /// @param points S, the points of all active members
  /// @param request r, in minor units
  /// @param fund F, what is free in the fund
  public static Optional<BigInteger> threshold(long points, long request, long fund) {
    BigInteger free = BigInteger.valueOf(Math.max(0, fund));
    BigInteger room =
        free.subtract(BigInteger.valueOf(request).multiply(BigInteger.valueOf(BETA_UNDER)));
    if (request < 0 || room.signum() <= 0) {
      return Optional.empty();
    }
    BigInteger over =
        BigInteger.valueOf(points).multiply(free).multiply(free).shiftLeft(PLACES + INSIDE);
    BigInteger under = BigInteger.valueOf(RHO_UNDER).multiply(REST).multiply(room).multiply(room);
    BigInteger[] parts = over.divideAndRemainder(under);
    return Optional.of(parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE));
  }

  /// After how many hours a request passes if nothing changes: zero when it does now, nothing when
  /// it never will, or not within a year.
  public static OptionalInt eta(BigInteger conviction, long stake, BigInteger threshold) {
    if (conviction.compareTo(threshold) >= 0) {
      return OptionalInt.of(0);
    }
    if (after(conviction, stake, HORIZON).compareTo(threshold) < 0) {
      return OptionalInt.empty();
    }
    int not = 0;
    int does = HORIZON;
    while (does - not > 1) {
      int middle = (not + does) >>> 1;
      if (after(conviction, stake, middle).compareTo(threshold) >= 0) {
        does = middle;
      } else {
        not = middle;
      }
    }
    return OptionalInt.of(does);
  }
}
