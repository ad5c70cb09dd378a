package org.coomunity.web;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.exchange.lets.Exchange;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.Payment;
import org.coomunity.exchange.lets.Statement;
import org.coomunity.people.members.Member;

/// ÜWallet: the balance as a story, giving, asking, the statement.
final class WalletPages {
  private static final int RECENT = 8;
  private static final int LINES = 50;

  private final Pages pages;
  private final Web.Modules modules;
  private final Lets lets;
  private final Money money;
  private final RateLimits limits;

  WalletPages(Pages pages, Web.Modules modules, Money money, RateLimits limits) {
    this.pages = pages;
    this.modules = modules;
    this.lets = modules.lets();
    this.money = money;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.bare("/pay", WalletPages::scanned),
        pages.get("/c/{slug}/wallet", visit -> wallet(visit.at("wallet"))),
        pages.get("/c/{slug}/wallet/pay", visit -> pay(visit.at("wallet"))),
        pages.post("/c/{slug}/wallet/pay", visit -> paid(visit.at("wallet"))),
        pages.get("/c/{slug}/wallet/statement", visit -> statement(visit.at("wallet"))),
        pages.post("/c/{slug}/wallet/requests/{id}", this::answer));
  }

  /// Where a scanned code leads: the account it names, in the words of the public surface.
  private static String scanned(org.coomunity.base.platform.http.Exchange exchange) {
    String path;
    try {
      path = Optional.ofNullable(URI.create(exchange.query("t").orElse("")).getPath()).orElse("");
    } catch (IllegalArgumentException noAddress) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    String[] parts = path.split("/", -1);
    if (parts.length < 4 || !path.matches(".*/communities/[a-z0-9-]+/accounts/[a-z0-9_-]+")) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    return "/c/"
        + parts[parts.length - 3]
        + "/wallet/pay?to="
        + parts[parts.length - 1]
        + "&amount="
        + encoded(exchange.query("a").orElse(""))
        + "&concept="
        + encoded(exchange.query("m").orElse(""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Answer wallet(Visit visit) {
    Standing standing = visit.standing();
    Exchange exchange = money.exchange(standing.community());
    Unit unit = exchange.unit();
    String link = lets.payLink(standing.slug(), standing.handle(), null, null);
    Statement recent =
        lets.statement(
            standing,
            standing.handle(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            RECENT);
    WalletPage page =
        new WalletPage(
            unit,
            Money.wallet(unit, money.account(standing, standing.handle()).orElseThrow()),
            money.scale(visit.language(), exchange, standing.community(), standing.no()),
            recent.items(),
            lets.requests(standing, Optional.empty(), LINES).items().stream()
                .filter(request -> request.state().equals("pending"))
                .toList(),
            standing.handle(),
            link,
            picture(lets.qr(link)));
    return visit.show("wallet", "ÜWallet", page);
  }

  static String picture(String svg) {
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
  }

  /// The review is an address of its own, so that going back to it sends nothing again.
  private Answer pay(Visit visit) {
    Form form =
        Form.with(
            "id", visit.query("id", ""),
            "to", visit.query("to", ""),
            "amount", visit.query("amount", ""),
            "concept", visit.query("concept", ""));
    try {
      return visit.query("review", "").equals("yes") ? review(visit, form) : payPage(visit, form);
    } catch (Refused no) {
      return payPage(visit, form.refused(no, visit));
    }
  }

  private Answer payPage(Visit visit, Form form) {
    Exchange exchange = money.exchange(visit.standing().community());
    boolean giftMode = exchange.policy().giftMode();
    PayPage page = new PayPage(form, exchange.unit(), giftMode, false, "", "", "");
    String title = visit.t("pay.title");
    return form.faulty() ? visit.again("pay", title, page) : visit.show("pay", title, page);
  }

  private Answer paid(Visit visit) {
    Form form = visit.form();
    try {
      return give(visit, form);
    } catch (Refused no) {
      return payPage(visit, form.refused(no, visit));
    }
  }

  private Answer review(Visit visit, Form form) {
    Standing standing = visit.standing();
    Exchange exchange = money.exchange(standing.community());
    Unit unit = exchange.unit();
    String to = form.text("to").replaceFirst("^@", "");
    String name =
        modules
            .communities()
            .membership(standing.community(), to)
            .filter(membership -> membership.active())
            .flatMap(membership -> modules.members().member(membership.member()))
            .map(Member::displayName)
            .orElseThrow(() -> Refused.field(Refusal.MEMBER_UNKNOWN, "to"));
    if (to.equals(standing.handle())) {
      throw Refused.field(Refusal.SAME_ACCOUNT, "to");
    }
    boolean giftMode = exchange.policy().giftMode();
    long minor = giftMode ? 0 : unit.parse(Numbers.plain(form.text("amount")), "amount");
    WalletView wallet =
        Money.wallet(unit, money.account(standing, standing.handle()).orElseThrow());
    PayPage page =
        new PayPage(
            form.and("to", to),
            unit,
            giftMode,
            true,
            name,
            pages.messages().amount(visit.language(), unit, minor),
            pages.messages().amount(visit.language(), unit, wallet.balance() - minor));
    return visit.show("pay", visit.t("pay.review"), page);
  }

  private Answer give(Visit visit, Form form) {
    Standing standing = visit.standing();
    limits.take(RateLimits.Limit.PAYMENTS, standing.handle());
    limits.take(RateLimits.Limit.PAYMENTS_DAY, standing.handle());
    lets.pay(
        standing,
        new Payment.Draft(
            MarketPages.id(form),
            form.text("to"),
            form.maybe("amount").map(Numbers::plain).orElse(null),
            form.text("concept"),
            null,
            null));
    return visit.seeOtherIn("/wallet?said=gave");
  }

  private Answer answer(Visit visit) {
    if (visit.form().text("answer").equals("accept")) {
      lets.accept(visit.standing(), visit.id("id"));
      return visit.seeOtherIn("/wallet?said=gave");
    }
    lets.reject(visit.standing(), visit.id("id"), "");
    return visit.seeOtherIn("/wallet?said=saved");
  }

  private Answer statement(Visit visit) {
    Standing standing = visit.standing();
    Optional<Instant> from = visit.exchange().queryInstant("from");
    Optional<Instant> to = visit.exchange().queryInstant("to");
    Optional<Long> before =
        visit.exchange().cursor().filter(c -> c.matches("[0-9]{1,18}")).map(Long::parseLong);
    String csv =
        "/api/v1/communities/"
            + standing.slug()
            + "/accounts/"
            + standing.handle()
            + "/statement?format=csv"
            + visit.exchange().query("from").map(day -> "&from=" + encoded(day)).orElse("")
            + visit.exchange().query("to").map(day -> "&to=" + encoded(day)).orElse("");
    StatementPage page =
        new StatementPage(
            lets.statement(standing, standing.handle(), from, to, before, LINES),
            money.exchange(standing.community()).unit(),
            visit.query("from", ""),
            visit.query("to", ""),
            csv);
    return visit.show("statement", visit.t("statement.title"), page);
  }
}
