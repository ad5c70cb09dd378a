package org.coomunity.exchange.market;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;

/// What happened in the market. Members are named by their number inside the community.
public sealed interface MarketEvent extends Event {
  /// The listing it is about.
  UUID listing();

  /// The member it belongs to.
  int owner();

  /// A listing can be seen.
  record ListingPublished(
      CommunityId community,
      UUID listing,
      int owner,
      String side,
      String category,
      String title,
      Instant at)
      implements MarketEvent {}

  /// Its words, price or state changed, or it was renewed.
  record ListingChanged(CommunityId community, UUID listing, int owner, String state, Instant at)
      implements MarketEvent {}

  /// Its time is over soon: the owner may renew it.
  record ListingExpiring(
      CommunityId community, UUID listing, int owner, String title, Instant expiresAt, Instant at)
      implements MarketEvent {}

  /// Its time is over.
  record ListingExpired(CommunityId community, UUID listing, int owner, String title, Instant at)
      implements MarketEvent {}

  /// Its owner deleted it.
  record ListingRemoved(CommunityId community, UUID listing, int owner, Instant at)
      implements MarketEvent {}

  /// Somebody asked about it.
  record QuestionAsked(
      CommunityId community,
      UUID listing,
      int owner,
      UUID question,
      int asker,
      String title,
      Instant at)
      implements MarketEvent {}

  /// Its owner answered.
  record QuestionAnswered(
      CommunityId community,
      UUID listing,
      int owner,
      UUID question,
      int asker,
      String title,
      Instant at)
      implements MarketEvent {}
}
