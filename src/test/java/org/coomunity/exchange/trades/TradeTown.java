package org.coomunity.exchange.trades;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.ledger.AccountKind;
import org.coomunity.exchange.ledger.AccountState;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Limits;
import org.coomunity.exchange.market.Listing;
import org.coomunity.exchange.market.ListingDraft;
import org.coomunity.exchange.market.ListingKind;
import org.coomunity.exchange.market.Market;
import org.coomunity.exchange.market.MarketDoors;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.coomunity.testing.TestServer;
import org.jspecify.annotations.Nullable;

/// A community that trades on a real database and real books: Ana (1), Ben (2), Caro (3) with a
/// credit of 10.00 each, and Mo (4), who moderates. 2 % go to the fund.
final class TradeTown implements AutoCloseable {
  static final String SLUG = "pacha";
  static final CommunityId PACHA =
      new CommunityId(UUID.nameUUIDFromBytes(SLUG.getBytes(StandardCharsets.UTF_8)));
  static final Unit LUKA = new Unit("LUKA", "Lükas", "Ł", 2);
  static final List<String> HANDLES = List.of("", "ana", "ben", "caro", "mo");
  static final long CREDIT = 1_000;

  final TestClock clock = new TestClock();
  final Database database = TestDatabase.fresh("platform", "audit", "ledger", "trades", "market");
  final Outbox outbox = new Outbox(database, clock);
  final Ledger ledger = new Ledger(database, clock);
  final Map<Integer, Integer> accounts = new HashMap<>();
  final Set<Set<MemberId>> blocks = new HashSet<>();
  final int book;
  final int fund;
  final Market market;
  final Trades trades;
  FundSide side = FundSide.PAYEE;
  boolean giftMode;

  TradeTown() {
    this.book = database.write(tx -> ledger.openBook(tx, "LUKA", 2));
    this.fund = database.write(tx -> ledger.openAccount(tx, book, AccountKind.FUND, Limits.NONE));
    for (int no = 1; no < HANDLES.size(); no++) {
      accounts.put(
          no,
          database.write(
              tx -> ledger.openAccount(tx, book, AccountKind.MEMBER, Limits.credit(CREDIT))));
    }
    this.market =
        new Market(
            database,
            clock,
            new MarketDoors(
                (community, numbers) -> Map.of(),
                (community, handle) -> null,
                standing -> Set.of(),
                community -> new MarketDoors.Terms(LUKA, Duration.ofDays(30)),
                (community, numbers) -> Map.of()));
    this.trades = new Trades(database, ledger, outbox, clock, doors());
  }

  private TradeDoors doors() {
    return new TradeDoors(
        (community, numbers) -> {
          Map<Integer, TradeDoors.Person> people = new HashMap<>();
          numbers.stream()
              .filter(no -> no > 0)
              .forEach(no ->
                  people.put(no, new TradeDoors.Person(HANDLES.get(no), HANDLES.get(no) + "!")));
          return people;
        },
        (community, handle) -> trader(handle),
        (one, other) -> blocks.contains(Set.of(one, other)),
        community ->
            new TradeDoors.Terms(
                book,
                LUKA,
                fund,
                20_000,
                side,
                Duration.ofDays(7),
                Duration.ofDays(30),
                giftMode,
                1,
                2,
                3),
        (community, member) -> accounts.getOrDefault(member, 0),
        (tx, community, listing) ->
            market
                .offered(tx, community, listing)
                .map(
                    o -> new TradeDoors.Offer(o.owner(), o.offer(), o.price(), o.left(), o.title()))
                .orElse(null),
        market::take);
  }

  private static TradeDoors.@Nullable Trader trader(String handle) {
    int no = HANDLES.indexOf(handle);
    return no < 1 ? null : new TradeDoors.Trader(no, TestServer.memberId(handle));
  }

  Standing standing(int no) {
    String handle = HANDLES.get(no);
    MemberId member = TestServer.memberId(handle);
    Role role = no == 4 ? Role.MODERATOR : Role.MEMBER;
    return new Standing(PACHA, SLUG, member, handle, no, role, member, no);
  }

  TradeDraft draft(int buyer, int seller, @Nullable String amount) {
    return new TradeDraft(
        Uuid7.at(clock.instant()),
        null,
        HANDLES.get(buyer),
        HANDLES.get(seller),
        amount,
        null,
        "pan");
  }

  /// A trade that the buyer proposed.
  UUID proposed(int buyer, int seller, String amount) {
    return trades.propose(standing(buyer), draft(buyer, seller, amount)).value().id();
  }

  /// A trade that the buyer proposed and the seller accepted.
  UUID accepted(int buyer, int seller, String amount) {
    UUID id = proposed(buyer, seller, amount);
    trades.accept(standing(seller), id);
    return id;
  }

  Listing listing(int owner, @Nullable String price, int quantity) {
    return market
        .publish(
            standing(owner),
            new ListingDraft(
                null,
                "offer",
                ListingKind.PRODUCT,
                "food",
                "Pan",
                null,
                price,
                quantity,
                null,
                null,
                null,
                null),
            Language.ES)
        .value();
  }

  AccountState account(int no) {
    return ledger.account(book, accounts.getOrDefault(no, 0)).orElseThrow();
  }

  /// Lets somebody go further than agreed, and only tells.
  void soften(int no) {
    database.write(tx -> {
      int account = accounts.getOrDefault(no, 0);
      ledger.limit(tx, book, account, new Limits(CREDIT, true, null), "policy", 0);
      return account;
    });
  }

  /// How often something was told.
  int told(String event) {
    return database.read(tx ->
        tx.query("select count(*) from platform.outbox where type like '%' || :event")
            .bind("event", event)
            .mapTo(Integer.class)
            .one());
  }

  long balance(int no) {
    return account(no).balance();
  }

  long fundBalance() {
    return ledger.account(book, fund).orElseThrow().balance();
  }

  long pendings() {
    return ledger.accountsAfter(book, 0, 100).stream()
        .mapToLong(account -> account.debitsPending() + account.creditsPending())
        .sum();
  }

  @Override
  public void close() {
    ledger.close();
    outbox.close();
    database.close();
  }
}
