package org.coomunity.exchange.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.UUID;
import org.coomunity.exchange.ledger.OpenBook.Original;
import org.coomunity.exchange.ledger.OpenBook.Reserved;
import org.jspecify.annotations.Nullable;

/// What is read of a book before postings are decided.
final class LoadStore {
  static final String ROW =
      """
      t.seq, t.id, t.phase, t.debit, t.credit, t.amount, t.kind, t.actor, t.pending, t.reverses,
      t.expires_at, t.valid_at, t.recorded_at, t.debit_version, t.credit_version, t.debit_balance,
      t.credit_balance, t.debit_hash, t.credit_hash, t.below_limit, t.words\
      """;

  private static final String BOOK = "select last_seq, last_at from ledger.book where book = ?";

  private static final String KNOWN =
      "select "
          + ROW
          + """
          , p.amount as reserved
          from ledger.transfer t
          left join ledger.transfer p on p.book = t.book and p.id = t.pending
          where t.book = ? and t.id = any(?)\
          """;

  private static final String RETIRED =
      """
      select id, status, available, credit_limit from ledger.refused_id
      where book = ? and id = any(?)\
      """;

  private static final String RESERVED =
      """
      select t.id, t.debit, t.credit, t.amount, t.kind, t.expires_at, r.outcome
      from ledger.transfer t
      left join ledger.resolution r on r.book = t.book and r.pending = t.id
      where t.book = ? and t.id = any(?) and t.phase = 1\
      """;

  private static final String ORIGINALS =
      """
      select t.id, t.debit, t.credit, t.amount,
        (select coalesce(sum(r.amount), 0) from ledger.transfer r
         where r.book = t.book and r.reverses = t.id) as reversed
      from ledger.transfer t
      where t.book = ? and t.id = any(?) and t.phase in (0, 2)\
      """;

  private static final String ACCOUNTS =
      """
      select account, kind, status, revision, credit_limit, soft, max_balance, soft_ceiling, debits_posted,
        credits_posted, debits_pending, credits_pending, version, head_hash
      from ledger.account where book = ? and account = any(?) order by account\
      """;

  private LoadStore() {}

