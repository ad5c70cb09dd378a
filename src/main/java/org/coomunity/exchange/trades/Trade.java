package org.coomunity.exchange.trades;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A trade as one of its sides (or a moderator, once disputed) sees it.
///
/// @param state `proposed`, `accepted`, `completed`, `declined`, `cancelled`, `expired`, `disputed`
///   or `resolved`
/// @param amount in the unit of the community; null for a gift
/// @param fundShare what of it goes to the Fondo del Bien Común; null for a gift
/// @param fundRate the share of the whole that was agreed, for example `0.02`
/// @param fundSide who bears it: `payee`, `payer` or `split`
/// @param policyVersion the version of the community's policy that rate and side come from
/// @param ayniScore how far the trade moves both towards balance, `0.5` neutral to `1`: expected
///   until it is completed, then as it was; null for a gift
/// @param expiresAt while proposed: when it lapses; while accepted: when the reservation is freed
///   or, once the seller has confirmed, when it completes by itself
/// @param seq place in the books of the last transfer; null when none was booked
/// @param buyer handle of who pays
/// @param seller handle of who is paid
/// @param proposedBy handle of who began
/// @param offeredBy handle of who made the offer that stands: the other one may accept it
/// @param listing the listing it came from
/// @param quantity how many of the listing
/// @param confirmedBy handle of the seller once they said it is done and the buyer has not yet
/// @param cancelAskedBy handle of the buyer when they asked to call off an accepted trade
/// @param dispute why and by whom the moderators were asked
/// @param actions what the one who looks may do now, for example `accept`
/// @param history what happened, oldest first
/// @param ratings newest of each side
public record Trade(
    UUID id,
    String state,
    @Nullable String amount,
    @Nullable String fundShare,
    String fundRate,
    String fundSide,
    int policyVersion,
    @Nullable String ayniScore,
    Instant expiresAt,
    @Nullable Long seq,
    String buyer,
    String buyerName,
    String seller,
    String sellerName,
    String proposedBy,
    String offeredBy,
    @Nullable UUID listing,
    int quantity,
    String concept,
    @Nullable String confirmedBy,
    @Nullable String cancelAskedBy,
    @Nullable Dispute dispute,
    List<String> actions,
    List<Step> history,
    List<Rating> ratings,
    Instant createdAt,
    Instant updatedAt) {

  /// Why the moderators were asked, and what they decided.
  ///
  /// @param by handle of who asked
  /// @param resolvedBy handle of the moderator; null while it is open
  /// @param paid what the seller received of the amount, in the unit; null while it is open
  public record Dispute(
      String by,
      String reason,
      @Nullable String resolvedBy,
      @Nullable String resolution,
      @Nullable String paid) {}

  /// One thing that happened to a trade.
  ///
  /// @param n 0 for the proposal
  /// @param action `propose`, `counter`, `accept`, `confirm`, `complete`, `cancel` …
  /// @param by handle; null when it happened by itself
  /// @param amount the amount from then on; null for a gift
  public record Step(
      int n,
      String action,
      @Nullable String by,
      @Nullable String amount,
      int quantity,
      String words,
      Instant at) {}

  /// A trade as a line of a list.
  ///
  /// @param with handle of the other side; of the seller for a moderator
  /// @param waiting true when it is the turn of the one who looks
  public record Line(
      UUID id,
      String state,
      @Nullable String amount,
      String buyer,
      String seller,
      String with,
      String withName,
      String concept,
      @Nullable UUID listing,
      int quantity,
      boolean waiting,
      Instant expiresAt,
      Instant createdAt,
      Instant updatedAt) {}
}
