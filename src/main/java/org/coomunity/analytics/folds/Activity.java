package org.coomunity.analytics.folds;

import static org.coomunity.analytics.folds.ActivitySums.NONE;
import static org.coomunity.analytics.folds.ActivitySums.WEEK;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// On which days who was there, and all figures that follow: exact, kept while events come in, in
/// any order, and without a trace of whom is erased. Each figure is a sum over people, so that
/// taking somebody out is the same as never having had them.
///
/// A person is a small number, a day the count of days since 1970-01-01.
public final class Activity {
  /// Spans of ages in days, for who came back at any time in them.
  public static final List<Bracket> BRACKETS =
      List.of(
          new Bracket(0, 0),
          new Bracket(1, 7),
          new Bracket(8, 14),
          new Bracket(15, 30),
          new Bracket(31, 60),
          new Bracket(61, 90));

  private static final int PARTS = 8;

  private final int maxAge;
  private ActivitySums sums;
  private long[] heads = new long[64];
  private long[] @Nullable [] tails = new long[64][];
  private int[] bases = new int[64];
  private int people;

  /// @param maxAge up to which day after the first it is kept who came back
  public Activity(int maxAge) {
    this.maxAge = maxAge;
    this.sums = new ActivitySums(maxAge);
  }

  /// Ages in days, both ends in it.
  public record Bracket(int from, int to) {}

  /// The figures of a day.
  ///
  /// @param dau how many were active on it
  /// @param wau in the seven days up to it
  /// @param mau in the thirty days up to it
  /// @param stickiness `dau / mau`
  /// @param fresh for the first time
  /// @param retained also the day before
  /// @param resurrected not the day before, but earlier
  /// @param dormant the day before, and not on it
  public record Day(
      int day,
      long dau,
      long wau,
      long mau,
      double stickiness,
      long fresh,
      long retained,
      long resurrected,
      long dormant) {}

  /// The bracket of an age, or -1.
  static int bracket(int age) {
    for (int i = 0; i < BRACKETS.size(); i++) {
      if (age <= BRACKETS.get(i).to()) {
        return i;
      }
    }
    return -1;
  }

  /// Somebody was active on a day.
  ///
  /// @return false when that was known
  public boolean act(int person, int day) {
    room(person);
    if (heads[person] == 0) {
      bases[person] = day;
      heads[person] = 1;
      people++;
      sums.add(day, NONE, day, 1);
      return true;
    }
    int base = bases[person];
    int last = last(person);
    if (has(person, day)) {
      return false;
    }
    if (day > last) {
      set(person, day);
      sums.add(base, last, day, 1);
    } else {
      addAll(person, -1);
      insert(person, day);
      addAll(person, 1);
    }
    return true;
  }

  /// Takes in many people at once who were never there before, on all processors.
  ///
  /// @param count how many; their numbers are 0..count - 1
  /// @param daysOf the days of each, in order and each once; empty for nobody
  public void fill(int count, IntFunction<int[]> daysOf) {
    if (count == 0) {
      return;
    }
    room(count - 1);
    int size = (count + PARTS - 1) / PARTS;
    List<ActivitySums> parts =
        IntStream.range(0, PARTS)
            .parallel()
            .mapToObj(part -> {
              ActivitySums own = new ActivitySums(maxAge);
              for (int p = part * size; p < Math.min(count, (part + 1) * size); p++) {
                put(p, daysOf.apply(p), own);
              }
              return own;
            })
            .toList();
    parts.forEach(part -> sums.addAll(part));
    people += (int) IntStream.range(0, count).filter(p -> heads[p] != 0).count();
  }

  private void put(int person, int[] some, ActivitySums into) {
    int previous = NONE;
    for (int day : some) {
      if (previous == NONE) {
        bases[person] = day;
      }
      set(person, day);
      into.add(some[0], previous, day, 1);
      previous = day;
    }
  }

  private void room(int person) {
    if (person >= heads.length) {
      int size = Math.max(person + 1, heads.length + heads.length / 4);
      heads = Arrays.copyOf(heads, size);
      tails = Arrays.copyOf(tails, size);
      bases = Arrays.copyOf(bases, size);
    }
  }

  /// The days of somebody are bits from their first day on: those of the first 64 stand in one
  /// number, which is all that most need.
  private long word(int person, int at) {
    long[] tail = tails[person];
    return at == 0 ? heads[person] : tail == null || at > tail.length ? 0 : tail[at - 1];
  }

  private int words(int person) {
    long[] tail = tails[person];
    return tail == null ? 1 : 1 + tail.length;
  }

