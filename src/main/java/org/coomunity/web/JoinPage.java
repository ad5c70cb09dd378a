package org.coomunity.web;

import org.coomunity.people.communities.Invitation;
import org.jspecify.annotations.Nullable;

/// An invitation, as whoever holds its code sees it.
///
/// @param gift with its unit; null without one
public record JoinPage(String code, Invitation.Look look, @Nullable String gift, Form form) {}
