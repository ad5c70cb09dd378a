package org.coomunity.exchange.lets;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What moved on an account in a span of time, newest first.
///
/// @param opening balance before the first moment
/// @param closing balance after the last
/// @param next cursor of the next page; absent on the last
public record Statement(
    String handle,
    Instant from,
    Instant to,
    String opening,
    String closing,
    List<Line> items,
    @Nullable String next) {
  /// One movement.
  ///
  /// @param kind for example `payment`, `trade`, `fund_share`, `gift`, `reversal`
  /// @param counterpart handle of the other; empty for accounts without a member
  /// @param counterpartName how the other calls themselves; `fund`, `escrow` or `community` for
  ///   those accounts
  /// @param amount above zero when it was received
  /// @param balance of the account after it
  public record Line(
      UUID id,
      long seq,
      Instant at,
      String kind,
      String counterpart,
      String counterpartName,
      String amount,
      String balance,
      String concept) {}
}
