package org.coomunity.web;

import org.coomunity.people.announcements.Announcement;
import org.jspecify.annotations.Nullable;

/// Announcing something, or saying it better.
///
/// @param it the one that is changed; null for a new one
public record NewAnnouncementPage(Form form, @Nullable Announcement it) {}
