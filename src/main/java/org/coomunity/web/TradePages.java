package org.coomunity.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.exchange.trades.Message;
import org.coomunity.exchange.trades.Rating;
import org.coomunity.exchange.trades.Trade;
import org.coomunity.exchange.trades.TradeDraft;
import org.coomunity.exchange.trades.Trades;
import org.jspecify.annotations.Nullable;

/// From proposal to agreement to both ratings, with the talk beside.
final class TradePages {
  private static final int PAGE = 20;
  private static final int MESSAGES = 100;
  private static final Set<String> STATES = Set.of("proposed", "accepted", "completed");

  private final Pages pages;
  private final Trades trades;
  private final Money money;
  private final RateLimits limits;

  TradePages(Pages pages, Trades trades, Money money, RateLimits limits) {
    this.pages = pages;
    this.trades = trades;
    this.money = money;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/c/{slug}/trades", visit -> list(visit.at("trades"))),
        pages.get("/c/{slug}/trades/{id}", visit -> one(visit.at("trades"), Form.EMPTY)),
        pages.post("/c/{slug}/trades/{id}/messages", visit -> write(visit.at("trades"))),
        pages.post("/c/{slug}/trades/{id}/ratings", visit -> rate(visit.at("trades"))),
        pages.post("/c/{slug}/trades/{id}/{action}", visit -> act(visit.at("trades"))));
  }

  private Answer list(Visit visit) {
    Standing standing = visit.standing();
    String only = visit.query("only", "");
    boolean disputes = only.equals("disputes");
    String state = STATES.contains(only) ? only : null;
    Page<Trade.Line> page =
        trades.trades(standing, state, disputes, PAGE, visit.exchange().cursor());
    return visit.show(
        "trades",
        visit.t("nav.trades"),
        new TradeListPage(
            page.items(),
            money.exchange(standing.community()).unit(),
            only,
            standing.role().includes(Role.MODERATOR),
            page.next()));
  }

  private Answer one(Visit visit, Form form) {
    Standing standing = visit.standing();
    UUID id = visit.id("id");
    Trade trade = trades.trade(standing, id);
    TradePage page =
        new TradePage(
            trade,
            money.exchange(standing.community()).unit(),
            trades.messages(standing, id, MESSAGES, Optional.empty()).items(),
            standing.handle(),
            form);
    visit.hear("trade:" + id);
    return form.faulty()
        ? visit.again("trade", trade.concept(), page)
        : visit.show("trade", trade.concept(), page);
  }

  private Answer act(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing();
    UUID id = visit.id("id");
    TradeDraft.Reason reason = new TradeDraft.Reason(form.maybe("reason").orElse(null));
    String amount = form.maybe("amount").map(Numbers::plain).orElse(null);
    try {
      switch (visit.exchange().path("action")) {
        case "accept" -> trades.accept(standing, id);
        case "decline" -> trades.decline(standing, id, reason);
        case "cancel" -> trades.cancel(standing, id, reason);
        case "complete" -> trades.complete(standing, id);
        case "dispute" -> trades.dispute(standing, id, new TradeDraft.Reason(form.text("reason")));
        case "counter" ->
            trades.counter(
                standing,
                id,
                new TradeDraft.Counter(
                    amount,
                    form.maybe("quantity")
                        .map(text -> Numbers.whole(text, "quantity"))
                        .orElse(null),
                    form.maybe("reason").orElse(null)));
        case "resolve" ->
            trades.resolve(standing, id, new TradeDraft.Resolution(amount, form.text("reason")));
        default -> throw Refused.because(Refusal.NOT_FOUND);
      }
    } catch (Refused no) {
      if (no.refusal() == Refusal.NOT_FOUND) {
        throw no;
      }
      return one(visit, form.refused(no, visit));
    }
    return visit.seeOtherIn("/trades/" + id);
  }

  private Answer write(Visit visit) {
    Form form = visit.form();
    try {
      limits.take(RateLimits.Limit.MESSAGES, visit.standing().handle());
      trades.send(
          visit.standing(),
          visit.id("id"),
          new Message.Draft(MarketPages.id(form), form.text("text")));
      return visit.seeOtherIn("/trades/" + visit.id("id") + "#talk");
    } catch (Refused no) {
      return one(visit, form.refused(no, visit));
    }
  }

  private Answer rate(Visit visit) {
    Form form = visit.form();
    try {
      trades.rate(
          visit.standing(),
          visit.id("id"),
          new Rating.Draft(
              form.maybe("overall").map(text -> Numbers.whole(text, "overall")).orElse(0),
              mark(form, "communication"),
              mark(form, "delivery"),
              mark(form, "quality"),
              form.text("words")));
      return visit.seeOtherIn("/trades/" + visit.id("id") + "?said=rated");
    } catch (Refused no) {
      return one(visit, form.refused(no, visit));
    }
  }

  private static @Nullable Integer mark(Form form, String field) {
    return form.maybe(field).map(text -> Numbers.whole(text, field)).orElse(null);
  }
}
