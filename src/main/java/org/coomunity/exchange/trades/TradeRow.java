package org.coomunity.exchange.trades;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.jspecify.annotations.Nullable;

/// A trade as it is stored.
record TradeRow(
    CommunityId communityId,
    UUID id,
    int buyer,
    int seller,
    int proposedBy,
    int offeredBy,
    @Nullable UUID listing,
    int quantity,
    @Nullable Long amount,
    long levy,
    int fundRatePpm,
    FundSide fundSide,
    int policyVersion,
    String concept,
    String asked,
    TradeState state,
    int stateN,
    int tries,
    @Nullable UUID pay,
    @Nullable UUID share,
    @Nullable UUID lastTransfer,
    Instant expiresAt,
    @Nullable Instant sellerOkAt,
    @Nullable Instant cancelAskedAt,
    @Nullable Integer ayniE4,
    @Nullable Integer disputedBy,
    @Nullable String dispute,
    @Nullable Integer resolvedBy,
    @Nullable String resolution,
    @Nullable Long resolvedAmount,
    Instant createdAt,
    Instant updatedAt) {

  TradeRules.Facts facts(Instant now) {
    return new TradeRules.Facts(
        state,
        offeredBy == buyer,
        sellerOkAt != null,
        cancelAskedAt != null,
        !expiresAt.isAfter(now));
  }

  boolean hasSide(int member) {
    return member == buyer || member == seller;
  }

  int otherSide(int member) {
    return member == buyer ? seller : buyer;
  }

  /// The amount, 0 for a gift.
  long value() {
    return amount == null ? 0 : amount;
  }

  TradeRules.Shares shares() {
    return TradeRules.shares(value(), fundRatePpm, fundSide);
  }
}
