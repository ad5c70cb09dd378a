package org.coomunity.exchange.ayni;

import java.util.Arrays;

/// A network of arcs with capacities, and the most that can flow through it (Dinic, "Algorithm for
/// solution of a problem of maximum flow in a network with power estimation", 1970). Integers only;
/// arcs are tried in the order in which they were added, so the same network carries the same flow.
/// Capacities may be widened between two pushes: what flows already stays.
final class Network {
  private static final int NONE = -1;

  private final int nodes;
  private final int[] first;
  private final int[] last;
  private final int[] next;
  private final int[] to;
  private final long[] room;
  private final int[] level;
  private final int[] at;
  private final int[] path;
  private int size;

  /// @param arcs the most that will be added
  Network(int nodes, int arcs) {
    this.nodes = nodes;
    this.first = filled(nodes);
    this.last = filled(nodes);
    this.next = new int[2 * arcs];
    this.to = new int[2 * arcs];
    this.room = new long[2 * arcs];
    this.level = new int[nodes];
    this.at = new int[nodes];
    this.path = new int[nodes];
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, NONE);
    return array;
  }

  /// Adds an arc and says its number.
  int arc(int from, int toward, long capacity) {
    half(from, toward, capacity);
    half(toward, from, 0);
    return size - 2;
  }

  private void half(int from, int toward, long capacity) {
    to[size] = toward;
    room[size] = capacity;
    next[size] = NONE;
    if (first[from] == NONE) {
      first[from] = size;
    } else {
      next[last[from]] = size;
    }
    last[from] = size;
    size++;
  }

  /// Lets an arc carry more.
  void widen(int arc, long by) {
    room[arc] += by;
  }

  /// What an arc carries.
  long carried(int arc) {
    return room[arc + 1];
  }

  /// Pushes as much more as fits, and says how much that was.
  long push(int source, int sink) {
    long pushed = 0;
    while (levels(source, sink)) {
      System.arraycopy(first, 0, at, 0, nodes);
      pushed += block(source, sink);
    }
    return pushed;
  }

  /// How far each node is from the source, over arcs with room; false when the sink is out of
  /// reach.
  private boolean levels(int source, int sink) {
    Arrays.fill(level, NONE);
    level[source] = 0;
    path[0] = source;
    int waiting = 1;
    for (int done = 0; done < waiting; done++) {
      int node = path[done];
      for (int arc = first[node]; arc != NONE; arc = next[arc]) {
        if (room[arc] > 0 && level[to[arc]] == NONE) {
          level[to[arc]] = level[node] + 1;
          path[waiting++] = to[arc];
        }
      }
    }
    return level[sink] != NONE;
  }

  /// Fills the shortest ways until each has an arc without room. Walks without recursion: a way may
  /// be as long as there are members.
  private long block(int source, int sink) {
    long pushed = 0;
    int length = 0;
    int node = source;
    while (true) {
      if (node == sink) {
        long most = narrowest(length);
        pushed += most;
        length = fill(length, most);
        node = length == 0 ? source : to[path[length - 1]];
        continue;
      }
      int arc = onward(node);
      if (arc != NONE) {
        path[length++] = arc;
        node = to[arc];
      } else if (node == source) {
        return pushed;
      } else {
        level[node] = NONE; // a dead end
        length--;
        node = to[path[length] ^ 1];
      }
    }
  }

  private int onward(int node) {
    int arc = at[node];
    while (arc != NONE && (room[arc] <= 0 || level[to[arc]] != level[node] + 1)) {
      arc = next[arc];
    }
    at[node] = arc;
    return arc;
  }

  private long narrowest(int length) {
    long most = Long.MAX_VALUE;
    for (int i = 0; i < length; i++) {
      most = Math.min(most, room[path[i]]);
    }
    return most;
  }

  /// Fills a way and says how far along it there is still room.
  private int fill(int length, long amount) {
    int open = length;
    for (int i = length - 1; i >= 0; i--) {
      room[path[i]] -= amount;
      room[path[i] ^ 1] += amount;
      if (room[path[i]] == 0) {
        open = i;
      }
    }
    return open;
  }
}
