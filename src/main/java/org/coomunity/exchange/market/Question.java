package org.coomunity.exchange.market;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A question about a listing before any trade. Until it is answered only its asker and the owner
/// see it; answered, it stands under the listing for everybody, so that nobody asks twice.
///
/// @param asker handle
public record Question(
    UUID id,
    String asker,
    String askerName,
    String text,
    @Nullable String answer,
    Instant askedAt,
    @Nullable Instant answeredAt) {
  /// A question to ask.
  ///
  /// @param id made by the client
  /// @param text 1..2,000 characters
  public record Draft(@Nullable UUID id, String text) {}

  /// An answer to give.
  ///
  /// @param text 1..2,000 characters
  public record Reply(String text) {}
}
