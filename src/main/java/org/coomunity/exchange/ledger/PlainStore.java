package org.coomunity.exchange.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The writing statements of the plain way: one row at a time, on a book that is locked.
final class PlainStore {
  private static final String INSERT =
      """
      insert into ledger.transfer (book, seq, id, phase, debit, credit, amount, kind, actor,
        pending, reverses, expires_at, valid_at, recorded_at, debit_version, credit_version,
        debit_balance, credit_balance, debit_hash, credit_hash, below_limit, words)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;

  private static final String MOVE_ACCOUNT =
      """
      update ledger.account set debits_posted = ?, credits_posted = ?, debits_pending = ?,
        credits_pending = ?, version = ?, head_hash = ?,
        hard_floor = case when hard_floor is null then null
          when ? then least(-credit_limit, ?)
          else least(-credit_limit, greatest(hard_floor, ?)) end
      where book = ? and account = ? and version < ?\
      """;

  private static final String MOVE_BOOK =
      "update ledger.book set last_seq = ?, last_at = ? where book = ? and last_seq < ?";

  private static final String RESOLVE =
      """
      insert into ledger.resolution (book, pending, transfer, outcome, amount)
      values (?, ?, ?, ?, ?)\
      """;

  private static final String ADD_DUE =
      "insert into ledger.due (book, expires_at, pending) values (?, ?, ?)";

  private static final String DROP_DUE =
      """
      delete from ledger.due d using ledger.transfer t
      where t.book = ? and t.id = ? and d.book = t.book and d.expires_at = t.expires_at
        and d.pending = t.id\
      """;

  private static final String RETIRE =
      """
      insert into ledger.refused_id (book, id, status, available, credit_limit, at)
      values (?, ?, ?, ?, ?, ?) on conflict do nothing\
      """;

  private PlainStore() {}

  static void write(
      Connection connection,
      OpenBook book,
      List<Row> rows,
      Collection<Account> accounts,
      boolean imported)
      throws SQLException {
    moveBook(connection, book, rows.getLast());
    for (Row row : rows) {
      insert(connection, book.book, row);
      resolve(connection, book.book, row);
    }
    for (Account account : accounts) {
      moveAccount(connection, book.book, account, imported);
    }
  }

  private static void moveBook(Connection connection, OpenBook book, Row last) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE_BOOK)) {
      update.setLong(1, last.seq());
      update.setObject(2, Micros.time(last.recordedAt()));
      update.setInt(3, book.book);
      update.setLong(4, last.seq());
      one(update.executeUpdate());
    }
  }

  private static void insert(Connection connection, int book, Row row) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setInt(1, book);
      insert.setLong(2, row.seq());
      insert.setObject(3, row.id());
      insert.setInt(4, row.phase().code());
      insert.setInt(5, row.debit());
      insert.setInt(6, row.credit());
      insert.setLong(7, row.amount());
      insert.setInt(8, row.kind());
      insert.setInt(9, row.actor());
      insert.setObject(10, row.pending(), Types.OTHER);
      insert.setObject(11, row.reverses(), Types.OTHER);
      insert.setObject(
          12,
          row.expiresAt() == null ? null : Micros.time(row.expiresAt()),
          Types.TIMESTAMP_WITH_TIMEZONE);
      insert.setObject(13, Micros.time(row.validAt()));
      insert.setObject(14, Micros.time(row.recordedAt()));
      insert.setLong(15, row.debitVersion());
      insert.setLong(16, row.creditVersion());
      insert.setLong(17, row.debitBalance());
      insert.setLong(18, row.creditBalance());
      insert.setBytes(19, row.debitHash());
      insert.setBytes(20, row.creditHash());
      insert.setBoolean(21, row.belowLimit());
      insert.setString(22, row.words());
      insert.executeUpdate();
    }
  }

  private static void resolve(Connection connection, int book, Row row) throws SQLException {
    if (row.phase() == Phase.PENDING && row.expiresAt() != null) {
      try (PreparedStatement insert = connection.prepareStatement(ADD_DUE)) {
        insert.setInt(1, book);
        insert.setObject(2, Micros.time(row.expiresAt()));
        insert.setObject(3, row.id());
        insert.executeUpdate();
      }
    }
    UUID pending = row.pending();
    if (pending != null) {
      try (PreparedStatement insert = connection.prepareStatement(RESOLVE);
          PreparedStatement delete = connection.prepareStatement(DROP_DUE)) {
        insert.setInt(1, book);
        insert.setObject(2, pending);
        insert.setObject(3, row.id());
        insert.setInt(4, row.phase().code());
        insert.setLong(5, row.amount());
        insert.executeUpdate();
        delete.setInt(1, book);
        delete.setObject(2, pending);
        delete.executeUpdate();
      }
    }
  }

  private static void moveAccount(
      Connection connection, int book, Account account, boolean imported) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE_ACCOUNT)) {
      update.setLong(1, account.debitsPosted);
      update.setLong(2, account.creditsPosted);
      update.setLong(3, account.debitsPending);
      update.setLong(4, account.creditsPending);
      update.setLong(5, account.version);
      update.setBytes(6, account.head);
      update.setBoolean(7, imported);
      update.setLong(8, account.unreserved());
      update.setLong(9, account.unreserved());
      update.setInt(10, book);
      update.setInt(11, account.number);
      update.setLong(12, account.version);
      one(update.executeUpdate());
    }
  }

  /// Notes that an identifier failed for a reason of state.
  static void retire(Connection connection, int book, UUID id, Verdict.No no, long at)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(RETIRE)) {
      insert.setInt(1, book);
      insert.setObject(2, id);
      insert.setInt(3, no.status().code());
      setLong(insert, 4, no.available());
      setLong(insert, 5, no.limit());
      insert.setObject(6, Micros.time(at));
      insert.executeUpdate();
    }
  }

  private static void setLong(PreparedStatement statement, int n, @Nullable Long value)
      throws SQLException {
    if (value == null) {
      statement.setNull(n, Types.BIGINT);
    } else {
      statement.setLong(n, value);
    }
  }

  private static void one(int rows) {
    if (rows != 1) {
      throw new IllegalStateException("a locked row moved: " + rows);
    }
  }
}
