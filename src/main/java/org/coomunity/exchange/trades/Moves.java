package org.coomunity.exchange.trades;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.ledger.Transfer;
import org.coomunity.exchange.trades.TradeDoors.Terms;
import org.jspecify.annotations.Nullable;

/// Turns a decision about a trade into what is to be written: transfers, and statements that commit
/// with them. Identifiers of transfers are made from (trade, state_n, try, leg), so that a crash
/// cannot book twice.
final class Moves {
  /// What commits together.
  ///
  /// @param transfers empty when no money moves
  record Plan(List<Transfer> transfers, List<Rider> riders) {
    /// The same with more that commits together.
    Plan with(List<Rider> more) {
      List<Rider> all = new ArrayList<>(riders);
      all.addAll(more);
      return new Plan(transfers, all);
    }
  }

  /// Who acts, with what words.
  ///
  /// @param by number of the member for whom it counts; 0 for the clock
  /// @param actor number of the person
  /// @param words their reason
  /// @param amount minor units for a counter-offer or a decision; null when not said
  /// @param quantity for a counter-offer; null when not said
  record Wish(int by, int actor, String words, @Nullable Long amount, @Nullable Integer quantity) {
    static final Wish OF_THE_CLOCK = new Wish(0, 0, "", null, null);
  }

  private final TradeDoors doors;
  private final Outbox outbox;

  Moves(TradeDoors doors, Outbox outbox) {
    this.doors = doors;
    this.outbox = outbox;
  }

  /// @param ayniE4 the score of the trade if it is paid now
  Plan plan(
      TradeRow row,
      TradeRules.Move move,
      Wish wish,
      Terms terms,
      @Nullable Integer ayniE4,
      Instant now) {
    return switch (move) {
      case COUNTER -> counter(row, wish, terms, now);
      case RESERVE -> reserve(row, wish, terms, now);
      case DECLINE, WITHDRAW, LAPSE, CALL_OFF, FREE -> ending(row, move, wish, now);
      case CONFIRM -> confirm(row, wish, now);
      case ASK_CANCEL ->
          noted(
              row,
              "ask_cancel",
              wish,
              now,
              TradesStore.askCancel(row, now),
              new TradesEvent.TradeCancelAsked(
                  row.communityId(), row.id(), row.buyer(), row.seller(), now));
      case DISPUTE ->
          noted(
              row,
              "dispute",
              wish,
              now,
              TradesStore.dispute(row, wish.by(), wish.words(), now),
              new TradesEvent.TradeDisputed(
                  row.communityId(),
                  row.id(),
                  row.buyer(),
                  row.seller(),
                  wish.by(),
                  wish.words(),
                  now));
      case PAY -> pay(row, wish, ayniE4, now);
      case RESOLVE -> resolve(row, wish, ayniE4, now);
    };
  }

  /// Without payment: what was reserved, if anything, is freed.
  private Plan ending(TradeRow row, TradeRules.Move move, Wish wish, Instant now) {
    return switch (move) {
      case DECLINE ->
          ended(row, TradeState.DECLINED, "decline", wish, now, declined(row, wish, now));
      case WITHDRAW, CALL_OFF ->
          ended(row, TradeState.CANCELLED, "cancel", wish, now, cancelled(row, wish, now));
      case LAPSE, FREE ->
          ended(
              row,
              TradeState.EXPIRED,
              "expire",
              wish,
              now,
              expired(row, move == TradeRules.Move.FREE, now));
      default -> throw new IllegalArgumentException("no ending: " + move);
    };
  }

