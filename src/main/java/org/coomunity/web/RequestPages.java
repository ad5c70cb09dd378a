package org.coomunity.web;

import java.util.Arrays;
import java.util.List;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.PaymentRequest;

/// Asking somebody for an amount, answering who asks, codes to be paid with, and which requests are
/// paid without being asked.
final class RequestPages {
  private static final int PAGE = 30;
  private static final int CONCEPT = 200;

  private final Pages pages;
  private final Lets lets;
  private final People people;
  private final Money money;
  private final RateLimits limits;

  RequestPages(Pages pages, Lets lets, People people, Money money, RateLimits limits) {
    this.pages = pages;
    this.lets = lets;
    this.people = people;
    this.money = money;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/c/{slug}/wallet/ask", visit -> ask(visit.at("wallet"), asking(visit))),
        pages.post("/c/{slug}/wallet/ask", visit -> asked(visit.at("wallet"))),
        pages.get("/c/{slug}/wallet/code", visit -> code(visit.at("wallet"))),
        pages.get("/c/{slug}/wallet/requests", visit -> list(visit.at("wallet"))),
        pages.get("/c/{slug}/wallet/requests/{id}", visit -> one(visit.at("wallet"), Form.EMPTY)),
        pages.post("/c/{slug}/wallet/requests/{id}", visit -> answer(visit.at("wallet"))),
        pages.get(
            "/c/{slug}/wallet/automatic",
            visit -> automatic(visit.at("wallet"), wish(lets.autoAccept(visit.standing())))),
        pages.post("/c/{slug}/wallet/automatic", visit -> decide(visit.at("wallet"))));
  }

  private static Form asking(Visit visit) {
    return Form.with(
        "from", visit.query("from", ""),
        "amount", visit.query("amount", ""),
        "concept", visit.query("concept", ""));
  }

  private Answer ask(Visit visit, Form form) {
    Unit unit = money.exchange(visit.standing().community()).unit();
    return visit.form("ask", visit.t("ask.title"), form, new AskPage(form, unit));
  }

  private Answer asked(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing();
    try {
      limits.take(RateLimits.Limit.PAYMENTS, standing.handle());
      PaymentRequest made =
          lets.request(
                  standing,
                  new PaymentRequest.Draft(
                      MarketPages.id(form),
                      handle(form.text("from")),
                      Numbers.plain(form.text("amount")),
                      form.text("concept")))
              .value();
      return visit.seeOtherIn("/wallet/requests/" + made.id() + "?said=requested");
    } catch (Refused no) {
      return ask(visit, form.refused(no, visit));
    }
  }

  private static String handle(String typed) {
    return typed.replaceFirst("^@", "");
  }

  /// A code with an amount in it, for whoever stands in front.
  private Answer code(Visit visit) {
    Standing standing = visit.standing();
    Unit unit = money.exchange(standing.community()).unit();
    String concept = visit.query("concept", "");
    String words = concept.substring(0, Math.min(CONCEPT, concept.length()));
    Form form = Form.with("amount", visit.query("amount", ""), "concept", words);
    try {
      String amount =
          form.maybe("amount")
              .map(typed -> unit.format(unit.parse(Numbers.plain(typed), "amount")))
              .orElse(null);
      String link = lets.payLink(standing.slug(), standing.handle(), amount, words);
      CodePage page =
          new CodePage(
              people.name(standing.handle()),
              unit,
              amount == null ? "" : amount,
              words,
              link,
              WalletPages.picture(lets.qr(link)));
      return visit.show("code", visit.t("code.title"), page);
    } catch (Refused no) {
      return ask(visit, form.refused(no, visit));
    }
  }

  private Answer list(Visit visit) {
    Standing standing = visit.standing();
    Page<PaymentRequest> found = lets.requests(standing, visit.cursorId(), PAGE);
    return visit.show(
        "requests",
        visit.t("requests.title"),
        new RequestListPage(
            found.items(),
            money.exchange(standing.community()).unit(),
            standing.handle(),
            found.next()));
  }

  private Answer one(Visit visit, Form form) {
    Standing standing = visit.standing();
    PaymentRequest request = lets.request(standing, visit.id("id"));
    Unit unit = money.exchange(standing.community()).unit();
    boolean payer = request.from().equals(standing.handle());
    WalletView wallet =
        Money.wallet(unit, money.account(standing, standing.handle()).orElseThrow());
    String link = lets.payLink(standing.slug(), request.to(), request.amount(), request.concept());
    RequestPage page =
        new RequestPage(
            request,
            unit,
            payer,
            people.name(payer ? request.to() : request.from()),
            wallet.balance() - Shell.minor(unit, request.amount()),
            Shell.minor(unit, request.amount()) > wallet.available(),
            WalletPages.picture(lets.qr(link)),
            form);
    return visit.form("request", visit.t("request.title"), form, page);
  }

  private Answer answer(Visit visit) {
    Form form = visit.form();
    try {
      if (form.text("answer").equals("accept")) {
        lets.accept(visit.standing(), visit.id("id"));
        return visit.seeOtherIn("/wallet?said=gave");
      }
      lets.reject(visit.standing(), visit.id("id"), form.text("reason"));
      return visit.seeOtherIn("/wallet/requests/" + visit.id("id") + "?said=saved");
    } catch (Refused no) {
      return one(visit, form.refused(no, visit));
    }
  }

  private static Form wish(PaymentRequest.AutoAccept wish) {
    return Form.with(
        "mode", wish.mode(),
        "days", wish.days() == null || wish.days() == 0 ? "" : wish.days().toString(),
        "handles", wish.handles() == null ? "" : String.join(", ", wish.handles()));
  }

  private Answer automatic(Visit visit, Form form) {
    return visit.form("automatic", visit.t("automatic.title"), form, new AutomaticPage(form));
  }

  private Answer decide(Visit visit) {
    Form form = visit.form();
    try {
      lets.autoAccept(
          visit.standing(),
          new PaymentRequest.AutoAccept(
              form.text("mode"),
              form.maybe("days").map(text -> Numbers.whole(text, "days")).orElse(null),
              Arrays.stream(form.text("handles").split("(?:\\s|" + Form.COMMAS + ")+", -1))
                  .map(RequestPages::handle)
                  .filter(handle -> !handle.isEmpty())
                  .toList()));
      return visit.seeOtherIn("/wallet?said=saved");
    } catch (Refused no) {
      return automatic(visit, form.refused(no, visit));
    }
  }
}
