package org.coomunity.analytics.folds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// On which days who was there, and all figures that follow: exact, kept while events come in, in
/// any order, and without a trace of whom is erased. Each figure is a sum over people, so that
/// taking somebody out is the same as never having had them.
///
/// A person is a small number, a day the count of days since 1970-01-01.
public final class Activity {
  private static final int WEEK = 7;
  private static final int MONTH = 30;
  private static final int NONE = Integer.MIN_VALUE;

  private final int maxAge;
  private final DaySums active = new DaySums();
  private final DaySums inWeek = new DaySums();
  private final DaySums inMonth = new DaySums();
  private final DaySums fresh = new DaySums();
  private final DaySums retained = new DaySums();
  private final DaySums resurrected = new DaySums();
  private final DaySums dormant = new DaySums();
  private final TreeMap<Integer, long[]> onAge = new TreeMap<>();
  private final TreeMap<Integer, long[]> lastAge = new TreeMap<>();
  private final TreeMap<Integer, long[]> onWeek = new TreeMap<>();
  private long[] @Nullable [] days = new long[64][];
  private int[] bases = new int[64];
  private int people;

  /// @param maxAge up to which day after the first it is kept who came back
  public Activity(int maxAge) {
    this.maxAge = maxAge;
  }

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

  /// Somebody was active on a day.
  ///
  /// @return false when that was known
  public boolean act(int person, int day) {
    if (person >= days.length) {
      int size = Math.max(person + 1, days.length * 2);
      days = Arrays.copyOf(days, size);
      bases = Arrays.copyOf(bases, size);
    }
    long[] bits = days[person];
    if (bits == null) {
      days[person] = new long[] {1};
      bases[person] = day;
      people++;
      add(day, NONE, day, 1);
      return true;
    }
    int base = bases[person];
    int last = last(bits, base);
    if (has(bits, base, day)) {
      return false;
    }
    if (day > last) {
      days[person] = with(bits, day - base);
      add(base, last, day, 1);
    } else {
      addAll(person, -1);
      insert(person, day);
      addAll(person, 1);
    }
    return true;
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
      add(first, previous, day, sign);
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

  /// What a day adds to the figures when it is the last of somebody so far.
  private void add(int first, int previous, int day, int sign) {
    active.add(day, sign);
    dormant.add(day + 1, sign);
    int age = Math.min(day - first, maxAge);
    if (previous == NONE) {
      fresh.add(day, sign);
      span(inWeek, day, day + WEEK, sign);
      span(inMonth, day, day + MONTH, sign);
    } else {
      span(inWeek, Math.max(day, previous + WEEK), day + WEEK, sign);
      span(inMonth, Math.max(day, previous + MONTH), day + MONTH, sign);
      if (previous == day - 1) {
        retained.add(day, sign);
        dormant.add(day, -sign);
      } else {
        resurrected.add(day, sign);
      }
      ages(lastAge, first, maxAge)[Math.min(previous - first, maxAge)] -= sign;
    }
    ages(lastAge, first, maxAge)[age] += sign;
    if (day - first <= maxAge) {
      ages(onAge, first, maxAge)[age] += sign;
    }
    int weeks = week(day) - week(first);
    if (weeks <= maxAge / WEEK && (previous == NONE || week(previous) < week(day))) {
      ages(onWeek, week(first), maxAge / WEEK)[weeks] += sign;
    }
  }

  private static void span(DaySums sums, int from, int to, int sign) {
    sums.add(from, sign);
    sums.add(to, -sign);
  }

  private static long[] ages(Map<Integer, long[]> cohorts, int first, int most) {
    return cohorts.computeIfAbsent(first, day -> new long[most + 1]);
  }

  /// Weeks begin on Monday; 1970-01-01 was a Thursday.
  private static int week(int day) {
    return Math.floorDiv(day + 3, WEEK);
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
    return active.first();
  }

  /// The last day on which anybody was active, `Integer.MIN_VALUE` without.
  public int lastDay() {
    return active.last();
  }

  /// The figures of all days from one to another.
  public List<Day> days(int from, int to) {
    List<Day> rows = new ArrayList<>();
    long week = 0;
    long month = 0;
    for (int day = Math.min(from, firstDay()); day <= to; day++) {
      week += inWeek.get(day);
      month += inMonth.get(day);
      if (day >= from) {
        rows.add(
            new Day(
                day,
                active.get(day),
                week,
                month,
                Statistics.share(active.get(day), month),
                fresh.get(day),
                retained.get(day),
                resurrected.get(day),
                dormant.get(day)));
      }
    }
    return rows;
  }

  /// How many of those who came first on a day were active exactly so many days later; ages that
  /// are not over by the day `until` are left out.
  public Map<Integer, long[]> retention(int until) {
    return cohorts(onAge, first -> Math.min(maxAge, until - first));
  }

  /// How many of those who came first on a day were active so many days later or after that.
  public Map<Integer, long[]> unbounded(int until) {
    Map<Integer, long[]> cohorts = cohorts(lastAge, first -> maxAge);
    cohorts.replaceAll((first, ages) -> {
      for (int age = ages.length - 2; age >= 0; age--) {
        ages[age] += ages[age + 1];
      }
      return Arrays.copyOf(ages, Math.min(maxAge, until - first) + 1);
    });
    return cohorts;
  }

  /// The same by weeks: those who came first in the week that began on a day, and how many were
  /// active so many weeks later.
  public Map<Integer, long[]> weekly(int until) {
    Map<Integer, long[]> weeks =
        cohorts(onWeek, first -> Math.min(maxAge / WEEK, week(until) - first));
    Map<Integer, long[]> byDay = new TreeMap<>();
    weeks.forEach((week, ages) -> byDay.put(week * WEEK - 3, ages));
    return byDay;
  }

  private interface Oldest {
    int age(int first);
  }

  private static Map<Integer, long[]> cohorts(Map<Integer, long[]> all, Oldest oldest) {
    Map<Integer, long[]> some = new TreeMap<>();
    all.forEach((first, ages) -> {
      int most = oldest.age(first);
      if (most >= 0 && Arrays.stream(ages).anyMatch(count -> count != 0)) {
        some.put(first, Arrays.copyOf(ages, most + 1));
      }
    });
    return some;
  }
}