  private Plan counter(TradeRow row, Wish wish, Terms terms, Instant now) {
    Long amount = wish.amount() == null ? row.amount() : wish.amount();
    int quantity = wish.quantity() == null ? row.quantity() : wish.quantity();
    long levy =
        amount == null ? 0 : TradeRules.shares(amount, row.fundRatePpm(), row.fundSide()).levy();
    Instant expires = now.plus(terms.acceptWithin());
    return new Plan(
        List.of(),
        List.of(
            TradesStore.counter(row, amount, levy, quantity, wish.by(), expires, now),
            TradesStore.step(
                row, row.stateN() + 1, "counter", wish.by(), amount, quantity, wish.words(), now),
            outbox.rider(
                new TradesEvent.TradeCountered(
                    row.communityId(),
                    row.id(),
                    row.buyer(),
                    row.seller(),
                    wish.by(),
                    amount == null ? 0 : amount,
                    now))));
  }

  private Plan reserve(TradeRow row, Wish wish, Terms terms, Instant now) {
    List<Transfer> transfers = new ArrayList<>();
    UUID pay = null;
    UUID share = null;
    if (row.amount() != null) {
      TradeRules.Shares shares = row.shares();
      int buyer = doors.accounts().of(row.communityId(), row.buyer());
      int seller = doors.accounts().of(row.communityId(), row.seller());
      pay = transferId(row, "pay");
      transfers.add(
          Transfer.pending(
              pay,
              buyer,
              seller,
              shares.received(),
              terms.tradeKind(),
              wish.actor(),
              row.concept(),
              null));
      if (shares.levy() > 0) {
        share = transferId(row, "share");
        transfers.add(
            Transfer.pending(
                share,
                buyer,
                terms.fundAccount(),
                shares.levy(),
                terms.fundKind(),
                wish.actor(),
                row.concept(),
                null));
      }
    }
    List<Rider> riders = new ArrayList<>();
    riders.add(TradesStore.reserve(row, pay, share, now.plus(terms.completeWithin()), now));
    riders.add(step(row, "accept", wish, now));
    riders.add(
        outbox.rider(
            new TradesEvent.TradeAccepted(
                row.communityId(),
                row.id(),
                row.buyer(),
                row.seller(),
                wish.by(),
                row.value(),
                row.listing(),
                now)));
    if (row.listing() != null) {
      riders.add(doors.stock().take(row.communityId(), row.listing(), row.quantity()));
    }
    return new Plan(transfers, riders);
  }

  private Plan ended(
      TradeRow row, TradeState state, String action, Wish wish, Instant now, TradesEvent event) {
    List<Transfer> transfers = freed(row, wish);
    UUID last = transfers.isEmpty() ? row.lastTransfer() : transfers.getLast().id();
    List<Rider> riders = new ArrayList<>();
    riders.add(TradesStore.move(row, state, null, last, now));
    riders.add(step(row, action, wish, now));
    riders.add(outbox.rider(event));
    if (row.state() != TradeState.PROPOSED && row.listing() != null) {
      riders.add(doors.stock().take(row.communityId(), row.listing(), -row.quantity()));
    }
    return new Plan(transfers, riders);
  }

  private Plan confirm(TradeRow row, Wish wish, Instant now) {
    Instant completes = now.plus(TradeRules.SILENCE);
    return noted(
        row,
        "confirm",
        wish,
        now,
        TradesStore.confirm(row, completes, now),
        new TradesEvent.TradeConfirmed(
            row.communityId(), row.id(), row.buyer(), row.seller(), row.value(), completes, now));
  }

  private Plan noted(
      TradeRow row, String action, Wish wish, Instant now, Rider change, TradesEvent event) {
    return new Plan(List.of(), List.of(change, step(row, action, wish, now), outbox.rider(event)));
  }

