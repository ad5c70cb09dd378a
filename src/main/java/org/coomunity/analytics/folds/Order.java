package org.coomunity.analytics.folds;

/// The order of events: by time, and at the same moment as they came.
public final class Order {
  private static final int SMALL = 24;

  private Order() {}

  /// The numbers of the first `count` events in their order.
  public static int[] byTime(long[] times, int count) {
    int[] order = new int[count];
    boolean sorted = true;
    for (int i = 0; i < count; i++) {
      order[i] = i;
      sorted &= i == 0 || times[i - 1] <= times[i];
    }
    if (!sorted) {
      merge(times, order, new int[count], 0, count);
    }
    return order;
  }

  /// A merge sort: it keeps what is equal in its order, and needs no objects.
  private static void merge(long[] times, int[] order, int[] spare, int from, int to) {
    if (to - from <= SMALL) {
      insert(times, order, from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    merge(times, order, spare, from, middle);
    merge(times, order, spare, middle, to);
    if (times[order[middle - 1]] <= times[order[middle]]) {
      return;
    }
    System.arraycopy(order, from, spare, from, to - from);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft =
          right >= to || (left < middle && times[spare[left]] <= times[spare[right]]);
      order[i] = takeLeft ? spare[left++] : spare[right++];
    }
  }

  private static void insert(long[] times, int[] order, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int moved = order[i];
      int at = i;
      while (at > from && times[order[at - 1]] > times[moved]) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = moved;
    }
  }
}
