package org.coomunity.analytics.pulse;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/// The figures of a community, or of many added up, from which the measures follow.
///
/// @param today members active today
/// @param month members active in 30 days
/// @param week members active in 7 days
/// @param ripe those who joined 30 to 60 days ago
/// @param converted those of them who traded within 30 days
/// @param cohort1 those of the seven newest cohorts whose first day is over, and who came back
/// @param income millionths of hours in 30 days
record Sums(
    long today,
    long week,
    long month,
    long meritos,
    long ondas,
    long income,
    long ripe,
    long converted,
    long cohort1,
    long back1,
    long cohort7,
    long back7,
    long cohort30,
    long back30,
    long contributions) {
  static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /// No figure about fewer members than these.
  static final int LEAST = 10;

  private static final int WEEK = 7;
  private static final double MICRO = 1e6;

  static Sums of(Iterable<PollStore.Day> days, LocalDate today) {
    Sums sums = NONE;
    for (PollStore.Day day : days) {
      sums = sums.plus(of(day, today));
    }
    return sums;
  }

  private static Sums of(PollStore.Day day, LocalDate today) {
    long age = today.toEpochDay() - day.onDay().toEpochDay();
    boolean now = age <= 0;
    boolean ripe = age >= Fold.MONTH && age <= 2L * Fold.MONTH;
    boolean month = age < Fold.MONTH;
    return new Sums(
        now ? day.lastSeen() : 0,
        age < WEEK ? day.lastSeen() : 0,
        month ? day.lastSeen() : 0,
        now ? day.meritos() : 0,
        now ? day.ondas() : 0,
        month ? day.income() : 0,
        ripe ? day.joined() : 0,
        ripe ? day.traded() : 0,
        newest(age, 1) ? day.joined() : 0,
        newest(age, 1) ? day.back1() : 0,
        newest(age, WEEK) ? day.joined() : 0,
        newest(age, WEEK) ? day.back7() : 0,
        newest(age, Fold.MONTH) ? day.joined() : 0,
        newest(age, Fold.MONTH) ? day.back30() : 0,
        now ? day.contributions() : 0);
  }

  /// The seven newest cohorts for which that day is over.
  private static boolean newest(long age, int after) {
    return age > after && age <= after + WEEK;
  }

  Sums plus(Sums other) {
    return new Sums(
        today + other.today,
        week + other.week,
        month + other.month,
        meritos + other.meritos,
        ondas + other.ondas,
        income + other.income,
        ripe + other.ripe,
        converted + other.converted,
        cohort1 + other.cohort1,
        back1 + other.back1,
        cohort7 + other.cohort7,
        back7 + other.back7,
        cohort30 + other.cohort30,
        back30 + other.back30,
        contributions + other.contributions);
  }

  /// The measures that follow; those about too few are left out.
  void into(EnumMap<Measure, Double> values) {
    people(values, Measure.DAILY_ACTIVE_USERS, today);
    people(values, Measure.MONTHLY_ACTIVE_USERS, month);
    values.put(Measure.MERITOS_EARNED, (double) meritos);
    values.put(Measure.ONDAS_GENERATED, (double) ondas);
    values.put(Measure.REVENUE, rounded(income / MICRO));
    share(values, Measure.CONVERSION_RATE, converted, ripe);
    share(values, Measure.RETENTION_RATE, back30, cohort30);
  }

  static void people(EnumMap<Measure, Double> values, Measure measure, long people) {
    if (people >= LEAST) {
      values.put(measure, (double) people);
    }
  }

  private static void share(
      EnumMap<Measure, Double> values, Measure measure, long part, long whole) {
    if (whole >= LEAST) {
      values.put(measure, rounded((double) part / whole));
    }
  }

  /// More about them, by name.
  void into(Map<String, Double> details) {
    if (week >= LEAST) {
      details.put("weeklyActiveUsers", (double) week);
    }
    detail(details, "retentionDay1", back1, cohort1);
    detail(details, "retentionDay7", back7, cohort7);
    detail(details, "retentionDay30", back30, cohort30);
  }

  private static void detail(Map<String, Double> details, String name, long part, long whole) {
    if (whole >= LEAST) {
      details.put(name, rounded((double) part / whole));
    }
  }

  static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
