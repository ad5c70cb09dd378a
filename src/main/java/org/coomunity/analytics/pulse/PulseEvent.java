package org.coomunity.analytics.pulse;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;

/// What is not as it should be, and what is again. The community is all zeros for the platform.
public sealed interface PulseEvent extends Event {
  /// An alert began: once for each episode.
  record AlertFired(CommunityId community, UUID alert, AlertRule rule, double value, Instant at)
      implements PulseEvent {}

  /// The episode is over.
  record AlertCleared(CommunityId community, UUID alert, AlertRule rule, double value, Instant at)
      implements PulseEvent {}
}
