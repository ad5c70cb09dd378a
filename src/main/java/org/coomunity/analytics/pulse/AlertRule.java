package org.coomunity.analytics.pulse;

import java.time.Duration;

/// The table of alerts: what is looked at, when it is too much, for how long, how urgent. The same
/// table stands in `deploy/prometheus`, and a test holds the two together. A value that is not
/// known (`NaN`) is no reason to wake anybody.
public enum AlertRule {
  /// Share of answers of two minutes that failed through our fault.
  HTTP_ERRORS("HttpErrors", true, Side.ABOVE, 0.05, Duration.ofMinutes(2)),
  /// Trades a minute, where the same hour of last week had more.
  AYNI_TRADES_LOW("AyniTradesLow", false, Side.BELOW, 10, Duration.ofMinutes(5)),
  /// 1 while trades are counted, 0 when the count has stopped.
  AYNI_TRADES_MISSING("AyniTradesMissing", false, Side.BELOW, 1, Duration.ofMinutes(5)),
  /// Share of the database's connections that is open.
  DATABASE_CONNECTIONS("DatabaseConnections", true, Side.ABOVE, 0.8, Duration.ofMinutes(1)),
  /// The 95th percentile of answers, in seconds.
  RESPONSE_TIME("ResponseTime", false, Side.ABOVE, 0.5, Duration.ofMinutes(5)),
  /// Mean of the Ayni score of a community with 20 trades or more in 24 hours.
  AYNI_SCORE_LOW("AyniScoreLow", false, Side.BELOW, 0.55, Duration.ofMinutes(5)),
  /// Mean reciprocity of a community's members, weighted by volume.
  RECIPROCITY_LOW("ReciprocityLow", false, Side.BELOW, 0.7, Duration.ofDays(1)),
  /// Méritos of yesterday as a share of the day before.
  MERITOS_FALLING("MeritosFalling", false, Side.BELOW, 0.5, Duration.ofHours(1)),
  /// Members active yesterday as a share of the same day a week before.
  DAILY_ACTIVE_FALLING("DailyActiveFalling", false, Side.BELOW, 0.8, Duration.ofHours(1)),
  /// Share of the members with a known vocation who are aligned, where they are ten or more.
  VOCATION_UNALIGNED("VocationUnaligned", false, Side.BELOW, 0.7, Duration.ofDays(1)),
  /// Mean predicted risk that an active member leaves.
  CHURN_RISK("ChurnRisk", false, Side.ABOVE, 0.15, Duration.ofHours(1)),
  /// Log-ins a second that were wrong.
  LOGIN_FAILURES("LoginFailures", false, Side.ABOVE, 10, Duration.ofMinutes(2)),
  /// Share of the disk that is free.
  DISK_SPACE("DiskSpace", true, Side.BELOW, 0.1, Duration.ofMinutes(5)),
  /// Seconds by which the slowest replica is behind.
  REPLICA_LAG("ReplicaLag", false, Side.ABOVE, 10, Duration.ofMinutes(1)),
  /// Seconds by which the slowest reader of events is behind.
  OUTBOX_LAG("OutboxLag", false, Side.ABOVE, 60, Duration.ofMinutes(1)),
  /// Days until the certificate ends.
  CERTIFICATE_ENDS("CertificateEnds", false, Side.BELOW, 14, Duration.ofHours(1)),
  /// Hours since the last backup.
  BACKUP_OLD("BackupOld", false, Side.ABOVE, 26, Duration.ofMinutes(10));

  /// On which side of the threshold something is wrong.
  enum Side {
    ABOVE,
    BELOW
  }

  /// An alert is over when the value is this share of the threshold away from it.
  private static final double CLEARS = 0.9;

  private final String key;
  private final boolean critical;
  private final Side side;
  private final double threshold;
  private final Duration lasting;

  AlertRule(String key, boolean critical, Side side, double threshold, Duration lasting) {
    this.key = key;
    this.critical = critical;
    this.side = side;
    this.threshold = threshold;
    this.lasting = lasting;
  }

  /// Its name, the same as in Prometheus and of its runbook `docs/runbooks/<key>.md`.
  public String key() {
    return key;
  }

  /// `critical` or `warning`.
  public String severity() {
    return critical ? "critical" : "warning";
  }

  /// The value from which on something is wrong.
  public double threshold() {
    return threshold;
  }

  /// How long it must be so before anybody is told, and be well again before it is over.
  public Duration lasting() {
    return lasting;
  }

  /// True when a value is reason to worry.
  boolean bad(double value) {
    return side == Side.ABOVE ? value > threshold : value < threshold;
  }

  /// True when a value is well again: 90 % of the threshold, so that it does not flicker. A count
  /// that has come back is well at once.
  boolean well(double value) {
    if (this == AYNI_TRADES_MISSING) {
      return value >= threshold;
    }
    return side == Side.ABOVE ? value < threshold * CLEARS : value > threshold / CLEARS;
  }
}
