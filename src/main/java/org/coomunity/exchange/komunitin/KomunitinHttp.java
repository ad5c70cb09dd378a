package org.coomunity.exchange.komunitin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.Handler;
import org.coomunity.base.platform.http.Route;

/// The routes of the contract. Tokens are read by the module itself, since those of a foreign
/// issuer are not ours; so to the server all of them are public.
final class KomunitinHttp {
  private static final String ACCOUNTS = "/{code}/accounts";
  private static final String TRANSFERS = "/{code}/transfers";
  private static final String TRUSTLINES = "/{code}/trustlines";
  private static final int BODY = 1024 * 1024;

  /// What answers.
  record Parts(
      Currencies currencies,
      Holdings holdings,
      HoldingSettings settings,
      Transfers transfers,
      TransferActs acts,
      Statistics statistics) {}

  private final String prefix;
  private final Doorkeeper door;
  private final Parts parts;

  KomunitinHttp(String prefix, Doorkeeper door, Parts parts) {
    this.prefix = prefix;
    this.door = door;
    this.parts = parts;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>(currencies());
    routes.addAll(accounts());
    routes.addAll(transfers());
    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
      routes.add(
          line(
              method,
              "/{rest*}",
              e -> {
                throw Refused.because(Refusal.NOT_FOUND);
              }));
    }
    return routes;
  }

  private List<Route> currencies() {
    return List.of(
        line("GET", "", e -> Documents.told(Map.of("message", "Komunitin accounting"))),
        line("GET", "/currencies", parts.currencies()::list),
        // a currency is opened with its community
        line(
            "POST",
            "/currencies",
            e -> {
              door.asker(e);
              return refuse();
            }),
        seated("GET", "/{code}/currency", parts.currencies()::one),
        seated("PATCH", "/{code}/currency", (_, _) -> refuse()),
        seated("GET", "/{code}/currency/settings", parts.currencies()::settings),
        seated("PATCH", "/{code}/currency/settings", parts.currencies()::change),
        seated("GET", "/{code}/stats/amount", parts.statistics()::amount),
        seated("GET", "/{code}/stats/accounts", parts.statistics()::accounts),
        seated("GET", "/{code}/stats/transfers", parts.statistics()::transfers),
        seated("GET", TRUSTLINES, KomunitinHttp::noTrustlines),
        // other communities come with bridges
        seated("POST", TRUSTLINES, (_, _) -> refuse()));
  }

  private List<Route> accounts() {
    return List.of(
        seated("GET", ACCOUNTS, (e, seat) -> parts.holdings().list(e, seat, parts.settings())),
        seated("GET", ACCOUNTS + ".csv", parts.holdings()::csv),
        // an account is opened by joining the community
        seated("POST", ACCOUNTS, (_, _) -> refuse()),
        seated(
            "GET",
            ACCOUNTS + "/{id}",
            (e, seat) -> parts.holdings().one(e, seat, parts.settings())),
        seated("PATCH", ACCOUNTS + "/{id}", parts.holdings()::change),
        seated("DELETE", ACCOUNTS + "/{id}", parts.holdings()::delete),
        seated("GET", ACCOUNTS + "/{id}/settings", parts.settings()::one),
        seated("PATCH", ACCOUNTS + "/{id}/settings", parts.settings()::change));
  }

  private List<Route> transfers() {
    return List.of(
        seated("GET", TRANSFERS, parts.transfers()::list),
        seated("GET", TRANSFERS + ".csv", parts.transfers()::csv),
        seated("POST", TRANSFERS, parts.acts()::create),
        seated("GET", TRANSFERS + "/{id}", parts.transfers()::one),
        seated("PATCH", TRANSFERS + "/{id}", parts.acts()::change),
        seated("DELETE", TRANSFERS + "/{id}", parts.acts()::delete));
  }

  /// What JSON:API wants for something that cannot be made here.
  private static Answer refuse() {
    throw Refused.because(Refusal.NOT_ALLOWED);
  }

  private static Answer noTrustlines(Exchange exchange, Seat seat) {
    Parameters parameters =
        Parameters.of(
            exchange,
            new Parameters.Known(
                Set.of(), List.of("created", "updated"), Set.of("currency"), Set.of()));
    return Documents.many(List.of(), List.of(), Map.of(), parameters);
  }

  private Route seated(String method, String path, BiFunction<Exchange, Seat, Answer> answer) {
    return line(method, path, exchange -> answer.apply(exchange, door.seat(exchange)));
  }

  private Route line(String method, String path, Handler handler) {
    return Route.root(method, prefix + path)
        .by(Access.PUBLIC)
        .bodyLimit(BODY)
        .refusals(Documents::refusal)
        .to(handler);
  }
}
