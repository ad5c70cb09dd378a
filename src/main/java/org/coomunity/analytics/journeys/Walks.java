package org.coomunity.analytics.journeys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.coomunity.analytics.folds.Numbering;
import org.coomunity.analytics.folds.Order;
import org.jspecify.annotations.Nullable;

/// What everybody did, one after the other, each in the order of time: for folding all of it at
/// once. An event is one number: when, and behind it of what kind.
final class Walks {
  private static final int KIND_BITS = 6;
  private static final int KINDS = (1 << KIND_BITS) - 1;

  private final int[] from;
  private final long[] events;

  private Walks(int[] from, long[] events) {
    this.from = from;
    this.events = events;
  }

  /// Gathers segments; people get the next small numbers as they come.
  static final class Gathering {
    private final Numbering people;
    private final List<Segment> segments = new ArrayList<>();
    private final List<int[]> numbers = new ArrayList<>();
    private long size;
    private @Nullable Walks walks;

    Gathering(Numbering people) {
      this.people = people;
    }

    void add(Segment segment) {
      int[] own = new int[segment.people()];
      for (int i = 0; i < own.length; i++) {
        own[i] = people.of(segment.names()[i]);
      }
      segments.add(segment);
      numbers.add(own);
      walks = null;
      size += segment.size();
    }

    long size() {
      return size;
    }

    /// On which days everybody was active, person by person.
    Presence presence(LocalDays days) {
      return Presence.of(people.size(), segments, numbers, days);
    }

    Walks walks() {
      Walks known = walks;
      if (known == null) {
        known = sorted();
        walks = known;
      }
      return known;
    }

    private Walks sorted() {
      int[] from = new int[people.size() + 1];
      each((person, event) -> from[person + 1]++);
      Arrays.parallelPrefix(from, Integer::sum);
      long[] events = new long[from[from.length - 1]];
      int[] next = from.clone();
      each((person, event) -> events[next[person]++] = event);
      Walks all = new Walks(from, events);
      IntStream.range(0, people.size()).parallel().forEach(all::sort);
      return all;
    }

    private interface Each {
      void event(int person, long event);
    }

    private void each(Each each) {
      for (int s = 0; s < segments.size(); s++) {
        Segment segment = segments.get(s);
        int[] own = numbers.get(s);
        for (int i = 0; i < segment.size(); i++) {
          if (segment.who(i) < own.length) {
            each.event(own[segment.who(i)], segment.at(i) << KIND_BITS | segment.type(i));
          }
        }
      }
    }
  }

  private void sort(int person) {
    int count = size(person);
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      times[i] = at(person, i);
    }
    int[] order = Order.byTime(times, count);
    long[] sorted = new long[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = events[from[person] + order[i]];
    }
    System.arraycopy(sorted, 0, events, from[person], count);
  }

  int people() {
    return from.length - 1;
  }

  /// How many events of somebody there are.
  int size(int person) {
    return from[person + 1] - from[person];
  }

  /// When, in milliseconds of the epoch.
  long at(int person, int event) {
    return events[from[person] + event] >> KIND_BITS;
  }

  /// The number of the kind of event.
  int type(int person, int event) {
    return (int) events[from[person] + event] & KINDS;
  }
}
