package org.coomunity.exchange.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Books and accounts opened and changed, and all that is asked about them.
final class LedgerStore {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  static final String ACCOUNT =
      """
      select account, kind, status, revision, credit_limit, soft, max_balance, soft_ceiling, debits_posted,
        credits_posted, debits_pending, credits_pending, version, head_hash
      from ledger.account
      """;

  static final String TRANSFER =
      "select "
          + LoadStore.ROW
          + """
          , r.outcome, p.words as reserved_words
          from %s t
          left join ledger.resolution r on t.phase = 1 and r.book = t.book and r.pending = t.id
          left join ledger.transfer p on p.book = t.book and p.id = t.pending
          """;

  /// A reserved transfer whose time is over.
  record Due(int book, UUID pending, Instant expiresAt) {}

  private LedgerStore() {}

  static List<Integer> books(Tx tx) {
    return tx.query("select book from ledger.book order by book").mapTo(Integer.class).list();
  }

  static int openBook(Tx tx, String code, int decimals) {
    return tx.query(
            "insert into ledger.book (code, decimals) values (:code, :decimals) returning book")
        .bind("code", code)
        .bind("decimals", decimals)
        .mapTo(Integer.class)
        .one();
  }

  /// Opens accounts in a row; says the number of the first.
  static int openAccounts(Tx tx, int book, AccountKind kind, Limits limits, int many) {
    int last =
        tx.query(
                """
                update ledger.book set last_account = last_account + :many where book = :book
                returning last_account\
                """)
            .bind("book", book)
            .bind("many", many)
            .mapTo(Integer.class)
            .one();
    tx.update(
            """
            insert into ledger.account (book, account, kind, credit_limit, soft, max_balance,
              soft_ceiling, hard_floor)
            select :book, account, :kind, cast(:limit as bigint), :soft, cast(:max as bigint),
              :softCeiling,
              case when :soft then null else -cast(:limit as bigint) end
            from generate_series(cast(:first as int), cast(:last as int)) account\
            """)
        .bind("book", book)
        .bind("first", last - many + 1)
        .bind("last", last)
        .bind("kind", kind.code())
        .bind("limit", limits.creditLimit())
        .bind("soft", limits.soft())
        .bind("max", limits.maxBalance())
        .bind("softCeiling", limits.softCeiling())
        .execute();
    return last - many + 1;
  }

  /// Locks a book as those who write into it do: before its accounts.
  static void hold(Tx tx, int book) {
    tx.query("select book from ledger.book where book = :book for update")
        .bind("book", book)
        .mapTo(Integer.class)
        .one();
  }

  /// Locks an account and reads it.
  static Optional<Account> locked(Tx tx, int book, int account) {
    return tx.query(ACCOUNT + " where book = :book and account = :account for update")
        .bind("book", book)
        .bind("account", account)
        .map((rs, context) -> LoadStore.account(rs))
        .findOne();
  }

  static void limit(Tx tx, int book, int account, Limits limits) {
    tx.update(
            """
            update ledger.account set credit_limit = :limit, soft = :soft, max_balance = :max,
              soft_ceiling = :softCeiling, revision = revision + 1,
              hard_floor = case when :soft then null when cast(:limit as bigint) is null then null
                else least(-cast(:limit as bigint),
                  credits_posted - debits_posted - debits_pending) end
            where book = :book and account = :account\
            """)
        .bind("book", book)
        .bind("account", account)
        .bind("limit", limits.creditLimit())
        .bind("soft", limits.soft())
        .bind("max", limits.maxBalance())
        .bind("softCeiling", limits.softCeiling())
        .execute();
  }

  /// One row for every revision of an account: its limits and its state from then on.
  static void changed(Tx tx, int book, Account before, Limits limits, LimitChange change) {
    tx.update(
            """
            insert into ledger.limit_change (book, account, revision, old_limit, new_limit, soft,
              max_balance, soft_ceiling, reason, evidence, actor, at)
            values (:book, :account, :revision, :old, :new, :soft, :max, :softCeiling, :reason,
              :evidence::jsonb, :actor, :at)\
            """)
        .bind("book", book)
        .bind("account", before.number)
        .bind("revision", before.revision + 1)
        .bind("old", before.limits.creditLimit())
        .bind("new", limits.creditLimit())
        .bind("soft", limits.soft())
        .bind("max", limits.maxBalance())
        .bind("softCeiling", limits.softCeiling())
        .bind("reason", change.reason())
        .bind("evidence", change.evidence())
        .bind("actor", change.actor())
        .bind("at", change.at().atOffset(ZoneOffset.UTC))
        .execute();
  }

  static List<LimitChange> changesOf(Tx tx, int book, int account, int before, int limit) {
    return tx.query(
            """
            select revision, old_limit, new_limit, soft, max_balance, soft_ceiling, reason,
              evidence, actor, at
            from ledger.limit_change
            where book = :book and account = :account and revision < :before
            order by revision desc limit :limit\
            """)
        .bind("book", book)
        .bind("account", account)
        .bind("before", before)
        .bind("limit", limit)
        .map((rs, context) ->
            new LimitChange(
                rs.getInt("revision"),
                LoadStore.nullableLong(rs, "old_limit"),
                new Limits(
                    LoadStore.nullableLong(rs, "new_limit"),
                    rs.getBoolean("soft"),
                    LoadStore.nullableLong(rs, "max_balance"),
                    rs.getBoolean("soft_ceiling")),
                rs.getString("reason"),
                rs.getString("evidence"),
                rs.getInt("actor"),
                Micros.instant(LoadStore.micros(rs, "at"))))
        .list();
  }

