package org.coomunity.exchange.ayni;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.ayni.AyniStore.MemberRow;
import org.coomunity.exchange.lets.LetsEvent;
import org.coomunity.exchange.trades.TradesEvent;
import org.coomunity.people.communities.CommunitiesEvent;

/// Hears what was exchanged, what was said about it and who came and went, keeps count of it, and
/// lets credit follow. What comes twice is counted once.
final class AyniReactions {
  private static final String CONSUMER = "ayni";

  /// What is counted together, and what is told together: all of a community that one transaction
  /// hears.
  private record Batch(CommunityId community, String of) {}

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
    outbox.on(CONSUMER, LetsEvent.PolicyChanged.class, this::soon);
    outbox.on(CONSUMER, CommunitiesEvent.class, this::moved);
  }

  /// Counts exchanges, and not a second time.
  ///
  /// @return those that were counted now
  private List<Tally> count(Tx tx, CommunityId community, List<Tally> tallies) {
    Set<UUID> fresh =
        TallyStore.fresh(tx, community, tallies.stream().map(Tally::id).toList(), clock.instant());
    List<Tally> counted = tallies.stream().filter(tally -> fresh.remove(tally.id())).toList();
    if (!counted.isEmpty()) {
      Sums sums = new Sums(counted);
      TallyStore.sides(tx, community, sums.sides());
      TallyStore.pairs(tx, community, sums.pairs());
      TallyStore.days(tx, community, sums.days());
      TallyStore.pulses(tx, community, sums.pulses());
    }
    return counted;
  }

  private void tell(Tx tx, CommunityId community, List<Tally> counted) {
    if (!counted.isEmpty()) {
      List<Integer> members =
          counted.stream()
              .flatMap(tally -> Stream.of(tally.giver(), tally.receiver()))
              .distinct()
              .sorted()
              .toList();
      tx.publish(new AyniEvent.ExchangesCounted(community, members, clock.instant()));
    }
  }

  /// Payments are many: they are counted together at the end of the transaction, and credit follows
  /// at night.
  private void countLater(Tx tx, CommunityId community, Tally tally) {
    tx.gather(
        new Batch(community, "payments"),
        tally,
        tallies -> tell(tx, community, count(tx, community, tallies)));
  }

  private void completed(Tx tx, TradesEvent.TradeCompleted trade) {
    CommunityId community = trade.community();
    Tally tally =
        new Tally(
            trade.trade(),
            trade.seller(),
            trade.buyer(),
            trade.amount(),
            trade.received(),
            1,
            true,
            trade.ayniScoreE4(),
            trade.at());
    if (count(tx, community, List.of(tally)).isEmpty()) {
      return;
    }
    AyniStore.traded(tx, community, trade.buyer(), trade.seller());
    AyniStore.traded(tx, community, trade.seller(), trade.buyer());
    credit.vouch(tx, community, trade.buyer(), trade.seller(), trade.received(), trade.at());
    credit.follow(tx, community, List.of(trade.buyer(), trade.seller()));
    tx.gather(new Batch(community, "trades"), tally, tallies -> tell(tx, community, tallies));
  }

  /// What a moderator let be paid was exchanged; it is no completed trade.
  private void resolved(Tx tx, TradesEvent.TradeResolved trade) {
    if (trade.amount() > 0) {
      countLater(
          tx,
          trade.community(),
          new Tally(
              trade.trade(),
              trade.seller(),
              trade.buyer(),
              trade.amount(),
              trade.received(),
              1,
              true,
              trade.ayniScoreE4(),
              trade.at()));
    }
  }

  private void rated(Tx tx, TradesEvent.TradeRated rating) {
    UUID id = Uuid8.of("rated " + rating.trade() + " " + rating.by() + " " + rating.n());
    if (!TallyStore.fresh(tx, rating.community(), List.of(id), clock.instant()).isEmpty()) {
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

  private void paid(Tx tx, LetsEvent.PaymentMade payment) {
    countLater(
        tx,
        payment.community(),
        new Tally(
            payment.payment(),
            payment.payee(),
            payment.payer(),
            payment.amount(),
            payment.amount(),
            1,
            false,
            null,
            payment.at()));
  }

  /// Counts what a member gave another outside trades and payments; credit follows at night.
  void exchanged(Tx tx, CommunityId community, Tally tally) {
    countLater(tx, community, tally);
  }

  private void reversed(Tx tx, LetsEvent.PaymentReversed back) {
    if (back.from() > 0 && back.to() > 0) {
      countLater(
          tx,
          back.community(),
          new Tally(
              back.payment(),
              back.from(),
              back.to(),
              -back.amount(),
              -back.amount(),
              0,
              false,
              null,
              back.at()));
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
      case CommunitiesEvent.MemberGone gone -> AyniStore.forgotten(tx, community, gone.no());
      case CommunitiesEvent.MemberSuspended _,
          CommunitiesEvent.TakeoverAsked _,
          CommunitiesEvent.TakeoverDecided _ -> {}
      case CommunitiesEvent.RoleChanged changed -> {
        AyniStore.admin(tx, community, changed.no(), changed.role() == Role.ADMIN);
        List<MemberRow> known = AyniStore.members(tx, community, List.of(changed.no()));
        credit.follow(tx, community, known.stream().map(MemberRow::no).toList());
        soon(tx, changed); // those they invited follow
      }
    }
  }
}
