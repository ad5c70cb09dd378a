package org.coomunity.decisions.merits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.decisions.merits.TrustStore.DealRow;
import org.coomunity.exchange.market.MarketEvent;
import org.coomunity.exchange.trades.TradesEvent;
import org.coomunity.people.communities.CommunitiesEvent;

/// Hears what members did and lets awards follow. What one transaction hears of a community is
/// counted together at its end.
final class MeritsReactions {
  private static final String CONSUMER = "merits";

  private record Batch(CommunityId community) {}

  /// Something that changes what is known of a member.
  ///
  /// @param stars what is added to their stars
  /// @param ratings 1 for a further trade that was rated
  /// @param listed true when they have a listing
  /// @param active true when they did something
  private record Touch(
      int no, int stars, int ratings, boolean listed, boolean active, Instant at) {}

  private final Awards awards;
  private final Stages stages;
  private final Trust trust;

  MeritsReactions(Awards awards, Stages stages, Trust trust) {
    this.awards = awards;
    this.stages = stages;
    this.trust = trust;
  }

  void listen(Outbox outbox) {
    outbox.on(CONSUMER, TradesEvent.class, this::traded);
    outbox.on(CONSUMER, MarketEvent.class, this::offered);
    outbox.on(CONSUMER, CommunitiesEvent.MemberJoined.class, this::joined);
    outbox.on(CONSUMER, CommunitiesEvent.MemberSuspended.class, this::suspended);
  }

  /// Counts a fact at the end of the transaction, together with others.
  void later(Tx tx, Awards.Change change) {
    CommunityId community = change.fact().community();
    tx.gather(new Batch(community), change, all -> finish(tx, community, all));
  }

  private void later(Tx tx, CommunityId community, Touch touch) {
    tx.gather(new Batch(community), touch, all -> finish(tx, community, all));
  }

  private void finish(Tx tx, CommunityId community, List<?> all) {
    List<Touch> touches = new ArrayList<>();
    List<Awards.Change> changes = new ArrayList<>();
    for (Object one : all) {
      switch (one) {
        case Touch touch -> touches.add(touch);
        case Awards.Change change -> changes.add(change);
        default -> throw new IllegalStateException("cannot count " + one);
      }
    }
    if (!touches.isEmpty()) {
      touch(tx, community, touches);
    }
    stages.settle(tx, community, awards.apply(tx, community, changes));
  }

  private void touch(Tx tx, CommunityId community, List<Touch> touches) {
    TreeSet<Integer> numbers = new TreeSet<>();
    touches.forEach(touch -> numbers.add(touch.no()));
    Map<Integer, Place> places = awards.lock(tx, community, numbers);
    Set<PlaceStore.Day> days = new HashSet<>();
    for (Touch touch : touches) {
      Place place = places.get(touch.no());
      if (place != null) {
        place.stars += touch.stars();
        place.ratings += touch.ratings();
        place.listed |= touch.listed();
        if (touch.active()) {
          days.add(new PlaceStore.Day(touch.no(), Reckoning.day(touch.at())));
        }
      }
    }
    Awards.active(tx, community, places, days);
    PlaceStore.put(tx, community, places.values());
    stages.settle(tx, community, places.values());
  }

  private void traded(Tx tx, TradesEvent event) {
    int by =
        switch (event) {
          case TradesEvent.TradeProposed e -> e.by();
          case TradesEvent.TradeCountered e -> e.by();
          case TradesEvent.TradeAccepted e -> e.by();
          case TradesEvent.TradeDeclined e -> e.by();
          case TradesEvent.TradeConfirmed e -> e.seller();
          case TradesEvent.TradeMessaged e -> e.by();
          case TradesEvent.TradeCompleted e -> completed(tx, e);
          case TradesEvent.TradeRated e -> rated(tx, e);
          case TradesEvent.TradePassedLimit _,
              TradesEvent.TradeCancelAsked _,
              TradesEvent.TradeCancelled _,
              TradesEvent.TradeExpired _,
              TradesEvent.TradeCompletesSoon _,
              TradesEvent.TradeDisputed _,
              TradesEvent.TradeResolved _ ->
              0;
        };
    if (by > 0) {
      later(tx, event.community(), new Touch(by, 0, 0, false, true, event.at()));
    }
  }

