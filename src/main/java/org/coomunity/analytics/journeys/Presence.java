package org.coomunity.analytics.journeys;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// On which days who was active, from segments: a segment spans less than fifty days, so those of
/// somebody in it are the bits of one number. Nothing needs to be sorted but the few of them.
final class Presence {
  /// By the number of a kind of event: 1 for an act.
  private static final long[] ACTS =
      IntStream.range(0, EventType.NUMBERS).mapToLong(no -> EventType.act(no) ? 1 : 0).toArray();

  private final int[] from;
  private final int[] firsts;
  private final long[] masks;

  private Presence(int[] from, int[] firsts, long[] masks) {
    this.from = from;
    this.firsts = firsts;
    this.masks = masks;
  }

  /// @param people how many there are in all
  /// @param numbers for each segment, the numbers of its people
  static Presence of(int people, List<Segment> segments, List<int[]> numbers, LocalDays days) {
    List<long[]> each = segments.parallelStream().map(one -> masks(one, days)).toList();
    int[] from = new int[people + 1];
    for (int s = 0; s < numbers.size(); s++) {
      int[] own = numbers.get(s);
      long[] masks = each.get(s);
      for (int i = 0; i < own.length; i++) {
        from[own[i] + 1] += masks[i] == 0 ? 0 : 1;
      }
    }
    Arrays.parallelPrefix(from, Integer::sum);
    int[] firsts = new int[from[people]];
    long[] all = new long[from[people]];
    int[] next = from.clone();
    for (int s = 0; s < numbers.size(); s++) {
      int[] own = numbers.get(s);
      long[] masks = each.get(s);
      int first = first(segments.get(s), days);
      for (int i = 0; i < own.length; i++) {
        if (masks[i] != 0) {
          int at = next[own[i]]++;
          firsts[at] = first;
          all[at] = masks[i];
        }
      }
    }
    return new Presence(from, firsts, all);
  }

  /// For everybody in a segment, people first, a bit for each day. Which events are acts cannot be
  /// foretold, so that nothing branches on it.
  private static long[] masks(Segment segment, LocalDays days) {
    long[] masks = new long[segment.names().length];
    int first = first(segment, days);
    for (int i = 0; i < segment.size(); i++) {
      masks[segment.who(i)] |= ACTS[segment.type(i)] << (days.of(segment.at(i)) - first);
    }
    return masks;
  }

  /// The day of the first bit: one before that of the first event, for a clock that is set back
  /// over midnight makes the day before come again.
  private static int first(Segment segment, LocalDays days) {
    return days.of(segment.first()) - 1;
  }

  int people() {
    return from.length - 1;
  }

  /// The days of somebody, in order and each once.
  int[] of(int person) {
    int most = 0;
    for (int i = from[person]; i < from[person + 1]; i++) {
      most += Long.bitCount(masks[i]);
    }
    int[] found = new int[most];
    int count = 0;
    boolean rises = true;
    for (int i = from[person]; i < from[person + 1]; i++) {
      for (long rest = masks[i]; rest != 0; rest &= rest - 1) {
        int day = firsts[i] + Long.numberOfTrailingZeros(rest);
        rises &= count == 0 || found[count - 1] < day;
        found[count++] = day;
      }
    }
    return rises ? found : IntStream.of(found).sorted().distinct().toArray();
  }
}
