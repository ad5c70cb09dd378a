package org.coomunity.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Route;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.Payment;
import org.coomunity.exchange.lets.Statement;

/// What moved on an account, and giving a payment back.
final class StatementPages {
  private static final int LINES = 50;

  private final Pages pages;
  private final Lets lets;
  private final People people;
  private final Money money;

  StatementPages(Pages pages, Lets lets, People people, Money money) {
    this.pages = pages;
    this.lets = lets;
    this.people = people;
    this.money = money;
  }

  List<Route> routes() {
    return List.of(
        pages.get("/c/{slug}/wallet/statement", visit -> statement(visit.at("wallet"))),
        pages.get(
            "/c/{slug}/wallet/payments/{id}", visit -> payment(visit.at("wallet"), Form.EMPTY)),
        pages.post("/c/{slug}/wallet/payments/{id}", visit -> giveBack(visit.at("wallet"))));
  }

  /// The last day that is asked for belongs to it.
  private Answer statement(Visit visit) {
    Standing standing = visit.standing();
    Optional<LocalDate> from = visit.exchange().query("from").map(text -> day(text, "from"));
    Optional<LocalDate> to = visit.exchange().query("to").map(text -> day(text, "to").plusDays(1));
    Optional<Long> before =
        visit.exchange().cursor().filter(c -> c.matches("[0-9]{1,18}")).map(Long::parseLong);
    Statement statement =
        lets.statement(
            standing,
            standing.handle(),
            from.map(StatementPages::begin),
            to.map(StatementPages::begin),
            before,
            LINES);
    String csv =
        "/api/v1/communities/"
            + standing.slug()
            + "/accounts/"
            + standing.handle()
            + "/statement?format=csv"
            + from.map(day -> "&from=" + day).orElse("")
            + to.map(day -> "&to=" + day).orElse("")
            + (standing.actor().equals(standing.member())
                ? ""
                : "&as=" + URLEncoder.encode(standing.handle(), StandardCharsets.UTF_8));
    StatementPage page =
        new StatementPage(
            statement,
            money.exchange(standing.community()).unit(),
            visit.query("from", ""),
            visit.query("to", ""),
            statement.to().minusSeconds(1),
            csv);
    return visit.show("statement", visit.t("statement.title"), page);
  }

  private static LocalDate day(String typed, String field) {
    try {
      return LocalDate.parse(typed);
    } catch (DateTimeException wrong) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private Answer payment(Visit visit, Form form) {
    Standing standing = visit.standing();
    UUID id = visit.id("id");
    Payment payment = lets.payment(standing, id);
    Unit unit = money.exchange(standing.community()).unit();
    boolean received = payment.to().equals(standing.handle());
    boolean mayReturn =
        payment.amount() != null
            && payment.reverses() == null
            && !payment.from().isEmpty()
            && (received || standing.role().includes(Role.ADMIN));
    PaymentPage page =
        new PaymentPage(
            payment,
            unit,
            people.name(payment.from()),
            people.name(payment.to()),
            mayReturn,
            form.or("amount", payment.amount() == null ? "" : payment.amount()));
    return visit.form("payment", visit.t("payment.title"), form, page);
  }

  private Answer giveBack(Visit visit) {
    Form form = visit.form();
    try {
      lets.reverse(
          visit.standing(),
          visit.id("id"),
          new Payment.Reversal(
              MarketPages.id(form),
              form.maybe("amount").map(Numbers::plain).orElse(null),
              form.text("reason")));
      return visit.seeOtherIn("/wallet?said=returned");
    } catch (Refused no) {
      return payment(visit, form.refused(no, visit));
    }
  }
}
