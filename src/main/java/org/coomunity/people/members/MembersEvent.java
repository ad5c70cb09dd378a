package org.coomunity.people.members;

import java.time.Instant;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.people.logins.Logins;

/// What happened to somebody on the platform. It belongs to no community: that is all zeros.
public sealed interface MembersEvent extends Event {
  @Override
  default CommunityId community() {
    return Logins.PLATFORM;
  }

  /// Who it is about.
  MemberId member();

  /// Somebody changed what others read about them, or their language.
  record ProfileChanged(MemberId member, Instant at) implements MembersEvent {}

  /// Somebody chose how the platform looks to them, or how they hear of what happens.
  record SettingsChanged(MemberId member, Instant at) implements MembersEvent {}

  /// Somebody agreed to something, or took that back.
  record ConsentChanged(MemberId member, Instant at) implements MembersEvent {}

  /// Somebody blocked another, or no longer does.
  record BlockChanged(MemberId member, MemberId other, Instant at) implements MembersEvent {}

  /// People who act for an organisation changed.
  record ActingChanged(MemberId member, MemberId organisation, Instant at)
      implements MembersEvent {}

  /// Somebody gave an e-mail address, another one, or takes theirs away; it does not stand here.
  record EmailGiven(MemberId member, Instant at) implements MembersEvent {}
}
