package org.coomunity.people.communities;

import java.time.Instant;
import org.coomunity.people.members.MemberKind;
import org.coomunity.people.members.Profile;
import org.jspecify.annotations.Nullable;

/// A member of a community in its list.
///
/// @param role `MEMBER`, `MODERATOR`, `STEWARD` or `ADMIN`
/// @param state `active`, `suspended`, `left` or `removed`
/// @param invitedBy handle of whoever invited them
public record Person(
    String handle,
    String displayName,
    MemberKind kind,
    String role,
    String state,
    Instant joinedAt,
    @Nullable String invitedBy) {
  /// Everything about a member of a community that others in it may read.
  public record Detail(Person membership, Profile profile) {}

  /// What an admin changes about a member.
  public record Change(@Nullable String role) {}

  /// Why, and what happens to the balance.
  ///
  /// @param farewell `settle` (the balance must be zero), `fund` (what they have goes to the fund)
  ///   or `community` (the community takes it over); `settle` when absent
  public record Goodbye(@Nullable String farewell, @Nullable String reason) {}

  /// Why a privileged act was done.
  public record Because(String reason) {}
}
