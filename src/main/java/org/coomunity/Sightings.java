package org.coomunity;

import java.util.Map;
import org.coomunity.analytics.journeys.EventType;
import org.coomunity.analytics.journeys.Journeys;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.decisions.circles.CirclesEvent.CircleJoined;
import org.coomunity.decisions.learning.LearningEvent.LearningAnswered;
import org.coomunity.decisions.merits.MeritsEvent.AwardMade;
import org.coomunity.decisions.merits.MeritsEvent.StageReached;
import org.coomunity.exchange.commons.CommonsEvent.ContributionConfirmed;
import org.coomunity.exchange.market.MarketEvent.ListingPublished;
import org.coomunity.exchange.trades.TradesEvent.TradeCompleted;
import org.coomunity.exchange.trades.TradesEvent.TradeProposed;
import org.coomunity.people.communities.CommunitiesEvent.MemberGone;
import org.coomunity.people.communities.CommunitiesEvent.MemberJoined;

/// What happens in other modules, as journeys know it.
final class Sightings {
  private static final String CONSUMER = "journeys";

  private final Journeys journeys;

  private Sightings(Journeys journeys) {
    this.journeys = journeys;
  }

  static void listen(Outbox outbox, Journeys journeys) {
    Sightings to = new Sightings(journeys);
    outbox.on(CONSUMER, MemberGone.class, (tx, e) -> journeys.gone(tx, e.community(), e.member()));
    outbox.on(
        CONSUMER, MemberJoined.class, (tx, e) -> to.saw(tx, e, e.no(), EventType.JOINED, e.at()));
    outbox.on(
        CONSUMER,
        ListingPublished.class,
        (tx, e) -> to.saw(tx, e, e.owner(), EventType.OFFER_PUBLISHED, e.listing()));
    outbox.on(
        CONSUMER,
        TradeProposed.class,
        (tx, e) -> to.saw(tx, e, e.by(), EventType.TRADE_PROPOSED, e.trade()));
    outbox.on(
        CONSUMER,
        TradeCompleted.class,
        (tx, e) -> {
          to.saw(tx, e, e.buyer(), EventType.TRADE_COMPLETED, e.trade());
          to.saw(tx, e, e.seller(), EventType.TRADE_COMPLETED, e.trade());
        });
    civic(outbox, to);
  }

  private static void civic(Outbox outbox, Sightings to) {
    outbox.on(
        CONSUMER,
        ContributionConfirmed.class,
        (tx, e) ->
            to.saw(
                tx,
                e,
                e.no(),
                EventType.CONTRIBUTION_CONFIRMED,
                e.contribution() + " " + e.round()));
    outbox.on(
        CONSUMER,
        AwardMade.class,
        (tx, e) ->
            to.saw(
                tx,
                e,
                e.no(),
                EventType.AWARD_EARNED,
                e.rule() + " " + e.amount() + " " + e.at(),
                Map.of("kind", e.kind().name())));
    outbox.on(
        CONSUMER,
        StageReached.class,
        (tx, e) ->
            to.saw(
                tx,
                e,
                e.no(),
                EventType.STAGE_REACHED,
                e.stage(),
                Map.of("stage", e.stage().name())));
    outbox.on(
        CONSUMER,
        CircleJoined.class,
        (tx, e) -> to.saw(tx, e, e.no(), EventType.CIRCLE_JOINED, e.circle() + " " + e.at()));
    outbox.on(
        CONSUMER,
        LearningAnswered.class,
        (tx, e) ->
            to.saw(
                tx,
                e,
                e.member(),
                EventType.QUESTION_ANSWERED,
                e.question() + " " + e.at(),
                Map.of("kind", e.kind().name())));
  }

  private void saw(Tx tx, Event event, int no, EventType type, Object cause) {
    saw(tx, event, no, type, cause, Map.of());
  }

  private void saw(
      Tx tx, Event event, int no, EventType type, Object cause, Map<String, Object> properties) {
    journeys.record(tx, event.community(), no, type, cause.toString(), properties, event.at());
  }
}
