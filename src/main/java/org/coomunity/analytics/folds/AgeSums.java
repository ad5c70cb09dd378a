package org.coomunity.analytics.folds;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// For each first day (or week), a number for each age from 0 on.
final class AgeSums {
  private static final int FEW = 64;

  private final int ages;
  private long[] @Nullable [] rows = {};
  private int base;

  AgeSums(int ages) {
    this.ages = ages;
  }

  /// How old one may be as of a first day.
  interface Oldest {
    int age(int first);
  }

  void add(int first, int age, long number) {
    if (rows.length == 0) {
      base = first - FEW / 2;
      rows = new long[FEW][];
    } else if (first < base || first - base >= rows.length) {
      grow(first);
    }
    long[] row = rows[first - base];
    if (row == null) {
      row = new long[ages];
      rows[first - base] = row;
    }
    row[age] += number;
  }

  private void grow(int first) {
    int spare = rows.length / 2 + FEW;
    int from = first < base ? first - spare : base;
    int to = first < base ? base + rows.length : first + spare;
    long[] @Nullable [] larger = new long[to - from][];
    System.arraycopy(rows, 0, larger, base - from, rows.length);
    rows = larger;
    base = from;
  }

  void addAll(AgeSums other) {
    for (int i = 0; i < other.rows.length; i++) {
      long[] row = other.rows[i];
      for (int age = 0; row != null && age < row.length; age++) {
        if (row[age] != 0) {
          add(other.base + i, age, row[age]);
        }
      }
    }
  }

  /// Those with anything in them, up to the age that is over.
  Map<Integer, long[]> cohorts(Oldest oldest) {
    Map<Integer, long[]> some = new TreeMap<>();
    for (int i = 0; i < rows.length; i++) {
      long[] row = rows[i];
      int most = Math.min(ages - 1, oldest.age(base + i));
      if (row != null && most >= 0 && Arrays.stream(row).anyMatch(count -> count != 0)) {
        some.put(base + i, Arrays.copyOf(row, most + 1));
      }
    }
    return some;
  }

  /// The same, each with all that are older: how many came back then or after it.
  Map<Integer, long[]> orLater(Oldest oldest) {
    Map<Integer, long[]> some = cohorts(first -> ages - 1);
    some.keySet().removeIf(first -> oldest.age(first) < 0);
    some.replaceAll((first, row) -> {
      for (int age = row.length - 2; age >= 0; age--) {
        row[age] += row[age + 1];
      }
      return Arrays.copyOf(row, Math.min(ages - 1, oldest.age(first)) + 1);
    });
    return some;
  }
}
