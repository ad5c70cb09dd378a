package org.coomunity.people.announcements;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;

/// What happened to announcements of a community. Members are named by their numbers.
public sealed interface AnnouncementsEvent extends Event {
  /// Which one.
  UUID announcement();

  /// All members should know something.
  ///
  /// @param author who wrote it
  /// @param language BCP 47 tag of title and text
  record AnnouncementPublished(
      CommunityId community,
      UUID announcement,
      int author,
      String title,
      String language,
      Instant at)
      implements AnnouncementsEvent {}

  /// It says something else, or stands elsewhere.
  record AnnouncementChanged(CommunityId community, UUID announcement, int by, Instant at)
      implements AnnouncementsEvent {}

  /// It was taken back, or brought back.
  record AnnouncementWithdrawn(
      CommunityId community, UUID announcement, int by, boolean withdrawn, Instant at)
      implements AnnouncementsEvent {}
}
