package org.coomunity.exchange.trades;

import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.Handler;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;

/// The routes of trades.
final class TradesHttp {
  private static final String TRADES = "/communities/{slug}/trades";
  private static final String ONE = TRADES + "/{id}";

  private final Trades trades;
  private final RateLimits limits;

  TradesHttp(Trades trades, RateLimits limits) {
    this.trades = trades;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.post(TRADES)
            .by(Access.MEMBER)
            .doc("Proposes a trade in which the caller buys or sells.")
            .takes(TradeDraft.class)
            .creates(Trade.class)
            .to(this::propose),
        Route.get(TRADES)
            .by(Access.MEMBER)
            .doc("One's own trades, newest first; `disputes=true` the open disputes.")
            .lists(Trade.Line.class)
            .queries("state", "disputes")
            .to(e ->
                Answer.ok(
                    trades.trades(
                        e.standing(),
                        e.query("state").orElse(null),
                        e.query("disputes").map("true"::equals).orElse(false),
                        e.limit(),
                        e.cursor()))),
        Route.get(ONE)
            .by(Access.MEMBER)
            .doc("A trade of one's own.")
            .answers(Trade.class)
            .to(acts(trades::trade)),
        Route.post(ONE + "/accept")
            .by(Access.MEMBER)
            .doc("Accepts the offer that stands; the amount is reserved.")
            .answers(Trade.class)
            .to(acts(trades::accept)),
        Route.post(ONE + "/complete")
            .by(Access.MEMBER)
            .doc("Says that it is done: the buyer's word pays, the seller's waits 14 days for it.")
            .answers(Trade.class)
            .to(acts(trades::complete)),
        Route.post(ONE + "/decline")
            .by(Access.MEMBER)
            .doc("Says no to the offer that stands.")
            .takes(TradeDraft.Reason.class)
            .answers(Trade.class)
            .to(e -> Answer.ok(trades.decline(e.standing(), e.pathId("id"), reason(e)))),
        Route.post(ONE + "/cancel")
            .by(Access.MEMBER)
            .doc("Takes a proposal back, calls an accepted trade off, or asks the seller to.")
            .takes(TradeDraft.Reason.class)
            .answers(Trade.class)
            .to(e -> Answer.ok(trades.cancel(e.standing(), e.pathId("id"), reason(e)))),
        Route.post(ONE + "/dispute")
            .by(Access.MEMBER)
            .doc("Asks the moderators to decide.")
            .takes(TradeDraft.Reason.class)
            .answers(Trade.class)
            .to(e -> Answer.ok(trades.dispute(e.standing(), e.pathId("id"), reason(e)))),
        Route.post(ONE + "/counter")
            .by(Access.MEMBER)
            .doc("Makes another offer in a proposal.")
            .takes(TradeDraft.Counter.class)
            .answers(Trade.class)
            .to(e ->
                Answer.ok(
                    trades.counter(
                        e.standing(), e.pathId("id"), e.body(TradeDraft.Counter.class)))),
        Route.post(ONE + "/resolve")
            .by(Access.MEMBER)
            .doc("Decides a dispute: what of the amount is paid.")
            .takes(TradeDraft.Resolution.class)
            .answers(Trade.class)
            .to(e ->
                Answer.ok(
                    trades.resolve(
                        e.standing(), e.pathId("id"), e.body(TradeDraft.Resolution.class)))),
        Route.post(ONE + "/ratings")
            .by(Access.MEMBER)
            .doc("Rates the other side of a completed trade; again replaces.")
            .takes(Rating.Draft.class)
            .creates(Rating.class)
            .to(e ->
                Answer.made(trades.rate(e.standing(), e.pathId("id"), e.body(Rating.Draft.class)))),
        Route.post(ONE + "/messages")
            .by(Access.MEMBER)
            .doc("Writes to the other side.")
            .takes(Message.Draft.class)
            .creates(Message.class)
            .to(this::send),
        Route.get(ONE + "/messages")
            .by(Access.MEMBER)
            .doc("The messages of a trade, oldest first.")
            .lists(Message.class)
            .to(e ->
                Answer.ok(trades.messages(e.standing(), e.pathId("id"), e.limit(), e.cursor()))));
  }

  private static Handler acts(BiFunction<Standing, UUID, Trade> act) {
    return e -> Answer.ok(act.apply(e.standing(), e.pathId("id")));
  }

  /// A reason may be left out altogether.
  private static TradeDraft.Reason reason(Exchange exchange) {
    return exchange.bytes().length == 0
        ? new TradeDraft.Reason(null)
        : exchange.body(TradeDraft.Reason.class);
  }

  private Answer propose(Exchange exchange) {
    return Answer.made(trades.propose(exchange.standing(), exchange.body(TradeDraft.class)));
  }

  private Answer send(Exchange exchange) {
    limits.take(RateLimits.Limit.MESSAGES, exchange.standing().member().toString());
    return Answer.made(
        trades.send(
            exchange.standing(), exchange.pathId("id"), exchange.body(Message.Draft.class)));
  }
}
