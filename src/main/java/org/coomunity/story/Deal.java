package org.coomunity.story;

import java.util.UUID;
import org.coomunity.exchange.trades.Message;
import org.coomunity.exchange.trades.Rating;
import org.coomunity.exchange.trades.Trade;
import org.coomunity.exchange.trades.TradeDraft;
import org.coomunity.exchange.trades.Trades;
import org.jspecify.annotations.Nullable;

/// One trade of the story and the steps taken in it. A step that an earlier, interrupted telling
/// took already is not taken again: the trade's own history says how far it had come.
final class Deal {
  private final Trades trades;
  private final Script script;
  private final String name;
  final UUID id;
  final Player buyer;
  final Player seller;
  final Player proposer;

  /// Minor units; 0 for a gift.
  long amount;

  /// What the buyer's purse holds back for it.
  long promised;

  private int told;
  private int steps;
  private int said;

  Deal(Trades trades, Script script, String name, Player buyer, Player seller, Player proposer) {
    this.trades = trades;
    this.script = script;
    this.name = name;
    this.id = script.id(name);
    this.buyer = buyer;
    this.seller = seller;
    this.proposer = proposer;
  }

  Player other() {
    return proposer.is(buyer) ? seller : buyer;
  }

  void propose(
      @Nullable UUID listing, @Nullable String price, @Nullable Integer quantity, String concept) {
    Trade trade =
        trades
            .propose(
                proposer.standing(),
                new TradeDraft(
                    id,
                    listing,
                    buyer.handle(),
                    seller.handle(),
                    price,
                    quantity,
                    concept.isEmpty() ? null : concept))
            .value();
    told = trade.history().size();
    steps = 1;
  }

  private boolean fresh() {
    return ++steps > told;
  }

  void counter(Player by, String price, String words) {
    if (fresh()) {
      trades.counter(by.standing(), id, new TradeDraft.Counter(price, null, words));
    }
  }

  void accept(Player by) {
    if (fresh()) {
      trades.accept(by.standing(), id);
    }
  }

  void decline(Player by, String why) {
    if (fresh()) {
      trades.decline(by.standing(), id, new TradeDraft.Reason(why));
    }
  }

  void cancel(Player by, String why) {
    if (fresh()) {
      trades.cancel(by.standing(), id, new TradeDraft.Reason(why));
    }
  }

  void complete(Player by) {
    if (fresh()) {
      trades.complete(by.standing(), id);
    }
  }

  void dispute(Player by, String why) {
    if (fresh()) {
      trades.dispute(by.standing(), id, new TradeDraft.Reason(why));
    }
  }

  void resolve(Player moderator, @Nullable String paid, String why) {
    if (fresh()) {
      trades.resolve(moderator.standing(), id, new TradeDraft.Resolution(paid, why));
    }
  }

  void say(Player by, String words) {
    UUID message = script.id(name + " message " + said++);
    trades.send(by.standing(), id, new Message.Draft(message, words));
  }

  void rate(Player by, int stars, @Nullable Integer part, String words) {
    trades.rate(by.standing(), id, new Rating.Draft(stars, part, part, part, words));
  }
}
