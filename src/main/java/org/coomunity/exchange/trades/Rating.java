package org.coomunity.exchange.trades;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one side says about the other after a completed trade.
///
/// @param by handle of who rates
/// @param n 1 for the first; a later one replaces it and the earlier is kept
/// @param overall 1..5
public record Rating(
    UUID trade,
    String by,
    int n,
    int overall,
    @Nullable Integer communication,
    @Nullable Integer delivery,
    @Nullable Integer quality,
    String text,
    Instant at) {
  /// A rating to give; all figures 1..5.
  ///
  /// @param text at most 2,000 characters
  public record Draft(
      Integer overall,
      @Nullable Integer communication,
      @Nullable Integer delivery,
      @Nullable Integer quality,
      @Nullable String text) {}

  /// What ratings say about a member.
  ///
  /// @param count trades of theirs that were rated, by their partners' newest word
  /// @param mean of the overall figures, for example `4.75`; null with none
  public record Summary(int count, @Nullable String mean) {}
}
