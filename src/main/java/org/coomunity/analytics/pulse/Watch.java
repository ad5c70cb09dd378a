package org.coomunity.analytics.pulse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.observe.Observe;
import org.jspecify.annotations.Nullable;

/// Looks every few seconds whether all is well, and tells once when it is not.
final class Watch {
  /// The most communities whose balance is looked at; those with the most trades first.
  static final int COMMUNITIES = 500;

  private static final Duration SLOW = Duration.ofMinutes(1);
  private static final int SCORED_LEAST = 20;
  private static final int TWO_MINUTES = 12;
  private static final double TWO_MINUTES_SECONDS = 120;
  private static final double DAY_SECONDS = 86_400;
  private static final double HOUR_SECONDS = 3_600;
  private static final double MILLIS = 1_000;
  private static final int WEEK = 7;

  /// A value of a rule somewhere.
  record Reading(AlertRule rule, CommunityId where, double value) {}

  private record Watched(CommunityId where, AlertRule rule) {}

  private final Database database;
  private final InstantSource clock;
  private final Figures figures;
  private final PulseDoors doors;
  private final Observe observe;
  private Map<CommunityId, PulseDoors.Balance> balances = Map.of();
  private PulseDoors.Insight insight = PulseDoors.Insight.UNKNOWN;
  private PulseDoors.Keeping keeping = PulseDoors.Keeping.UNKNOWN;
  private @Nullable Instant slowly;
  private Database.@Nullable Vitals vitals;

  Watch(
      Database database, InstantSource clock, Figures figures, PulseDoors doors, Observe observe) {
    this.database = database;
    this.clock = clock;
    this.figures = figures;
    this.doors = doors;
    this.observe = observe;
  }

  /// Takes in what changes slowly and costs something, once a minute.
  synchronized void refresh(Board board) {
    Instant now = clock.instant();
    if (slowly != null && now.isBefore(slowly.plus(SLOW))) {
      return;
    }
    slowly = now;
    Map<CommunityId, PulseDoors.Balance> fresh = new HashMap<>();
    board.communities().stream()
        .filter(one -> one.month() > 0)
        .sorted(Comparator.comparingLong(Figures.Now::month).reversed())
        .limit(COMMUNITIES)
        .forEach(one -> fresh.put(one.community(), doors.balances().of(one.community())));
    balances = fresh;
    insight = doors.insights().now();
    keeping = doors.machine().now();
    vitals = database.vitals();
  }

  /// Looks once.
  ///
  /// @return how many alerts fired
  int look(Board board) {
    refresh(board);
    List<Reading> readings = readings(board);
    return database.write(tx -> {
      Instant now = clock.instant();
      Map<Watched, AlertStore.Row> open = new HashMap<>();
      for (AlertStore.Row row : AlertStore.open(tx)) {
        open.put(new Watched(row.communityId(), AlertRule.valueOf(row.rule())), row);
      }
      int fired = 0;
      for (Reading reading : readings) {
        AlertStore.Row row = open.get(new Watched(reading.where(), reading.rule()));
        fired += step(tx, reading, row, now) ? 1 : 0;
      }
      return fired;
    });
  }

  private static boolean step(Tx tx, Reading reading, AlertStore.@Nullable Row row, Instant now) {
    AlertRules.Episode before = row == null ? null : row.episode();
    AlertRules.Episode after =
        AlertRules.look(reading.rule(), before, reading.value(), Uuid7.at(now), now);
    if (after == null) {
      if (before != null) {
        AlertStore.remove(tx, reading.where(), before.id());
      }
      return false;
    }
    if (!after.equals(before)) {
      AlertStore.put(tx, reading.where(), after);
    }
    boolean fires = AlertRules.fires(before, after);
    if (fires) {
      tx.publish(
          new PulseEvent.AlertFired(reading.where(), after.id(), after.rule(), after.value(), now));
    }
    if (AlertRules.clears(before, after)) {
      tx.publish(
          new PulseEvent.AlertCleared(
              reading.where(), after.id(), after.rule(), after.value(), now));
    }
    return fires;
  }

  /// All values of now.
  private synchronized List<Reading> readings(Board board) {
    List<Reading> all = new ArrayList<>();
    for (AlertRule rule : AlertRule.values()) {
      if (rule != AlertRule.AYNI_SCORE_LOW && rule != AlertRule.RECIPROCITY_LOW) {
        all.add(new Reading(rule, Pulse.PLATFORM, value(rule, board)));
      }
    }
    balances.forEach((community, balance) -> {
      all.add(new Reading(AlertRule.AYNI_SCORE_LOW, community, score(balance)));
      all.add(new Reading(AlertRule.RECIPROCITY_LOW, community, balance.reciprocity()));
    });
    return all;
  }

  /// With too few trades nothing is said of a community.
  private static double score(PulseDoors.Balance balance) {
    return balance.scored() < SCORED_LEAST ? 1 : balance.ayniScore();
  }

