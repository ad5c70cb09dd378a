package org.coomunity.exchange.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coomunity.base.platform.db.Tx;
import org.jdbi.v3.core.statement.Query;

/// Books read from outside: their journal, their accounts in order, and what flowed when.
final class JournalStore {
  private static final String ROWS =
      """
      select t.id, t.seq, t.debit, t.credit, t.amount, t.kind, t.actor, t.valid_at,
        t.recorded_at, t.debit_hash,
        case when t.words = '' then coalesce(p.words, '') else t.words end as words
      from %s t left join ledger.transfer p on p.book = t.book and p.id = t.pending
      """;

  private static final String MOVED =
      "select * from ledger.transfer s where s.book = :book and s.phase in (0, 2) and s.amount > 0";

  private JournalStore() {}

  static List<JournalRow> rows(Tx tx, int book, JournalQuery wanted) {
    String order = wanted.newestFirst() ? "desc" : "asc";
    String filters = filters(wanted);
    String end = " order by s.seq " + order + " limit :limit";
    String from =
        wanted.involved().isEmpty()
            ? "(" + MOVED + filters + end + ")"
            : "((%s and s.debit = any(:in0)%s%s) union all (%s and s.credit = any(:in0)%s%s))"
                .formatted(
                    MOVED, filters, end, MOVED, filters + " and not s.debit = any(:in0)", end);
    Query query =
        tx.query(ROWS.formatted(from) + " order by t.seq " + order + " limit :limit")
            .bind("book", book)
            .bind("beyond", wanted.beyond())
            .bind("limit", wanted.limit());
    for (int i = 0; i < wanted.involved().size(); i++) {
      query.bind("in" + i, numbers(wanted.involved().get(i)));
    }
    if (!wanted.debits().isEmpty()) {
      query.bind("debits", numbers(wanted.debits()));
    }
    if (!wanted.credits().isEmpty()) {
      query.bind("credits", numbers(wanted.credits()));
    }
    return query.map((rs, context) -> row(rs)).list();
  }

  private static String filters(JournalQuery wanted) {
    List<String> filters = new ArrayList<>();
    filters.add(wanted.newestFirst() ? "s.seq < :beyond" : "s.seq > :beyond");
    for (int i = 1; i < wanted.involved().size(); i++) {
      filters.add("(s.debit = any(:in" + i + ") or s.credit = any(:in" + i + "))");
    }
    if (!wanted.debits().isEmpty()) {
      filters.add("s.debit = any(:debits)");
    }
    if (!wanted.credits().isEmpty()) {
      filters.add("s.credit = any(:credits)");
    }
    return " and " + String.join(" and ", filters);
  }

  private static int[] numbers(Set<Integer> accounts) {
    return accounts.stream().mapToInt(Integer::intValue).toArray();
  }

  private static JournalRow row(ResultSet rs) throws SQLException {
    return new JournalRow(
        LoadStore.uuid(rs, "id"),
        rs.getLong("seq"),
        rs.getInt("debit"),
        rs.getInt("credit"),
        rs.getLong("amount"),
        rs.getInt("kind"),
        rs.getInt("actor"),
        Micros.instant(LoadStore.micros(rs, "valid_at")),
        Micros.instant(LoadStore.micros(rs, "recorded_at")),
        rs.getString("words"),
        HexFormat.of().formatHex(rs.getBytes("debit_hash")));
  }

  static List<JournalRow> rows(Tx tx, int book, Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : tx.query(ROWS.formatted("(" + MOVED + " and s.id in (<ids>))"))
            .bind("book", book)
            .bindList("ids", ids)
            .map((rs, context) -> row(rs))
            .list();
  }

  static List<AccountState> accounts(
      Tx tx, int book, AccountKind kind, AccountOrder order, boolean down, int offset, int limit) {
    String by =
        switch (order) {
          case NUMBER -> "account";
          case BALANCE -> "credits_posted - debits_posted";
          case CREDIT_LIMIT -> "credit_limit";
          case MAX_BALANCE -> "coalesce(max_balance, 9223372036854775807)";
        };
    return tx.query(
            LedgerStore.ACCOUNT
                + """
                 where book = :book and kind = :kind and status = 0
                order by %s %s, account limit :limit offset :offset
                """
                    .formatted(by, down ? "desc" : "asc"))
        .bind("book", book)
        .bind("kind", kind.code())
        .bind("limit", limit)
        .bind("offset", offset)
        .map((rs, context) -> LoadStore.account(rs).state(book))
        .list();
  }

  private record Moved(int account, Instant at) {}

  /// When each of these accounts last moved; those that never did are left out.
  static Map<Integer, Instant> lastMoved(Tx tx, int book, Collection<Integer> accounts) {
    return tx
        .query(
            """
            select a.account, greatest(
              (select recorded_at from ledger.transfer where book = :book and debit = a.account
               order by seq desc limit 1),
              (select recorded_at from ledger.transfer where book = :book and credit = a.account
               order by seq desc limit 1)) as at
            from unnest(:accounts) as a (account)
            """)
        .bind("book", book)
        .bind("accounts", accounts.stream().mapToInt(Integer::intValue).toArray())
        .mapTo(Moved.class)
        .stream()
        .filter(moved -> moved.at() != null)
        .collect(Collectors.toMap(Moved::account, Moved::at));
  }

  /// What moved between each two neighbours of `bounds`, by when it happened.
  static List<Flow> flows(Tx tx, int book, List<Instant> bounds) {
    return tx.query(
            """
            select width_bucket(valid_at, cast(:bounds as timestamptz[])) - 1 as span,
              count(*) as transfers, cast(sum(amount) as bigint) as amount
            from ledger.transfer
            where book = :book and phase in (0, 2) and amount > 0
              and valid_at >= cast(:first as timestamptz) and valid_at < cast(:last as timestamptz)
            group by 1
            """)
        .bind("book", book)
        .bind("bounds", array(bounds))
        .bind("first", bounds.getFirst().toString())
        .bind("last", bounds.getLast().toString())
        .mapTo(Flow.class)
        .list();
  }

  /// How many accounts of members gave or received at least `least` and at most `most` times.
  static List<Flow> busy(Tx tx, int book, List<Instant> bounds, long least, long most) {
    return tx.query(
            """
            with moved as (
              select width_bucket(valid_at, cast(:bounds as timestamptz[])) - 1 as span, debit,
                credit
              from ledger.transfer
              where book = :book and phase in (0, 2) and amount > 0
                and valid_at >= cast(:first as timestamptz)
                and valid_at < cast(:last as timestamptz)),
            times as (
              select side.span, side.account, count(*) as n
              from (select span, debit as account from moved
                    union all select span, credit from moved) side
              join ledger.account a on a.book = :book and a.account = side.account and a.kind = 0
              group by 1, 2)
            select span, count(*) as transfers, 0 as amount from times
            where n between :least and :most group by 1
            """)
        .bind("book", book)
        .bind("bounds", array(bounds))
        .bind("first", bounds.getFirst().toString())
        .bind("last", bounds.getLast().toString())
        .bind("least", least)
        .bind("most", most)
        .mapTo(Flow.class)
        .list();
  }

  private static String array(List<Instant> bounds) {
    return bounds.stream().map(Instant::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
