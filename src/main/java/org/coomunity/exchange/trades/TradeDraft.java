package org.coomunity.exchange.trades;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A trade that one of its sides proposes.
///
/// @param id made by the client; a repeat has one effect
/// @param listing where it comes from
/// @param buyer handle of who pays
/// @param seller handle of who is paid
/// @param amount in the unit of the community; absent for a gift, and for the price of the listing
/// @param quantity how many of the listing, 1 when absent
/// @param concept what it is for, at most 2,000 characters
public record TradeDraft(
    @Nullable UUID id,
    @Nullable UUID listing,
    String buyer,
    String seller,
    @Nullable String amount,
    @Nullable Integer quantity,
    @Nullable String concept) {
  /// Another offer in the same trade; what is absent stays.
  ///
  /// @param words why, at most 2,000 characters
  public record Counter(
      @Nullable String amount, @Nullable Integer quantity, @Nullable String words) {}

  /// Why somebody declines, cancels, or asks the moderators.
  public record Reason(@Nullable String reason) {}

  /// What a moderator decides.
  ///
  /// @param amount what the seller is paid of the reserved amount, `0` for nothing; absent for a
  ///   gift
  public record Resolution(@Nullable String amount, String reason) {}
}
