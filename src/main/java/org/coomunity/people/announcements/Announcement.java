package org.coomunity.people.announcements;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.jspecify.annotations.Nullable;

/// Something that all members of a community should know.
///
/// @param language BCP 47, that of whoever wrote it
/// @param by handle of whoever wrote it
/// @param pinned true when it stands before the others
/// @param until from then on it stands in the archive; absent when it does not grow old
/// @param editedAt when its words were last changed; absent when they never were
/// @param withdrawnAt when it was taken back; only those who may bring it back see that
public record Announcement(
    UUID id,
    String title,
    String text,
    String language,
    String by,
    String byName,
    boolean pinned,
    Instant at,
    @Nullable Instant until,
    @Nullable Instant editedAt,
    @Nullable Instant withdrawnAt) {
  /// Something to be announced.
  ///
  /// @param id made by the client, UUID version 7; a repeat has one effect
  /// @param title 1..120 characters
  /// @param text 1..4,000 characters; addresses in it become links
  /// @param language BCP 47; that of the request when absent
  public record Draft(
      @Nullable UUID id,
      String title,
      String text,
      @Nullable String language,
      @Nullable Instant until,
      @Nullable Boolean pinned) {}

  /// What is changed; what is absent stays.
  ///
  /// @param endless true takes the last day away
  public record Change(
      @Nullable String title,
      @Nullable String text,
      @Nullable Instant until,
      @Nullable Boolean endless,
      @Nullable Boolean pinned) {}

  /// That there is one, for the bell of a member.
  ///
  /// @param by number of whoever wrote it
  /// @param seen true when the member looked at their notices since
  public record News(
      CommunityId community, UUID id, int by, String title, Instant at, boolean seen) {}
}
