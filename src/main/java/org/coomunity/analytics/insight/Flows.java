package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Transfers of one window as a graph: accounts in the order in which they appear, and for each
/// ordered pair what moved between them in all. What somebody moves to themselves moves nothing.
final class Flows {
  private final List<String> accounts = new ArrayList<>();
  private final int[] tails;
  private final int[] heads;
  private final double[] amounts;
  private final double volume;

  Flows(List<Move> moves) {
    Map<String, Integer> numbers = new HashMap<>();
    Map<Long, Integer> edges = new HashMap<>();
    int[] from = new int[moves.size()];
    int[] to = new int[moves.size()];
    double[] sums = new double[moves.size()];
    int count = 0;
    double total = 0;
    for (Move move : moves) {
      int tail = numbers.computeIfAbsent(move.from(), this::number);
      int head = numbers.computeIfAbsent(move.to(), this::number);
      if (tail == head || move.amount() == 0) {
        continue;
      }
      total += move.amount();
      Integer edge = edges.putIfAbsent((long) tail << 32 | head, count);
      if (edge == null) {
        from[count] = tail;
        to[count] = head;
        sums[count++] = move.amount();
      } else {
        sums[edge] += move.amount();
      }
    }
    tails = Arrays.copyOf(from, count);
    heads = Arrays.copyOf(to, count);
    amounts = Arrays.copyOf(sums, count);
    volume = total;
  }

  private int number(String account) {
    accounts.add(account);
    return accounts.size() - 1;
  }

  List<String> accounts() {
    return accounts;
  }

  int edges() {
    return tails.length;
  }

  int tail(int edge) {
    return tails[edge];
  }

  int head(int edge) {
    return heads[edge];
  }

  double amount(int edge) {
    return amounts[edge];
  }

  double volume() {
    return volume;
  }

  /// What each account received less what it gave.
  double[] net() {
    double[] net = new double[accounts.size()];
    for (int edge = 0; edge < tails.length; edge++) {
      net[tails[edge]] -= amounts[edge];
      net[heads[edge]] += amounts[edge];
    }
    return net;
  }

  /// For each account a number of its strongly connected group, from 0 (Tarjan's walk, without
  /// recursion).
  int[] groups() {
    return new Groups(this).found();
  }

  private static final class Groups {
    private final int[] starts;
    private final int[] next;
    private final int[] ends;
    private final int[] index;
    private final int[] low;
    private final int[] group;
    private final int[] open;
    private int opened;
    private int counted;
    private int made;

    Groups(Flows flows) {
      int nodes = flows.accounts.size();
      starts = new int[nodes + 1];
      for (int tail : flows.tails) {
        starts[tail + 1]++;
      }
      for (int node = 0; node < nodes; node++) {
        starts[node + 1] += starts[node];
      }
      next = Arrays.copyOf(starts, nodes);
      ends = new int[flows.tails.length];
      for (int edge = 0; edge < ends.length; edge++) {
        ends[next[flows.tails[edge]]++] = flows.heads[edge];
      }
      System.arraycopy(starts, 0, next, 0, nodes);
      index = new int[nodes];
      low = new int[nodes];
      group = new int[nodes];
      open = new int[nodes];
      Arrays.fill(group, -1);
    }

    int[] found() {
      int[] walk = new int[index.length];
      for (int root = 0; root < index.length; root++) {
        if (index[root] == 0) {
          int depth = 0;
          walk[0] = root;
          enter(root);
          while (depth >= 0) {
            int node = walk[depth];
            if (next[node] < starts[node + 1]) {
              int other = ends[next[node]++];
              if (index[other] == 0) {
                walk[++depth] = other;
                enter(other);
              } else if (group[other] < 0) {
                low[node] = Math.min(low[node], index[other]);
              }
            } else {
              close(node);
              depth--;
              if (depth >= 0) {
                low[walk[depth]] = Math.min(low[walk[depth]], low[node]);
              }
            }
          }
        }
      }
      return group;
    }

    private void enter(int node) {
      index[node] = ++counted;
      low[node] = counted;
      open[opened++] = node;
    }

    private void close(int node) {
      if (low[node] == index[node]) {
        int member;
        do {
          member = open[--opened];
          group[member] = made;
        } while (member != node);
        made++;
      }
    }
  }
}
