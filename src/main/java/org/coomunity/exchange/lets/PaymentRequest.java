package org.coomunity.exchange.lets;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody asks somebody to pay.
///
/// @param from handle of who is asked to pay
/// @param to handle of who asks
/// @param state `pending`, `accepted`, `rejected` or `expired`
/// @param payment the payment that answered it
public record PaymentRequest(
    UUID id,
    String from,
    String to,
    String amount,
    String concept,
    String state,
    Instant createdAt,
    Instant expiresAt,
    @Nullable UUID payment,
    @Nullable String reason) {
  /// A request that somebody wants to make.
  public record Draft(@Nullable UUID id, String from, String amount, @Nullable String concept) {}

  /// Why a request is refused.
  public record Answer(@Nullable String reason) {}

  /// Which requests somebody pays without being asked.
  ///
  /// @param mode `off`, `always`, `listed` (of those in `handles`) or `later` (after `days` days)
  public record AutoAccept(String mode, @Nullable Integer days, @Nullable List<String> handles) {}
}
