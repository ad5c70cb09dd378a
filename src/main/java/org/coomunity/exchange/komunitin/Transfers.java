package org.coomunity.exchange.komunitin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.exchange.ledger.JournalQuery;
import org.coomunity.exchange.ledger.JournalRow;

/// Transfers as the contract shows them: to those who take part in them, to stewards, and to
/// services that read everything.
final class Transfers {
  static final String TYPE = "transfers";
  static final Set<String> STATES =
      Set.of(
          Movement.NEW,
          Movement.PENDING,
          Movement.REJECTED,
          Movement.FAILED,
          Movement.COMMITTED,
          Movement.DELETED,
          "submitted");
  private static final Set<String> INCLUDES = Set.of("payer", "payee", "currency");
  private static final Parameters.Known LISTED =
      new Parameters.Known(
          Set.of("payer", "payee", "account", "state"),
          List.of("-created", "updated"),
          INCLUDES,
          Set.of());
  private static final List<String> COLUMNS =
      List.of("id", "state", "amount", "payer", "payee", "description", "created", "updated");
  private static final int CSV_PAGE = 500;

  private final Komunitin.Modules modules;
  private final Links links;
  private final Holdings holdings;
  private final Currencies currencies;
  private final Finder finder;

  Transfers(
      Finder finder,
      Komunitin.Modules modules,
      Links links,
      Holdings holdings,
      Currencies currencies) {
    this.finder = finder;
    this.modules = modules;
    this.links = links;
    this.holdings = holdings;
    this.currencies = currencies;
  }

