package org.coomunity.analytics.journeys;

import java.time.Instant;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.MemberId;

/// What happened to what is known of journeys.
public sealed interface JourneysEvent extends Event {
  /// Somebody took back all that they had let be known in a community, all zeros outside of them.
  record WayForgotten(CommunityId community, MemberId member, Instant at)
      implements JourneysEvent {}
}
