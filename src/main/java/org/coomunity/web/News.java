package org.coomunity.web;

import java.time.Instant;
import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.live.Live;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.decisions.circles.CirclesEvent;
import org.coomunity.exchange.ayni.AyniEvent;
import org.coomunity.exchange.commons.CommonsEvent;
import org.coomunity.exchange.lets.LetsEvent;
import org.coomunity.exchange.market.MarketEvent;
import org.coomunity.exchange.trades.TradesEvent;
import org.coomunity.people.announcements.AnnouncementsEvent;
import org.coomunity.people.communities.CommunitiesEvent;
import org.coomunity.people.members.Member;
import org.coomunity.people.notices.NoticesEvent;

/// Tells open pages that something changed. The news carries no facts: a page that hears it fetches
/// what it may see.
final class News {
  /// What a topic says: a kind of event, and when.
  record Word(String what, Instant at) {}

  private static final int SCALES_MOST = 1_000;

  private final People people;
  private final Live live;

  News(People people, Live live) {
    this.people = people;
    this.live = live;
  }

  void listen(Outbox outbox) {
    outbox.everywhere(TradesEvent.class, this::trade);
    outbox.everywhere(MarketEvent.class, event -> community(event.community(), event));
    outbox.everywhere(LetsEvent.class, this::money);
    outbox.everywhere(AyniEvent.ExchangesCounted.class, this::counted);
    outbox.everywhere(CommunitiesEvent.class, event -> community(event.community(), event));
    outbox.everywhere(CommonsEvent.class, event -> community(event.community(), event));
    outbox.everywhere(CirclesEvent.class, event -> community(event.community(), event));
    outbox.everywhere(AnnouncementsEvent.class, event -> community(event.community(), event));
    outbox.everywhere(
        NoticesEvent.NoticesGiven.class,
        event -> event.members().forEach(to -> noticed(to, event)));
  }

  private void noticed(MemberId member, Event event) {
    people.member(member).map(Member::handle).ifPresent(handle -> tell("member:" + handle, event));
  }

  private void trade(TradesEvent event) {
    tell("trade:" + event.trade(), event);
    members(event, event.buyer(), event.seller());
    if (event instanceof TradesEvent.TradeCompleted) {
      community(event.community(), event);
    }
  }

  private void money(LetsEvent event) {
    switch (event) {
      case LetsEvent.PaymentMade e -> members(e, e.payer(), e.payee());
      case LetsEvent.PaymentReversed e -> members(e, e.from(), e.to());
      case LetsEvent.PaymentRequested e -> members(e, e.payee(), e.payer());
      case LetsEvent.RequestAnswered e -> members(e, e.payee(), e.payer());
      case LetsEvent.CreditLimitChanged e -> members(e, e.no());
      case LetsEvent.LimitPassed e -> members(e, e.no());
      case LetsEvent.PolicyChanged e -> community(e.community(), e);
    }
  }

  /// The scales of many at once are fetched when their people next look.
  private void counted(AyniEvent.ExchangesCounted event) {
    if (event.members().size() <= SCALES_MOST) {
      members(event, event.members().toArray(Integer[]::new));
    }
  }

  private void members(Event event, Integer... numbers) {
    people
        .memberships(event.community(), List.of(numbers))
        .values()
        .forEach(side -> tell("member:" + side.handle(), event));
  }

  private void community(CommunityId community, Event event) {
    people.community(community).ifPresent(one -> tell("community:" + one.slug(), event));
  }

  private void tell(String topic, Event event) {
    live.publish(topic, new Word(event.getClass().getSimpleName(), event.at()));
  }
}
