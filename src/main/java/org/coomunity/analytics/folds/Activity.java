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
  private long[] @Nullable [] days = new long[64][];
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
    long[] bits = days[person];
    if (bits == null) {
      days[person] = new long[] {1};
      bases[person] = day;
      people++;
      sums.add(day, NONE, day, 1);
      return true;
    }
    int base = bases[person];
    int last = last(bits, base);
    if (has(bits, base, day)) {
      return false;
    }
    if (day > last) {
      days[person] = with(bits, day - base);
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
    people += (int) IntStream.range(0, count).filter(p -> days[p] != null).count();
  }

  private void put(int person, int[] some, ActivitySums into) {
    if (some.length == 0) {
      return;
    }
    int first = some[0];
    long[] bits = new long[((some[some.length - 1] - first) >> 6) + 1];
    int previous = NONE;
    for (int day : some) {
      bits[(day - first) >> 6] |= 1L << (day - first);
      into.add(first, previous, day, 1);
      previous = day;
    }
    days[person] = bits;
    bases[person] = first;
  }

  private void room(int person) {
    if (person >= days.length) {
      int size = Math.max(person + 1, days.length + days.length / 2);
      days = Arrays.copyOf(days, size);
      bases = Arrays.copyOf(bases, size);
    }
  }

  private static boolean has(long[] bits, int base, int day) {
    int at = day - base;
    return at >= 0 && at < bits.length * 64 && (bits[at >> 6] & 1L << at) != 0;
  }

  private static int last(long[] bits, int base) {
    int word = bits.length - 1;
    return base + word * 64 + 63 - Long.numberOfLeadingZeros(bits[word]);
  }

  private static long[] with(long[] bits, int at) {
    long[] larger = at >> 6 < bits.length ? bits : Arrays.copyOf(bits, (at >> 6) + 1);
    larger[at >> 6] |= 1L << at;
    return larger;
  }

  private void insert(int person, int day) {
    long[] bits = bits(person);
    int base = bases[person];
    if (day >= base) {
      days[person] = with(bits, day - base);
      return;
    }
    long[] moved = new long[((last(bits, base) - day) >> 6) + 1];
    moved[0] = 1;
    for (int at = 0; at < bits.length * 64; at++) {
      if ((bits[at >> 6] & 1L << at) != 0) {
        int to = at + base - day;
        moved[to >> 6] |= 1L << to;
      }
    }
    days[person] = moved;
    bases[person] = day;
  }

  private long[] bits(int person) {
    long[] bits = days[person];
    if (bits == null) {
      throw new IllegalStateException("nobody has the number " + person);
    }
    return bits;
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
    long[] bits = person < days.length ? days[person] : null;
    if (bits == null) {
      return new int[0];
    }
    int[] found = new int[Arrays.stream(bits).mapToInt(Long::bitCount).sum()];
    int count = 0;
    for (int word = 0; word < bits.length; word++) {
      for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
        found[count++] = bases[person] + word * 64 + Long.numberOfTrailingZeros(rest);
      }
    }
    return found;
  }

  /// Takes somebody out of every figure.
  public void erase(int person) {
    if (person < days.length && days[person] != null) {
      addAll(person, -1);
      days[person] = null;
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
