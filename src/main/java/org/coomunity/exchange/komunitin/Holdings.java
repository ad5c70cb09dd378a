package org.coomunity.exchange.komunitin;

import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.json.Json;
import org.coomunity.exchange.ledger.AccountKind;
import org.coomunity.exchange.ledger.AccountOrder;
import org.coomunity.exchange.ledger.AccountState;
import org.coomunity.people.communities.Farewell;
import org.coomunity.people.communities.Membership;
import org.jspecify.annotations.Nullable;

/// Accounts as the contract shows them. Where the books are private, what others have is left out.
/// An account is opened by joining a community, never here.
final class Holdings {
  static final String TYPE = "accounts";
  private static final String SETTINGS = "account-settings";
  private static final Set<String> INCLUDES = Set.of("currency", "settings");
  private static final Parameters.Known LISTED =
      new Parameters.Known(
          Set.of("id", "code", "user"),
          List.of("code", "balance", "creditLimit", "maximumBalance", "created"),
          INCLUDES,
          Set.of());
  private static final int CSV_PAGE = 200;
  private static final List<String> COLUMNS =
      List.of(
          "id", "code", "status", "balance", "creditLimit", "maximumBalance", "created", "updated");

  private final Komunitin.Modules modules;
  private final Links links;
  private final Currencies currencies;

  Holdings(Komunitin.Modules modules, Links links, Currencies currencies) {
    this.modules = modules;
    this.links = links;
    this.currencies = currencies;
  }

  Answer list(Exchange exchange, Seat seat, HoldingSettings wishes) {
    Parameters parameters = Parameters.of(exchange, LISTED);
    List<AccountState> rows = rows(seat, parameters);
    boolean more = rows.size() > parameters.size();
    List<AccountState> page = more ? rows.subList(0, parameters.size()) : rows;
    return Documents.many(
        resources(seat, page),
        included(seat, page, parameters, wishes),
        links.pages(exchange, parameters, more),
        parameters);
  }

  private List<AccountState> rows(Seat seat, Parameters parameters) {
    String sort = parameters.sort();
    boolean down = sort.startsWith("-");
    AccountOrder order = order(seat, down ? sort.substring(1) : sort);
    Optional<Set<Integer>> numbers = filtered(seat, parameters);
    int book = seat.currency().book();
    if (numbers.isEmpty()) {
      return modules
          .ledger()
          .accounts(
              book, AccountKind.MEMBER, order, down, parameters.after(), parameters.size() + 1);
    }
    Comparator<AccountState> byNumber = Comparator.comparingInt(AccountState::number);
    return modules.ledger().accounts(book, numbers.get()).stream()
        .sorted(down ? byNumber.reversed() : byNumber)
        .skip(parameters.after())
        .limit(parameters.size() + 1L)
        .toList();
  }

  /// An order by what is not to be seen would show it.
  private static AccountOrder order(Seat seat, String sort) {
    AccountOrder order =
        switch (sort) {
          case "balance" -> AccountOrder.BALANCE;
          case "creditLimit" -> AccountOrder.CREDIT_LIMIT;
          case "maximumBalance" -> AccountOrder.MAX_BALANCE;
          default -> AccountOrder.NUMBER;
        };
    if (order != AccountOrder.NUMBER && !seat.seesBalances()) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    return order;
  }

  private Optional<Set<Integer>> filtered(Seat seat, Parameters parameters) {
    List<Set<Integer>> sets = new ArrayList<>();
    parameters.filter("id").ifPresent(ids -> sets.add(numbers(seat.currency(), ids)));
    parameters
        .filter("code")
        .ifPresent(codes ->
            sets.add(
                codes.stream()
                    .flatMap(code -> AccountIds.account(seat.currency().unit(), code).stream())
                    .collect(Collectors.toSet())));
    parameters
        .filter("user")
        .ifPresent(handles ->
            sets.add(
                handles.stream()
                    .flatMap(handle ->
                        modules.communities().membership(seat.currency().key(), handle).stream())
                    .map(member -> modules.lets().account(member.community(), member.no()))
                    .collect(Collectors.toSet())));
    return sets.stream()
        .reduce((a, b) -> {
          Set<Integer> both = new HashSet<>(a);
          both.retainAll(b);
          return both;
        });
  }

  /// The numbers of those of these identifiers that are accounts of the currency.
  static Set<Integer> numbers(Currency currency, List<String> ids) {
    Set<Integer> numbers = new HashSet<>();
    for (String id : ids) {
      try {
        currency.account(Json.uuid(id)).ifPresent(numbers::add);
      } catch (IllegalArgumentException none) {
        throw Refused.field(Refusal.FIELD_FORMAT, "filter");
      }
    }
    return numbers;
  }

  Answer one(Exchange exchange, Seat seat, HoldingSettings wishes) {
    Parameters parameters =
        Parameters.of(exchange, new Parameters.Known(Set.of(), List.of(), INCLUDES, Set.of()));
    AccountState state = state(seat, exchange.pathId("id"));
    return Documents.one(
        resources(seat, List.of(state)).getFirst(),
        included(seat, List.of(state), parameters, wishes),
        parameters);
  }

