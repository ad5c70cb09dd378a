package org.coomunity.people.communities;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.LetsDoors;
import org.coomunity.exchange.lets.Payment;
import org.coomunity.people.factors.Factors;
import org.coomunity.people.logins.Hashing;
import org.coomunity.people.logins.Logins;
import org.coomunity.people.members.Applicant;
import org.coomunity.people.members.Member;
import org.coomunity.people.members.Members;
import org.coomunity.people.members.NewMember;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

/// Two communities on a real database with real books: Pacha, where Ana (1) is admin and invited
/// Ben (2), Caro (3) and Dani (4); and Wallpa, where Eva (1) is admin. Everybody may go 3.00 below
/// zero.
final class PeopleTown implements AutoCloseable {
  static final String PACHA = "pacha";
  static final String WALLPA = "wallpa";
  static final String PASSWORD = "agua de panela con limon";

  private static final List<Secret> HASHES = new ArrayList<>();

  final TestClock clock = new TestClock();
  final Database database =
      TestDatabase.fresh(
          "platform", "audit", "logins", "factors", "members", "communities", "ledger", "lets");
  final Outbox outbox = new Outbox(database, clock);
  final Caches caches = new Caches(new SimpleMeterRegistry());
  final Logins logins = new Logins(database, outbox, clock, caches, Hashing.EASY);
  final Factors factors = new Factors(database, clock, new byte[32]);
  final Members members =
      new Members(database, outbox, clock, caches, logins, factors, new byte[32]);
  final Ledger ledger = new Ledger(database, clock);
  final Lets lets;
  final Communities communities;

  PeopleTown() {
    this.lets =
        new Lets(
            database,
            ledger,
            outbox,
            clock,
            caches,
            new LetsDoors(
                (community, numbers) -> Map.of(),
                (community, handle) ->
                    known()
                        .membership(community, handle)
                        .filter(Membership::active)
                        .map(found -> new LetsDoors.Payee(found.no(), found.member()))
                        .orElse(null),
                members::blocked,
                (community, no) -> new LetsDoors.Trust(0.5, "balanced", List.of())),
            URI.create("http://town"));
    this.communities =
        new Communities(
            database,
            outbox,
            clock,
            caches,
            logins,
            members,
            lets.books(),
            URI.create("http://town"));
    open(PACHA);
    open(WALLPA);
    founder("ana", PACHA);
    founder("eva", WALLPA);
    for (String handle : List.of("ben", "caro", "dani")) {
      invited("ana", handle);
    }
  }

  private Communities known() {
    return communities;
  }

  Community open(String slug) {
    return communities.open(draft(slug)).value();
  }

  static Community.Draft draft(String slug) {
    return new Community.Draft(
        slug,
        slug + "!",
        "CO",
        "es",
        null,
        new Community.CurrencyWish("LUKA", "Lükas", "Ł", 2),
        Map.of("creditStart", "3.00"));
  }

  Community community(String slug) {
    return communities.community(slug).orElseThrow();
  }

  /// Makes an admin whom the operator invited.
  Member founder(String handle, String slug) {
    return joined(handle, founding(slug));
  }

  /// Joins by two short steps instead of a long one: the hash of the password is made once.
  private Member joined(String handle, String code) {
    Applicant applicant = new Applicant(newMember(code, handle), hash(logins));
    Member member = database.write(tx -> members.register(tx, applicant, Language.ES));
    communities.join(caller(handle), code);
    return member;
  }

  private static synchronized Secret hash(Logins logins) {
    if (HASHES.isEmpty()) {
      HASHES.add(logins.hashed("", new Secret(PASSWORD)));
    }
    return HASHES.getFirst();
  }

  String founding(String slug) {
    return communities
        .inviteFounder(community(slug), new Invitation.Draft(null, null, null, null, "ADMIN"))
        .code();
  }

  /// Makes a member whom somebody of Pacha invited.
  Member invited(String inviter, String handle) {
    return joined(handle, code(inviter, null));
  }

  String code(String inviter, @Nullable String gift) {
    return communities.invite(at(inviter), invitation(gift)).code();
  }

  static Invitation.Draft invitation(@Nullable String gift) {
    return new Invitation.Draft(null, gift, null, null, null);
  }

  static NewMember newMember(String code, String handle) {
    return new NewMember(
        code,
        handle,
        handle + "!",
        handle + "@example.org",
        PASSWORD,
        "es",
        LocalDate.of(1980, 5, 17),
        Map.of("terms", true, "analytics", false));
  }

  Member member(String handle) {
    return members.member(handle).orElseThrow();
  }

  Caller caller(String handle) {
    return new Caller(member(handle).id(), handle, false, Uuid7.at(clock.instant()), Language.ES);
  }

  /// Where somebody stands in Pacha.
  Standing at(String handle) {
    return at(handle, PACHA, null);
  }

  Standing at(String handle, String slug, @Nullable String organisation) {
    return communities
        .standing(caller(handle), slug, java.util.Optional.ofNullable(organisation))
        .orElseThrow();
  }

  Membership place(String handle) {
    return communities.membership(community(PACHA).id(), handle).orElseThrow();
  }

  void pay(Standing from, String to, String amount) {
    lets.pay(from, new Payment.Draft(Uuid7.at(clock.instant()), to, amount, "pan", null, null));
  }

  void pay(String from, String to, String amount) {
    pay(at(from), to, amount);
  }

  /// The balance of somebody in Pacha, former members too, in minor units.
  long balance(String handle) {
    return lets.books().balance(community(PACHA).id(), place(handle).no());
  }

  long pool() {
    return lets.books().pool(community(PACHA).id());
  }

  /// The sum of all balances of Pacha, which is always zero.
  long sum() {
    return ledger.accountsAfter(lets.exchange(community(PACHA).id()).book(), 0, 1_000).stream()
        .mapToLong(account -> account.balance())
        .sum();
  }

  int count(String sql) {
    return database.read(tx -> tx.query(sql).mapTo(Integer.class).one());
  }

  void role(String handle, Role role) {
    communities.role(at("ana"), handle, role);
  }

  /// Runs all at once and says what became of each: null, or the code of the refusal.
  static List<@Nullable String> atOnce(List<Callable<?>> acts) {
    CountDownLatch go = new CountDownLatch(1);
    List<@Nullable String> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(acts.size())) {
      List<Future<@Nullable String>> all = new ArrayList<>();
      for (Callable<?> act : acts) {
        all.add(
            threads.submit(() -> {
              go.await();
              try {
                act.call();
                return null;
              } catch (Refused no) {
                return no.refusal().code();
              }
            }));
      }
      go.countDown();
      for (Future<@Nullable String> one : all) {
        results.add(one.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    ledger.close();
    outbox.close();
    database.close();
  }
}
