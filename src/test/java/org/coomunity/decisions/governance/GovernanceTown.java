package org.coomunity.decisions.governance;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.decisions.governance.GovernanceDoors.Citizen;
import org.coomunity.exchange.ledger.AccountKind;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Limits;
import org.coomunity.exchange.ledger.Posting;
import org.coomunity.exchange.ledger.Transfer;
import org.coomunity.recount.Recount;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

/// A community that decides, on a real database and real books: as many members as a test wants, 1
/// to 3 are stewards, all were there for a year. The fund holds 100.00.
final class GovernanceTown implements AutoCloseable {
  static final String SLUG = "pacha";
  static final CommunityId PACHA =
      new CommunityId(UUID.nameUUIDFromBytes(SLUG.getBytes(StandardCharsets.UTF_8)));
  static final Unit LUKA = new Unit("LUKA", "Lükas", "Ł", 2);
  static final long FUND = 10_000;

  final TestClock clock = new TestClock();
  final String url = TestDatabase.freshUrl("platform", "audit", "ledger", "commons", "governance");
  final Database database = Database.open(url, 20);
  final Outbox outbox = new Outbox(database, clock);
  final Ledger ledger = new Ledger(database, clock);
  final Map<Integer, Citizen> citizens = new ConcurrentHashMap<>();
  final Map<Integer, Long> merits = new ConcurrentHashMap<>();
  final Map<Integer, Integer> accounts = new HashMap<>();
  final Set<Integer> asleep = new HashSet<>();
  final Map<String, String> policies = new ConcurrentHashMap<>();
  final Map<Integer, Role> roles = new ConcurrentHashMap<>();
  final Map<Integer, String> creditLimits = new ConcurrentHashMap<>();
  final int book;
  final int fund;
  private final int pool;
  final Governance governance;
  volatile boolean census = true;
  volatile boolean weighs = true;
  volatile boolean broken;

  GovernanceTown(int members) {
    this.book = database.write(tx -> ledger.openBook(tx, "LUKA", 2));
    this.fund =
        database.write(tx -> ledger.openAccount(tx, book, AccountKind.FUND, Limits.credit(0)));
    this.pool =
        database.write(tx -> ledger.openAccount(tx, book, AccountKind.GATEWAY, Limits.NONE));
    Instant then = clock.instant().minus(Duration.ofDays(365));
    for (int no = 1; no <= members; no++) {
      Role role = no <= 3 ? Role.STEWARD : Role.MEMBER;
      citizens.put(no, new Citizen(no, "m" + no, "M " + no, true, true, false, 1, then, role));
    }
    for (int no = 1; no <= Math.min(members, 10); no++) {
      accounts.put(
          no,
          database.write(tx -> ledger.openAccount(tx, book, AccountKind.MEMBER, Limits.credit(0))));
    }
    ledger
        .submit(
            Posting.of(
                book, Transfer.single(Uuid7.at(clock.instant()), pool, fund, FUND, 8, 0, "")))
        .orRefuse();
    this.governance =
        new Governance(
            database,
            outbox,
            clock,
            new Caches(new SimpleMeterRegistry()),
            ledger,
            doors(),
            new byte[32]);
  }

  private GovernanceDoors doors() {
    return new GovernanceDoors(
        (community, numbers) -> {
          if (!census) {
            throw new IllegalStateException("nobody answers");
          }
          Map<Integer, Citizen> found = new HashMap<>();
          for (int no : numbers) {
            Citizen citizen = citizens.get(no);
            if (citizen != null && community.equals(PACHA)) {
              found.put(no, citizen);
            }
          }
          return found;
        },
        (community, handle) -> no(handle),
        (community, numbers, since) -> {
          Set<Integer> moved = new HashSet<>(numbers);
          moved.removeAll(asleep);
          return moved;
        },
        (community, numbers, at) -> {
          if (!weighs) {
            throw new IllegalStateException("nobody answers");
          }
          Map<Integer, Long> found = new HashMap<>();
          numbers.forEach(no -> found.put(no, merits.getOrDefault(no, 0L)));
          return found;
        },
        community ->
            new GovernanceDoors.Purse(
                book, fund, ledger.account(book, fund).orElseThrow().available(), LUKA, 8),
        (community, no) -> accounts.getOrDefault(no, 0),
        (tx, community, key, value, proposal) -> {
          if (broken) {
            throw new IllegalStateException("broken");
          }
          policies.put(key, value);
        },
        (tx, community, no, limit, proposal) -> creditLimits.put(no, limit),
        (tx, community, no, role, proposal) -> roles.put(no, role),
        (community, transfer, proposal) ->
            Rider.one(
                "insert into commons.payout (community_id, transfer, proposal, at)"
                    + " values (?, ?, ?, now())",
                community.value(),
                transfer,
                proposal));
  }

  private @Nullable Integer no(String handle) {
    return citizens.values().stream()
        .filter(citizen -> citizen.handle().equals(handle))
        .map(Citizen::no)
        .findFirst()
        .orElse(null);
  }

  static Standing standing(int no) {
    MemberId member = new MemberId(new UUID(7, no));
    Role role = no <= 3 ? Role.STEWARD : Role.MEMBER;
    return new Standing(PACHA, SLUG, member, "m" + no, no, role, member, no);
  }

  Proposal.Draft draft(@Nullable String method, @Nullable Payload payload, String... options) {
    return new Proposal.Draft(
        Uuid7.at(clock.instant()),
        null,
        null,
        method,
        null,
        "Un horno",
        "Un horno de barro para todos.",
        null,
        options.length == 0
            ? null
            : java.util.Arrays.stream(options)
                .map(option -> new Proposal.Option(option, "Opción " + option))
                .toList(),
        null,
        payload,
        null);
  }

