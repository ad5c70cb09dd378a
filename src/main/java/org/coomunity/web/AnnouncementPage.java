package org.coomunity.web;

import java.util.List;
import org.coomunity.people.announcements.Announcement;
import org.jspecify.annotations.Nullable;

/// One announcement.
///
/// @param pieces its text as it is read, with its links
/// @param tongue about its language; null when it is the reader's own
/// @param steward true for those who may change it
public record AnnouncementPage(
    Announcement it, List<Piece> pieces, @Nullable TongueView tongue, boolean steward) {
  /// A piece of a text.
  ///
  /// @param href where it leads; null for plain words
  public record Piece(String words, @Nullable String href) {}
}
