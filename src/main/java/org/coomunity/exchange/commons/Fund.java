package org.coomunity.exchange.commons;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The Fondo del Bien Común as everybody reads it. Amounts are decimal strings in the unit of the
/// community.
///
/// @param balance what it holds
/// @param reserved what of it is promised already
/// @param income all that ever came in
/// @param payouts all that ever went out
/// @param rate its share of a trade, for example `0.02`
/// @param side who bears that share: `payee`, `payer` or `split`
/// @param seq grows with every movement
public record Fund(
    String balance,
    String reserved,
    String income,
    String payouts,
    String rate,
    String side,
    long seq) {
  /// The same figures in minor units, for pages.
  public record Figures(long balance, long reserved, long income, long payouts, long seq) {}

  /// What one kind of movement brought and took in a month, in minor units.
  ///
  /// @param month its first day (UTC)
  public record Month(LocalDate month, String kind, long income, long payouts) {}

  /// Something that came in or went out.
  ///
  /// @param kind `fund_share` of a trade, `fund` for gifts and payouts, `farewell`, …
  /// @param amount above zero when it came in
  /// @param balance of the fund after it
  /// @param handle the other side, where the books are open; absent where they are not, for
  ///   strangers, and for accounts without a member
  /// @param concept what was said about it; with the name or not at all
  /// @param proposal what was decided before it, for payouts that follow a proposal
  public record Movement(
      UUID id,
      long seq,
      Instant at,
      String kind,
      String amount,
      String balance,
      @Nullable String handle,
      @Nullable String name,
      @Nullable String concept,
      @Nullable UUID proposal) {}

  /// Something that a member wants to give.
  ///
  /// @param id made by the client, UUID version 7; a repeat has one effect
  /// @param amount decimal string
  /// @param words at most 2,000 characters
  public record Gift(@Nullable UUID id, String amount, @Nullable String words) {}

  /// Something that was given.
  ///
  /// @param balance of the giver after it
  /// @param fund what the fund holds after it
  /// @param warning `below_limit` when the giver went further than agreed and the community only
  ///   tells
  public record Given(
      UUID id,
      String amount,
      String words,
      Instant at,
      long seq,
      String balance,
      String fund,
      @Nullable String warning) {}
}