  /// @throws Refused `not_found`
  AccountState state(Seat seat, UUID id) {
    return seat.currency()
        .account(id)
        .flatMap(number -> modules.ledger().account(seat.currency().book(), number))
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  private List<Resource> included(
      Seat seat, List<AccountState> page, Parameters parameters, HoldingSettings wishes) {
    List<Resource> included = new ArrayList<>();
    if (parameters.include().contains("currency")) {
      included.add(currencies.resource(seat.currency()));
    }
    if (parameters.include().contains("settings")
        && page.stream().anyMatch(state -> seat.owns(state.number()))) {
      included.add(wishes.resource(seat));
    }
    return included;
  }

  /// Accounts by number, each once.
  List<Resource> resources(Seat seat, Set<Integer> numbers) {
    return numbers.isEmpty()
        ? List.of()
        : resources(seat, modules.ledger().accounts(seat.currency().book(), numbers));
  }

  List<Resource> resources(Seat seat, List<AccountState> states) {
    Map<Integer, Membership> members =
        members(seat.currency(), states.stream().map(AccountState::number).toList());
    List<Integer> shown =
        states.stream().filter(state -> shows(seat, state)).map(AccountState::number).toList();
    Map<Integer, Instant> moved = modules.ledger().lastMoved(seat.currency().book(), shown);
    return states.stream()
        .map(state -> resource(seat, state, members.get(state.number()), moved.get(state.number())))
        .toList();
  }

  /// Which members have these accounts.
  Map<Integer, Membership> members(Currency currency, Collection<Integer> numbers) {
    Map<Integer, Integer> owners = modules.lets().owners(currency.key(), numbers);
    Map<Integer, Membership> known =
        modules.communities().memberships(currency.key(), owners.values());
    return owners.entrySet().stream()
        .filter(owner -> known.containsKey(owner.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, owner -> known.get(owner.getValue())));
  }

  private static boolean shows(Seat seat, AccountState state) {
    return seat.seesBalances() || seat.owns(state.number()) || state.kind() == AccountKind.FUND;
  }

  private Resource resource(
      Seat seat, AccountState state, @Nullable Membership member, @Nullable Instant moved) {
    Currency currency = seat.currency();
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("code", AccountIds.code(currency.unit(), state.number()));
    attributes.put("status", status(member));
    if (shows(seat, state)) {
      attributes.put("balance", state.balance());
      put(attributes, "creditLimit", state.limits().creditLimit());
      put(attributes, "maximumBalance", state.limits().maxBalance());
    }
    attributes.put("key", currency.book() + "." + state.number());
    put(attributes, "created", member == null ? null : member.joinedAt());
    put(attributes, "updated", moved == null && member != null ? member.joinedAt() : moved);
    UUID id = currency.accountId(state.number());
    String self = links.of(currency, "/accounts/" + id);
    Map<String, Object> related = new LinkedHashMap<>();
    related.put(
        "currency", Resource.one(Currencies.TYPE, currency.id(), links.of(currency, "/currency")));
    if (member != null) {
      related.put("settings", Resource.one(SETTINGS, id, self + "/settings"));
      related.put(
          "users",
          Map.of(
              "data",
              List.of(
                  Map.of(
                      "type",
                      "users",
                      "id",
                      member.handle(),
                      "meta",
                      Map.of("external", true, "href", links.member(member.handle()))))));
    }
    return new Resource(TYPE, id, self, attributes, related);
  }

  private static void put(Map<String, Object> map, String name, @Nullable Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }

  private static String status(@Nullable Membership member) {
    return member == null
        ? "active"
        : switch (member.state()) {
          case ACTIVE -> "active";
          case SUSPENDED -> "suspended";
          case LEFT, REMOVED -> "deleted";
        };
  }

  /// Changes the limits of an account, for an admin; its code and balance may only be said again.
  Answer change(Exchange exchange, Seat seat) {
    AccountState state = state(seat, exchange.pathId("id"));
    Input input =
        Input.one(
            exchange,
            new Input.Shape(
                TYPE,
                Set.of("code", "creditLimit", "maximumBalance"),
                Set.of(),
                Set.of("currency", "users", "settings")));
    Optional<Long> credit = input.number("creditLimit", 0);
    Optional<Long> ceiling = input.number("maximumBalance", 0);
    String code = AccountIds.code(seat.currency().unit(), state.number());
    if (!input.text("code").orElse(code).equals(code)) {
      throw input.wrong("code", Refusal.FIELD_FORMAT);
    }
    Standing admin = seat.admin();
    modules.lets().limits(admin, state.number(), credit.orElse(null), ceiling.orElse(null));
    Parameters parameters = Parameters.of(exchange, Parameters.Known.NOTHING);
    return Documents.one(resources(seat, Set.of(state.number())).getFirst(), parameters);
  }

  /// Leaves the community, or takes somebody out of it; the balance must be zero.
  Answer delete(Exchange exchange, Seat seat) {
    AccountState state = state(seat, exchange.pathId("id"));
    Standing acting = seat.acting();
    if (seat.owns(state.number())) {
      modules.communities().leave(acting, Farewell.SETTLE);
      return Answer.empty();
    }
    Membership member = members(seat.currency(), List.of(state.number())).get(state.number());
    Standing admin = seat.admin();
    if (member == null) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    modules.communities().remove(admin, member.handle(), Farewell.SETTLE, "komunitin");
    return Answer.empty();
  }

  /// All accounts as a table.
  Answer csv(Exchange exchange, Seat seat) {
    Parameters parameters = Parameters.of(exchange, Parameters.Known.others("csvfields"));
    Table table = new Table(COLUMNS, parameters);
    int book = seat.currency().book();
    return table.answer(
        "accounts",
        (OutputStream out) ->
            table.write(
                out,
                after ->
                    modules
                        .ledger()
                        .accounts(
                            book, AccountKind.MEMBER, AccountOrder.NUMBER, false, after, CSV_PAGE),
                (page, rows) ->
                    resources(seat, page).forEach(one -> rows.accept(line(seat, one)))));
  }

  private static Map<String, String> line(Seat seat, Resource account) {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("id", account.id().toString());
    account
        .attributes()
        .forEach((name, value) ->
            line.put(
                name,
                value instanceof Long amount
                    ? seat.currency().unit().format(amount)
                    : String.valueOf(value)));
    return line;
  }
}
