package org.coomunity.analytics.pulse;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// One of the twelve measures.
public enum Measure {
  /// Members with an act or an open page in the last five minutes.
  ACTIVE_USERS("activeUsers", Over.MEAN),
  /// Members with an act today, in the time of their community. Who belongs to two communities
  /// counts in both.
  DAILY_ACTIVE_USERS("dailyActiveUsers", Over.HIGHEST),
  /// Members with an act in the last 30 days.
  MONTHLY_ACTIVE_USERS("monthlyActiveUsers", Over.LAST),
  /// Trades completed per minute, mean of five minutes.
  AYNI_TRANSACTIONS("ayniTransactions", Over.MEAN),
  /// Méritos that were earned today.
  MERITOS_EARNED("meritosEarned", Over.HIGHEST),
  /// Öndas that were earned today.
  ONDAS_GENERATED("ondasGenerated", Over.HIGHEST),
  /// What came into the funds in the last 30 days, in hours. There are no subscriptions.
  REVENUE("revenue", Over.LAST),
  /// The share of those who joined 30 to 60 days ago who completed a trade within 30 days.
  CONVERSION_RATE("conversionRate", Over.LAST),
  /// The share of the last seven whole cohorts that was active on the 30th day after joining.
  RETENTION_RATE("retentionRate", Over.LAST),
  /// The share of the processors of the node that answers which is at work.
  SYSTEM_LOAD("systemLoad", Over.MEAN),
  /// How long answers took in the last five minutes, mean, in milliseconds.
  RESPONSE_TIME("responseTime", Over.MEAN),
  /// The share of answers of the last five minutes that failed through our fault (5xx).
  ERROR_RATE("errorRate", Over.MEAN);

  /// The version of these definitions: a figure says by which it was made.
  static final int DEFINITION = 1;

  /// What many samples become when one stands for all of them.
  enum Over {
    MEAN,
    HIGHEST,
    LAST
  }

  private final String key;
  private final Over over;

  Measure(String key, Over over) {
    this.key = key;
    this.over = over;
  }

  /// Its name on the public surface.
  public String key() {
    return key;
  }

  Over over() {
    return over;
  }

  /// Its column.
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The measure of a name of the public surface.
  public static Optional<Measure> of(String key) {
    return Arrays.stream(values()).filter(one -> one.key.equals(key)).findFirst();
  }
}
