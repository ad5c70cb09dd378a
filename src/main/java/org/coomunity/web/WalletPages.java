package org.coomunity.web;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
import org.coomunity.exchange.lets.AccountView;
import org.coomunity.exchange.lets.Exchange;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.Payment;
import org.coomunity.exchange.lets.Statement;
import org.coomunity.people.members.Member;

/// ÜWallet: the balance as a story, giving.
final class WalletPages {
  private static final int RECENT = 8;
  private static final int WAITING = 50;

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
        pages.post("/c/{slug}/wallet/pay", visit -> paid(visit.at("wallet"))));
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
    AccountView account = money.account(standing, standing.handle()).orElseThrow();
    WalletPage page =
        new WalletPage(
            unit,
            exchange.policy(),
            account,
            Money.wallet(unit, account),
            money.scale(visit.language(), exchange, standing.community(), standing.no()),
            recent.items(),
            lets.requests(standing, Optional.empty(), WAITING).items().stream()
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
    PayPage page = new PayPage(form, exchange.unit(), giftMode, false, "", "", "", "");
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
            pages.messages().amount(visit.language(), unit, wallet.balance() - minor),
            beyond(exchange, minor > wallet.available()));
    return visit.show("pay", visit.t("pay.review"), page);
  }

  /// The end of the key `pay.beyond.…` of what is said about too much; empty when there is room.
  private static String beyond(Exchange exchange, boolean tooMuch) {
    return tooMuch ? exchange.policy().blocks() ? "block" : "warn" : "";
  }

  private Answer give(Visit visit, Form form) {
    Standing standing = visit.standing();
    limits.take(RateLimits.Limit.PAYMENTS, standing.handle());
    limits.take(RateLimits.Limit.PAYMENTS_DAY, standing.handle());
    Payment made =
        lets.pay(
                standing,
                new Payment.Draft(
                    MarketPages.id(form),
                    form.text("to"),
                    form.maybe("amount").map(Numbers::plain).orElse(null),
                    form.text("concept"),
                    null,
                    null))
            .value();
    return visit.seeOtherIn("/wallet?said=" + (made.warning() == null ? "gave" : "gave_beyond"));
  }
}
