package org.coomunity.exchange.lets;

import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.RateLimits.Limit;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// The routes of policies, accounts, payments and requests.
final class LetsHttp {
  private static final String ONE = "/communities/{slug}";
  private static final String PAYMENTS = ONE + "/payments";
  private static final String REQUESTS = ONE + "/payment-requests";
  private static final String ACCOUNT = ONE + "/accounts/{handle}";
  private static final int BATCH_BODY = 4 * 1024 * 1024;
  private static final String SVG = "image/svg+xml";

  private final Lets lets;
  private final RateLimits limits;

  LetsHttp(Lets lets, RateLimits limits) {
    this.lets = lets;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.get(ONE + "/policy")
            .by(Access.MEMBER)
            .doc("What the community decided about its exchange.")
            .answers(Policy.View.class)
            .to(e -> Answer.ok(lets.policy(e.standing().community()))),
        Route.patch(ONE + "/policy")
            .by(Access.ADMIN)
            .doc("Decides something about the exchange; each decision is kept.")
            .takes(Policy.Change.class)
            .answers(Policy.View.class)
            .to(e -> Answer.ok(lets.decide(e.standing(), e.body(Policy.Change.class)))),
        Route.post(PAYMENTS)
            .by(Access.MEMBER)
            .doc("Pays somebody at once.")
            .takes(Payment.Draft.class)
            .creates(Payment.class)
            .to(this::pay),
        Route.post(PAYMENTS + "/batch")
            .by(Access.MEMBER)
            .doc(
                "Many payments, as JSON or as text/csv with the columns to, amount and, if wanted, id, concept, listing, currency, from.")
            .takes(Payment.Batch.class)
            .answers(Payment.Results.class)
            .bodyLimit(BATCH_BODY)
            .to(this::batch),
        Route.get(PAYMENTS + "/{id}")
            .by(Access.MEMBER)
            .doc("A payment that one gave or received.")
            .answers(Payment.class)
            .to(e -> Answer.ok(lets.payment(e.standing(), e.pathId("id")))),
        Route.post(PAYMENTS + "/{id}/reverse")
            .by(Access.MEMBER)
            .doc("Takes a payment back that one received; an admin any.")
            .takes(Payment.Reversal.class)
            .answers(Payment.class)
            .to(this::reverse),
        Route.post(REQUESTS)
            .by(Access.MEMBER)
            .doc("Asks somebody to pay.")
            .takes(PaymentRequest.Draft.class)
            .creates(PaymentRequest.class)
            .to(this::request),
        Route.get(REQUESTS)
            .by(Access.MEMBER)
            .doc("One's own requests, made and received, newest first.")
            .lists(PaymentRequest.class)
            .to(e ->
                Answer.ok(lets.requests(e.standing(), e.cursor().map(LetsHttp::id), e.limit()))),
        Route.get(REQUESTS + "/{id}")
            .by(Access.MEMBER)
            .doc("A request that one made or received.")
            .answers(PaymentRequest.class)
            .to(e -> Answer.ok(lets.request(e.standing(), e.pathId("id")))),
        Route.get(REQUESTS + "/{id}/qr")
            .by(Access.MEMBER)
            .doc("A QR code (SVG) that leads to paying a request.")
            .to(this::requestQr),
        Route.post(REQUESTS + "/{id}/accept")
            .by(Access.MEMBER)
            .doc("Pays a request.")
            .answers(PaymentRequest.class)
            .to(e -> Answer.ok(lets.accept(e.standing(), e.pathId("id")))),
        Route.post(REQUESTS + "/{id}/reject")
            .by(Access.MEMBER)
            .doc("Refuses a request, or takes back one's own.")
            .takes(PaymentRequest.Answer.class)
            .answers(PaymentRequest.class)
            .to(this::reject),
        Route.get(ONE + "/me/auto-accept")
            .by(Access.MEMBER)
            .doc("Which requests one pays without being asked.")
            .answers(PaymentRequest.AutoAccept.class)
            .to(e -> Answer.ok(lets.autoAccept(e.standing()))),
        Route.put(ONE + "/me/auto-accept")
            .by(Access.MEMBER)
            .doc("Changes which requests one pays without being asked.")
            .takes(PaymentRequest.AutoAccept.class)
            .answers(PaymentRequest.AutoAccept.class)
            .to(e ->
                Answer.ok(lets.autoAccept(e.standing(), e.body(PaymentRequest.AutoAccept.class)))),
        Route.get(ONE + "/outside-accounts")
            .by(Access.MEMBER)
            .doc("Accounts of people and systems outside, where the books are open.")
            .lists(Outside.class)
            .to(e ->
                Answer.ok(
                    lets.outside(
                        e.standing(), e.cursor().map(LetsHttp::number).orElse(0), e.limit()))),
        Route.get(ACCOUNT)
            .by(Access.MEMBER)
            .doc("An account: one's own, or another's where the books are open.")
            .answers(AccountView.class)
            .queries("at")
            .to(e -> Answer.ok(lets.account(e.standing(), e.path("handle"), e.queryInstant("at")))),
        Route.get(ACCOUNT + "/qr")
            .by(Access.MEMBER)
            .doc("A QR code (SVG) that leads to paying somebody.")
            .queries("amount", "concept")
            .to(this::accountQr),
        Route.get(ACCOUNT + "/statement")
            .by(Access.MEMBER)
            .doc("What moved on an account, newest first; `format` json or csv.")
            .answers(Statement.class)
            .queries("from", "to", "format", "limit", "cursor")
            .to(this::statement));
  }

  private void count(Exchange exchange) {
    String who = exchange.standing().member().toString();
    limits.take(Limit.PAYMENTS, who);
    limits.take(Limit.PAYMENTS_DAY, who);
  }

  private Answer pay(Exchange exchange) {
    count(exchange);
    return Answer.made(lets.pay(exchange.standing(), exchange.body(Payment.Draft.class)));
  }

  private Answer batch(Exchange exchange) {
    count(exchange);
    if (exchange.mediaType().equals("text/csv")) {
      return Answer.ok(
          lets.batch(
              exchange.standing(), PaymentRows.read(exchange.standing(), exchange.bytes()), false));
    }
    Payment.Batch batch = exchange.body(Payment.Batch.class);
    return Answer.ok(
        lets.batch(exchange.standing(), batch.payments(), Boolean.TRUE.equals(batch.atomic())));
  }

  private Answer reverse(Exchange exchange) {
    count(exchange);
    return Answer.made(
            lets.reverse(
                exchange.standing(), exchange.pathId("id"), exchange.body(Payment.Reversal.class)))
        .status(200);
  }

  private Answer request(Exchange exchange) {
    count(exchange);
    return Answer.made(
        lets.request(exchange.standing(), exchange.body(PaymentRequest.Draft.class)));
  }

  private Answer reject(Exchange exchange) {
    @Nullable String why = exchange.body(PaymentRequest.Answer.class).reason();
    return Answer.ok(
        lets.reject(exchange.standing(), exchange.pathId("id"), why == null ? "" : why));
  }

  private Answer requestQr(Exchange exchange) {
    PaymentRequest request = lets.request(exchange.standing(), exchange.pathId("id"));
    return Answer.of(
        SVG,
        lets.qr(
            lets.payLink(
                exchange.standing().slug(), request.to(), request.amount(), request.concept())));
  }

  private Answer accountQr(Exchange exchange) {
    String handle = exchange.path("handle");
    lets.payable(exchange.standing().community(), handle);
    @Nullable String amount = exchange.query("amount").orElse(null);
    if (amount != null) {
      lets.exchange(exchange.standing().community()).unit().parse(amount, "amount");
    }
    @Nullable String concept = exchange.query("concept").orElse(null);
    if (concept != null && concept.length() > 200) {
      throw Refused.field(Refusal.FIELD_LENGTH, "concept");
    }
    return Answer.of(
        SVG, lets.qr(lets.payLink(exchange.standing().slug(), handle, amount, concept)));
  }

  private Answer statement(Exchange exchange) {
    String handle = exchange.path("handle");
    String format = exchange.query("format").orElse("json");
    return switch (format) {
      case "json" ->
          Answer.ok(
              lets.statement(
                  exchange.standing(),
                  handle,
                  exchange.queryInstant("from"),
                  exchange.queryInstant("to"),
                  exchange.cursor().map(LetsHttp::seq),
                  exchange.limit()));
      case "csv" ->
          Answer.stream(
                  "text/csv; charset=utf-8",
                  lets.statementCsv(
                      exchange.standing(),
                      handle,
                      exchange.queryInstant("from"),
                      exchange.queryInstant("to")))
              .header(
                  "Content-Disposition",
                  "attachment; filename=\"statement-"
                      + handle.replaceAll("[^A-Za-z0-9_-]", "_")
                      + ".csv\"");
      default -> throw Refused.field(Refusal.FIELD_FORMAT, "format");
    };
  }

  private static long seq(String cursor) {
    if (!cursor.matches("[0-9]{1,18}")) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
    return Long.parseLong(cursor);
  }

  private static int number(String cursor) {
    if (!cursor.matches("[0-9]{1,9}")) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
    return Integer.parseInt(cursor);
  }

  private static UUID id(String text) {
    try {
      return Json.uuid(text);
    } catch (IllegalArgumentException wrong) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
  }
}
