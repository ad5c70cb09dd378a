package org.coomunity.analytics.pulse;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.observe.Observe;
import org.coomunity.base.platform.observe.Pace;

/// All figures of one second: who asks twice within it gets the same.
final class Board {
  private static final double MINUTES = 5;

  private final Instant at;
  private final Map<CommunityId, Figures.Now> all = new HashMap<>();
  private final Observe observe;
  private final Map<CommunityId, Realtime> made = new ConcurrentHashMap<>();
  private final EnumMap<Measure, Double> platform;
  private final Map<Region, EnumMap<Measure, Double>> regions = new EnumMap<>(Region.class);
  private final Map<Region, Figures.Totals> totals = new EnumMap<>(Region.class);
  private final Realtime whole;

  Board(Instant at, List<Figures.Now> nows, Observe observe) {
    this.at = at;
    this.observe = observe;
    nows.forEach(now -> all.put(now.community(), now));
    Pace pace = observe.pace();
    Map<String, Double> details = new LinkedHashMap<>();
    this.platform = values(nows, pace.whole(), details);
    Map<String, Map<String, Double>> named = new LinkedHashMap<>();
    for (Region region : Region.values()) {
      List<Figures.Now> there = nows.stream().filter(now -> now.region() == region).toList();
      Predicate<String> ours =
          there.stream().map(now -> now.site().slug()).collect(Collectors.toSet())::contains;
      EnumMap<Measure, Double> values = values(there, pace.of(ours), new HashMap<>());
      regions.put(region, values);
      named.put(region.key(), byName(values));
      totals.put(
          region,
          there.stream()
              .map(Figures.Now::totals)
              .reduce(new Figures.Totals(0, 0, 0, 0), Figures.Totals::plus));
    }
    this.whole = Realtime.of(at, platform, details, named);
  }

  private EnumMap<Measure, Double> values(
      Collection<Figures.Now> nows, Pace.Shape pace, Map<String, Double> details) {
    EnumMap<Measure, Double> values = new EnumMap<>(Measure.class);
    Sums sums = nows.stream().map(Figures.Now::sums).reduce(Sums.NONE, Sums::plus);
    sums.into(values);
    sums.into(details);
    Sums.people(values, Measure.ACTIVE_USERS, nows.stream().mapToLong(Figures.Now::active).sum());
    long trades = nows.stream().mapToLong(Figures.Now::trades).sum();
    values.put(Measure.AYNI_TRANSACTIONS, Sums.rounded(trades / MINUTES));
    values.put(Measure.SYSTEM_LOAD, Sums.rounded(observe.load()));
    values.put(Measure.RESPONSE_TIME, Sums.rounded(pace.meanMillis()));
    values.put(Measure.ERROR_RATE, Sums.rounded(pace.faultShare()));
    details.put("responseTimeP50", Sums.rounded(pace.p50()));
    details.put("responseTimeP95", Sums.rounded(pace.p95()));
    details.put("responseTimeP99", Sums.rounded(pace.p99()));
    return values;
  }

  static Map<String, Double> byName(Map<Measure, Double> values) {
    Map<String, Double> named = new LinkedHashMap<>();
    values.forEach((measure, value) -> named.put(measure.key(), value));
    return named;
  }

  Instant at() {
    return at;
  }

  Realtime whole() {
    return whole;
  }

  /// The figures of a community, all zero where nothing was heard of it yet.
  Realtime of(CommunityId community, String slug) {
    return made.computeIfAbsent(
        community,
        wanted -> {
          Map<String, Double> details = new LinkedHashMap<>();
          return Realtime.of(at, values(wanted, slug, details), details, null);
        });
  }

  private EnumMap<Measure, Double> values(
      CommunityId community, String slug, Map<String, Double> details) {
    Figures.Now now = all.get(community);
    return values(now == null ? List.of() : List.of(now), observe.pace().of(slug), details);
  }

  /// What is kept of this moment: the platform, the regions, and the communities where somebody was
  /// active a moment ago.
  Map<CommunityId, EnumMap<Measure, Double>> samples() {
    Map<CommunityId, EnumMap<Measure, Double>> samples = new LinkedHashMap<>();
    samples.put(Pulse.PLATFORM, platform);
    regions.forEach((region, values) -> samples.put(region.scope(), values));
    all.values().stream()
        .filter(now -> now.active() > 0 || now.trades() > 0)
        .forEach(now ->
            samples.put(
                now.community(), values(now.community(), now.site().slug(), new HashMap<>())));
    return samples;
  }

  Collection<Figures.Now> communities() {
    return all.values();
  }

  double value(Region region, Measure measure) {
    EnumMap<Measure, Double> values = regions.get(region);
    return values == null ? Double.NaN : values.getOrDefault(measure, Double.NaN);
  }

  double value(Measure measure) {
    return platform.getOrDefault(measure, Double.NaN);
  }

  Figures.Totals totals(Region region) {
    return totals.getOrDefault(region, new Figures.Totals(0, 0, 0, 0));
  }
}
