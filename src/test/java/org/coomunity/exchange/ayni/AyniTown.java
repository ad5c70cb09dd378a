package org.coomunity.exchange.ayni;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.observe.Observe;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.ledger.AccountState;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.lets.Exchange;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.LetsDoors;
import org.coomunity.exchange.lets.Payment;
import org.coomunity.exchange.trades.FundSide;
import org.coomunity.exchange.trades.Rating;
import org.coomunity.exchange.trades.TradeDoors;
import org.coomunity.exchange.trades.TradeDraft;
import org.coomunity.exchange.trades.Trades;
import org.coomunity.people.communities.CommunitiesEvent;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Membership;
import org.coomunity.people.communities.MembershipState;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.coomunity.testing.TestServer;
import org.jspecify.annotations.Nullable;

/// A community with real books, payments and trades, whose members are made up: Ana (1) began it
/// and looks after it, Ben (2) and Sol (3, steward) were invited by her: anchors. Caro (4) and Dan
/// (5) were invited by Ben, Eva (6) by Caro. 2 % of a trade go to the fund.
final class AyniTown implements AutoCloseable {
  static final String SLUG = "pacha";
  static final CommunityId PACHA = new CommunityId(TestServer.memberId(SLUG).value());
  static final int ANA = 1;
  static final int BEN = 2;
  static final int SOL = 3;
  static final int CARO = 4;
  static final int DAN = 5;
  static final int EVA = 6;
  static final List<String> HANDLES = List.of("", "ana", "ben", "sol", "caro", "dan", "eva");
  private static final List<Integer> INVITED_BY = List.of(0, 0, ANA, ANA, BEN, BEN, CARO);

  final TestClock clock = new TestClock();
  final Database database =
      TestDatabase.fresh("platform", "audit", "ledger", "lets", "trades", "ayni");
  final Observe observe = new Observe();
  final Caches caches = new Caches(observe.registry());
  final Outbox outbox = new Outbox(database, clock);
  final Ledger ledger = new Ledger(database, clock);
  final Map<Integer, Role> roles = new HashMap<>(Map.of(ANA, Role.ADMIN, SOL, Role.STEWARD));
  final Lets lets;
  final Trades trades;
  final Ayni ayni;

  AyniTown() {
    this(Map.of());
  }

  AyniTown(Map<String, Object> policy) {
    this.lets =
        new Lets(
            database,
            ledger,
            outbox,
            clock,
            caches,
            new LetsDoors(
                (community, numbers) -> {
                  Map<Integer, LetsDoors.Person> people = new HashMap<>();
                  numbers.forEach(
                      no -> people.put(no, new LetsDoors.Person(HANDLES.get(no), HANDLES.get(no))));
                  return people;
                },
                (community, handle) -> {
                  Integer no = number(handle);
                  return no == null ? null : new LetsDoors.Payee(no, TestServer.memberId(handle));
                },
                (one, other) -> false,
                this::trust),
            URI.create("http://localhost"));
    this.trades = new Trades(database, ledger, outbox, clock, doors());
    this.ayni =
        new Ayni(
            database,
            outbox,
            clock,
            caches,
            ledger,
            lets,
            new AyniDoors(
                (community, handle) -> number(handle),
                (community, no) -> roles.get(no) == Role.ADMIN));
    database.write(tx -> {
      lets.books().opened(tx, PACHA, new Community.CurrencyWish("LUKA", "Lükas", "Ł", 2), policy);
      tx.publish(new CommunitiesEvent.CommunityOpened(PACHA, SLUG, clock.instant()));
      return 0;
    });
    for (int no = 1; no < HANDLES.size(); no++) {
      join(no);
    }
    outbox.settle();
  }

  private LetsDoors.Trust trust(CommunityId community, int no) {
    return ayni.trust(community, no);
  }

  static @Nullable Integer number(String handle) {
    int no = HANDLES.indexOf(handle);
    return no < 1 ? null : Integer.valueOf(no);
  }

