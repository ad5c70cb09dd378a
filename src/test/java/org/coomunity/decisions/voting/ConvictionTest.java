package org.coomunity.decisions.voting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/// Points that gain weight with time.
class ConvictionTest {
  private static final int FINE = 200;

  private static BigInteger points(long points) {
    return BigInteger.valueOf(points).shiftLeft(Conviction.PLACES);
  }

  @Property(tries = 100)
  void hour_by_hour_and_at_once_agree_within_one_unit(
      @ForAll @LongRange(max = 1L << 50) long before,
      @ForAll @LongRange(max = 1_000_000) long stake,
      @ForAll @IntRange(max = 400) int hours) {
    BigInteger factor = hourly();
    BigInteger fine = BigInteger.valueOf(before).shiftLeft(FINE - Conviction.PLACES);
    BigInteger stakes = BigInteger.valueOf(stake).shiftLeft(FINE);
    for (int hour = 0; hour < hours; hour++) {
      fine = fine.multiply(factor).shiftRight(FINE).add(stakes);
    }
    BigInteger steps = fine.shiftRight(FINE - Conviction.PLACES);
    BigInteger once = Conviction.after(BigInteger.valueOf(before), stake, hours);
    assertThat(steps.subtract(once).abs()).isLessThanOrEqualTo(BigInteger.ONE);
  }

  /// 2^(-1/72) with 200 places, by halving an interval.
  private static BigInteger hourly() {
    BigInteger low = BigInteger.ONE.shiftLeft(FINE - 1);
    BigInteger high = BigInteger.ONE.shiftLeft(FINE);
    BigInteger half = BigInteger.ONE.shiftLeft(FINE * Conviction.HALF_LIFE - 1);
    while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = low.add(high).shiftRight(1);
      if (middle.pow(Conviction.HALF_LIFE).compareTo(half) <= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Property(tries = 200)
  void half_of_it_goes_in_a_half_life_exactly(@ForAll @LongRange(max = 1L << 60) long before) {
    BigInteger conviction = BigInteger.valueOf(before);
    assertThat(Conviction.after(conviction, 0, 72)).isEqualTo(conviction.shiftRight(1));
    assertThat(Conviction.after(conviction, 0, 144)).isEqualTo(conviction.shiftRight(2));
    assertThat(Conviction.after(conviction, 0, 0)).isEqualTo(conviction);
  }

  @Property(tries = 200)
  void a_constant_stake_only_adds_and_never_passes_its_limit(
      @ForAll @LongRange(max = 1_000_000) long stake, @ForAll @IntRange(max = 8_000) int hours) {
    BigInteger now = Conviction.after(BigInteger.ZERO, stake, hours);
    BigInteger later = Conviction.after(BigInteger.ZERO, stake, hours + 1);
    assertThat(later).isGreaterThanOrEqualTo(now);
    assertThat(later.doubleValue() / (1L << 32))
        .isLessThanOrEqualTo(stake / (1 - Math.pow(2, -1 / 72.0)) * 1.000_000_1);
  }

  @Test
  void a_request_needs_more_the_more_of_the_fund_it_takes() {
    double a = Math.pow(2, -1 / 72.0);
    BigInteger small = Conviction.threshold(1_000, 50, 1_000).orElseThrow();
    double exact = 0.0025 * 1_000 / ((1 - a) * Math.pow(0.2 - 0.05, 2));
    assertThat(small.doubleValue() / (1L << 32)).isCloseTo(exact, within(exact * 1e-9));
    assertThat(Conviction.threshold(1_000, 100, 1_000).orElseThrow()).isGreaterThan(small);
    assertThat(Conviction.threshold(1_000, 200, 1_000)).isEmpty();
    assertThat(Conviction.threshold(1_000, 1, 0)).isEmpty();
  }

  @Property(tries = 200)
  void the_hour_that_is_told_is_the_first_that_suffices(
      @ForAll @LongRange(min = 1, max = 10_000) long stake,
      @ForAll @LongRange(max = 1_000_000) long threshold) {
    BigInteger needed = points(threshold);
    OptionalInt eta = Conviction.eta(BigInteger.ZERO, stake, needed);
    if (eta.isPresent()) {
      int hours = eta.getAsInt();
      assertThat(Conviction.after(BigInteger.ZERO, stake, hours)).isGreaterThanOrEqualTo(needed);
      if (hours > 0) {
        assertThat(Conviction.after(BigInteger.ZERO, stake, hours - 1)).isLessThan(needed);
      }
    } else {
      assertThat(stake / (1 - Math.pow(2, -1 / 72.0))).isLessThan(threshold * 1.000_001);
    }
  }
}
