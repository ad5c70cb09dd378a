package org.coomunity.exchange.ledger;

import java.time.Instant;
import java.util.List;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.Route;

/// The routes of the machine surface, for operators: importers and bulk work.
final class MachineHttp {
  private static final String ROOT = "/ledger/v1";
  private static final String ACCOUNT = ROOT + "/accounts/{account}";
  private static final int BODY = 4 * 1024 * 1024;

  private final Machine machine;
  private final Ledger ledger;
  private final Database database;

  MachineHttp(Machine machine, Ledger ledger, Database database) {
    this.machine = machine;
    this.ledger = ledger;
    this.database = database;
  }

  List<Route> routes() {
    return List.of(
        Route.root("POST", ROOT + "/batches")
            .by(Access.OPERATOR)
            .doc(
                "Makes transfers and opens accounts, each answered for itself; dryRun=1 only asks.")
            .queries("dryRun")
            .bodyLimit(BODY)
            .takes(MachineBatch.class)
            .answers(MachineBatch.Answer.class)
            .to(e -> Answer.ok(machine.book(e.body(MachineBatch.class), dry(e)))),
        Route.root("GET", ACCOUNT)
            .by(Access.OPERATOR)
            .doc("An account such as LUKA-3:17, now or with the balance it had at a time.")
            .queries("at")
            .answers(MachineView.class)
            .to(e -> Answer.ok(account(e))),
        Route.root("GET", ACCOUNT + "/entries")
            .by(Access.OPERATOR)
            .doc("What moved an account, oldest first, after a place in the book.")
            .lists(MachineView.Moved.class)
            .queries("after", "at")
            .to(e -> {
              Currency.Seat seat = seat(e);
              state(seat);
              return page(
                  e,
                  seat.currency(),
                  database.read(tx -> {
                    Instant until = e.queryInstant("at").orElse(Instant.MAX);
                    return MachineStore.entries(tx, seat, until, after(e), e.limit() + 1);
                  }));
            }),
        Route.root("GET", ROOT + "/transfers/{id}")
            .by(Access.OPERATOR)
            .doc("A transfer of the book that the query names: currency=LUKA-3.")
            .queries("currency")
            .answers(MachineView.Moved.class)
            .to(e -> {
              Currency currency = currency(e);
              return Answer.ok(
                  ledger
                      .transfer(currency.book(), e.pathId("id"))
                      .map(row -> MachineView.Moved.of(currency, row))
                      .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND)));
            }),
        Route.root("GET", ROOT + "/changes")
            .by(Access.OPERATOR)
            .doc("All that was written into a book (currency=LUKA-3), oldest first, after a place.")
            .lists(MachineView.Moved.class)
            .queries("currency", "after")
            .to(e -> {
              Currency currency = currency(e);
              return page(e, currency, ledger.changes(currency.book(), after(e), e.limit() + 1));
            }));
  }

  private static boolean dry(Exchange exchange) {
    return exchange
        .query("dryRun")
        .map(said ->
            switch (said) {
              case "1", "true" -> true;
              case "0", "false" -> false;
              default -> throw Refused.field(Refusal.FIELD_FORMAT, "dryRun");
            })
        .orElse(false);
  }

  private MachineView account(Exchange exchange) {
    Currency.Seat seat = seat(exchange);
    MachineView now = MachineView.now(seat, state(seat));
    return exchange
        .queryInstant("at")
        .map(at -> now.then(ledger.balanceAt(seat.currency().book(), seat.account(), at), at))
        .orElse(now);
  }

  private AccountState state(Currency.Seat seat) {
    return ledger
        .account(seat.currency().book(), seat.account())
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  private Currency.Seat seat(Exchange exchange) {
    return Currency.seat(exchange.path("account"))
        .filter(seat -> machine.known(seat.currency()))
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  private Currency currency(Exchange exchange) {
    String said =
        exchange
            .query("currency")
            .orElseThrow(() -> Refused.field(Refusal.FIELD_MISSING, "currency"));
    return Currency.read(said)
        .filter(machine::known)
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  private static long after(Exchange exchange) {
    String said = exchange.query("after").or(exchange::cursor).orElse("0");
    if (!said.matches("[0-9]{1,18}")) {
      throw Refused.field(Refusal.FIELD_FORMAT, "after");
    }
    return Long.parseLong(said);
  }

  private static Answer page(Exchange exchange, Currency currency, List<TransferRow> rows) {
    return Answer.ok(
        Page.of(rows, exchange.limit(), row -> Long.toString(row.seq()))
            .map(row -> MachineView.Moved.of(currency, row)));
  }
}