  private void join(int no) {
    MemberId member = TestServer.memberId(HANDLES.get(no));
    Integer inviter = no == ANA ? null : INVITED_BY.get(no);
    database.write(tx -> {
      lets.books()
          .joined(
              tx,
              new Membership(
                  PACHA,
                  no,
                  member,
                  HANDLES.get(no),
                  role(no),
                  MembershipState.ACTIVE,
                  clock.instant(),
                  inviter,
                  no == ANA));
      tx.publish(
          new CommunitiesEvent.MemberJoined(
              PACHA, member, no, inviter, no == ANA, clock.instant()));
      return 0;
    });
  }

  private Role role(int no) {
    return roles.getOrDefault(no, Role.MEMBER);
  }

  private TradeDoors doors() {
    return new TradeDoors(
        (community, numbers) -> Map.of(),
        (community, handle) -> {
          Integer no = number(handle);
          return no == null ? null : new TradeDoors.Trader(no, TestServer.memberId(handle));
        },
        (one, other) -> false,
        community -> {
          Exchange exchange = lets.exchange(community);
          return new TradeDoors.Terms(
              exchange.book(),
              exchange.unit(),
              exchange.fund(),
              exchange.policy().fundRatePpm(),
              FundSide.PAYEE,
              exchange.policy().acceptWithin(),
              exchange.policy().completeWithin(),
              exchange.policy().giftMode(),
              1,
              2,
              3);
        },
        lets::account,
        (tx, community, listing) -> null,
        (community, listing, quantity) -> {
          throw new IllegalStateException("no listings here");
        });
  }

  Standing standing(int no) {
    String handle = HANDLES.get(no);
    MemberId member = TestServer.memberId(handle);
    return new Standing(PACHA, SLUG, member, handle, no, role(no), member, no);
  }

  /// The buyer pays the seller in a trade that both agreed on; what follows is counted.
  UUID trade(int buyer, int seller, @Nullable String amount) {
    UUID id =
        trades
            .propose(
                standing(buyer),
                new TradeDraft(
                    Uuid7.at(clock.instant()),
                    null,
                    HANDLES.get(buyer),
                    HANDLES.get(seller),
                    amount,
                    null,
                    "pan"))
            .value()
            .id();
    trades.accept(standing(seller), id);
    trades.complete(standing(buyer), id);
    outbox.settle();
    return id;
  }

  void rate(int by, UUID trade, int stars) {
    trades.rate(standing(by), trade, new Rating.Draft(stars, null, null, null, null));
    outbox.settle();
  }

  Payment pay(int from, int to, String amount) {
    Payment paid =
        lets.pay(
                standing(from),
                new Payment.Draft(
                    Uuid7.at(clock.instant()), HANDLES.get(to), amount, "gracias", null, null))
            .value();
    outbox.settle();
    return paid;
  }

  void publish(Event event) {
    database.write(tx -> {
      tx.publish(event);
      return 0;
    });
    outbox.settle();
  }

  AccountState account(int no) {
    return ledger.account(lets.exchange(PACHA).book(), lets.account(PACHA, no)).orElseThrow();
  }

  long limit(int no) {
    return Optional.ofNullable(account(no).limits().creditLimit()).orElseThrow();
  }

  /// All rows of the module, to compare.
  Map<String, List<String>> rows() {
    Map<String, List<String>> rows = new HashMap<>();
    for (String table : List.of("member", "rating", "day", "pair", "community_day", "pulse")) {
      rows.put(
          table,
          database.read(tx ->
              tx.query("select t::text from ayni." + table + " t order by 1")
                  .mapTo(String.class)
                  .list()));
    }
    return rows;
  }

  /// Lets all consumers hear everything again.
  void replay() {
    database.write(
        tx -> tx.update("update platform.consumer set tx = '0', position = 0").execute());
    outbox.settle();
  }

  @Override
  public void close() {
    ledger.close();
    outbox.close();
    database.close();
    observe.close();
  }
}