  private double value(AlertRule rule, Board board) {
    double epoch = clock.instant().getEpochSecond();
    return switch (rule) {
      case HTTP_ERRORS -> observe.pace().whole(TWO_MINUTES).faultShare();
      case AYNI_TRADES_LOW -> trades(board);
      case AYNI_TRADES_MISSING ->
          Duration.between(board.at(), clock.instant()).compareTo(SLOW) > 0 ? 0 : 1;
      case DATABASE_CONNECTIONS -> connections();
      case RESPONSE_TIME -> observe.pace().whole().p95() / MILLIS;
      case MERITOS_FALLING -> meritos();
      case DAILY_ACTIVE_FALLING -> daily();
      case VOCATION_UNALIGNED -> insight.vocations() < Sums.LEAST ? 1 : insight.aligned();
      case CHURN_RISK -> insight.churnRisk();
      case LOGIN_FAILURES -> observe.pace().whole(TWO_MINUTES).strangers() / TWO_MINUTES_SECONDS;
      case DISK_SPACE -> keeping.diskFree();
      case REPLICA_LAG -> vitals == null ? Double.NaN : vitals.replicaLagSeconds();
      case OUTBOX_LAG -> observe.highest("coomunity_outbox_lag_seconds");
      case CERTIFICATE_ENDS -> (keeping.certificateEnds() - epoch) / DAY_SECONDS;
      case BACKUP_OLD -> (epoch - keeping.backedUp()) / HOUR_SECONDS;
      case AYNI_SCORE_LOW, RECIPROCITY_LOW -> Double.NaN;
    };
  }

  double connections() {
    return vitals == null
        ? Double.NaN
        : (double) vitals.connections() / Math.max(1, vitals.connectionsMost());
  }

  /// Few trades are a worry only where the same hour of last week had more.
  private double trades(Board board) {
    double now = board.value(Measure.AYNI_TRANSACTIONS);
    Instant then = Step.HOUR.floor(clock.instant().minus(Duration.ofDays(WEEK)));
    double before = sample(Measure.AYNI_TRANSACTIONS, Step.HOUR, then).orElse(0.0);
    return before > now ? now : Math.max(now, 2 * AlertRule.AYNI_TRADES_LOW.threshold());
  }

  private double meritos() {
    LocalDate yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
    long before = figures.meritosOn(yesterday.minusDays(1));
    return before == 0 ? 1 : (double) figures.meritosOn(yesterday) / before;
  }

  private double daily() {
    Instant yesterday = Step.DAY.floor(clock.instant()).minus(Step.DAY.length());
    Optional<Double> now = sample(Measure.DAILY_ACTIVE_USERS, Step.DAY, yesterday);
    Optional<Double> before =
        sample(Measure.DAILY_ACTIVE_USERS, Step.DAY, yesterday.minus(Duration.ofDays(WEEK)));
    return now.isPresent() && before.isPresent() ? now.get() / before.get() : 1;
  }

  private Optional<Double> sample(Measure measure, Step step, Instant at) {
    History.Wish wish = new History.Wish(measure, step, at, at.plusMillis(1));
    return database.read(tx -> PulseStore.history(tx, Pulse.PLATFORM, wish)).values().stream()
        .findFirst();
  }

  /// The platform as a whole.
  synchronized Collective collective(Board board) {
    refresh(board);
    Map<String, Long> countries = new TreeMap<>();
    board.communities().stream()
        .filter(one -> one.sums().month() > 0)
        .forEach(one -> countries.merge(one.site().country(), one.sums().month(), Long::sum));
    int before = countries.size();
    countries.values().removeIf(members -> members < Sums.LEAST);
    return new Collective(
        countries,
        countries.size() < before,
        (int) board.communities().stream().filter(one -> one.sums().month() > 0).count(),
        mean(
            balances.values().stream()
                .filter(balance -> balance.scored() > 0)
                .mapToDouble(PulseDoors.Balance::ayniScore)),
        mean(balances.values().stream().mapToDouble(PulseDoors.Balance::reciprocity)));
  }

  private static @Nullable Double mean(DoubleStream values) {
    OptionalDouble mean = values.filter(Double::isFinite).average();
    return mean.isPresent() ? Double.valueOf(mean.getAsDouble()) : null;
  }

  /// What the platform stands on.
  synchronized Surroundings surroundings(Board board) {
    refresh(board);
    Database.@Nullable Vitals known = vitals;
    return new Surroundings(
        answers(),
        known == null ? null : Long.valueOf(known.connections()),
        known == null ? null : Integer.valueOf(known.connectionsMost()),
        known == null ? null : Surroundings.known(known.replicaLagSeconds()),
        Surroundings.known(observe.highest("coomunity_outbox_lag_seconds")),
        Surroundings.known(keeping.diskFree()),
        Surroundings.moment(keeping.backedUp()),
        Surroundings.moment(keeping.certificateEnds()));
  }

  private boolean answers() {
    try {
      database.ping();
      return true;
    } catch (RuntimeException away) {
      return false;
    }
  }

  /// The lowest Ayni score of the communities with enough trades; `NaN` without one.
  synchronized double lowestScore() {
    return balances.values().stream()
        .filter(balance -> balance.scored() >= SCORED_LEAST)
        .mapToDouble(PulseDoors.Balance::ayniScore)
        .min()
        .orElse(Double.NaN);
  }

  synchronized double lowestReciprocity() {
    return balances.values().stream()
        .mapToDouble(PulseDoors.Balance::reciprocity)
        .filter(Double::isFinite)
        .min()
        .orElse(Double.NaN);
  }

  synchronized PulseDoors.Insight insight() {
    return insight;
  }

  synchronized PulseDoors.Keeping keeping() {
    return keeping;
  }

  synchronized Database.@Nullable Vitals vitals() {
    return vitals;
  }
}
