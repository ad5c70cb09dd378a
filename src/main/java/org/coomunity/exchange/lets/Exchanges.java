package org.coomunity.exchange.lets;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.cache.Kept;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.exchange.ledger.AccountKind;
import org.coomunity.exchange.ledger.AccountState;
import org.coomunity.exchange.ledger.AccountStatus;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Limits;
import org.coomunity.exchange.ledger.Posting;
import org.coomunity.exchange.ledger.Transfer;
import org.coomunity.people.communities.Books;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Farewell;
import org.coomunity.people.communities.Membership;

/// Opens the books of communities and accounts of members, and keeps policies.
final class Exchanges implements Books {
  private static final int EXCHANGES = 20_000;
  private static final int ACCOUNTS = 500_000;
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int PAGE = 500;

  private record Of(CommunityId community, int no) {}

  private final Database database;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Farewells farewells;
  private final Kept<CommunityId, Exchange> known;
  private final Kept<Of, Integer> accounts;

  Exchanges(Database database, Ledger ledger, InstantSource clock, Caches caches) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
    this.farewells = new Farewells(ledger, clock);
    this.known = caches.bounded("exchanges", EXCHANGES, KEPT);
    this.accounts = caches.bounded("accounts", ACCOUNTS, Duration.ofHours(1));
  }

  Exchange of(CommunityId community) {
    return known.get(community, wanted -> database.read(tx -> exchange(tx, wanted)));
  }

  private static Exchange exchange(Tx tx, CommunityId community) {
    LetsStore.Row row =
        LetsStore.find(tx, community).orElseThrow(() -> Refused.because(Refusal.COMMUNITY_UNKNOWN));
    Unit unit = new Unit(row.code(), row.name(), row.symbol(), row.decimals());
    Policy read =
        PolicyRules.changed(
            PolicyRules.standard(unit), Json.read(row.body(), Policy.Change.class), unit);
    return new Exchange(
        community,
        row.book(),
        unit,
        row.fund(),
        row.escrow(),
        row.pool(),
        read.numbered(row.version()));
  }

  void forget(CommunityId community) {
    known.forget(community);
  }

  /// The ledger account of a member; an account once opened never changes.
  int account(CommunityId community, int no) {
    return accounts.get(
        new Of(community, no),
        of ->
            database
                .read(tx -> LetsStore.account(tx, of.community(), of.no()))
                .map(LetsStore.AccountRow::account)
                .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN)));
  }

  /// Which member has which of these accounts.
  Map<Integer, Integer> owners(CommunityId community, Collection<Integer> some) {
    return database.read(tx -> LetsStore.owners(tx, community, some)).stream()
        .collect(Collectors.toMap(LetsStore.AccountRow::account, LetsStore.AccountRow::no));
  }

  @Override
  public void opened(
      Tx tx, CommunityId community, Community.CurrencyWish wish, Map<String, Object> said) {
    Unit unit = unit(wish);
    Policy standard = PolicyRules.standard(unit);
    Policy policy = PolicyRules.changed(standard, PolicyRules.change(said), unit).numbered(1);
    int book = ledger.openBook(tx, unit.code(), unit.decimals());
    int fund = ledger.openAccount(tx, book, AccountKind.FUND, Limits.credit(0));
    int escrow = ledger.openAccount(tx, book, AccountKind.ESCROW, Limits.credit(0));
    int pool = ledger.openAccount(tx, book, AccountKind.GATEWAY, Limits.NONE);
    LetsStore.open(
        tx,
        new LetsStore.Row(
            community,
            book,
            unit.code(),
            unit.name(),
            unit.symbol(),
            unit.decimals(),
            fund,
            escrow,
            pool,
            1,
            ""),
        clock.instant());
    LetsStore.policy(tx, community, 1, body(policy, unit), 0, clock.instant());
  }

  private static Unit unit(Community.CurrencyWish wish) {
    String field = "currency.";
    if (!wish.code().matches("[A-Z0-9]{4}")) {
      throw Refused.field(Refusal.FIELD_FORMAT, field + "code");
    }
    if (wish.name().isBlank() || wish.name().length() > 40) {
      throw Refused.field(Refusal.FIELD_LENGTH, field + "name");
    }
    if (wish.symbol().isBlank() || wish.symbol().length() > 8) {
      throw Refused.field(Refusal.FIELD_LENGTH, field + "symbol");
    }
    if (wish.decimals() < 0 || wish.decimals() > 8) {
      throw Refused.field(Refusal.FIELD_RANGE, field + "decimals");
    }
    return new Unit(wish.code(), wish.name().strip(), wish.symbol().strip(), wish.decimals());
  }

  private static String body(Policy policy, Unit unit) {
    Map<String, Object> map = new LinkedHashMap<>(PolicyRules.map(policy, unit));
    map.remove("version");
    return Json.write(map);
  }

  @Override
  public Community.Money money(CommunityId community) {
    Exchange exchange = of(community);
    Unit unit = exchange.unit();
    return new Community.Money(
        new Community.CurrencyWish(unit.code(), unit.name(), unit.symbol(), unit.decimals()),
        PolicyRules.map(exchange.policy(), unit));
  }

  /// Decides something new; the limits of all accounts follow when it is about refusing or telling.
  Exchange decide(Standing admin, Policy.Change change) {
    CommunityId community = admin.community();
    Exchange decided =
        database.write(tx -> {
          Exchange after = decide(tx, community, change, admin.actorNo());
          String subject = "version:" + after.policy().version();
          tx.later(AuditEntry.by(admin, "policy", subject, "", clock.instant()).rider());
          return after;
        });
    forget(community);
    return decided;
  }

  /// The same inside the transaction of whoever decides.
  ///
  /// @param by number of a person; 0 for a vote
  Exchange decide(Tx tx, CommunityId community, Policy.Change change, int by) {
    LetsStore.lock(tx, community);
    Exchange before = exchange(tx, community);
    Policy next = PolicyRules.changed(before.policy(), change, before.unit());
    LetsStore.policy(tx, community, next.version(), body(next, before.unit()), by, clock.instant());
    tx.publish(new LetsEvent.PolicyChanged(community, next.version(), by, clock.instant()));
    if (next.blocks() != before.policy().blocks()) {
      soften(tx, before, !next.blocks(), by);
    }
    return exchange(tx, community);
  }

  private void soften(Tx tx, Exchange exchange, boolean soft, int by) {
    int after = 0;
    List<LetsStore.AccountRow> page;
    do {
      page = LetsStore.accountsAfter(tx, exchange.community(), after, PAGE);
      Map<Integer, AccountState> states =
          ledger.accounts(exchange.book(), page.stream().map(a -> a.account()).toList()).stream()
              .collect(Collectors.toMap(AccountState::number, state -> state));
      for (LetsStore.AccountRow row : page) {
        AccountState state = states.get(row.account());
        if (state != null) {
          Limits limits = state.limits();
          ledger.limit(
              tx,
              exchange.book(),
              row.account(),
              new Limits(limits.creditLimit(), soft, limits.maxBalance(), limits.softCeiling()),
              "policy",
              by);
        }
        after = row.no();
      }
    } while (page.size() == PAGE);
  }

  /// Sets how far a member may go below zero; says whether that changed anything.
  boolean creditLimit(Tx tx, CommunityId community, int no, long limit, String because) {
    LetsStore.lockShared(tx, community);
    Exchange exchange = exchange(tx, community);
    int account = accountIn(tx, community, no);
    Limits now = ledger.limits(tx, exchange.book(), account);
    if (now.creditLimit() != null && now.creditLimit() == limit) {
      return false;
    }
    Limits next =
        new Limits(limit, !exchange.policy().blocks(), now.maxBalance(), now.softCeiling());
    ledger.limit(tx, exchange.book(), account, next, because, 0);
    tx.publish(new LetsEvent.CreditLimitChanged(community, no, limit, clock.instant()));
    return true;
  }

  @Override
  public void joined(Tx tx, Membership membership) {
    LetsStore.lockShared(tx, membership.community());
    Exchange exchange = exchange(tx, membership.community());
    Policy policy = exchange.policy();
    int account =
        ledger.openAccount(
            tx,
            exchange.book(),
            AccountKind.MEMBER,
            new Limits(policy.creditStart(), !policy.blocks(), null));
    LetsStore.account(tx, membership.community(), membership.no(), account);
  }

  @Override
  public void invited(
      Tx tx, CommunityId community, UUID invitation, int inviter, String gift, Instant until) {
    Exchange exchange = exchange(tx, community);
    if (exchange.policy().giftMode()) {
      throw Refused.because(Refusal.GIFT_MODE);
    }
    long amount = exchange.unit().parse(gift, "gift");
    LetsStore.hold(tx, community, invitation, inviter, amount);
    move(
        tx,
        exchange,
        "gift " + invitation,
        account(community, inviter),
        exchange.escrow(),
        amount,
        TransferKind.GIFT,
        inviter);
  }

  @Override
  public void giftTaken(Tx tx, CommunityId community, UUID invitation, int newcomer) {
    LetsStore.release(tx, community, invitation, "TAKEN")
        .ifPresent(held ->
            move(
                tx,
                exchange(tx, community),
                "gift taken " + invitation,
                exchange(tx, community).escrow(),
                accountIn(tx, community, newcomer),
                held.amount(),
                TransferKind.GIFT,
                newcomer));
  }

  @Override
  public void giftReturned(Tx tx, CommunityId community, UUID invitation) {
    LetsStore.release(tx, community, invitation, "RETURNED")
        .ifPresent(held -> {
          Exchange exchange = exchange(tx, community);
          move(
              tx,
              exchange,
              "gift returned " + invitation,
              exchange.escrow(),
              home(tx, exchange, held.inviter(), held.amount()),
              held.amount(),
              TransferKind.GIFT,
              0);
        });
  }

  /// Where a gift returns to: its giver, or the fund when their account rests or has no room.
  private int home(Tx tx, Exchange exchange, int giver, long amount) {
    int account = accountIn(tx, exchange.community(), giver);
    AccountState state = ledger.held(tx, exchange.book(), account);
    Long most = state.limits().maxBalance();
    boolean room =
        most == null
            || state.limits().softCeiling()
            || state.balance() + state.creditsPending() + amount <= most;
    return state.status() == AccountStatus.ACTIVE && room ? account : exchange.fund();
  }

  /// An account that may have been opened in this transaction.
  private static int accountIn(Tx tx, CommunityId community, int no) {
    return LetsStore.account(tx, community, no).orElseThrow().account();
  }

  private void move(
      Tx tx,
      Exchange exchange,
      String facts,
      int from,
      int to,
      long amount,
      TransferKind kind,
      int actor) {
    UUID id = Uuid8.of(exchange.community() + " " + facts);
    Transfer transfer = Transfer.single(id, from, to, amount, kind.code(), actor, "");
    Refusals.booked(ledger.book(tx, Posting.of(exchange.book(), transfer)), exchange.unit());
  }

  @Override
  public void left(Tx tx, Membership membership, Farewell farewell, int actor) {
    CommunityId community = membership.community();
    Exchange exchange = exchange(tx, community);
    int account = accountIn(tx, community, membership.no());
    farewells.one(tx, exchange, membership.no(), account, farewell, actor);
  }

  @Override
  public void rested(Tx tx, Membership membership) {
    Exchange exchange = exchange(tx, membership.community());
    farewells.rest(tx, exchange, accountIn(tx, membership.community(), membership.no()));
  }

  @Override
  public long balance(CommunityId community, int no) {
    return ledger.account(of(community).book(), account(community, no)).orElseThrow().balance();
  }

  @Override
  public long pool(CommunityId community) {
    Exchange exchange = of(community);
    return ledger.account(exchange.book(), exchange.pool()).orElseThrow().balance();
  }

  @Override
  public List<Parting> partings(CommunityId community, UUID before, int limit) {
    return database.read(tx -> LetsStore.partings(tx, community, before, limit));
  }

  @Override
  public void returned(Tx tx, Membership membership) {
    Exchange exchange = exchange(tx, membership.community());
    int account = accountIn(tx, membership.community(), membership.no());
    ledger.status(tx, exchange.book(), account, AccountStatus.ACTIVE, 0);
  }

  @Override
  public void archived(Tx tx, CommunityId community, Farewell farewell, int actor) {
    farewells.all(tx, exchange(tx, community), farewell, actor);
  }

  Optional<LetsStore.AccountRow> row(CommunityId community, int no) {
    return database.read(tx -> LetsStore.account(tx, community, no));
  }
}
