package org.coomunity.analytics.pulse;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The twelve measures now. A figure about members is left out, and named in `hidden`, when it
/// would be about fewer than ten of them.
///
/// @param at the second they were made
/// @param activeUsers members with an act or an open page in the last five minutes
/// @param dailyActiveUsers members with an act today
/// @param monthlyActiveUsers members with an act in the last 30 days
/// @param ayniTransactions trades completed per minute, mean of five minutes
/// @param meritosEarned Méritos earned today
/// @param ondasGenerated Öndas earned today
/// @param revenue what came into the funds in 30 days, in hours
/// @param conversionRate of those who joined 30 to 60 days ago: who completed a trade within 30
///   days
/// @param retentionRate of the last seven whole cohorts: who was active on the 30th day
/// @param systemLoad share of the processors at work, 0..1
/// @param responseTime mean of five minutes, in milliseconds
/// @param errorRate share of answers that failed through our fault, 0..1
/// @param hidden names of measures that are left out
/// @param details more about some of them, by name
/// @param regions the same of each region; absent for communities
/// @param definition the version of the definitions
public record Realtime(
    Instant at,
    @Nullable Double activeUsers,
    @Nullable Double dailyActiveUsers,
    @Nullable Double monthlyActiveUsers,
    double ayniTransactions,
    double meritosEarned,
    double ondasGenerated,
    double revenue,
    @Nullable Double conversionRate,
    @Nullable Double retentionRate,
    double systemLoad,
    double responseTime,
    double errorRate,
    List<String> hidden,
    Map<String, Double> details,
    @Nullable Map<String, Map<String, Double>> regions,
    int definition) {
  public Realtime {
    hidden = List.copyOf(hidden);
    details = Map.copyOf(details);
  }

  static Realtime of(
      Instant at,
      Map<Measure, Double> values,
      Map<String, Double> details,
      @Nullable Map<String, Map<String, Double>> regions) {
    return new Realtime(
        at,
        values.get(Measure.ACTIVE_USERS),
        values.get(Measure.DAILY_ACTIVE_USERS),
        values.get(Measure.MONTHLY_ACTIVE_USERS),
        values.getOrDefault(Measure.AYNI_TRANSACTIONS, 0.0),
        values.getOrDefault(Measure.MERITOS_EARNED, 0.0),
        values.getOrDefault(Measure.ONDAS_GENERATED, 0.0),
        values.getOrDefault(Measure.REVENUE, 0.0),
        values.get(Measure.CONVERSION_RATE),
        values.get(Measure.RETENTION_RATE),
        values.getOrDefault(Measure.SYSTEM_LOAD, 0.0),
        values.getOrDefault(Measure.RESPONSE_TIME, 0.0),
        values.getOrDefault(Measure.ERROR_RATE, 0.0),
        Arrays.stream(Measure.values())
            .filter(measure -> !values.containsKey(measure))
            .map(Measure::key)
            .toList(),
        details,
        regions,
        Measure.DEFINITION);
  }

  /// The value of a measure; null when it is hidden.
  public @Nullable Double value(Measure measure) {
    return switch (measure) {
      case ACTIVE_USERS -> activeUsers;
      case DAILY_ACTIVE_USERS -> dailyActiveUsers;
      case MONTHLY_ACTIVE_USERS -> monthlyActiveUsers;
      case AYNI_TRANSACTIONS -> ayniTransactions;
      case MERITOS_EARNED -> meritosEarned;
      case ONDAS_GENERATED -> ondasGenerated;
      case REVENUE -> revenue;
      case CONVERSION_RATE -> conversionRate;
      case RETENTION_RATE -> retentionRate;
      case SYSTEM_LOAD -> systemLoad;
      case RESPONSE_TIME -> responseTime;
      case ERROR_RATE -> errorRate;
    };
  }
}
