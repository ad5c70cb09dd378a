package org.coomunity.people.addresses;

import java.time.Instant;
import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.people.logins.Logins;

/// What happened around addresses. It belongs to the platform: the community is all zeros.
public sealed interface AddressesEvent extends Event {
  @Override
  default CommunityId community() {
    return Logins.PLATFORM;
  }

  /// Somebody asked for a new password by mail.
  ///
  /// @param members whose address they named; often nobody's, which is written down all the same,
  ///   so that asking takes equally long
  record ResetAsked(List<MemberId> members, Instant at) implements AddressesEvent {}

  /// Somebody showed that they read what comes to their address.
  record AddressVerified(MemberId member, Instant at) implements AddressesEvent {}
}
