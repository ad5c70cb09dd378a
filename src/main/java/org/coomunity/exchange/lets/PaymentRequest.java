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
  ///
  /// @param id made by the client; a repeat has one effect
  /// @param from handle of who is asked to pay
  /// @param concept what it is for, at most 2,000 characters
  /// @param currency code of the unit that is meant; refused when the community has another
  public record Draft(
      @Nullable UUID id,
      String from,
      String amount,
      @Nullable String concept,
      @Nullable String currency) {
    /// In the unit of the community, whatever it is.
    public Draft(@Nullable UUID id, String from, String amount, @Nullable String concept) {
      this(id, from, amount, concept, null);
    }
  }

  /// Why a request is refused.
  public record Answer(@Nullable String reason) {}

  /// Which requests somebody pays without being asked.
  ///
  /// @param mode `off`, `always`, `listed` (of those in `handles`) or `later` (after `days` days)
  public record AutoAccept(String mode, @Nullable Integer days, @Nullable List<String> handles) {}
}
