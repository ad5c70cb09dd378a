package org.coomunity.analytics.folds;

/// All that is counted of when people were there: each a sum over people and their days, so that
/// sums of two crowds are those of both.
final class ActivitySums {
  static final int WEEK = 7;
  static final int MONTH = 30;
  static final int NONE = Integer.MIN_VALUE;

  private final int maxAge;
  final DaySums active = new DaySums();
  final DaySums inWeek = new DaySums();
  final DaySums inMonth = new DaySums();
  final DaySums fresh = new DaySums();
  final DaySums retained = new DaySums();
  final DaySums resurrected = new DaySums();
  final DaySums dormant = new DaySums();
  final AgeSums onAge;
  final AgeSums lastAge;
  final AgeSums onWeek;
  final AgeSums lastWeek;
  final AgeSums onBracket;

  ActivitySums(int maxAge) {
    this.maxAge = maxAge;
    this.onAge = new AgeSums(maxAge + 1);
    this.lastAge = new AgeSums(maxAge + 1);
    this.onWeek = new AgeSums(maxAge / WEEK + 1);
    this.lastWeek = new AgeSums(maxAge / WEEK + 1);
    this.onBracket = new AgeSums(Activity.BRACKETS.size());
  }

  /// Weeks begin on Monday; 1970-01-01 was a Thursday.
  static int week(int day) {
    return Math.floorDiv(day + 3, WEEK);
  }

  /// What a day adds when it is the last of somebody so far.
  ///
  /// @param previous the last before it, or `NONE`
  /// @param sign -1 to take it away again
  void add(int first, int previous, int day, int sign) {
    boolean before = previous != NONE;
    active.add(day, sign);
    dormant.add(day + 1, sign);
    if (!before) {
      fresh.add(day, sign);
    } else if (previous == day - 1) {
      retained.add(day, sign);
      dormant.add(day, -sign);
    } else {
      resurrected.add(day, sign);
    }
    inWeek.add(before ? Math.max(day, previous + WEEK) : day, sign);
    inWeek.add(day + WEEK, -sign);
    inMonth.add(before ? Math.max(day, previous + MONTH) : day, sign);
    inMonth.add(day + MONTH, -sign);
    ages(first, previous, day, sign);
  }

  private void ages(int first, int previous, int day, int sign) {
    boolean before = previous != NONE;
    int age = day - first;
    if (before) {
      lastAge.add(first, Math.min(previous - first, maxAge), -sign);
    }
    lastAge.add(first, Math.min(age, maxAge), sign);
    if (age <= maxAge) {
      onAge.add(first, age, sign);
      int bracket = Activity.bracket(age);
      if (bracket >= 0 && (!before || Activity.bracket(previous - first) < bracket)) {
        onBracket.add(first, bracket, sign);
      }
    }
    int began = week(first);
    int weeks = week(day) - began;
    int mostWeeks = maxAge / WEEK;
    if (!before || week(previous) < week(day)) {
      if (before) {
        lastWeek.add(began, Math.min(week(previous) - began, mostWeeks), -sign);
      }
      lastWeek.add(began, Math.min(weeks, mostWeeks), sign);
      if (weeks <= mostWeeks) {
        onWeek.add(began, weeks, sign);
      }
    }
  }

  void addAll(ActivitySums other) {
    active.addAll(other.active);
    inWeek.addAll(other.inWeek);
    inMonth.addAll(other.inMonth);
    fresh.addAll(other.fresh);
    retained.addAll(other.retained);
    resurrected.addAll(other.resurrected);
    dormant.addAll(other.dormant);
    onAge.addAll(other.onAge);
    lastAge.addAll(other.lastAge);
    onWeek.addAll(other.onWeek);
    lastWeek.addAll(other.lastWeek);
    onBracket.addAll(other.onBracket);
  }
}
