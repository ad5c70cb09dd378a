package org.coomunity.decisions.voting;

import java.util.Arrays;
import java.util.Comparator;

/// Who speaks for whom in one question. Members name delegates, the dearest first; whoever casts a
/// ballot speaks for themselves, whatever they said before.
///
/// Others follow the first of their delegates whose way ends with somebody who votes. A way goes
/// from each to their own first delegate who leads anywhere; where it runs into a circle, those in
/// it and behind it take the shortest way out, and among equally short ones that of the dearest
/// delegate. Members of a circle without a way out count for nobody. Behind one voter at most a
/// bounded number count, those who delegated first. Everybody is visited a bounded number of times:
/// O(members + links).
public final class Delegations {
  /// What becomes of a member's voice.
  public enum Fate {
    /// They vote themselves.
    DIRECT,
    /// Somebody votes for them.
    DELEGATED,
    /// Somebody would, but too many others came before; they are told.
    OVER_CAP,
    /// Their delegates lead in a circle; they are told before the vote closes.
    CIRCLE,
    /// They named nobody, or nobody who votes.
    SILENT
  }

  private static final int UNKNOWN = -10;
  private static final int ON_WAY = -4;
  private static final int LOOSE = -3;
  private static final int IN_CIRCLE = -2;
  private static final int NOBODY = -1;
  private static final int CAP_PART = 20;

  private final int[] starts;
  private final int[] delegates;
  private final long[] since;
  private final int[] to;
  private final int[] used;
  private final int[] way;
  private final int[] behind;

  /// Empty while nobody has too many behind them.
  private boolean[] over = {};

  /// Those whose way ran into a circle, and how many they are.
  private int[] circling = {};

  private int circlings;

  private Delegations(boolean[] direct, int[] starts, int[] delegates, long[] since) {
    this.starts = starts;
    this.delegates = delegates;
    this.since = since;
    int members = direct.length;
    this.to = new int[members];
    this.used = Arrays.copyOf(starts, members);
    this.way = new int[members];
    this.behind = new int[members];
    for (int member = 0; member < members; member++) {
      to[member] = direct[member] ? member : UNKNOWN;
    }
  }

  /// Resolves all delegations of a question. Members are numbers from 0.
  ///
  /// @param direct who casts a ballot
  /// @param starts where each member's links begin in `delegates`; one more than members
  /// @param delegates whom each names, the dearest first
  /// @param since when each link was made, in any unit
  /// @param active members: at most a twentieth of them, but one in any case, count behind one
  ///   voter
  public static Delegations resolve(
      boolean[] direct, int[] starts, int[] delegates, long[] since, int active) {
    if (starts.length != direct.length + 1 || since.length != delegates.length) {
      throw new IllegalArgumentException("the arrays do not fit together");
    }
    Delegations all = new Delegations(direct, starts, delegates, since);
    for (int member = 0; member < direct.length; member++) {
      if (all.to[member] == UNKNOWN) {
        all.follow(member);
      }
    }
    if (all.circlings > 0) {
      all.leaveCircles(Arrays.copyOf(all.circling, all.circlings));
    }
    all.count(Math.max(1, active / CAP_PART));
    return all;
  }

  /// What becomes of a member's voice.
  public Fate fate(int member) {
    int end = to[member];
    if (end >= 0) {
      return end == member
          ? Fate.DIRECT
          : over.length > 0 && over[member] ? Fate.OVER_CAP : Fate.DELEGATED;
    }
    return end == IN_CIRCLE ? Fate.CIRCLE : Fate.SILENT;
  }

  /// Who votes for a member: themselves, a delegate, or -1 for nobody. One over the cap has a
  /// delegate here whose vote does not count for them.
  public int voter(int member) {
    return Math.max(NOBODY, to[member]);
  }

  /// For how many others a voter speaks.
  public int behind(int voter) {
    return behind[voter];
  }

  /// The way of a member from delegate to delegate, themselves first, up to who votes.
  public int[] chain(int member) {
    int[] chain = new int[to.length + 1];
    int length = 0;
    int at = member;
    while (to[member] >= 0 && at != to[member]) {
      chain[length++] = at;
      at = delegates[used[at]];
    }
    chain[length++] = at;
    return Arrays.copyOf(chain, length);
  }

  /// Follows the way of one member and settles everybody on it; those of a circle are kept apart.
  private void follow(int member) {
    int length = 0;
    int at = member;
    while (to[at] == UNKNOWN) {
      int link = used[at];
      int end = starts[at + 1];
      while (link < end && (to[delegates[link]] == NOBODY || to[delegates[link]] == IN_CIRCLE)) {
        link++;
      }
      used[at] = link;
      if (link < end) {
        to[at] = ON_WAY;
        way[length++] = at;
        at = delegates[link];
      } else {
        to[at] = NOBODY;
        if (length > 0) {
          at = way[--length];
          to[at] = UNKNOWN;
        }
      }
    }
    if (to[at] == NOBODY) {
      return;
    }
    int found = to[at] >= 0 ? to[at] : LOOSE;
    for (int i = 0; i < length; i++) {
      to[way[i]] = found;
    }
    if (found >= 0) {
      behind[found] += length;
    } else {
      circle(length);
    }
  }

