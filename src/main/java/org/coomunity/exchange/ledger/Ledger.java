package org.coomunity.exchange.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.registry.DataClass;

/// Double-entry books. One book per currency; inside a book accounts are numbers from 1. Transfers
/// are append-only and carry identifiers their clients made, so that a repeat has one effect.
///
/// `submit` is the fast way: one writer lane per shard of books decides many postings in memory and
/// commits them together. `book` is the plain way, inside the caller's own transaction; it is
/// slower, and the reference that the fast way is tested against.
public final class Ledger implements AutoCloseable {
  private static final int ACCOUNTS_MOST = 10_000;
  private static final int POSTINGS_MOST = 8_192;

  /// What an account takes in memory, about.
  private static final long ACCOUNT_BYTES = 300;

  private final Database database;
  private final InstantSource clock;
  private final PlainWay plain;
  private final List<Lane> lanes;

  public Ledger(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.plain = new PlainWay(clock);
    int shards = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    int accounts = accountsInMemory(shards);
    this.lanes =
        IntStream.range(0, shards)
            .mapToObj(n -> new Lane(database, clock, "ledger-lane-" + n, accounts))
            .toList();
    lanes.forEach(Lane::start);
  }

  private static int accountsInMemory(int shards) {
    long bytes = Runtime.getRuntime().maxMemory() / 4;
    return Math.clamp(bytes / ACCOUNT_BYTES / shards, 10_000, 4_000_000);
  }

  /// Opens a book and says its number.
  public int openBook(Tx tx, String code, int decimals) {
    return LedgerStore.openBook(tx, code, decimals);
  }

  /// Opens an account and says its number.
  public int openAccount(Tx tx, int book, AccountKind kind, Limits limits) {
    return LedgerStore.openAccounts(tx, book, kind, limits, 1);
  }

  /// Opens accounts in a row and says the number of the first.
  ///
  /// @param many 1..10,000
  public int openAccounts(Tx tx, int book, AccountKind kind, Limits limits, int many) {
    if (many < 1 || many > ACCOUNTS_MOST) {
      throw new IllegalArgumentException("accounts: " + many);
    }
    return LedgerStore.openAccounts(tx, book, kind, limits, many);
  }

  /// Changes how far an account may go; never refused, never moves a balance. Kept as a row.
  ///
  /// @param reason a short code, for example `trust`
  /// @param actor who decided; 0 for the platform
  public void limit(Tx tx, int book, int account, Limits limits, String reason, int actor) {
    limit(tx, book, account, limits, reason, "{}", actor);
  }

  /// The same, with what it was decided from.
  ///
  /// @param evidence JSON
  public void limit(
      Tx tx, int book, int account, Limits limits, String reason, String evidence, int actor) {
    Account before = locked(tx, book, account);
    LedgerStore.limit(tx, book, account, limits);
    changed(tx, book, before, limits, reason, evidence, actor);
  }

  /// How far an account may go; nobody changes that until the caller's transaction ends.
  public Limits limits(Tx tx, int book, int account) {
    return locked(tx, book, account).limits;
  }

  /// Suspends, closes or reopens an account. Closing wants a balance of zero and no pendings, else
  /// `Refused` `balance_open`. Kept as a row.
  public void status(Tx tx, int book, int account, AccountStatus status, int actor) {
    Account before = locked(tx, book, account);
    if (status == AccountStatus.CLOSED
        && (before.balance() != 0 || before.debitsPending != 0 || before.creditsPending != 0)) {
      throw Refused.because(Refusal.BALANCE_OPEN, "balance", before.balance());
    }
    LedgerStore.status(tx, book, account, status);
    String reason = status.name().toLowerCase(Locale.ROOT);
    changed(tx, book, before, before.limits, reason, "{}", actor);
  }

  private void changed(
      Tx tx, int book, Account before, Limits now, String reason, String evidence, int actor) {
    LedgerStore.changed(
        tx,
        book,
        before,
        now,
        new LimitChange(
            before.revision + 1,
            before.limits.creditLimit(),
            now,
            reason,
            evidence,
            actor,
            clock.instant()));
  }

  /// How the limits and the state of an account changed, newest first.
  ///
  /// @param before the revision below which to go on; `Integer.MAX_VALUE` for the newest
  public List<LimitChange> limitChanges(int book, int account, int before, int limit) {
    return database.read(tx -> LedgerStore.changesOf(tx, book, account, before, limit));
  }

  /// Books a posting in a group commit. Waits until it is on disk.
  public Outcome submit(Posting posting) {
    return lanes.get(Math.floorMod(posting.book(), lanes.size())).submit(posting);
  }

