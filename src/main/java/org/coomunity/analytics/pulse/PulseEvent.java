package org.coomunity.analytics.pulse;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;

/// What is not as it should be, and what is again. It is told to operators, so it belongs to the
/// platform, wherever it is: that is all zeros.
public sealed interface PulseEvent extends Event {
  @Override
  default CommunityId community() {
    return Pulse.PLATFORM;
  }

  /// What it is about.
  AlertRule rule();

  /// What was measured.
  double value();

  /// An alert began: once for each episode.
  record AlertFired(CommunityId where, UUID alert, AlertRule rule, double value, Instant at)
      implements PulseEvent {}

  /// The episode is over.
  record AlertCleared(CommunityId where, UUID alert, AlertRule rule, double value, Instant at)
      implements PulseEvent {}
}
