package org.coomunity.people.logins;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.MemberId;

/// What happened to log-ins. They belong to the platform: the community is all zeros.
public sealed interface LoginsEvent extends Event {
  @Override
  default CommunityId community() {
    return Logins.PLATFORM;
  }

  /// Log-ins of a member are over: what they opened is to be cut.
  record SessionsEnded(MemberId member, List<UUID> sessions, Instant at) implements LoginsEvent {}

  /// Somebody logged in with a browser or from an address that none of their log-ins had before.
  ///
  /// @param device the browser and the system in short, for example `Firefox · Android`
  record StrangeDevice(MemberId member, UUID session, String device, Instant at)
      implements LoginsEvent {}

  /// A member has another password.
  record PasswordChanged(MemberId member, Instant at) implements LoginsEvent {}
}