  private int completed(Tx tx, TradesEvent.TradeCompleted event) {
    DealRow deal =
        TrustStore.deal(tx, event.community(), event.trade(), event.buyer(), event.seller());
    if (deal.completedAt() == null) {
      DealRow done =
          new DealRow(
              deal.trade(),
              deal.buyer(),
              deal.seller(),
              event.at(),
              deal.buyerN(),
              deal.buyerStars(),
              deal.sellerN(),
              deal.sellerStars());
      TrustStore.put(tx, event.community(), done);
      both(tx, event.community(), done, Rule.TRADE, Awards.Wish.AWARD);
      praise(tx, event.community(), done);
    }
    return 0;
  }

  private void both(Tx tx, CommunityId community, DealRow deal, Rule rule, Awards.Wish wish) {
    Instant at = deal.completedAt();
    if (at != null) {
      UUID cause = deal.trade();
      later(
          tx,
          new Awards.Change(
              new Fact(community, rule, deal.buyer(), deal.seller(), cause, 0, at), wish));
      later(
          tx,
          new Awards.Change(
              new Fact(community, rule, deal.seller(), deal.buyer(), cause, 0, at), wish));
    }
  }

  private void praise(Tx tx, CommunityId community, DealRow deal) {
    both(
        tx,
        community,
        deal,
        Rule.TRADE_PRAISED,
        deal.praised() ? Awards.Wish.STAND : Awards.Wish.DROP);
  }

  /// The newest word of each side counts, in whichever order they are heard.
  private int rated(Tx tx, TradesEvent.TradeRated event) {
    DealRow deal =
        TrustStore.deal(tx, event.community(), event.trade(), event.buyer(), event.seller());
    boolean buyer = event.by() == event.buyer();
    int n = buyer ? deal.buyerN() : deal.sellerN();
    if (event.n() <= n) {
      return 0;
    }
    int before = buyer ? deal.buyerStars() : deal.sellerStars();
    DealRow said =
        new DealRow(
            deal.trade(),
            deal.buyer(),
            deal.seller(),
            deal.completedAt(),
            buyer ? event.n() : deal.buyerN(),
            buyer ? event.overall() : deal.buyerStars(),
            buyer ? deal.sellerN() : event.n(),
            buyer ? deal.sellerStars() : event.overall());
    TrustStore.put(tx, event.community(), said);
    later(
        tx,
        event.community(),
        new Touch(
            event.rated(), event.overall() - before, n == 0 ? 1 : 0, false, false, event.at()));
    if (said.praised() != deal.praised()) {
      praise(tx, event.community(), said);
    }
    return event.by();
  }

  private void offered(Tx tx, MarketEvent event) {
    switch (event) {
      case MarketEvent.ListingPublished e ->
          later(tx, e.community(), new Touch(e.owner(), 0, 0, true, true, e.at()));
      case MarketEvent.QuestionAsked e ->
          later(tx, e.community(), new Touch(e.asker(), 0, 0, false, true, e.at()));
      case MarketEvent.QuestionAnswered e ->
          later(tx, e.community(), new Touch(e.owner(), 0, 0, false, true, e.at()));
      case MarketEvent.ListingChanged _,
          MarketEvent.ListingExpiring _,
          MarketEvent.ListingExpired _,
          MarketEvent.ListingRemoved _ -> {}
    }
  }

  /// Who began a community wears its badge from the first day.
  private void joined(Tx tx, CommunitiesEvent.MemberJoined event) {
    later(tx, event.community(), new Touch(event.no(), 0, 0, false, true, event.at()));
  }

  private void suspended(Tx tx, CommunitiesEvent.MemberSuspended event) {
    trust.pause(tx, event.community(), event.no(), event.suspended());
  }
}
