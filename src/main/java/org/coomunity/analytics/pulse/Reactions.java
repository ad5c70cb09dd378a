package org.coomunity.analytics.pulse;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.observe.Observe;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.decisions.circles.CirclesEvent;
import org.coomunity.decisions.governance.GovernanceEvent;
import org.coomunity.decisions.learning.LearningEvent;
import org.coomunity.decisions.merits.MeritsEvent;
import org.coomunity.exchange.commons.CommonsEvent;
import org.coomunity.exchange.lets.LetsEvent;
import org.coomunity.exchange.market.MarketEvent;
import org.coomunity.exchange.trades.TradesEvent;
import org.coomunity.people.communities.CommunitiesEvent;

/// Hears what members did. What one transaction hears of a community is folded and written
/// together.
final class Reactions {
  private static final String CONSUMER = "pulse";

  private record Batch(CommunityId community) {}

  private final InstantSource clock;
  private final PulseDoors doors;
  private final Observe observe;

  Reactions(InstantSource clock, PulseDoors doors, Observe observe) {
    this.clock = clock;
    this.doors = doors;
    this.observe = observe;
  }

  void listen(Outbox outbox) {
    hear(outbox, CommunitiesEvent.class);
    hear(outbox, TradesEvent.class);
    hear(outbox, LetsEvent.class);
    hear(outbox, CommonsEvent.class);
    hear(outbox, MarketEvent.class);
    hear(outbox, CirclesEvent.class);
    hear(outbox, LearningEvent.class);
    hear(outbox, GovernanceEvent.class);
    hear(outbox, MeritsEvent.class);
  }

  private <E extends Event> void hear(Outbox outbox, Class<E> kind) {
    String module = kind.getSimpleName().replace("Event", "").toLowerCase(Locale.ROOT);
    outbox.on(
        CONSUMER,
        kind,
        (tx, event) -> {
          String type = event.getClass().getSimpleName();
          observe.count("coomunity_events", "module", module, "type", type);
          acts(event).forEach(act -> tx.gather(key(event), act, all -> fold(tx, event, all)));
        });
  }

  private static Batch key(Event event) {
    return new Batch(event.community());
  }

  private void fold(Tx tx, Event event, List<Act> acts) {
    CommunityId community = event.community();
    PulseDoors.Site site = doors.places().of(community);
    if (site == null) {
      return;
    }
    Instant now = clock.instant();
    Set<Integer> numbers = new HashSet<>();
    acts.forEach(act -> numbers.addAll(act.who()));
    Fold fold = new Fold(site.zone(), site.hour(), now, PulseStore.people(tx, community, numbers));
    acts.forEach(fold::add);
    PulseStore.write(tx, community, fold, now);
  }

  /// What an event says of who did what. The list of acts is part of the definition of the
  /// measures.
  private static List<Act> acts(Event event) {
    return switch (event) {
      case CommunitiesEvent e -> of(e);
      case TradesEvent e -> of(e);
      case LetsEvent e -> of(e);
      case CommonsEvent e -> of(e);
      case MarketEvent e -> of(e);
      case CirclesEvent e -> of(e);
      case LearningEvent e -> of(e);
      case GovernanceEvent.ProposalMoved e when e.state().equals("draft") -> by(e.author(), e);
      case MeritsEvent e -> of(e);
      default -> List.of();
    };
  }

  private static List<Act> by(int no, Event event) {
    return no <= 0 ? List.of() : List.of(Act.by(no, event.at()));
  }

  private static List<Act> of(CommunitiesEvent event) {
    return switch (event) {
      case CommunitiesEvent.MemberJoined e ->
          List.of(new Act(List.of(e.no()), Act.What.JOINED, 0, e.at()));
      case CommunitiesEvent.MemberGone e ->
          List.of(new Act(List.of(e.no()), Act.What.GONE, 0, e.at()));
      case CommunitiesEvent.TakeoverAsked e -> by(e.by(), e);
      case CommunitiesEvent.RoleChanged e -> by(e.by(), e);
      case CommunitiesEvent.CommunityOpened _,
          CommunitiesEvent.CommunityArchived _,
          CommunitiesEvent.MemberLeft _,
          CommunitiesEvent.MemberSuspended _,
          CommunitiesEvent.TakeoverDecided _ ->
          List.of();
    };
  }

  private static List<Act> of(TradesEvent event) {
    return switch (event) {
      case TradesEvent.TradeProposed e -> by(e.by(), e);
      case TradesEvent.TradeCountered e -> by(e.by(), e);
      case TradesEvent.TradeAccepted e -> by(e.by(), e);
      case TradesEvent.TradeDeclined e -> by(e.by(), e);
      case TradesEvent.TradeCancelled e -> by(e.by(), e);
      case TradesEvent.TradeConfirmed e -> by(e.seller(), e);
      case TradesEvent.TradeCancelAsked e -> by(e.buyer(), e);
      case TradesEvent.TradeDisputed e -> by(e.by(), e);
      case TradesEvent.TradeRated e -> by(e.by(), e);
      case TradesEvent.TradeMessaged e -> by(e.by(), e);
      case TradesEvent.TradeCompleted e ->
          List.of(new Act(List.of(e.buyer(), e.seller()), Act.What.TRADED, e.levy(), e.at()));
      case TradesEvent.TradeResolved e -> resolved(e);
      case TradesEvent.TradePassedLimit _,
          TradesEvent.TradeExpired _,
          TradesEvent.TradeCompletesSoon _ ->
          List.of();
    };
  }

