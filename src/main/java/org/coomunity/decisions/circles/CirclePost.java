package org.coomunity.decisions.circles;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Words of somebody in a circle, to those who are in it.
///
/// @param by handle of whoever wrote it
/// @param hidden true when somebody who facilitates hid it; only they and its author still read it
/// @param mine true for its author
public record CirclePost(
    UUID id, String by, String byName, String text, boolean hidden, boolean mine, Instant at) {
  /// Words to be written.
  ///
  /// @param id made by the client, UUID version 7; a repeat has one effect
  /// @param text 1..2,000 characters
  public record Draft(@Nullable UUID id, String text) {}
}
