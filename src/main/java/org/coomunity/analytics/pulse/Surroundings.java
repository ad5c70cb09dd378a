package org.coomunity.analytics.pulse;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the platform stands on; absent is what is not known on this machine.
///
/// @param database true when it answered a moment ago
/// @param connections how many connections to it are open
/// @param connectionsMost how many it takes
/// @param replicaLagSeconds by how much the slowest replica is behind
/// @param outboxLagSeconds by how much the slowest reader of events is behind
/// @param diskFree share of the disk that is free, 0..1
/// @param backedUp when a backup was made last
/// @param certificateEnds when the certificate ends
public record Surroundings(
    boolean database,
    @Nullable Long connections,
    @Nullable Integer connectionsMost,
    @Nullable Double replicaLagSeconds,
    @Nullable Double outboxLagSeconds,
    @Nullable Double diskFree,
    @Nullable Instant backedUp,
    @Nullable Instant certificateEnds) {
  static @Nullable Double known(double value) {
    return Double.isFinite(value) ? Double.valueOf(value) : null;
  }

  static @Nullable Instant moment(double epochSecond) {
    return Double.isFinite(epochSecond) ? Instant.ofEpochSecond((long) epochSecond) : null;
  }
}