  /// A transfer that the asker may see.
  ///
  /// @throws Refused `not_found`
  Movement seen(Seat seat, UUID id) {
    return finder
        .find(seat.currency(), id)
        .filter(found -> sees(seat, found))
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  static boolean sees(Seat seat, Movement transfer) {
    return seat.seesAll() || (seat.account() != null && transfer.involves(seat.account()));
  }

  Answer list(Exchange exchange, Seat seat) {
    Parameters parameters = Parameters.of(exchange, LISTED);
    Currency currency = seat.currency();
    List<Movement> found =
        wanted(seat, parameters).map(wanted -> finder.list(currency, wanted)).orElse(List.of());
    boolean more = found.size() > parameters.after() + parameters.size();
    List<Movement> page = found.stream().skip(parameters.after()).limit(parameters.size()).toList();
    return Documents.many(
        resources(seat, finder.hashed(currency, page)),
        included(seat, page, parameters),
        links.pages(exchange, parameters, more),
        parameters);
  }

  /// What a query asks for; empty when a filter names nothing of ours.
  private static Optional<Finder.Wanted> wanted(Seat seat, Parameters parameters) {
    List<Set<Integer>> involved = new ArrayList<>();
    if (!seat.seesAll()) {
      involved.add(seat.own().map(Set::of).orElse(Set.of()));
    }
    Optional<Set<Integer>> account = accounts(seat, parameters, "account");
    Optional<Set<Integer>> payers = accounts(seat, parameters, "payer");
    Optional<Set<Integer>> payees = accounts(seat, parameters, "payee");
    account.ifPresent(involved::add);
    boolean nothing =
        Stream.of(account, payers, payees).anyMatch(set -> set.isPresent() && set.get().isEmpty());
    Set<String> states =
        parameters
            .filter("state")
            .<Set<String>>map(HashSet::new)
            .orElseGet(() ->
                STATES.stream()
                    .filter(state -> !state.equals(Movement.DELETED))
                    .collect(Collectors.toSet()));
    if (!STATES.containsAll(states)) {
      throw Refused.field(Refusal.FIELD_FORMAT, "filter[state]");
    }
    String sort = parameters.sort();
    return nothing
        ? Optional.empty()
        : Optional.of(
            new Finder.Wanted(
                involved,
                payers.orElse(Set.of()),
                payees.orElse(Set.of()),
                states,
                sort.endsWith("updated"),
                sort.startsWith("-"),
                parameters.reach()));
  }

  private static Optional<Set<Integer>> accounts(Seat seat, Parameters parameters, String name) {
    return parameters.filter(name).map(ids -> Holdings.numbers(seat.currency(), ids));
  }

  Answer one(Exchange exchange, Seat seat) {
    Parameters parameters =
        Parameters.of(exchange, new Parameters.Known(Set.of(), List.of(), INCLUDES, Set.of()));
    Movement found = seen(seat, exchange.pathId("id"));
    return Documents.one(
        resource(seat, found), included(seat, List.of(found), parameters), parameters);
  }

  private List<Resource> included(Seat seat, List<Movement> page, Parameters parameters) {
    List<Resource> included = new ArrayList<>();
    Set<Integer> numbers = new HashSet<>();
    for (Movement one : page) {
      if (parameters.include().contains("payer")) {
        numbers.add(one.payer());
      }
      if (parameters.include().contains("payee")) {
        numbers.add(one.payee());
      }
    }
    included.addAll(holdings.resources(seat, numbers));
    if (parameters.include().contains("currency") && !page.isEmpty()) {
      included.add(currencies.resource(seat.currency()));
    }
    return included;
  }

  List<Resource> resources(Seat seat, List<Movement> transfers) {
    return transfers.stream().map(one -> resource(seat, one)).toList();
  }

  Resource resource(Seat seat, Movement transfer) {
    Currency currency = seat.currency();
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("amount", transfer.amount());
    attributes.put("state", transfer.state());
    attributes.put("meta", Map.of("description", transfer.words()));
    if (transfer.hash() != null) {
      attributes.put("hash", transfer.hash());
    }
    attributes.put("created", transfer.created());
    attributes.put("updated", transfer.updated());
    return new Resource(
        TYPE,
        transfer.id(),
        links.of(currency, "/transfers/" + transfer.id()),
        attributes,
        Map.of(
            "payer", party(currency, transfer.payer()),
            "payee", party(currency, transfer.payee()),
            "currency",
                Resource.one(Currencies.TYPE, currency.id(), links.of(currency, "/currency"))));
  }

  private Map<String, Object> party(Currency currency, int number) {
    UUID id = currency.accountId(number);
    return Resource.one(Holdings.TYPE, id, links.of(currency, "/accounts/" + id));
  }

  /// All that was booked as a table, newest first.
  Answer csv(Exchange exchange, Seat seat) {
    Table table = new Table(COLUMNS, Parameters.of(exchange, Parameters.Known.others("csvfields")));
    Currency currency = seat.currency();
    List<Set<Integer>> involved =
        seat.seesAll() ? List.of() : List.of(seat.own().map(Set::of).orElse(Set.of()));
    JournalQuery first =
        new JournalQuery(involved, Set.of(), Set.of(), true, Long.MAX_VALUE, CSV_PAGE);
    return table.answer(
        TYPE,
        out -> {
          long[] place = {Long.MAX_VALUE};
          table.<JournalRow>write(
              out,
              seen -> {
                List<JournalRow> rows =
                    modules.ledger().journal(currency.book(), first.from(place[0]));
                place[0] = rows.isEmpty() ? 0 : rows.getLast().seq();
                return rows;
              },
              (page, lines) -> {
                Map<UUID, UUID> requests = finder.requestsOf(currency, page);
                page.forEach(row ->
                    lines.accept(
                        line(
                            currency,
                            Movement.of(row),
                            requests.getOrDefault(row.id(), row.id()))));
              });
        });
  }

  private static Map<String, String> line(Currency currency, Movement transfer, UUID id) {
    return Map.of(
        "id", id.toString(),
        "state", transfer.state(),
        "amount", currency.unit().format(transfer.amount()),
        "payer", AccountIds.code(currency.unit(), transfer.payer()),
        "payee", AccountIds.code(currency.unit(), transfer.payee()),
        "description", transfer.words(),
        "created", transfer.created().toString(),
        "updated", transfer.updated().toString());
  }
}
