package org.coomunity.analytics.insight;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// How much of a volume circles of two, three and four could set off without anybody paying: first
/// pairs, which is exact, then circles of three and of four, the largest flows first. Circles share
/// flows, so that which are cleared first matters; the answer is a lower bound that others can
/// repeat.
final class ShortCycles {
  /// So many looks at a pair of flows, and no more: a hub has very many circles of four.
  private static final long MOST_LOOKS = 300_000_000;

  private final Flows flows;
  private final double[] left;
  private final int[][] out;
  private final int[][] in;
  private final double nothing;
  private double cleared;
  private long looks;

  ShortCycles(Flows flows) {
    this.flows = flows;
    int[] groups = flows.groups();
    this.left = new double[flows.edges()];
    double largest = 0;
    for (int edge = 0; edge < left.length; edge++) {
      if (groups[flows.tail(edge)] == groups[flows.head(edge)]) {
        left[edge] = flows.amount(edge);
        largest = Math.max(largest, left[edge]);
      }
    }
    this.nothing = largest * 1e-12;
    int nodes = flows.accounts().size();
    this.out = around(nodes, true);
    this.in = around(nodes, false);
  }

  /// The flows inside groups by the account at one end, in the order of the account at the other.
  private int[][] around(int nodes, boolean leaving) {
    int[] counts = new int[nodes];
    for (int edge = 0; edge < left.length; edge++) {
      if (left[edge] > 0) {
        counts[leaving ? flows.tail(edge) : flows.head(edge)]++;
      }
    }
    int[][] around = new int[nodes][];
    Arrays.setAll(around, node -> new int[counts[node]]);
    IntStream.range(0, left.length)
        .filter(edge -> left[edge] > 0)
        .boxed()
        .sorted(Comparator.comparingInt(edge -> leaving ? flows.head(edge) : flows.tail(edge)))
        .forEach(edge -> {
          int node = leaving ? flows.tail(edge) : flows.head(edge);
          around[node][around[node].length - counts[node]--] = edge;
        });
    return around;
  }

  /// The share of the volume that is cleared; 0 where nothing moved.
  double share() {
    int[] order =
        IntStream.range(0, left.length)
            .filter(edge -> left[edge] > 0)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(edge -> -flows.amount(edge))
                    .thenComparingInt(edge -> edge))
            .mapToInt(edge -> edge)
            .toArray();
    for (int edge : order) {
      clear(edge, between(/* tail= */ flows.head(edge), /* head= */ flows.tail(edge)));
    }
    for (int edge : order) {
      threes(edge);
    }
    for (int edge : order) {
      fours(edge);
    }
    return flows.volume() == 0 ? 0 : Math.min(1, cleared / flows.volume());
  }

  private void threes(int edge) {
    for (int second : out[flows.head(edge)]) {
      if (gone(edge) || looks++ > MOST_LOOKS) {
        return;
      }
      if (!gone(second)) {
        clear(edge, second, between(/* tail= */ flows.head(second), /* head= */ flows.tail(edge)));
      }
    }
  }

  private void fours(int edge) {
    for (int second : out[flows.head(edge)]) {
      if (gone(edge)) {
        return;
      }
      for (int last : in[flows.tail(edge)]) {
        if (looks++ > MOST_LOOKS) {
          return;
        }
        if (gone(edge) || gone(second)) {
          break;
        }
        if (!gone(last) && flows.head(second) != flows.tail(last)) {
          clear(
              edge,
              second,
              between(/* tail= */ flows.head(second), /* head= */ flows.tail(last)),
              last);
        }
      }
    }
  }

  private boolean gone(int edge) {
    return left[edge] <= nothing;
  }

  private void clear(int... circle) {
    double least = Double.POSITIVE_INFINITY;
    for (int edge : circle) {
      least = edge < 0 ? 0 : Math.min(least, left[edge]);
      if (least <= nothing) {
        return;
      }
    }
    for (int edge : circle) {
      left[edge] -= least;
    }
    cleared += least * circle.length;
  }

  private int between(int tail, int head) {
    int[] edges = out[tail];
    int low = 0;
    int high = edges.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = flows.head(edges[middle]);
      if (found == head) {
        return edges[middle];
      }
      if (found < head) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}
