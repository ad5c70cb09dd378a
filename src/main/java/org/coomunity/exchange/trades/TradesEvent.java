package org.coomunity.exchange.trades;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.jspecify.annotations.Nullable;

/// What happened to a trade. Members are named by their number inside the community, amounts are
/// minor units, 0 for gifts.
public sealed interface TradesEvent extends Event {
  /// The trade.
  UUID trade();

  /// Who pays.
  int buyer();

  /// Who is paid.
  int seller();

  /// Somebody proposed a trade.
  ///
  /// @param by who; the other side is to answer
  record TradeProposed(
      CommunityId community,
      UUID trade,
      int buyer,
      int seller,
      int by,
      long amount,
      String concept,
      @Nullable UUID listing,
      Instant at)
      implements TradesEvent {}

  /// Somebody made another offer in it.
  ///
  /// @param by who; the other side is to answer
  record TradeCountered(
      CommunityId community, UUID trade, int buyer, int seller, int by, long amount, Instant at)
      implements TradesEvent {}

  /// Both agree; the amount is reserved.
  record TradeAccepted(
      CommunityId community,
      UUID trade,
      int buyer,
      int seller,
      int by,
      long amount,
      @Nullable UUID listing,
      Instant at)
      implements TradesEvent {}

  /// What was reserved took the buyer further than agreed, where the community only tells.
  record TradePassedLimit(CommunityId community, UUID trade, int buyer, int seller, Instant at)
      implements TradesEvent {}

  /// The other side said no.
  record TradeDeclined(CommunityId community, UUID trade, int buyer, int seller, int by, Instant at)
      implements TradesEvent {}

  /// The buyer asked the seller to call an accepted trade off.
  record TradeCancelAsked(CommunityId community, UUID trade, int buyer, int seller, Instant at)
      implements TradesEvent {}

  /// It was taken back; what was reserved is free.
  record TradeCancelled(
      CommunityId community, UUID trade, int buyer, int seller, int by, Instant at)
      implements TradesEvent {}

  /// Its time was over; what was reserved is free.
  ///
  /// @param accepted true when it had been accepted and nobody confirmed
  record TradeExpired(
      CommunityId community, UUID trade, int buyer, int seller, boolean accepted, Instant at)
      implements TradesEvent {}

  /// The seller said it is done: the buyer is to confirm, else it completes by itself.
  record TradeConfirmed(
      CommunityId community,
      UUID trade,
      int buyer,
      int seller,
      long amount,
      Instant completesAt,
      Instant at)
      implements TradesEvent {}

  /// The second notice: it completes by itself soon.
  record TradeCompletesSoon(
      CommunityId community,
      UUID trade,
      int buyer,
      int seller,
      long amount,
      Instant completesAt,
      Instant at)
      implements TradesEvent {}

  /// It is paid.
  ///
  /// @param amount what the buyer agreed to pay; 0 for a gift
  /// @param levy what went to the fund
  /// @param received what the seller was credited
  /// @param paid what the buyer was debited
  /// @param ayniScoreE4 the score times 10,000; null for a gift
  /// @param by who confirmed; 0 when it completed by itself
  record TradeCompleted(
      CommunityId community,
      UUID trade,
      int buyer,
      int seller,
      int by,
      long amount,
      long levy,
      long received,
      long paid,
      @Nullable Integer ayniScoreE4,
      @Nullable UUID listing,
      int quantity,
      Instant at)
      implements TradesEvent {}

  /// One side asked the moderators.
  record TradeDisputed(
      CommunityId community, UUID trade, int buyer, int seller, int by, String reason, Instant at)
      implements TradesEvent {}

  /// A moderator decided.
  ///
  /// @param amount what of the agreed amount is paid; 0 for nothing
  /// @param levy what went to the fund
  record TradeResolved(
      CommunityId community,
      UUID trade,
      int buyer,
      int seller,
      int by,
      long amount,
      long levy,
      long received,
      long paid,
      @Nullable Integer ayniScoreE4,
      String reason,
      Instant at)
      implements TradesEvent {}

  /// One side rated the other.
  ///
  /// @param by who rates
  /// @param rated who is rated
  /// @param n 1 for the first rating of this side
  record TradeRated(
      CommunityId community,
      UUID trade,
      int buyer,
      int seller,
      int by,
      int rated,
      int n,
      int overall,
      Instant at)
      implements TradesEvent {}

  /// One side wrote to the other.
  record TradeMessaged(
      CommunityId community, UUID trade, int buyer, int seller, int by, UUID message, Instant at)
      implements TradesEvent {}
}