  /// An account as it stands, and stays until the caller's transaction ends: nothing else is booked
  /// in its book meanwhile.
  public AccountState held(Tx tx, int book, int account) {
    LedgerStore.hold(tx, book);
    return LedgerStore.accounts(tx, book, List.of(account)).stream()
        .findFirst()
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  /// Books postings of one book, each for itself, in their order; they share group commits. Waits
  /// until all are answered.
  ///
  /// @param postings at most 8,192
  /// @return an answer for each, in the same order
  public List<Outcome> submit(int book, List<Posting> postings) {
    if (postings.size() > POSTINGS_MOST || postings.stream().anyMatch(p -> p.book() != book)) {
      throw new IllegalArgumentException("postings: " + postings.size());
    }
    return lanes.get(Math.floorMod(book, lanes.size())).submit(postings);
  }

  /// Books a posting inside the caller's transaction.
  public Outcome book(Tx tx, Posting posting) {
    return plain.book(tx, posting);
  }

  /// What postings would be answered, one after the other, if they were booked now: all is decided
  /// and written as always, and then taken back. Nothing stays, not even a retired identifier.
  public List<Outcome> dryRun(List<Posting> postings) {
    return database.write(tx -> plain.dryRun(tx, postings));
  }

  /// An account now.
  public Optional<AccountState> account(int book, int account) {
    return accounts(book, List.of(account)).stream().findFirst();
  }

  /// Accounts now, in no order; unknown numbers are left out. At most 10,000.
  public List<AccountState> accounts(int book, Collection<Integer> accounts) {
    if (accounts.size() > ACCOUNTS_MOST) {
      throw new IllegalArgumentException("accounts: " + accounts.size());
    }
    return database.read(tx -> LedgerStore.accounts(tx, book, accounts));
  }

  /// All accounts of a book with a number above `after`, in order.
  public List<AccountState> accountsAfter(int book, int after, int limit) {
    return database.read(tx -> LedgerStore.accountsAfter(tx, book, after, limit));
  }

  /// The balance of an account at a time (of record).
  public long balanceAt(int book, int account, Instant at) {
    return database.read(tx -> LedgerStore.balanceAt(tx, book, account, at));
  }

  /// Since when the balance of an account has been on its side of zero, as far as its newest 1,000
  /// entries tell; empty when it is zero or has none.
  public Optional<Instant> sideSince(int book, int account) {
    return database.read(tx -> LedgerStore.sideSince(tx, book, account));
  }

  /// Entries of an account, newest first, with `from <= validAt < to`, before sequence `before`
  /// (`Long.MAX_VALUE` for the newest).
  public List<TransferRow> entries(
      int book, int account, Instant from, Instant to, long before, int limit) {
    return database.read(tx -> LedgerStore.entries(tx, book, account, from, to, before, limit));
  }

  /// What came into an account and went out of it between two moments, by month (UTC) and kind.
  public List<MonthFlow> months(int book, int account, Instant from, Instant to) {
    return database.read(tx -> MonthStore.months(tx, book, account, from, to));
  }

  /// A transfer by its identifier.
  public Optional<TransferRow> transfer(int book, UUID id) {
    return database.read(tx -> LedgerStore.transfer(tx, book, id));
  }

  /// How much of a transfer has been taken back.
  public long reversed(int book, UUID id) {
    return database.read(tx -> LedgerStore.reversed(tx, book, id));
  }

  /// Transfers of a book after a sequence, oldest first.
  public List<TransferRow> changes(int book, long after, int limit) {
    return database.read(tx -> LedgerStore.changes(tx, book, after, limit));
  }

  /// Transfers of a book that moved something.
  public List<JournalRow> journal(int book, JournalQuery wanted) {
    return database.read(tx -> JournalStore.rows(tx, book, wanted));
  }

  /// Those of these transfers that moved something; at most 10,000.
  public List<JournalRow> journal(int book, Collection<UUID> ids) {
    return database.read(tx -> JournalStore.rows(tx, book, ids));
  }

  /// Active accounts of a kind, in an order.
  public List<AccountState> accounts(
      int book, AccountKind kind, AccountOrder order, boolean down, int offset, int limit) {
    return database.read(tx -> JournalStore.accounts(tx, book, kind, order, down, offset, limit));
  }

  /// When these accounts last moved; those that never did are left out.
  public Map<Integer, Instant> lastMoved(int book, Collection<Integer> accounts) {
    return database.read(tx -> JournalStore.lastMoved(tx, book, accounts));
  }

  /// What moved between each two neighbours of `bounds`, by when it happened; spans in which
  /// nothing did are left out.
  public List<Flow> flows(int book, List<Instant> bounds) {
    return database.read(tx -> JournalStore.flows(tx, book, bounds));
  }

  /// How many accounts of members took part in `least` to `most` transfers, as `transfers` of each
  /// span.
  public List<Flow> busy(int book, List<Instant> bounds, long least, long most) {
    return database.read(tx -> JournalStore.busy(tx, book, bounds, least, most));
  }

  /// Frees reserved transfers whose time is over; says how many.
  public int expireDue(int most) {
    List<LedgerStore.Due> due = database.read(tx -> LedgerStore.due(tx, clock.instant(), most));
    int expired = 0;
    for (LedgerStore.Due one : due) {
      Transfer expiry = LedgerRules.expiry(one.pending(), one.expiresAt());
      if (submit(Posting.of(one.book(), expiry)) instanceof Outcome.Booked booked
          && !booked.replay()) {
        expired++;
      }
    }
    return expired;
  }

  /// The numbers of all books, in order.
  public List<Integer> books() {
    return database.read(LedgerStore::books);
  }

  /// Walks a whole book: sums, totals, versions, chains.
  public Verification verify(int book) {
    return database.snapshot(tx -> Verifier.verify(tx, book));
  }

  /// What a walk through a book found.
  ///
  /// @param fault the first thing that does not fit, naming account, version and transfer; empty
  ///   when all is well
  public record Verification(
      int book, long transfers, int accounts, Optional<String> fault, Duration took) {}

  private static Account locked(Tx tx, int book, int account) {
    return LedgerStore.locked(tx, book, account)
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  /// The machine surface `/ledger/v1`, for operators.
  public List<Route> routes() {
    return new MachineHttp(new Machine(database, this, clock), this, database).routes();
  }

  @Override
  public void close() {
    lanes.forEach(Lane::close);
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
