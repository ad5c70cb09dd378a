package org.coomunity.analytics.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.coomunity.analytics.folds.Order;

/// All events of a file: who, when, what. An event that says the same `id` of the same person again
/// is ignored.
final class EventLog {
  private static final int FEW = 1 << 12;
  private static final int ID = 3;

  private final Names users = new Names();
  private final Names events = new Names();
  private final Times times;
  private int[] who = new int[FEW];
  private int[] what = new int[FEW];
  private long[] when = new long[FEW];
  private int size;
  private long duplicates;

  private EventLog(Times times) {
    this.times = times;
  }

  static EventLog read(String file, InputStream in, TableOptions options) throws IOException {
    Table table = new Table(file, in, options, Columns.EVENTS);
    EventLog log = new EventLog(table.times());
    Set<String> ids = new HashSet<>();
    table.read(row -> {
      int user = log.users.number(row.text(0));
      if (row.has(ID) && !row.text(ID).isEmpty() && !ids.add(user + " " + row.text(ID))) {
        log.duplicates++;
      } else {
        log.add(user, row.time(1), log.events.number(row.text(2)));
      }
    });
    return log;
  }

  private void add(int user, long time, int event) {
    if (size == who.length) {
      if (size > Integer.MAX_VALUE / 2) {
        throw new Unusable("there are too many events");
      }
      who = Arrays.copyOf(who, size * 2);
      what = Arrays.copyOf(what, size * 2);
      when = Arrays.copyOf(when, size * 2);
    }
    who[size] = user;
    when[size] = time;
    what[size++] = event;
  }

  Names users() {
    return users;
  }

  Names events() {
    return events;
  }

  Times times() {
    return times;
  }

  int size() {
    return size;
  }

  long duplicates() {
    return duplicates;
  }

  int user(int row) {
    return who[row];
  }

  long time(int row) {
    return when[row];
  }

  int event(int row) {
    return what[row];
  }

  /// Who reads the events of one person after the other.
  @FunctionalInterface
  interface Person {
    void events(int user, long[] times, int[] events);
  }

  /// Goes through all people, in the order in which they come first.
  ///
  /// @param arrived true for the events in the order of the file, false for that of time
  void people(boolean arrived, Person each) {
    int[] from = new int[users.size() + 1];
    for (int row = 0; row < size; row++) {
      from[who[row] + 1]++;
    }
    for (int user = 0; user < users.size(); user++) {
      from[user + 1] += from[user];
    }
    int[] next = from.clone();
    int[] rows = new int[size];
    for (int row = 0; row < size; row++) {
      rows[next[who[row]]++] = row;
    }
    for (int user = 0; user < users.size(); user++) {
      int count = from[user + 1] - from[user];
      long[] at = new long[count];
      for (int i = 0; i < count; i++) {
        at[i] = when[rows[from[user] + i]];
      }
      int[] order = arrived ? null : Order.byTime(at, count);
      long[] ordered = new long[count];
      int[] names = new int[count];
      for (int i = 0; i < count; i++) {
        int place = order == null ? i : order[i];
        ordered[i] = at[place];
        names[i] = what[rows[from[user] + place]];
      }
      each.events(user, ordered, names);
    }
  }
}
