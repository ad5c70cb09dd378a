package org.coomunity.exchange.commons;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;

/// What happened to the commons of a community. Amounts are minor units.
public sealed interface CommonsEvent extends Event {
  /// A member gave something to the fund, beyond what trades bring it.
  ///
  /// @param actor who acted; another than `no` for organisations
  record FundGiven(
      CommunityId community, UUID gift, int no, int actor, long amount, String words, Instant at)
      implements CommonsEvent {}
}
