package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// The public record in the database.
final class RecordStore {
  /// An entry as it is stored.
  @SuppressWarnings("ArrayRecordComponent") // hashes are compared by whoever reads them
  record Row(
      long n,
      String type,
      @Nullable UUID proposalId,
      String body,
      byte[] prev,
      byte[] hash,
      Instant at) {}

  /// The end of a chain.
  @SuppressWarnings("ArrayRecordComponent") // as above
  record Head(long n, byte[] hash) {}

  private static final String SELECT =
      """
      select n, type, proposal_id, body, prev, hash, at from governance.record
      where community_id = :community
      """;

  private RecordStore() {}

  /// The end of the chain of a community, held until the end of the transaction.
  static Head head(Tx tx, CommunityId community, byte[] beginning) {
    tx.update(
            """
            insert into governance.head (community_id, n, hash) values (:community, 0, :hash)
            on conflict (community_id) do nothing
            """)
        .bind("community", community)
        .bind("hash", beginning)
        .execute();
    return tx.query(
            "select n, hash from governance.head where community_id = :community for update")
        .bind("community", community)
        .mapTo(Head.class)
        .one();
  }

  static void append(Tx tx, CommunityId community, Row row) {
    tx.update(
            """
            insert into governance.record (community_id, n, type, proposal_id, body, prev, hash, at)
            values (:community, :n, :type, :proposal, :body, :prev, :hash, :at)
            """)
        .bind("community", community)
        .bind("n", row.n())
        .bind("type", row.type())
        .bind("proposal", row.proposalId())
        .bind("body", row.body())
        .bind("prev", row.prev())
        .bind("hash", row.hash())
        .bind("at", row.at())
        .execute();
    tx.update("update governance.head set n = :n, hash = :hash where community_id = :community")
        .bind("n", row.n())
        .bind("hash", row.hash())
        .bind("community", community)
        .execute();
  }

  /// In the order of the chain.
  static List<Row> after(Tx tx, CommunityId community, long n, int limit) {
    return tx.query(SELECT + " and n > :n order by n limit :limit")
        .bind("community", community)
        .bind("n", n)
        .bind("limit", limit)
        .mapTo(Row.class)
        .list();
  }

  /// The newest entry.
  static Optional<Row> newest(Tx tx, CommunityId community) {
    return tx.query(SELECT + " order by n desc limit 1")
        .bind("community", community)
        .mapTo(Row.class)
        .findOne();
  }

  /// Entries of one proposal, in the order of the chain.
  static List<Row> of(Tx tx, CommunityId community, UUID proposal, int limit) {
    return tx.query(SELECT + " and proposal_id = :proposal order by n limit :limit")
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("limit", limit)
        .mapTo(Row.class)
        .list();
  }
}
