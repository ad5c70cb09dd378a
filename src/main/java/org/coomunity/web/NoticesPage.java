package org.coomunity.web;

import java.util.List;
import org.coomunity.people.notices.Notice;
import org.jspecify.annotations.Nullable;

/// What a person should know.
///
/// @param next the cursor of the next page; null on the last
public record NoticesPage(List<Notice> notices, @Nullable String next) {}