  /// A dispute that ends with a payment has ended a trade.
  private static List<Act> resolved(TradesEvent.TradeResolved e) {
    List<Act> acts = new ArrayList<>(by(e.by(), e));
    if (e.amount() > 0) {
      acts.add(new Act(List.of(e.buyer(), e.seller()), Act.What.TRADED, e.levy(), e.at()));
    }
    return acts;
  }

  private static List<Act> of(LetsEvent event) {
    return switch (event) {
      case LetsEvent.PaymentMade e -> by(e.actor(), e);
      case LetsEvent.PaymentRequested e -> by(e.payee(), e);
      case LetsEvent.PolicyChanged e -> by(e.by(), e);
      case LetsEvent.RequestAnswered e ->
          e.state().equals("expired") ? List.of() : by(e.payer(), e);
      case LetsEvent.PaymentReversed _, LetsEvent.LimitPassed _, LetsEvent.CreditLimitChanged _ ->
          List.of();
    };
  }

  private static List<Act> of(CommonsEvent event) {
    return switch (event) {
      case CommonsEvent.FundGiven e ->
          List.of(new Act(List.of(e.actor()), Act.What.GIVEN, e.amount(), e.at()));
      case CommonsEvent.ContributionMade e -> by(e.no(), e);
      case CommonsEvent.ContributionConfirmed e ->
          List.of(new Act(e.confirmedBy(), Act.What.CONTRIBUTED, 1, e.at()));
      case CommonsEvent.MissionOpened e -> by(e.by(), e);
      case CommonsEvent.MissionClosed e -> by(e.by(), e);
      case CommonsEvent.ContributionShown e -> by(e.no(), e);
      case CommonsEvent.ContributionUnconfirmed _, CommonsEvent.MissionReached _ -> List.of();
    };
  }

  private static List<Act> of(MarketEvent event) {
    return switch (event) {
      case MarketEvent.ListingPublished e -> by(e.owner(), e);
      case MarketEvent.ListingChanged e -> by(e.owner(), e);
      case MarketEvent.QuestionAsked e -> by(e.asker(), e);
      case MarketEvent.QuestionAnswered e -> by(e.owner(), e);
      case MarketEvent.ListingExpiring _,
          MarketEvent.ListingExpired _,
          MarketEvent.ListingRemoved _ ->
          List.of();
    };
  }

  private static List<Act> of(CirclesEvent event) {
    return switch (event) {
      case CirclesEvent.CircleFounded e -> by(e.by(), e);
      case CirclesEvent.CircleAsked e -> by(e.no(), e);
      case CirclesEvent.CircleAnswered e -> by(e.by(), e);
      case CirclesEvent.CircleInvited e -> by(e.by(), e);
      case CirclesEvent.CircleJoined e -> by(e.no(), e);
      case CirclesEvent.CircleLeft e -> by(e.no(), e);
      case CirclesEvent.CirclePosted e -> by(e.no(), e);
      case CirclesEvent.MeetingCalled e -> by(e.by(), e);
      case CirclesEvent.MeetingMoved e -> by(e.by(), e);
      case CirclesEvent.MeetingCancelled e -> by(e.by(), e);
      case CirclesEvent.SessionPlanned e -> by(e.teacher(), e);
      case CirclesEvent.SessionJoined e -> by(e.no(), e);
      case CirclesEvent.SessionConfirmed e -> by(e.learner(), e);
      case CirclesEvent.SessionMoved e -> by(e.teacher(), e);
      case CirclesEvent.SessionCancelled e -> by(e.teacher(), e);
      case CirclesEvent.CirclePostChanged _,
          CirclesEvent.MeetingChanged _,
          CirclesEvent.SessionPaid _,
          CirclesEvent.SessionReturned _ ->
          List.of();
    };
  }

  private static List<Act> of(LearningEvent event) {
    return switch (event) {
      case LearningEvent.LearningAnswered e -> by(e.member(), e);
      case LearningEvent.ReviewAsked e -> by(e.by(), e);
      case LearningEvent.ItemPublished e -> by(e.reviewer(), e);
      case LearningEvent.ItemReturned e -> by(e.reviewer(), e);
      case LearningEvent.ItemRetired e -> by(e.by(), e);
      case LearningEvent.GamifierNamed e -> by(e.by(), e);
    };
  }

  private static List<Act> of(MeritsEvent event) {
    return switch (event) {
      case MeritsEvent.TrustGiven e -> by(e.by(), e);
      case MeritsEvent.TrustRevoked e -> by(e.by(), e);
      case MeritsEvent.StageSupported e -> by(e.by(), e);
      case MeritsEvent.Earned e -> {
        List<Act> acts = new ArrayList<>();
        if (e.meritos() > 0) {
          acts.add(new Act(List.of(), Act.What.MERITOS, e.meritos(), e.at()));
        }
        if (e.ondas() > 0) {
          acts.add(new Act(List.of(), Act.What.ONDAS, e.ondas(), e.at()));
        }
        yield acts;
      }
      case MeritsEvent.StageReached _,
          MeritsEvent.ValidationAsked _,
          MeritsEvent.BadgeEarned _,
          MeritsEvent.AwardMade _ ->
          List.of();
    };
  }
}
