package org.coomunity.exchange.commons;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.jspecify.annotations.Nullable;

/// What happened to the commons of a community. Amounts are minor units.
public sealed interface CommonsEvent extends Event {
  /// A member gave something to the fund, beyond what trades bring it.
  ///
  /// @param actor who acted; another than `no` for organisations
  record FundGiven(
      CommunityId community, UUID gift, int no, int actor, long amount, String words, Instant at)
      implements CommonsEvent {}

  /// A member told what they did for all.
  ///
  /// @param asked those who were asked to confirm it
  record ContributionMade(
      CommunityId community,
      UUID contribution,
      int no,
      ContributionKind kind,
      String title,
      List<Integer> asked,
      Instant at)
      implements CommonsEvent {}

  /// Its photos changed.
  record ContributionShown(CommunityId community, UUID contribution, int no, Instant at)
      implements CommonsEvent {}

  /// Two others have confirmed it.
  ///
  /// @param actor the person who told it; another than `no` for organisations
  /// @param round 1 for the first time; more when a confirmation was taken back meanwhile
  /// @param hoursE2 hundredths of an hour; null when nobody counted
  /// @param confirmedBy the persons who did
  /// @param mission whose step it was; null for none
  /// @param step which of its steps; null for none
  record ContributionConfirmed(
      CommunityId community,
      UUID contribution,
      int no,
      int actor,
      ContributionKind kind,
      String title,
      int round,
      @Nullable Integer hoursE2,
      List<Integer> confirmedBy,
      @Nullable UUID mission,
      @Nullable Integer step,
      Instant at)
      implements CommonsEvent {}

  /// It is confirmed no longer: a confirmation was taken back, or the contribution itself.
  ///
  /// @param round which confirmation is taken back by this
  /// @param confirmedAt when that was
  record ContributionUnconfirmed(
      CommunityId community,
      UUID contribution,
      int no,
      ContributionKind kind,
      int round,
      @Nullable Integer hoursE2,
      Instant confirmedAt,
      @Nullable UUID mission,
      @Nullable Integer step,
      Instant at)
      implements CommonsEvent {}

  /// A mission begins.
  record MissionOpened(CommunityId community, UUID mission, int by, String title, Instant at)
      implements CommonsEvent {}

  /// The bar of a mission is full.
  ///
  /// @param companions those who moved it, at most 500
  record MissionReached(
      CommunityId community, UUID mission, String title, List<Integer> companions, Instant at)
      implements CommonsEvent {}

  /// A mission was closed with thanks.
  ///
  /// @param companions those who moved it, at most 500
  record MissionClosed(
      CommunityId community,
      UUID mission,
      int by,
      String title,
      List<Integer> companions,
      Instant at)
      implements CommonsEvent {}
}