  /// A budget.
  ///
  /// @param projects each with its identifier, its cost and who receives it
  Proposal.Draft budget(String amount, String... projects) {
    Payload payload = new Payload("budget", null, amount, "minga", null, null, null, null, null);
    Proposal.Draft plain = draft("equal_shares", payload);
    List<Proposal.Option> options =
        java.util.Arrays.stream(projects)
            .map(project -> project.split(" ", 3))
            .map(part -> new Proposal.Option(part[0], "Un " + part[0], part[1], part[2]))
            .toList();
    return new Proposal.Draft(
        plain.id(),
        null,
        null,
        plain.method(),
        null,
        plain.title(),
        plain.text(),
        null,
        options,
        null,
        payload,
        null);
  }

  /// What the record says, counted again by the program that shares nothing with us; 0 when all of
  /// it agrees.
  ///
  /// @param said what the program says
  int recounted(Path folder, UnaryOperator<String> change, StringBuilder said) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    governance.exporting().lines(PACHA).writeTo(lines);
    Path file = folder.resolve("record.ndjson");
    Files.writeString(file, change.apply(lines.toString(StandardCharsets.UTF_8)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int answer = Recount.run(file, new PrintStream(out, true, StandardCharsets.UTF_8));
    said.append(out.toString(StandardCharsets.UTF_8));
    return answer;
  }

  /// Does the same at once, many times.
  static void together(int many, IntConsumer act) throws InterruptedException {
    List<Thread> all = new ArrayList<>();
    for (int n = 0; n < many; n++) {
      int which = n;
      all.add(Thread.ofVirtual().start(() -> act.accept(which)));
    }
    for (Thread one : all) {
      one.join();
    }
  }

  /// Moves money without asking anybody: into the fund, or out of it below zero.
  void poured(long minor) {
    Transfer transfer =
        minor > 0
            ? Transfer.single(Uuid7.at(clock.instant()), pool, fund, minor, 8, 0, "")
            : Transfer.single(Uuid7.at(clock.instant()), fund, pool, -minor, 8, 0, "");
    ledger.submit(Posting.of(book, transfer)).orRefuse();
  }

  long balance(int no) {
    return ledger.account(book, accounts.getOrDefault(no, 0)).orElseThrow().balance();
  }

  /// Whether somebody may still take part.
  void held(int no, boolean held) {
    citizens.computeIfPresent(
        no,
        (number, one) ->
            new Citizen(
                number, one.handle(), one.name(), true, true, held, 1, one.joinedAt(), one.role()));
  }

  static Payload payment(String to, String amount) {
    return new Payload("fundPayment", to, amount, "horno", null, null, null, null, null);
  }

  static Payload policy(String key, String value) {
    return new Payload("policy", null, null, null, key, value, null, null, null);
  }

  /// A proposal of member 1 that is talked about.
  UUID discussed(Proposal.Draft draft) {
    return discussed(1, draft);
  }

  UUID discussed(int author, Proposal.Draft draft) {
    UUID id = governance.propose(standing(author), draft).value().id();
    governance.advance(standing(author), id);
    for (int no = 1; state(id).equals("sponsoring"); no++) {
      if (no != author) {
        governance.sponsor(standing(no), id);
      }
    }
    return id;
  }

  /// One that is voted on.
  UUID voted(Proposal.Draft draft) {
    return voted(1, draft);
  }

  UUID voted(int author, Proposal.Draft draft) {
    UUID id = discussed(author, draft);
    opened(id);
    return id;
  }

  /// Lets time pass until it is voted on.
  void opened(UUID id) {
    while (!state(id).equals("voting")) {
      clock.advance(Duration.ofDays(4));
      governance.sweep(100);
    }
  }

  String state(UUID id) {
    return database.read(tx -> ProposalStore.find(tx, PACHA, id).orElseThrow().state());
  }

  Proposal.Receipt cast(int no, UUID id, Map<String, Integer> votes) {
    return governance.cast(
        standing(no), id, new Proposal.Ballot(new HashMap<>(votes), null, null, null, null));
  }

  /// The vote is over and counted.
  String ended(UUID id) {
    clock.advance(Duration.ofDays(15));
    governance.sweep(100);
    return state(id);
  }

  long fundBalance() {
    return ledger.account(book, fund).orElseThrow().balance();
  }

  long reserved() {
    return ledger.account(book, fund).orElseThrow().debitsPending();
  }

  /// The proposals that what was paid from the fund names.
  List<UUID> paid() {
    return database.read(tx ->
        tx.query(
                """
                select p.proposal from ledger.transfer t join commons.payout p
                  on p.transfer = t.pending where p.community_id = :c and t.book = :book
                    and t.debit = :fund and t.amount > 0
                """)
            .bind("c", PACHA)
            .bind("book", book)
            .bind("fund", fund)
            .mapTo(UUID.class)
            .list());
  }

  int spent(int no) {
    return database.read(tx ->
        tx.query(
                "select coalesce(sum(spent), 0) from governance.voice where community_id = :c"
                    + " and no = :no")
            .bind("c", PACHA)
            .bind("no", no)
            .mapTo(Integer.class)
            .one());
  }

  /// How often something was told, and to how many.
  int told(String event) {
    return database.read(tx ->
        tx.query("select count(*) from platform.outbox where type = :event")
            .bind("event", event)
            .mapTo(Integer.class)
            .one());
  }

  @Override
  public void close() {
    governance.close();
    ledger.close();
    outbox.close();
    database.close();
  }

  static List<Integer> people(int from, int to) {
    return java.util.stream.IntStream.rangeClosed(from, to).boxed().toList();
  }
}
