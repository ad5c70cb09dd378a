package org.coomunity.analytics.pulse;

import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.observe.Observe;
import org.jspecify.annotations.Nullable;

/// The figures as Prometheus reads them. Labels are regions and never communities or members, so
/// their number does not grow with use.
final class Exported {
  private static final String REGION = "region";

  private final Observe observe;
  private final Supplier<@Nullable Board> last;
  private final Watch watch;

  /// @param last the newest board, without asking anybody; null before the first
  Exported(Observe observe, Supplier<@Nullable Board> last, Watch watch) {
    this.observe = observe;
    this.last = last;
    this.watch = watch;
  }

  void register() {
    for (Region region : Region.values()) {
      total(region, "coomunity_ayni_transactions", "Trades completed", Figures.Totals::trades);
      total(region, "coomunity_meritos_earned", "Méritos earned", Figures.Totals::meritos);
      total(region, "coomunity_ondas_generated", "Öndas earned", Figures.Totals::ondas);
      total(
          region,
          "coomunity_bien_comun_contributions",
          "Contributions confirmed by two others",
          Figures.Totals::contributions);
      measure(region, "coomunity_active_users", Measure.ACTIVE_USERS);
      measure(region, "coomunity_daily_active_users", Measure.DAILY_ACTIVE_USERS);
      measure(region, "coomunity_monthly_active_users", Measure.MONTHLY_ACTIVE_USERS);
      measure(region, "coomunity_ayni_transactions_per_minute", Measure.AYNI_TRANSACTIONS);
      measure(region, "coomunity_revenue_hours", Measure.REVENUE);
      measure(region, "coomunity_conversion_ratio", Measure.CONVERSION_RATE);
      measure(region, "coomunity_retention_ratio", Measure.RETENTION_RATE);
    }
    gauge("coomunity_system_load", "Share of the processors at work", observe::load);
    gauge(
        "coomunity_ayni_score_lowest",
        "Lowest mean Ayni score of 24 hours of a community with 20 trades or more",
        watch::lowestScore);
    gauge(
        "coomunity_reciprocity_lowest",
        "Lowest reciprocity of a community, weighted by volume",
        watch::lowestReciprocity);
    gauge(
        "coomunity_vocational_alignment_score",
        "Share of the members with a known vocation who are aligned with it",
        () -> watch.insight().aligned());
    gauge(
        "coomunity_vocations_known",
        "Members whose vocation is known",
        () -> watch.insight().vocations());
    gauge(
        "coomunity_predicted_churn_risk",
        "Mean predicted risk that an active member leaves",
        () -> watch.insight().churnRisk());
    keeping();
  }

  private void keeping() {
    gauge(
        "coomunity_disk_free_ratio",
        "Share of the disk of the data folder that is free",
        () -> watch.keeping().diskFree());
    gauge(
        "coomunity_certificate_end_timestamp_seconds",
        "When the certificate ends",
        () -> watch.keeping().certificateEnds());
    gauge(
        "coomunity_backup_last_success_timestamp_seconds",
        "When a backup was made last",
        () -> watch.keeping().backedUp());
    gauge(
        "coomunity_database_connections",
        "Connections the database has open",
        vital(Database.Vitals::connections));
    gauge(
        "coomunity_database_connections_limit",
        "Connections the database would open at most",
        vital(Database.Vitals::connectionsMost));
    gauge(
        "coomunity_replica_lag_seconds",
        "How far the slowest replica is behind",
        vital(Database.Vitals::replicaLagSeconds));
    observe.total(
        "coomunity_login_failures", "Log-ins that were wrong", () -> observe.pace().strangers());
  }

  private DoubleSupplier vital(ToDoubleFunction<Database.Vitals> value) {
    return () -> {
      Database.Vitals vitals = watch.vitals();
      return vitals == null ? Double.NaN : value.applyAsDouble(vitals);
    };
  }

  private void gauge(String name, String words, DoubleSupplier value) {
    observe.gauge(name, words, value);
  }

  private void total(
      Region region, String name, String words, Function<Figures.Totals, Long> value) {
    observe.total(
        name,
        words,
        () -> {
          Board board = last.get();
          return board == null ? 0 : value.apply(board.totals(region));
        },
        REGION,
        region.key());
  }

  private void measure(Region region, String name, Measure measure) {
    observe.gauge(
        name,
        measure.key(),
        () -> {
          Board board = last.get();
          return board == null ? Double.NaN : board.value(region, measure);
        },
        REGION,
        region.key());
  }
}
