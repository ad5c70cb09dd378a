package org.coomunity.exchange.ayni;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.ayni.AyniStore.MemberRow;
import org.coomunity.exchange.ayni.AyniStore.Tally;
import org.coomunity.exchange.lets.LetsEvent;
import org.coomunity.exchange.trades.TradesEvent;
import org.coomunity.people.communities.CommunitiesEvent;

/// Hears what was exchanged, what was said about it and who came and went, keeps count of it, and
/// lets credit follow. What comes twice is counted once.
final class AyniReactions {
  private static final String CONSUMER = "ayni";

  private final InstantSource clock;
  private final AyniDoors doors;
  private final Credit credit;

  AyniReactions(InstantSource clock, AyniDoors doors, Credit credit) {
    this.clock = clock;
    this.doors = doors;
    this.credit = credit;
  }

  void listen(Outbox outbox) {
    outbox.on(CONSUMER, TradesEvent.TradeCompleted.class, this::completed);
    outbox.on(CONSUMER, TradesEvent.TradeResolved.class, this::resolved);
    outbox.on(CONSUMER, TradesEvent.TradeRated.class, this::rated);
    outbox.on(CONSUMER, LetsEvent.PaymentMade.class, this::paid);
    outbox.on(CONSUMER, LetsEvent.PaymentReversed.class, this::reversed);
    outbox.on(CONSUMER, LetsEvent.PolicyChanged.class, (tx, event) -> soon(tx, event));
    outbox.on(CONSUMER, CommunitiesEvent.class, this::moved);
  }

  private Rider counted(Tally tally) {
    return AyniStore.counted(tally, clock.instant());
  }

  private void completed(Tx tx, TradesEvent.TradeCompleted trade) {
    CommunityId community = trade.community();
    if (AyniStore.seen(tx, community, trade.trade())) {
      return;
    }
    tx.run(
        counted(
            new Tally(
                community,
                trade.trade(),
                trade.seller(),
                trade.buyer(),
                trade.amount(),
                trade.received(),
                1,
                true,
                trade.ayniScoreE4(),
                trade.at())));
    AyniStore.traded(tx, community, trade.buyer(), trade.seller());
    AyniStore.traded(tx, community, trade.seller(), trade.buyer());
    credit.vouch(tx, community, trade.buyer(), trade.seller(), trade.received(), trade.at());
    credit.follow(tx, community, List.of(trade.buyer(), trade.seller()));
  }

  /// What a moderator let be paid was exchanged; it is no completed trade.
  private void resolved(Tx tx, TradesEvent.TradeResolved trade) {
    if (trade.amount() > 0) {
      tx.later(
          counted(
              new Tally(
                  trade.community(),
                  trade.trade(),
                  trade.seller(),
                  trade.buyer(),
                  trade.amount(),
                  trade.received(),
                  1,
                  true,
                  trade.ayniScoreE4(),
                  trade.at())));
    }
  }

  private void rated(Tx tx, TradesEvent.TradeRated rating) {
    UUID id = Uuid8.of("rated " + rating.trade() + " " + rating.by() + " " + rating.n());
    if (AyniStore.first(tx, rating.community(), id, clock.instant())) {
      AyniStore.rated(
          tx,
          rating.community(),
          rating.rated(),
          rating.by(),
          rating.overall(),
          rating.n() == 1,
          rating.at());
      credit.follow(tx, rating.community(), List.of(rating.rated()));
    }
  }

  /// Payments are many: their counting waits for the end of the batch, and credit for the night.
  private void paid(Tx tx, LetsEvent.PaymentMade payment) {
    tx.later(
        counted(
            new Tally(
                payment.community(),
                payment.payment(),
                payment.payee(),
                payment.payer(),
                payment.amount(),
                payment.amount(),
                1,
                false,
                null,
                payment.at())));
  }

  private void reversed(Tx tx, LetsEvent.PaymentReversed back) {
    if (back.from() > 0 && back.to() > 0) {
      tx.later(
          counted(
              new Tally(
                  back.community(),
                  back.payment(),
                  back.from(),
                  back.to(),
                  -back.amount(),
                  -back.amount(),
                  0,
                  false,
                  null,
                  back.at())));
    }
  }

  private void soon(Tx tx, Event event) {
    AyniStore.due(tx, event.community(), event.at());
  }

  private void moved(Tx tx, CommunitiesEvent event) {
    CommunityId community = event.community();
    switch (event) {
      case CommunitiesEvent.CommunityOpened opened -> soon(tx, opened);
      case CommunitiesEvent.CommunityArchived archived -> AyniStore.archived(tx, community);
      case CommunitiesEvent.MemberJoined joined ->
          AyniStore.joined(
              tx,
              community,
              joined.no(),
              joined.invitedByNo(),
              joined.founder(),
              doors.admins().is(community, joined.no()));
      case CommunitiesEvent.MemberLeft left -> AyniStore.left(tx, community, left.no());
      case CommunitiesEvent.MemberSuspended suspended -> {}
      case CommunitiesEvent.TakeoverAsked asked -> {}
      case CommunitiesEvent.TakeoverDecided decided -> {}
      case CommunitiesEvent.RoleChanged changed -> {
        AyniStore.admin(tx, community, changed.no(), changed.role() == Role.ADMIN);
        List<MemberRow> known = AyniStore.members(tx, community, List.of(changed.no()));
        credit.follow(tx, community, known.stream().map(MemberRow::no).toList());
        soon(tx, changed); // those they invited follow
      }
    }
  }
}
