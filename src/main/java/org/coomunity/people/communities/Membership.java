package org.coomunity.people.communities;

import java.time.Instant;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Role;
import org.jspecify.annotations.Nullable;

/// What somebody is inside a community.
///
/// @param no their number there, from 1
/// @param invitedByNo the number of whoever invited them; null for those the operator invited
/// @param founder true for those who were there from the first day, invited by the operator
public record Membership(
    CommunityId community,
    int no,
    MemberId member,
    String handle,
    Role role,
    MembershipState state,
    Instant joinedAt,
    @Nullable Integer invitedByNo,
    boolean founder) {
  /// True while they may act.
  public boolean active() {
    return state == MembershipState.ACTIVE;
  }
}
