package org.coomunity.analytics.findings;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What everybody may read of a community. Amounts are decimal strings in its unit. Nothing is said
/// about fewer than ten people, and numbers of people are rounded down to tens, so that nobody can
/// take one from another.
///
/// @param at when it was read
/// @param months the last twelve, the oldest first
/// @param head hash of the newest entry of the public record
public record OpenBook(
    String slug,
    String name,
    String country,
    String language,
    String text,
    boolean archived,
    Instant at,
    Currency currency,
    Fund fund,
    List<Month> months,
    List<Goal> missions,
    Exchange exchange,
    People people,
    List<Decision> decisions,
    String head,
    Rules rules) {
  /// The unit of a community.
  public record Currency(String code, String name, String symbol, int decimals) {}

  /// The Fondo del Bien Común.
  ///
  /// @param reserved what of the balance is promised
  /// @param income all that ever came in
  /// @param payouts all that ever went out
  public record Fund(String balance, String reserved, String income, String payouts) {}

  /// A month of the fund.
  ///
  /// @param month its first day
  public record Month(String month, String income, String payouts, List<Kind> kinds) {}

  /// One kind of movement in a month.
  public record Kind(String kind, String income, String payouts) {}

  /// Something that the community wants to reach together.
  ///
  /// @param share of the target
  /// @param people how many moved it, in tens; absent below ten
  public record Goal(
      UUID id,
      String title,
      String measure,
      String target,
      String done,
      String share,
      String state,
      Instant closesAt,
      @Nullable Long people) {}

  /// What was exchanged in the last twelve months.
  ///
  /// @param reciprocity how far giving and receiving are in balance, 0 to 1
  public record Exchange(
      @Nullable Long trades, @Nullable String volume, @Nullable String reciprocity) {}

  /// Who is there, in tens; absent below ten.
  ///
  /// @param active who gave or received in the last months
  public record People(@Nullable Long members, @Nullable Long active) {}

  /// Something that was decided.
  ///
  /// @param state `succeeded`, `queued`, `executed`, `vetoed`, `failed`, `defeated` or `no_quorum`
  /// @param voters how many took part, in tens; absent below ten
  public record Decision(
      UUID id,
      String title,
      @JsonProperty("class") String kind,
      String state,
      Instant since,
      String textHash,
      @Nullable Long voters) {}

  /// By what the community goes. Shares are decimal strings of the whole, times ISO 8601.
  ///
  /// @param creditStart with how much below zero a newcomer begins
  /// @param creditCap how far below zero anybody may go
  public record Rules(
      String fundRate,
      String fundSide,
      boolean openBooks,
      boolean giftMode,
      String creditStart,
      String creditCap,
      String discussion,
      String voting,
      String quorum,
      int charterVersion) {}
}
