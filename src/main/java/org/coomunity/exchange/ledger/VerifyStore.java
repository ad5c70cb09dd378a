package org.coomunity.exchange.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Whole books read row by row, for the verifier.
final class VerifyStore {
  private static final int FETCH = 4_096;

  private static final String TRANSFERS =
      "select "
          + LoadStore.ROW
          + """
          , p.amount as reserved, r.transfer as resolved_by, r.outcome, r.amount as resolved_amount
          from ledger.transfer t
          left join ledger.transfer p on p.book = t.book and p.id = t.pending and p.phase = 1
          left join ledger.resolution r on r.book = t.book and r.pending = t.pending
          where t.book = ? order by t.seq\
          """;

  private static final String ACCOUNTS =
      """
      select account, kind, status, revision, credit_limit, soft, max_balance, soft_ceiling, debits_posted,
        credits_posted, debits_pending, credits_pending, version, head_hash
      from ledger.account where book = ? and account > ? order by account limit ?\
      """;

  private static final String COUNTS =
      """
      select last_seq, last_account,
        (select count(*) from ledger.resolution r where r.book = b.book) as resolutions
      from ledger.book b where b.book = ?\
      """;

  /// A transfer with what it resolves.
  record Walked(Row row, @Nullable Long reserved, boolean resolutionFits) {}

  record Counts(long lastSeq, int lastAccount, long resolutions) {}

  /// Takes one row after the other; false ends the walk.
  interface Walker<T> {
    boolean step(T row) throws SQLException;
  }

  private VerifyStore() {}

  static @Nullable Counts counts(Connection connection, int book) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(COUNTS)) {
      query.setInt(1, book);
      try (ResultSet rs = query.executeQuery()) {
        return rs.next() ? new Counts(rs.getLong(1), rs.getInt(2), rs.getLong(3)) : null;
      }
    }
  }

  static void transfers(Connection connection, int book, Walker<Walked> walker)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(TRANSFERS)) {
      query.setFetchSize(FETCH);
      query.setInt(1, book);
      try (ResultSet rs = query.executeQuery()) {
        boolean more = true;
        while (more && rs.next()) {
          Row row = LoadStore.row(rs);
          more =
              walker.step(
                  new Walked(row, LoadStore.nullableLong(rs, "reserved"), resolved(rs, row)));
        }
      }
    }
  }

  private static boolean resolved(ResultSet rs, Row row) throws SQLException {
    return row.pending() == null
        || (row.id().equals(rs.getObject("resolved_by"))
            && rs.getInt("outcome") == row.phase().code()
            && rs.getLong("resolved_amount") == row.amount());
  }

  /// Accounts with a number above `after`, in order.
  static void accounts(Connection connection, int book, int after, int most, Walker<Account> walker)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(ACCOUNTS)) {
      query.setFetchSize(FETCH);
      query.setInt(1, book);
      query.setInt(2, after);
      query.setInt(3, most);
      try (ResultSet rs = query.executeQuery()) {
        boolean more = true;
        while (more && rs.next()) {
          more = walker.step(LoadStore.account(rs));
        }
      }
    }
  }
}
