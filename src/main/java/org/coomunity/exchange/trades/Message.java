package org.coomunity.exchange.trades;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message inside a trade; its two sides see it, and moderators once it is disputed.
///
/// @param by handle
public record Message(UUID id, String by, String text, Instant at) {
  /// A message to send.
  ///
  /// @param id made by the client
  /// @param text 1..2,000 characters
  public record Draft(@Nullable UUID id, String text) {}
}
