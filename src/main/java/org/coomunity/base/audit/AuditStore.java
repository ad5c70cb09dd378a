package org.coomunity.base.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// The audit in the database.
final class AuditStore {
  /// An entry as it is stored; salt and words are null when they were forgotten.
  @SuppressWarnings("ArrayRecordComponent") // hashes are compared by whoever reads them
  record Row(
      UUID communityId,
      long n,
      UUID id,
      Instant at,
      UUID actor,
      String act,
      String subject,
      byte[] digest,
      byte[] hash,
      byte @Nullable [] salt,
      @Nullable String words) {
    AuditEntry entry() {
      return new AuditEntry(
          new CommunityId(communityId),
          id,
          at,
          new MemberId(actor),
          act,
          subject,
          words == null ? "" : words);
    }
  }

  /// The end of a chain.
  @SuppressWarnings("ArrayRecordComponent") // as above
  record Head(long n, byte[] hash) {}

  private static final String ROWS =
      """
      select e.community_id, e.n, e.id, e.at, e.actor, e.act, e.subject, e.digest, e.hash, w.salt,
        w.words
      from audit.entry e left join audit.words w on w.community_id = e.community_id and w.id = e.id
      """;

  private AuditStore() {}

  /// One statement for everything: it is told to travel with the postings of the ledger as well.
  static Rider added(AuditEntry entry, byte[] salt) {
    byte[] digest = AuditRules.digest(salt, entry.reason());
    UUID community = entry.community().value();
    UUID actor = entry.actor().value();
    byte[] bytes =
        AuditRules.bytes(
            community, entry.id(), entry.at(), actor, entry.act(), entry.subject(), digest);
    return Rider.one(
        """
        with said as (
          insert into audit.words (community_id, id, at, salt, words)
          values (?::uuid, ?::uuid, ?::timestamptz, ?::bytea, ?::text)),
        head as (
          insert into audit.head as h (community_id, n, hash)
          values (?::uuid, 1, sha256(?::bytea))
          on conflict (community_id) do update set n = h.n + 1, hash = sha256(h.hash || ?::bytea)
          returning n, hash)
        insert into audit.entry (community_id, n, id, at, actor, act, subject, digest, hash)
        select ?::uuid, head.n, ?::uuid, ?::timestamptz, ?::uuid, ?::text, ?::text, ?::bytea, head.hash
        from head
        """,
        community,
        entry.id(),
        entry.at(),
        salt,
        entry.reason(),
        community,
        together(AuditRules.beginning(), bytes),
        bytes,
        community,
        entry.id(),
        entry.at(),
        actor,
        entry.act(),
        entry.subject(),
        digest);
  }

  private static byte[] together(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /// Newest first.
  static List<Row> before(Tx tx, CommunityId community, UUID before, int limit) {
    return tx.query(
            ROWS
                + """
                where e.community_id = :community and e.id < :before order by e.id desc limit :limit
                """)
        .bind("community", community)
        .bind("before", before)
        .bind("limit", limit)
        .mapTo(Row.class)
        .list();
  }

  /// In the order of the chain.
  static List<Row> after(Tx tx, CommunityId community, long n, int limit) {
    return tx.query(
            ROWS + "where e.community_id = :community and e.n > :n order by e.n limit :limit")
        .bind("community", community)
        .bind("n", n)
        .bind("limit", limit)
        .mapTo(Row.class)
        .list();
  }

  static Optional<Head> head(Tx tx, CommunityId community) {
    return tx.query("select n, hash from audit.head where community_id = :community")
        .bind("community", community)
        .mapTo(Head.class)
        .findOne();
  }

  /// Every community that has a chain, by its end or by its entries.
  static List<CommunityId> chains(Tx tx) {
    return tx
        .query(
            """
            select community_id from audit.head
            union select distinct community_id from audit.entry order by 1
            """)
        .mapTo(UUID.class)
        .stream()
        .map(CommunityId::new)
        .toList();
  }

  /// Forgets the words of old entries; the chain stays.
  static int forget(Tx tx, Instant before, int most) {
    return tx.update(
            """
            delete from audit.words where (community_id, id) in
            (select community_id, id from audit.words where at < :before limit :most)
            """)
        .bind("before", before)
        .bind("most", most)
        .execute();
  }
}
