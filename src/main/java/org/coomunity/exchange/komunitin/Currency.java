package org.coomunity.exchange.komunitin;

import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Unit;
import org.coomunity.exchange.lets.Exchange;
import org.coomunity.people.communities.Community;

/// The currency of a community, under the name by which the request called it.
///
/// @param segment its place in addresses: `LUKA`, or `LUKA.pachamama` where the code alone would
///   mean another community
record Currency(Community community, Exchange exchange, String segment) {
  UUID id() {
    return community.id().value();
  }

  CommunityId key() {
    return community.id();
  }

  Unit unit() {
    return exchange.unit();
  }

  int book() {
    return exchange.book();
  }

  UUID accountId(int account) {
    return AccountIds.id(key(), account);
  }

  Optional<Integer> account(UUID id) {
    return AccountIds.account(key(), id);
  }
}
