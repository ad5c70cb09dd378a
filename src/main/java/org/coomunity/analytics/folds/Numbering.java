package org.coomunity.analytics.folds;

import java.util.Arrays;

/// Long numbers and the small ones they got, in the order in which they came: about 16 bytes each.
public final class Numbering {
  private static final int FEW = 64;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] known = new long[FEW];

  /// Places of numbers: 0 for none, else one more than the small number.
  private int[] table = new int[2 * FEW];

  private int size;

  /// The small number of a long one: the next when it is new.
  public int of(long number) {
    int at = place(number);
    if (table[at] != 0) {
      return table[at] - 1;
    }
    if (size == known.length) {
      known = Arrays.copyOf(known, size + size / 2);
    }
    known[size] = number;
    table[at] = ++size;
    if (size > table.length / 4 * 3) {
      spread();
    }
    return size - 1;
  }

  /// The small number of a long one, or -1.
  public int find(long number) {
    return table[place(number)] - 1;
  }

  /// How many there are.
  public int size() {
    return size;
  }

  private int place(long number) {
    long mixed = number * SPREAD;
    int mask = table.length - 1;
    int at = (int) (mixed >>> 32) & mask;
    while (table[at] != 0 && known[table[at] - 1] != number) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void spread() {
    table = new int[table.length * 2];
    for (int i = 0; i < size; i++) {
      table[place(known[i])] = i + 1;
    }
  }
}