  /// The book, or null when there is none with this number.
  ///
  /// @param lock true: nobody else writes to it until the transaction ends
  static @Nullable OpenBook book(Connection connection, int book, boolean lock)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(lock ? BOOK + " for update" : BOOK)) {
      query.setInt(1, book);
      try (ResultSet rs = query.executeQuery()) {
        return rs.next() ? new OpenBook(book, rs.getLong(1), micros(rs, "last_at")) : null;
      }
    }
  }

  /// Adds what is known of these identifiers.
  static void known(Connection connection, int book, Collection<UUID> ids, Known known)
      throws SQLException {
    Array array = uuids(connection, ids);
    try (PreparedStatement query = connection.prepareStatement(KNOWN)) {
      query.setInt(1, book);
      query.setArray(2, array);
      try (ResultSet rs = query.executeQuery()) {
        while (rs.next()) {
          Row row = row(rs);
          known.rows().put(row.id(), row);
          Long reserved = nullableLong(rs, "reserved");
          if (reserved != null) {
            known.reserved().put(row.id(), reserved);
          }
        }
      }
    }
    try (PreparedStatement query = connection.prepareStatement(RETIRED)) {
      query.setInt(1, book);
      query.setArray(2, array);
      try (ResultSet rs = query.executeQuery()) {
        while (rs.next()) {
          Status status = Status.of(rs.getInt("status"));
          known
              .retired()
              .put(
                  uuid(rs, "id"),
                  new Verdict.No(
                      status,
                      0,
                      nullableLong(rs, "available"),
                      nullableLong(rs, "credit_limit"),
                      null));
        }
      }
    }
  }

  static void reserved(Connection connection, OpenBook book, Collection<UUID> ids)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(RESERVED)) {
      query.setInt(1, book.book);
      query.setArray(2, uuids(connection, ids));
      try (ResultSet rs = query.executeQuery()) {
        while (rs.next()) {
          Long outcome = nullableLong(rs, "outcome");
          book.put(
              new Reserved(
                  uuid(rs, "id"),
                  rs.getInt("debit"),
                  rs.getInt("credit"),
                  rs.getLong("amount"),
                  rs.getInt("kind"),
                  nullableMicros(rs, "expires_at"),
                  outcome == null ? null : Phase.of(outcome.intValue())));
        }
      }
    }
  }

  static void originals(Connection connection, OpenBook book, Collection<UUID> ids)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(ORIGINALS)) {
      query.setInt(1, book.book);
      query.setArray(2, uuids(connection, ids));
      try (ResultSet rs = query.executeQuery()) {
        while (rs.next()) {
          book.put(
              new Original(
                  uuid(rs, "id"),
                  rs.getInt("debit"),
                  rs.getInt("credit"),
                  rs.getLong("amount"),
                  rs.getLong("reversed")));
        }
      }
    }
  }

  /// Accounts, by rising number.
  ///
  /// @param lock true: their limits too stay as they are until the transaction ends
  static void accounts(
      Connection connection, OpenBook book, Collection<Integer> numbers, boolean lock)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(lock ? ACCOUNTS + " for update" : ACCOUNTS)) {
      query.setInt(1, book.book);
      query.setObject(2, numbers.stream().mapToInt(Integer::intValue).toArray());
      query.setFetchSize(0);
      try (ResultSet rs = query.executeQuery()) {
        while (rs.next()) {
          Account account = account(rs);
          book.accounts.put(account.number, account);
        }
      }
    }
  }

  static Account account(ResultSet rs) throws SQLException {
    Account account =
        new Account(
            rs.getInt("account"),
            AccountKind.of(rs.getInt("kind")),
            AccountStatus.of(rs.getInt("status")),
            rs.getInt("revision"),
            new Limits(
                nullableLong(rs, "credit_limit"),
                rs.getBoolean("soft"),
                nullableLong(rs, "max_balance"),
                rs.getBoolean("soft_ceiling")));
    account.debitsPosted = rs.getLong("debits_posted");
    account.creditsPosted = rs.getLong("credits_posted");
    account.debitsPending = rs.getLong("debits_pending");
    account.creditsPending = rs.getLong("credits_pending");
    account.version = rs.getLong("version");
    account.head = rs.getBytes("head_hash");
    return account;
  }

  static Row row(ResultSet rs) throws SQLException {
    return new Row(
        rs.getLong("seq"),
        uuid(rs, "id"),
        Phase.of(rs.getInt("phase")),
        rs.getInt("debit"),
        rs.getInt("credit"),
        rs.getLong("amount"),
        rs.getInt("kind"),
        rs.getInt("actor"),
        rs.getObject("pending", UUID.class),
        rs.getObject("reverses", UUID.class),
        nullableMicros(rs, "expires_at"),
        micros(rs, "valid_at"),
        micros(rs, "recorded_at"),
        rs.getLong("debit_version"),
        rs.getLong("credit_version"),
        rs.getLong("debit_balance"),
        rs.getLong("credit_balance"),
        rs.getBytes("debit_hash"),
        rs.getBytes("credit_hash"),
        rs.getBoolean("below_limit"),
        rs.getString("words"));
  }

  static UUID uuid(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, UUID.class);
  }

  static long micros(ResultSet rs, String column) throws SQLException {
    return Micros.of(rs.getObject(column, OffsetDateTime.class).toInstant());
  }

  static @Nullable Long nullableMicros(ResultSet rs, String column) throws SQLException {
    OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
    return time == null ? null : Long.valueOf(Micros.of(time.toInstant()));
  }

  static @Nullable Long nullableLong(ResultSet rs, String column) throws SQLException {
    long value = rs.getLong(column);
    return rs.wasNull() ? null : Long.valueOf(value);
  }

  static Array uuids(Connection connection, Collection<UUID> ids) throws SQLException {
    return connection.createArrayOf("uuid", ids.toArray());
  }
}
