package org.coomunity.recount;

import java.math.BigInteger;

/// An exact number.
record Ratio(BigInteger up, BigInteger down) implements Comparable<Ratio> {
  static Ratio of(long number) {
    return new Ratio(BigInteger.valueOf(number), BigInteger.ONE);
  }

  static Ratio of(BigInteger up, BigInteger down) {
    BigInteger common = up.gcd(down);
    return common.bitLength() < 2
        ? new Ratio(up, down)
        : new Ratio(up.divide(common), down.divide(common));
  }

  Ratio plus(Ratio other) {
    return of(up.multiply(other.down).add(other.up.multiply(down)), down.multiply(other.down));
  }

  Ratio minus(Ratio other) {
    return of(up.multiply(other.down).subtract(other.up.multiply(down)), down.multiply(other.down));
  }

  Ratio times(Ratio other) {
    return of(up.multiply(other.up), down.multiply(other.down));
  }

  Ratio times(long number) {
    return of(up.multiply(BigInteger.valueOf(number)), down);
  }

  /// By something above zero.
  Ratio by(Ratio other) {
    return of(up.multiply(other.down), down.multiply(other.up));
  }

  Ratio orLess(Ratio other) {
    return compareTo(other) <= 0 ? this : other;
  }

  @Override
  public int compareTo(Ratio other) {
    return up.multiply(other.down).compareTo(other.up.multiply(down));
  }
}
