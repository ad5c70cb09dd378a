package org.coomunity.base.kernel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A caller inside a community: the proof, made by `members`, that somebody belongs there.
///
/// @param community the community
/// @param slug its name in addresses
/// @param member for whom the act counts: the person, or the organisation they act for
/// @param handle the handle of `member`
/// @param no the number of `member` inside the community
/// @param role the role of `member` there
/// @param actor the person who acts; equals `member` but for organisations
/// @param actorNo the number of the person who acts inside the community
/// @param session the log-in it comes from; null for programs that come another way
/// @param hold why they may only read now, for example `suspended`; null when they may act
public record Standing(
    CommunityId community,
    String slug,
    MemberId member,
    String handle,
    int no,
    Role role,
    MemberId actor,
    int actorNo,
    @Nullable UUID session,
    @Nullable Refusal hold) {
  /// Somebody who may act, without a log-in.
  public Standing(
      CommunityId community,
      String slug,
      MemberId member,
      String handle,
      int no,
      Role role,
      MemberId actor,
      int actorNo) {
    this(community, slug, member, handle, no, role, actor, actorNo, null, null);
  }
}
