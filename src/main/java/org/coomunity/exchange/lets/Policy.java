package org.coomunity.exchange.lets;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a community decided about its exchange. Amounts are minor units.
///
/// @param version grows with every decision, from 1
/// @param openBooks true when all members see balance and turnover of all
/// @param blocks true when a payment below the limit is refused, false when it is only told
/// @param fundRatePpm the fund's share of a trade, in parts per million
/// @param fundSide who pays it: `payee`, `payer` or `split`
/// @param creditStart credit of a newcomer
/// @param creditCap the most credit
/// @param creditSlope credit gained with full trust
/// @param giftMode true when exchanges carry no amounts
/// @param createProposal `member` or `sponsor`
/// @param ayniWindow how far back giving and receiving are compared
/// @param factorTwoOver payments over it ask for a second factor of those who have one
public record Policy(
    int version,
    boolean openBooks,
    boolean blocks,
    int fundRatePpm,
    String fundSide,
    long creditStart,
    long creditCap,
    long creditSlope,
    Duration listingLife,
    Duration acceptWithin,
    Duration completeWithin,
    boolean giftMode,
    String createProposal,
    Duration ayniWindow,
    long factorTwoOver) {
  /// The same under another number.
  Policy numbered(int number) {
    return new Policy(
        number,
        openBooks,
        blocks,
        fundRatePpm,
        fundSide,
        creditStart,
        creditCap,
        creditSlope,
        listingLife,
        acceptWithin,
        completeWithin,
        giftMode,
        createProposal,
        ayniWindow,
        factorTwoOver);
  }

  /// What a community changes; what is absent stays.
  ///
  /// @param fundRate a decimal string of the whole, `0.01` to `0.05`
  /// @param listingLife, acceptWithin, completeWithin, ayniWindow ISO 8601, for example `P30D`
  public record Change(
      @Nullable Boolean openBooks,
      @Nullable String limitMode,
      @Nullable String fundRate,
      @Nullable String fundSide,
      @Nullable String creditStart,
      @Nullable String creditCap,
      @Nullable String creditSlope,
      @Nullable String listingLife,
      @Nullable String acceptWithin,
      @Nullable String completeWithin,
      @Nullable Boolean giftMode,
      @Nullable String createProposal,
      @Nullable String ayniWindow,
      @Nullable String factorTwoOver) {}

  /// The policy in the words of the public surface.
  public record View(
      int version,
      boolean openBooks,
      String limitMode,
      String fundRate,
      String fundSide,
      String creditStart,
      String creditCap,
      String creditSlope,
      String listingLife,
      String acceptWithin,
      String completeWithin,
      boolean giftMode,
      String createProposal,
      String ayniWindow,
      String factorTwoOver) {}
}
