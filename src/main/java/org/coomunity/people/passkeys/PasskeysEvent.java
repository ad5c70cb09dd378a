package org.coomunity.people.passkeys;

import java.time.Instant;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.people.logins.Logins;

/// What happened to somebody's passkeys. It belongs to the platform: the community is all zeros.
public sealed interface PasskeysEvent extends Event {
  @Override
  default CommunityId community() {
    return Logins.PLATFORM;
  }

  /// Whose door it is.
  MemberId member();

  /// Somebody has one passkey more.
  ///
  /// @param name what they call it
  record PasskeyAdded(MemberId member, String name, Instant at) implements PasskeysEvent {}

  /// Somebody has one passkey less.
  record PasskeyRemoved(MemberId member, String name, Instant at) implements PasskeysEvent {}
}