  private void circle(int length) {
    if (circling.length < circlings + length) {
      circling = Arrays.copyOf(circling, Math.max(2 * circling.length, circlings + length));
    }
    System.arraycopy(way, 0, circling, circlings, length);
    circlings += length;
  }

  /// Those whose way ran into a circle: who has no way out is told apart first, since others must
  /// not wait for them; then all ways are followed again, and what is still in a circle leaves it
  /// by the shortest way.
  private void leaveCircles(int[] loose) {
    Arrays.sort(loose);
    int[] places = new int[to.length];
    for (int i = 0; i < loose.length; i++) {
      places[loose[i]] = i;
    }
    int[] backStarts = new int[loose.length + 1];
    int[] back = backwards(loose, places, backStarts);
    boolean[] alive = new boolean[loose.length];
    int[] reach = new int[loose.length];
    int reached = 0;
    for (int i = 0; i < loose.length; i++) {
      if (leads(loose[i])) {
        alive[i] = true;
        reach[reached++] = i;
      }
    }
    for (int i = 0; i < reached; i++) {
      for (int b = backStarts[reach[i]]; b < backStarts[reach[i] + 1]; b++) {
        int place = places[back[b]];
        if (!alive[place]) {
          alive[place] = true;
          reach[reached++] = place;
        }
      }
    }
    for (int i = 0; i < loose.length; i++) {
      to[loose[i]] = alive[i] ? UNKNOWN : IN_CIRCLE;
      used[loose[i]] = starts[loose[i]];
    }
    circlings = 0;
    for (int member : loose) {
      if (to[member] == UNKNOWN) {
        follow(member);
      }
    }
    int[] left = Arrays.copyOf(circling, circlings);
    Arrays.sort(left);
    shortest(left, places, backStarts, back);
    for (int member : left) {
      if (to[member] >= 0) {
        behind[to[member]]++;
      }
    }
  }

  /// For each who is loose, by their place, the others who name them.
  private int[] backwards(int[] loose, int[] places, int[] backStarts) {
    int count = 0;
    for (int member : loose) {
      for (int link = starts[member]; link < starts[member + 1]; link++) {
        if (to[delegates[link]] == LOOSE) {
          backStarts[places[delegates[link]] + 1]++;
          count++;
        }
      }
    }
    for (int i = 0; i < loose.length; i++) {
      backStarts[i + 1] += backStarts[i];
    }
    int[] next = backStarts.clone();
    int[] back = new int[count];
    for (int member : loose) {
      for (int link = starts[member]; link < starts[member + 1]; link++) {
        if (to[delegates[link]] == LOOSE) {
          back[next[places[delegates[link]]]++] = member;
        }
      }
    }
    return back;
  }

  /// Takes the first delegate whose way ends with somebody who votes; false when there is none yet.
  private boolean leads(int member) {
    for (int link = starts[member]; link < starts[member + 1]; link++) {
      if (to[delegates[link]] >= 0) {
        used[member] = link;
        return true;
      }
    }
    return false;
  }

  /// Step by step: those one link away from a way that ends, then those two away, and so on.
  private void shortest(int[] loose, int[] places, int[] backStarts, int[] back) {
    int[] order = new int[loose.length];
    int count = 0;
    for (int member : loose) {
      if (leads(member)) {
        order[count++] = member;
      }
    }
    int from = 0;
    while (from < count) {
      int until = count;
      for (int i = from; i < until; i++) {
        to[order[i]] = ON_WAY;
      }
      for (int i = from; i < until; i++) {
        to[order[i]] = to[delegates[used[order[i]]]];
      }
      for (int i = from; i < until; i++) {
        int place = places[order[i]];
        for (int b = backStarts[place]; b < backStarts[place + 1]; b++) {
          if (to[back[b]] == LOOSE) {
            leads(back[b]);
            to[back[b]] = ON_WAY;
            order[count++] = back[b];
          }
        }
      }
      from = until;
    }
  }

  private void count(int cap) {
    boolean tooMany = false;
    for (int others : behind) {
      tooMany |= others > cap;
    }
    if (!tooMany) {
      return;
    }
    over = new boolean[to.length];
    int[] heavy = new int[to.length];
    int count = 0;
    for (int member = 0; member < to.length; member++) {
      if (to[member] >= 0 && to[member] != member && behind[to[member]] > cap) {
        heavy[count++] = member;
      }
    }
    int[] counted = new int[to.length];
    Arrays.stream(heavy, 0, count)
        .boxed()
        .sorted(Comparator.<Integer>comparingLong(m -> since[used[m]]).thenComparing(m -> m))
        .forEach(m -> over[m] = ++counted[to[m]] > cap);
    for (int voter = 0; voter < to.length; voter++) {
      behind[voter] = Math.min(behind[voter], cap);
    }
  }
}