  private boolean has(int person, int day) {
    int at = day - bases[person];
    return at >= 0 && (word(person, at >> 6) & 1L << at) != 0;
  }

  private int last(int person) {
    int word = words(person) - 1;
    return bases[person] + word * 64 + 63 - Long.numberOfLeadingZeros(word(person, word));
  }

  private void set(int person, int day) {
    int at = day - bases[person];
    int word = at >> 6;
    if (word == 0) {
      heads[person] |= 1L << at;
      return;
    }
    long[] tail = tails[person];
    if (tail == null || tail.length < word) {
      tail = tail == null ? new long[word] : Arrays.copyOf(tail, word);
      tails[person] = tail;
    }
    tail[word - 1] |= 1L << at;
  }

  private void insert(int person, int day) {
    if (day < bases[person]) {
      int[] all = daysOf(person);
      heads[person] = 0;
      tails[person] = null;
      bases[person] = day;
      for (int one : all) {
        set(person, one);
      }
    }
    set(person, day);
  }

  private void addAll(int person, int sign) {
    int first = bases[person];
    int previous = NONE;
    for (int day : daysOf(person)) {
      sums.add(first, previous, day, sign);
      previous = day;
    }
  }

  /// The days on which somebody was active, in order.
  public int[] daysOf(int person) {
    if (person >= heads.length || heads[person] == 0) {
      return new int[0];
    }
    int size = 0;
    for (int word = 0; word < words(person); word++) {
      size += Long.bitCount(word(person, word));
    }
    int[] found = new int[size];
    int count = 0;
    for (int word = 0; word < words(person); word++) {
      for (long rest = word(person, word); rest != 0; rest &= rest - 1) {
        found[count++] = bases[person] + word * 64 + Long.numberOfTrailingZeros(rest);
      }
    }
    return found;
  }

  /// Takes somebody out of every figure.
  public void erase(int person) {
    if (person < heads.length && heads[person] != 0) {
      addAll(person, -1);
      heads[person] = 0;
      tails[person] = null;
      people--;
    }
  }

  /// How many people there are.
  public int people() {
    return people;
  }

  /// The first day on which anybody was active, `Integer.MAX_VALUE` without.
  public int firstDay() {
    return sums.active.first();
  }

  /// The last day on which anybody was active, `Integer.MIN_VALUE` without.
  public int lastDay() {
    return sums.active.last();
  }

  /// The figures of all days from one to another.
  public List<Day> days(int from, int to) {
    List<Day> rows = new ArrayList<>();
    long week = 0;
    long month = 0;
    for (int day = Math.min(from, firstDay()); day <= to; day++) {
      week += sums.inWeek.get(day);
      month += sums.inMonth.get(day);
      if (day >= from) {
        rows.add(
            new Day(
                day,
                sums.active.get(day),
                week,
                month,
                Statistics.share(sums.active.get(day), month),
                sums.fresh.get(day),
                sums.retained.get(day),
                sums.resurrected.get(day),
                sums.dormant.get(day)));
      }
    }
    return rows;
  }

  /// How many of those who came first on a day were active exactly so many days later; ages that
  /// are not over by the day `until` are left out.
  public Map<Integer, long[]> retention(int until) {
    return sums.onAge.cohorts(first -> until - first);
  }

  /// How many of those who came first on a day were active so many days later or after that.
  public Map<Integer, long[]> unbounded(int until) {
    return sums.lastAge.orLater(first -> until - first);
  }

  /// How many of those who came first on a day were active at any time in each of `BRACKETS` that
  /// is over.
  public Map<Integer, long[]> bracketed(int until) {
    return sums.onBracket.cohorts(first -> {
      int over = -1;
      while (over + 1 < BRACKETS.size() && first + BRACKETS.get(over + 1).to() <= until) {
        over++;
      }
      return over;
    });
  }

  /// By weeks: those who came first in the week that began on a day, and how many were active in
  /// the week so many weeks later.
  public Map<Integer, long[]> weekly(int until) {
    return byMonday(sums.onWeek.cohorts(first -> ActivitySums.week(until) - first));
  }

  /// By weeks, then or later.
  public Map<Integer, long[]> weeklyUnbounded(int until) {
    return byMonday(sums.lastWeek.orLater(first -> ActivitySums.week(until) - first));
  }

  private static Map<Integer, long[]> byMonday(Map<Integer, long[]> weeks) {
    Map<Integer, long[]> byDay = new TreeMap<>();
    weeks.forEach((week, ages) -> byDay.put(week * WEEK - 3, ages));
    return byDay;
  }
}
