package org.coomunity.people.communities;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Role;
import org.jspecify.annotations.Nullable;

/// What happened in a community to its members. Numbers are those inside the community, 0 is the
/// platform.
public sealed interface CommunitiesEvent extends Event {
  /// A community began.
  record CommunityOpened(CommunityId community, String slug, Instant at)
      implements CommunitiesEvent {}

  /// A community is only to be read from now on.
  record CommunityArchived(CommunityId community, String slug, int by, Instant at)
      implements CommunitiesEvent {}

  /// Somebody joined, or came back.
  record MemberJoined(
      CommunityId community,
      MemberId member,
      int no,
      @Nullable Integer invitedByNo,
      boolean founder,
      Instant at)
      implements CommunitiesEvent {}

  /// Somebody left, or was taken out.
  record MemberLeft(
      CommunityId community, MemberId member, int no, MembershipState state, int by, Instant at)
      implements CommunitiesEvent {}

  /// Somebody was suspended, or let back.
  record MemberSuspended(
      CommunityId community, MemberId member, int no, boolean suspended, int by, Instant at)
      implements CommunitiesEvent {}

  /// Somebody took their leave of the platform: what follows from them is to be forgotten now.
  record MemberGone(CommunityId community, MemberId member, int no, Instant at)
      implements CommunitiesEvent {}

  /// Somebody has another role.
  record RoleChanged(CommunityId community, MemberId member, int no, Role role, int by, Instant at)
      implements CommunitiesEvent {}

  /// The community is asked to take over a balance.
  ///
  /// @param subject whose; 0 for all
  record TakeoverAsked(CommunityId community, UUID takeover, int subject, int by, Instant at)
      implements CommunitiesEvent {}

  /// The community has answered.
  record TakeoverDecided(
      CommunityId community, UUID takeover, int subject, boolean passed, Instant at)
      implements CommunitiesEvent {}
}
