package org.coomunity.analytics.insight;

import java.util.List;

/// What a model of leaving sees of a life on a day: one row of numbers.
final class LifeRow {
  /// The columns before the counters.
  static final List<String> NAMES =
      List.of(
          "expected",
          "days7",
          "days14",
          "days28",
          "slope",
          "overGap",
          "frequency",
          "recency",
          "silence",
          "age",
          "once");

  static final int SILENCE = NAMES.indexOf("silence");
  private static final int WEEK = 7;

  private LifeRow() {}

  /// @param acts what is to be expected of whoever acts and may leave
  static double[] of(Life life, int day, BgNbd acts, List<String> counters) {
    BgNbd.Past past = life.past(day);
    double silence = silence(life, day);
    double[] row = new double[NAMES.size() + counters.size()];
    double[] own = {
      -Math.log(acts.expected(past, DepartureModel.HORIZON / 7.0) + 1e-4),
      life.between(day - 7, day),
      life.between(day - 14, day),
      life.between(day - 28, day),
      slope(life, day),
      Math.log1p(Math.min(20, silence / life.ownGap(day))),
      Math.log1p(past.frequency()),
      Math.log1p(past.recency()),
      Math.log1p(silence),
      Math.log1p(past.age()),
      past.frequency() == 0 ? 1 : 0
    };
    System.arraycopy(own, 0, row, 0, own.length);
    for (int i = 0; i < counters.size(); i++) {
      row[own.length + i] = Math.log1p(life.counted(counters.get(i), day));
    }
    return row;
  }

  /// Days since the last act.
  static double silence(Life life, int day) {
    BgNbd.Past past = life.past(day);
    return (past.age() - past.recency()) * WEEK;
  }

  /// Of the active days in each of the last four weeks.
  static double slope(Life life, int day) {
    double sum = 0;
    for (int week = 0; week < 4; week++) {
      sum += (1.5 - week) * life.between(day - WEEK * (week + 1), day - WEEK * week);
    }
    return sum / 5;
  }
}
