package org.coomunity.people.communities;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An invitation, told once to whoever made it.
///
/// @param code single use, part of `url`
/// @param gift in the unit of the community
public record Invitation(
    UUID id, String code, String url, @Nullable String gift, Instant expiresAt) {
  @Override
  public String toString() {
    return "Invitation[" + id + "]";
  }

  /// An invitation that somebody wants to make.
  ///
  /// @param gift from the inviter's own account; it returns when nobody comes
  /// @param expiresIn 1 hour to 90 days, 14 days when absent
  /// @param text a few words to the one invited, at most 500 characters
  /// @param role for operators only: `ADMIN` for those who are to begin
  public record Draft(
      @Nullable UUID id,
      @Nullable String gift,
      @Nullable Duration expiresIn,
      @Nullable String text,
      @Nullable String role) {}

  /// What somebody who holds the code may know before joining.
  ///
  /// @param inviter how whoever invited calls themselves; absent for the operator
  public record Look(
      String community,
      String communityName,
      @Nullable String inviter,
      @Nullable String gift,
      String text,
      Instant expiresAt) {}

  /// An invitation as its maker sees it later: the code is not kept.
  ///
  /// @param state `open`, `used`, `expired` or `returned`
  public record Line(
      UUID id,
      @Nullable String gift,
      String state,
      Instant createdAt,
      Instant expiresAt,
      @Nullable String usedBy) {}

  /// A member who joins one more community.
  public record Join(String invitation) {}
}
