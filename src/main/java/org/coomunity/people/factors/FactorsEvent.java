package org.coomunity.people.factors;

import java.time.Instant;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.people.logins.Logins;

/// What happened to somebody's second step. It belongs to the platform: the community is all zeros.
public sealed interface FactorsEvent extends Event {
  @Override
  default CommunityId community() {
    return Logins.PLATFORM;
  }

  /// Whose door it is.
  MemberId member();

  /// Somebody's log-ins ask for a second step from now on, or no longer.
  record FactorChanged(MemberId member, boolean on, Instant at) implements FactorsEvent {}

  /// Somebody has new recovery codes; those before are worth nothing.
  record CodesRenewed(MemberId member, Instant at) implements FactorsEvent {}
}