  static void status(Tx tx, int book, int account, AccountStatus status) {
    tx.update(
            """
            update ledger.account set status = :status, revision = revision + 1
            where book = :book and account = :account\
            """)
        .bind("book", book)
        .bind("account", account)
        .bind("status", status.code())
        .execute();
  }

  static List<AccountState> accounts(Tx tx, int book, Collection<Integer> numbers) {
    return numbers.isEmpty()
        ? List.of()
        : tx.query(ACCOUNT + " where book = :book and account in (<numbers>)")
            .bind("book", book)
            .bindList("numbers", numbers)
            .map((rs, context) -> LoadStore.account(rs).state(book))
            .list();
  }

  static List<AccountState> accountsAfter(Tx tx, int book, int after, int limit) {
    return tx.query(
            ACCOUNT + " where book = :book and account > :after order by account limit :limit")
        .bind("book", book)
        .bind("after", after)
        .bind("limit", limit)
        .map((rs, context) -> LoadStore.account(rs).state(book))
        .list();
  }

  static long balanceAt(Tx tx, int book, int account, Instant at) {
    return tx.query(
            """
            select balance from (
              (select seq, debit_balance as balance from ledger.transfer
               where book = :book and debit = :account and recorded_at <= :at
               order by seq desc limit 1)
              union all
              (select seq, credit_balance from ledger.transfer
               where book = :book and credit = :account and recorded_at <= :at
               order by seq desc limit 1)) newest
            order by seq desc limit 1\
            """)
        .bind("book", book)
        .bind("account", account)
        .bind("at", time(at))
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  static Optional<Instant> sideSince(Tx tx, int book, int account) {
    return tx.query(
            """
            with entry as (
              (select seq, valid_at, debit_balance as balance from ledger.transfer
               where book = :book and debit = :account and phase in (0, 2)
               order by seq desc limit 1000)
              union all
              (select seq, valid_at, credit_balance from ledger.transfer
               where book = :book and credit = :account and phase in (0, 2)
               order by seq desc limit 1000)),
            newest as (select sign(balance) as side from entry order by seq desc limit 1)
            select min(valid_at) from entry, newest
            where side <> 0 and seq > coalesce(
              (select max(e.seq) from entry e where sign(e.balance) <> side), 0)\
            """)
        .bind("book", book)
        .bind("account", account)
        .mapTo(Instant.class)
        .findOne();
  }

  static List<TransferRow> entries(
      Tx tx, int book, int account, Instant from, Instant to, long before, int limit) {
    String side =
        """
        (select * from ledger.transfer where book = :book and %s = :account and seq < :before
          and valid_at >= :from and valid_at < :to order by seq desc limit :limit)\
        """;
    String both = "(" + side.formatted("debit") + " union all " + side.formatted("credit") + ")";
    return tx.query(TRANSFER.formatted(both) + " order by t.seq desc limit :limit")
        .bind("book", book)
        .bind("account", account)
        .bind("before", before)
        .bind("from", time(from))
        .bind("to", time(to))
        .bind("limit", limit)
        .map((rs, context) -> transferRow(rs, book))
        .list();
  }

  static Optional<TransferRow> transfer(Tx tx, int book, UUID id) {
    return tx.query(TRANSFER.formatted("ledger.transfer") + " where t.book = :book and t.id = :id")
        .bind("book", book)
        .bind("id", id)
        .map((rs, context) -> transferRow(rs, book))
        .findOne();
  }

  static long reversed(Tx tx, int book, UUID id) {
    return tx.query(
            """
            select coalesce(sum(amount), 0)::bigint from ledger.transfer
            where book = :book and reverses = :id\
            """)
        .bind("book", book)
        .bind("id", id)
        .mapTo(Long.class)
        .one();
  }

  static List<TransferRow> changes(Tx tx, int book, long after, int limit) {
    return tx.query(
            TRANSFER.formatted("ledger.transfer")
                + " where t.book = :book and t.seq > :after order by t.seq limit :limit")
        .bind("book", book)
        .bind("after", after)
        .bind("limit", limit)
        .map((rs, context) -> transferRow(rs, book))
        .list();
  }

  /// Reserved transfers whose time is over, of all books, in order of time.
  static List<Due> due(Tx tx, Instant now, int most) {
    return tx.query(
            """
            select book, pending, expires_at from ledger.due
            where expires_at <= :now order by expires_at, book, pending limit :most\
            """)
        .bind("now", time(now))
        .bind("most", most)
        .map((rs, context) ->
            new Due(
                rs.getInt("book"),
                LoadStore.uuid(rs, "pending"),
                Micros.instant(LoadStore.micros(rs, "expires_at"))))
        .list();
  }

  static TransferRow transferRow(ResultSet rs, int book) throws SQLException {
    Row row = LoadStore.row(rs);
    Long outcome = LoadStore.nullableLong(rs, "outcome");
    @Nullable String reservedWords = rs.getString("reserved_words");
    return new TransferRow(
        book,
        row.seq(),
        row.id(),
        row.phase(),
        row.debit(),
        row.credit(),
        row.amount(),
        row.kind(),
        row.pending(),
        outcome == null ? null : Phase.of(outcome.intValue()),
        row.reverses(),
        row.actor(),
        Micros.instant(row.validAt()),
        Micros.instant(row.recordedAt()),
        row.debitBalance(),
        row.creditBalance(),
        row.words().isEmpty() && reservedWords != null ? reservedWords : row.words());
  }

  static OffsetDateTime time(Instant instant) {
    Instant inside = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
    return inside.atOffset(ZoneOffset.UTC);
  }
}
