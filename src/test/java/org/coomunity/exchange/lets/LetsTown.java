package org.coomunity.exchange.lets;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.ledger.AccountState;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.people.communities.Community;
import org.coomunity.people.communities.Membership;
import org.coomunity.people.communities.MembershipState;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.coomunity.testing.TestServer;
import org.jspecify.annotations.Nullable;

/// The exchange of a community on a real database and real books: Ana (1), an admin; Ben (2), Caro
/// (3), Dora (4); Eva (5), a steward. Each may go 10.00 below zero.
final class LetsTown implements AutoCloseable {
  static final String SLUG = "pacha";
  static final CommunityId PACHA =
      new CommunityId(UUID.nameUUIDFromBytes(SLUG.getBytes(StandardCharsets.UTF_8)));
  static final List<String> HANDLES = List.of("", "ana", "ben", "caro", "dora", "eva");
  static final long CREDIT = 1_000;

  final TestClock clock = new TestClock();
  final Database database = TestDatabase.fresh("platform", "audit", "ledger", "lets");
  final Outbox outbox = new Outbox(database, clock);
  final Ledger ledger = new Ledger(database, clock);
  final Set<Set<MemberId>> blocks = new HashSet<>();
  final Set<String> gone = new HashSet<>();
  final Set<UUID> listings = new HashSet<>();

  /// Numbers of those who have a second step and did not take it.
  final Set<Integer> unproved = new HashSet<>();

  final Lets lets;

  LetsTown() {
    this(Map.of());
  }

  /// @param policy what the community decided from the first day
  LetsTown(Map<String, Object> policy) {
    this.lets =
        new Lets(
            database,
            ledger,
            outbox,
            clock,
            new Caches(new SimpleMeterRegistry()),
            doors(),
            URI.create("https://coomunity.test"));
    Map<String, Object> said = new HashMap<>(Map.of("creditStart", "10.00"));
    said.putAll(policy);
    database.write(tx -> {
      lets.books().opened(tx, PACHA, new Community.CurrencyWish("LUKA", "Lükas", "Ł", 2), said);
      for (int no = 1; no < HANDLES.size(); no++) {
        lets.books().joined(tx, membership(no));
      }
      return 0;
    });
  }

  private LetsDoors doors() {
    return new LetsDoors(
        (community, numbers) -> people(numbers),
        (community, handle) -> payee(handle),
        (one, other) -> blocks.contains(Set.of(one, other)),
        (community, no) -> new LetsDoors.Trust(0.5, "balanced", List.of("limit.start")),
        (community, listing) -> listings.contains(listing),
        payer -> {
          if (unproved.contains(payer.no())) {
            throw Refused.because(Refusal.SECOND_FACTOR);
          }
        });
  }

  private static Map<Integer, LetsDoors.Person> people(Collection<Integer> numbers) {
    Map<Integer, LetsDoors.Person> people = new HashMap<>();
    numbers.stream()
        .filter(no -> no > 0)
        .forEach(
            no -> people.put(no, new LetsDoors.Person(HANDLES.get(no), "=" + HANDLES.get(no))));
    return people;
  }

  private LetsDoors.@Nullable Payee payee(String handle) {
    int no = HANDLES.indexOf(handle);
    return no < 1 || gone.contains(handle)
        ? null
        : new LetsDoors.Payee(no, TestServer.memberId(handle));
  }

  /// What somebody is in the community.
  Membership membership(int no) {
    String handle = HANDLES.get(no);
    return new Membership(
        PACHA,
        no,
        TestServer.memberId(handle),
        handle,
        role(no),
        MembershipState.ACTIVE,
        clock.instant(),
        null,
        false);
  }

  private static Role role(int no) {
    return switch (no) {
      case 1 -> Role.ADMIN;
      case 5 -> Role.STEWARD;
      default -> Role.MEMBER;
    };
  }

  Standing standing(int no) {
    MemberId member = TestServer.memberId(HANDLES.get(no));
    return new Standing(PACHA, SLUG, member, HANDLES.get(no), no, role(no), member, no);
  }

  /// A fresh identifier.
  UUID id() {
    return Uuid7.at(clock.instant());
  }

  Payment.Draft draft(UUID id, int to, @Nullable String amount) {
    return new Payment.Draft(id, HANDLES.get(to), amount, "pan", null, null);
  }

  /// A payment that must succeed.
  Payment pay(int from, int to, String amount) {
    return lets.pay(standing(from), draft(id(), to, amount)).value();
  }

  /// A request of `payee` to `payer`.
  PaymentRequest ask(int payee, int payer, String amount) {
    return lets.request(
            standing(payee), new PaymentRequest.Draft(id(), HANDLES.get(payer), amount, "sal"))
        .value();
  }

  /// A change of the policy.
  Policy.View decide(String key, Object value) {
    return lets.decide(standing(1), PolicyRules.change(Map.of(key, value)));
  }

  AccountState account(int no) {
    Exchange exchange = lets.exchange(PACHA);
    return ledger.account(exchange.book(), lets.account(PACHA, no)).orElseThrow();
  }

  long balance(int no) {
    return account(no).balance();
  }

  /// Balances of all, by number.
  List<Long> balances() {
    return IntStream.range(1, HANDLES.size()).mapToObj(this::balance).toList();
  }

  /// Hears what is told from now on, once `outbox.settle()` was called.
  List<LetsEvent> ear() {
    List<LetsEvent> told = new ArrayList<>();
    outbox.on("ear", LetsEvent.class, (tx, event) -> told.add(event));
    return told;
  }

  static Unit unit() {
    return new Unit("LUKA", "Lükas", "Ł", 2);
  }

  /// Closes it once the books were found right: chains, totals, and a sum of zero.
  @Override
  public void close() {
    try (database;
        outbox;
        ledger) {
      int book = lets.exchange(PACHA).book();
      ledger
          .verify(book)
          .fault()
          .ifPresent(fault -> {
            throw new AssertionError(fault);
          });
      long sum =
          ledger.accountsAfter(book, 0, 1_000).stream().mapToLong(AccountState::balance).sum();
      if (sum != 0) {
        throw new AssertionError("the sum of all balances is " + sum);
      }
    }
  }
}
