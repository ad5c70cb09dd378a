package org.coomunity.exchange.lets;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.exchange.ledger.AccountKind;
import org.coomunity.exchange.ledger.AccountState;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Limits;
import org.coomunity.exchange.lets.LetsDoors.Person;
import org.coomunity.exchange.lets.LetsDoors.Trust;
import org.coomunity.exchange.lets.OutsideStore.Row;

/// Accounts in the book of a community that no member owns, known by the name they have outside.
final class Outsiders {
  /// Nobody measures those outside.
  static final Trust NO_TRUST = new Trust(0, "balanced", List.of());

  /// No handle of a member begins with it.
  private static final String MARK = "~";

  private static final Limits ORDINARY = Limits.credit(0);

  private final Database database;
  private final Ledger ledger;
  private final Exchanges exchanges;

  Outsiders(Database database, Ledger ledger, Exchanges exchanges) {
    this.database = database;
    this.ledger = ledger;
    this.exchanges = exchanges;
  }

  static boolean isOutside(String handle) {
    return handle.startsWith(MARK);
  }

  int account(CommunityId community, String handle) {
    String name = handle.substring(MARK.length());
    return database.read(tx -> OutsideStore.named(tx, community, List.of(name))).stream()
        .findFirst()
        .map(Row::account)
        .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
  }

  /// Who of these accounts are outside, and how they are called.
  Map<Integer, Person> named(CommunityId community, Collection<Integer> accounts) {
    return accounts.isEmpty()
        ? Map.of()
        : database.read(tx -> OutsideStore.of(tx, community, accounts)).stream()
            .collect(
                Collectors.toMap(Row::account, row -> new Person(MARK + row.name(), row.name())));
  }

  Outside.Found open(CommunityId community, Collection<String> names, Collection<String> issuing) {
    Exchange exchange = exchanges.of(community);
    Set<String> issuers = new HashSet<>(issuing);
    return database.write(tx -> {
      Map<String, Integer> found = found(tx, community, names);
      List<String> missing = missing(names, found);
      if (!missing.isEmpty()) {
        // Two importers at once: the second finds what the first opened.
        LetsStore.lock(tx, community);
        found.putAll(found(tx, community, missing));
        missing = missing(names, found);
      }
      freed(tx, exchange, found, issuers);
      List<String> issue = missing.stream().filter(issuers::contains).toList();
      List<String> others = missing.stream().filter(name -> !issuers.contains(name)).toList();
      found.putAll(opened(tx, exchange, AccountKind.ISSUER, Limits.NONE, issue));
      found.putAll(opened(tx, exchange, AccountKind.MEMBER, ORDINARY, others));
      return new Outside.Found(found, missing.size());
    });
  }

  private static Map<String, Integer> found(
      Tx tx, CommunityId community, Collection<String> names) {
    return OutsideStore.named(tx, community, names).stream()
        .collect(Collectors.toMap(Row::name, Row::account, (one, same) -> one, HashMap::new));
  }

  private static List<String> missing(Collection<String> names, Map<String, Integer> found) {
    return names.stream().distinct().filter(name -> !found.containsKey(name)).sorted().toList();
  }

  /// An account that turns out to issue has no floor from then on.
  private void freed(Tx tx, Exchange exchange, Map<String, Integer> found, Set<String> issuers) {
    List<Integer> numbers = issuers.stream().filter(found::containsKey).map(found::get).toList();
    for (AccountState state : ledger.accounts(exchange.book(), numbers)) {
      if (state.limits().creditLimit() != null) {
        ledger.limit(tx, exchange.book(), state.number(), Limits.NONE, "issuer", 0);
      }
    }
  }

  private Map<String, Integer> opened(
      Tx tx, Exchange exchange, AccountKind kind, Limits limits, List<String> names) {
    Map<String, Integer> opened = new HashMap<>();
    if (!names.isEmpty()) {
      int first = ledger.openAccounts(tx, exchange.book(), kind, limits, names.size());
      for (String name : names) {
        opened.put(name, first + opened.size());
      }
      OutsideStore.add(tx, exchange.community(), opened);
    }
    return opened;
  }

  Page<Outside> list(Standing standing, int after, int limit) {
    Exchange exchange = exchanges.of(standing.community());
    if (!exchange.policy().openBooks() && !standing.role().includes(Role.STEWARD)) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    Page<Row> page =
        Page.of(
            database.read(tx -> OutsideStore.after(tx, standing.community(), after, limit + 1)),
            limit,
            row -> Integer.toString(row.account()));
    Map<Integer, AccountState> states =
        ledger.accounts(exchange.book(), page.items().stream().map(Row::account).toList()).stream()
            .collect(Collectors.toMap(AccountState::number, Function.identity()));
    return page.map(row -> shown(exchange, row, states));
  }

  private static Outside shown(Exchange exchange, Row row, Map<Integer, AccountState> states) {
    AccountState state = states.get(row.account());
    boolean issues = state != null && state.limits().creditLimit() == null;
    return new Outside(
        MARK + row.name(),
        row.name(),
        issues ? "issuer" : "account",
        exchange.unit().format(state == null ? 0 : state.balance()));
  }
}
