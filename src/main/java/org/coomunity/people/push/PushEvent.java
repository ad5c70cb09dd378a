package org.coomunity.people.push;

import java.time.Instant;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.people.logins.Logins;

/// What happened to the browsers of members. It belongs to the platform: the community is all
/// zeros.
public sealed interface PushEvent extends Event {
  @Override
  default CommunityId community() {
    return Logins.PLATFORM;
  }

  /// A member lets one more browser be called.
  record DeviceAdded(MemberId member, Instant at) implements PushEvent {}
}
