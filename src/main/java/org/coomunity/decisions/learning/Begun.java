package org.coomunity.decisions.learning;

import java.time.Instant;
import java.util.UUID;

/// Somebody began an item that is published.
///
/// @param title in the language it was written in
/// @param member their number in the community
/// @param finished whether they came to its end
/// @param at when they were in it last
public record Begun(UUID item, String title, int member, boolean finished, Instant at) {}
