package org.coomunity.web;

import java.util.List;
import org.coomunity.people.announcements.Announcement;
import org.jspecify.annotations.Nullable;

/// What a community tells its members.
///
/// @param archive true for what is over
/// @param steward true for those who may announce something
/// @param next the cursor of the next page; null on the last
public record AnnouncementsPage(
    List<Announcement> items, boolean archive, boolean steward, @Nullable String next) {}
