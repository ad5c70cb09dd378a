package org.coomunity.analytics.folds;

/// A number for each day, 0 where none was added; days are counted from 1970-01-01.
final class DaySums {
  private static final int FEW = 64;

  private long[] sums = {};
  private int base;

  void add(int day, long number) {
    if (sums.length == 0) {
      base = day - FEW / 2;
      sums = new long[FEW];
    }
    if (day < base || day - base >= sums.length) {
      grow(day);
    }
    sums[day - base] += number;
  }

  private void grow(int day) {
    int from = Math.min(base, day - FEW / 2);
    int to = Math.max(base + sums.length, day + FEW / 2);
    int spare = (to - from) / 2;
    from = day < base ? from - spare : from;
    to = day < base ? to : to + spare;
    long[] larger = new long[to - from];
    System.arraycopy(sums, 0, larger, base - from, sums.length);
    sums = larger;
    base = from;
  }

  void addAll(DaySums other) {
    for (int i = 0; i < other.sums.length; i++) {
      if (other.sums[i] != 0) {
        add(other.base + i, other.sums[i]);
      }
    }
  }

  long get(int day) {
    return day < base || day - base >= sums.length ? 0 : sums[day - base];
  }

  /// The first day with something, or `Integer.MAX_VALUE`.
  int first() {
    for (int i = 0; i < sums.length; i++) {
      if (sums[i] != 0) {
        return base + i;
      }
    }
    return Integer.MAX_VALUE;
  }

  /// The last day with something, or `Integer.MIN_VALUE`.
  int last() {
    for (int i = sums.length - 1; i >= 0; i--) {
      if (sums[i] != 0) {
        return base + i;
      }
    }
    return Integer.MIN_VALUE;
  }
}
