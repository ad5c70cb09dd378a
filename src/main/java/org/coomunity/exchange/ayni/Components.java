package org.coomunity.exchange.ayni;

import java.util.Arrays;

/// The strongly connected groups of a directed graph: inside one, everybody can be reached from
/// everybody (Tarjan, "Depth-first search and linear graph algorithms", 1972). Walks without
/// recursion.
final class Components {
  private final int[] starts;
  private final int[] heads;
  private final int[] index;
  private final int[] low;
  private final int[] group;
  private final int[] stack;
  private final int[] walk;
  private final int[] at;
  private int stacked;
  private int walked;
  private int counted;
  private int groups;

  private Components(int nodes, int[] tails, int[] heads) {
    this.starts = new int[nodes + 1];
    this.heads = new int[heads.length];
    for (int tail : tails) {
      starts[tail + 1]++;
    }
    for (int node = 0; node < nodes; node++) {
      starts[node + 1] += starts[node];
    }
    int[] place = starts.clone();
    for (int i = 0; i < tails.length; i++) {
      this.heads[place[tails[i]]++] = heads[i];
    }
    this.index = new int[nodes];
    this.low = new int[nodes];
    this.group = new int[nodes];
    this.stack = new int[nodes];
    this.walk = new int[nodes];
    this.at = Arrays.copyOf(starts, nodes);
    Arrays.fill(group, -1);
  }

  /// The group of each node, numbered from 0.
  ///
  /// @param tails where arc i begins
  /// @param heads where arc i ends
  static int[] of(int nodes, int[] tails, int[] heads) {
    Components components = new Components(nodes, tails, heads);
    for (int node = 0; node < nodes; node++) {
      if (components.index[node] == 0) {
        components.visit(node);
      }
    }
    return components.group;
  }

  private void enter(int node) {
    counted++;
    index[node] = counted;
    low[node] = counted;
    stack[stacked++] = node;
    walk[walked++] = node;
  }

  private void visit(int root) {
    enter(root);
    while (walked > 0) {
      int node = walk[walked - 1];
      if (at[node] < starts[node + 1]) {
        int head = heads[at[node]++];
        if (index[head] == 0) {
          enter(head);
        } else if (group[head] < 0) {
          low[node] = Math.min(low[node], index[head]);
        }
      } else {
        leave(node);
      }
    }
  }

  private void leave(int node) {
    walked--;
    if (walked > 0) {
      int above = walk[walked - 1];
      low[above] = Math.min(low[above], low[node]);
    }
    if (low[node] == index[node]) {
      int member;
      do {
        member = stack[--stacked];
        group[member] = groups;
      } while (member != node);
      groups++;
    }
  }
}