  private Plan pay(TradeRow row, Wish wish, @Nullable Integer ayniE4, Instant now) {
    List<Transfer> transfers = new ArrayList<>();
    if (row.pay() != null) {
      transfers.add(Transfer.post(transferId(row, "post"), row.pay(), -1, wish.actor()));
    }
    if (row.share() != null) {
      transfers.add(Transfer.post(transferId(row, "post-share"), row.share(), -1, wish.actor()));
    }
    UUID last = transfers.isEmpty() ? null : transfers.getLast().id();
    TradeRules.Shares shares = row.shares();
    return new Plan(
        transfers,
        List.of(
            TradesStore.move(row, TradeState.COMPLETED, ayniE4, last, now),
            step(row, "complete", wish, now),
            outbox.rider(
                new TradesEvent.TradeCompleted(
                    row.communityId(),
                    row.id(),
                    row.buyer(),
                    row.seller(),
                    wish.by(),
                    row.value(),
                    shares.levy(),
                    shares.received(),
                    shares.paid(),
                    ayniE4,
                    row.listing(),
                    row.quantity(),
                    now))));
  }

  private Plan resolve(TradeRow row, Wish wish, @Nullable Integer ayniE4, Instant now) {
    long amount = wish.amount() == null ? 0 : wish.amount();
    TradeRules.Shares shares = TradeRules.shares(amount, row.fundRatePpm(), row.fundSide());
    List<Transfer> transfers = new ArrayList<>();
    if (row.pay() != null) {
      transfers.add(part(row, "resolve", row.pay(), shares.received(), wish));
    }
    if (row.share() != null) {
      transfers.add(part(row, "resolve-share", row.share(), shares.levy(), wish));
    }
    UUID last = transfers.isEmpty() ? null : transfers.getLast().id();
    List<Rider> riders = new ArrayList<>();
    riders.add(
        TradesStore.resolve(
            row,
            wish.by(),
            wish.words(),
            row.amount() == null ? null : Long.valueOf(amount),
            ayniE4,
            last,
            now));
    riders.add(step(row, "resolve", wish, now));
    riders.add(
        outbox.rider(
            new TradesEvent.TradeResolved(
                row.communityId(),
                row.id(),
                row.buyer(),
                row.seller(),
                wish.by(),
                amount,
                shares.levy(),
                shares.received(),
                shares.paid(),
                ayniE4,
                wish.words(),
                now)));
    if (amount == 0 && row.listing() != null) {
      riders.add(doors.stock().take(row.communityId(), row.listing(), -row.quantity()));
    }
    return new Plan(transfers, riders);
  }

  private static Transfer part(TradeRow row, String leg, UUID pending, long amount, Wish wish) {
    return amount == 0
        ? Transfer.release(transferId(row, leg), pending, wish.actor())
        : Transfer.post(transferId(row, leg), pending, amount, wish.actor());
  }

  private static List<Transfer> freed(TradeRow row, Wish wish) {
    List<Transfer> transfers = new ArrayList<>();
    if (row.pay() != null) {
      transfers.add(Transfer.release(transferId(row, "free"), row.pay(), wish.actor()));
    }
    if (row.share() != null) {
      transfers.add(Transfer.release(transferId(row, "free-share"), row.share(), wish.actor()));
    }
    return transfers;
  }

  private static Rider step(TradeRow row, String action, Wish wish, Instant now) {
    return TradesStore.step(
        row, row.stateN() + 1, action, wish.by(), row.amount(), row.quantity(), wish.words(), now);
  }

  private static TradesEvent declined(TradeRow row, Wish wish, Instant now) {
    return new TradesEvent.TradeDeclined(
        row.communityId(), row.id(), row.buyer(), row.seller(), wish.by(), now);
  }

  private static TradesEvent cancelled(TradeRow row, Wish wish, Instant now) {
    return new TradesEvent.TradeCancelled(
        row.communityId(), row.id(), row.buyer(), row.seller(), wish.by(), now);
  }

  private static TradesEvent expired(TradeRow row, boolean accepted, Instant now) {
    return new TradesEvent.TradeExpired(
        row.communityId(), row.id(), row.buyer(), row.seller(), accepted, now);
  }

  static UUID transferId(TradeRow row, String leg) {
    return Uuid8.of(row.id() + " " + row.stateN() + " " + row.tries() + " " + leg);
  }
}
