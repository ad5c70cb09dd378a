package org.coomunity.people.communities;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Invitations in the database.
final class InvitationStore {
  /// An invitation as it is stored.
  record Row(
      CommunityId communityId,
      UUID id,
      int inviter,
      String role,
      @Nullable String gift,
      String words,
      Instant createdAt,
      Instant expiresAt,
      @Nullable String secret,
      @Nullable Integer usedBy,
      @Nullable Instant closedAt) {
    Duration life() {
      return Duration.between(createdAt, expiresAt);
    }

    boolean open(Instant now) {
      return usedBy == null && closedAt == null && now.isBefore(expiresAt);
    }
  }

  private static final String COLUMNS =
      """
      select community_id, id, inviter, role, gift, words, created_at, expires_at, secret, used_by,
        closed_at
      from communities.invitation
      """;

  private InvitationStore() {}

  static void insert(Tx tx, Row row, byte[] code) {
    tx.update(
            """
            insert into communities.invitation
              (community_id, id, code, secret, inviter, role, gift, words, created_at, expires_at)
            values (:community, :id, :code, :secret, :inviter, :role, :gift, :words, :at, :until)
            """)
        .bind("community", row.communityId())
        .bind("id", row.id())
        .bind("code", code)
        .bind("inviter", row.inviter())
        .bind("role", row.role())
        .bind("gift", row.gift())
        .bind("words", row.words())
        .bind("at", row.createdAt())
        .bind("until", row.expiresAt())
        .bind("secret", row.secret())
        .execute();
  }

  static Optional<Row> find(Tx tx, CommunityId community, UUID id) {
    return tx.query(COLUMNS + "where community_id = :community and id = :id")
        .bind("community", community)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  /// What is neither used nor returned, of one inviter or of all (null); locked.
  static List<Row> openOf(Tx tx, CommunityId community, @Nullable Integer inviter) {
    return tx.query(
            COLUMNS
                + """
                where community_id = :community and used_at is null and closed_at is null
                  and (cast(:inviter as int) is null or inviter = :inviter)
                order by id for update
                """)
        .bind("community", community)
        .bind("inviter", inviter)
        .mapTo(Row.class)
        .list();
  }

  static Optional<Row> find(Tx tx, CommunityId community, byte[] code, boolean locked) {
    return tx.query(
            COLUMNS
                + "where community_id = :community and code = :code"
                + (locked ? " for update" : ""))
        .bind("community", community)
        .bind("code", code)
        .mapTo(Row.class)
        .findOne();
  }

  static Optional<Row> locked(Tx tx, CommunityId community, UUID id) {
    return tx.query(COLUMNS + "where community_id = :community and id = :id for update")
        .bind("community", community)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  static void used(Tx tx, Row row, int newcomer, Instant at) {
    tx.update(
            """
            update communities.invitation set used_by = :by, used_at = :at, secret = null
            where community_id = :community and id = :id
            """)
        .bind("community", row.communityId())
        .bind("id", row.id())
        .bind("by", newcomer)
        .bind("at", at)
        .execute();
  }

  static void close(Tx tx, Row row, Instant at) {
    tx.update(
            """
            update communities.invitation set closed_at = :at, secret = null
            where community_id = :community and id = :id
            """)
        .bind("community", row.communityId())
        .bind("id", row.id())
        .bind("at", at)
        .execute();
  }

  static List<Row> by(Tx tx, CommunityId community, int inviter, UUID before, int limit) {
    return tx.query(
            COLUMNS
                + """
                where community_id = :community and inviter = :inviter and id < :before
                order by id desc limit :limit
                """)
        .bind("community", community)
        .bind("inviter", inviter)
        .bind("before", before)
        .bind("limit", limit)
        .mapTo(Row.class)
        .list();
  }

  static int open(Tx tx, CommunityId community, int inviter, Instant now) {
    return tx.query(
            """
            select count(*) from communities.invitation
            where community_id = :community and inviter = :inviter and used_at is null
              and closed_at is null and expires_at > :now
            """)
        .bind("community", community)
        .bind("inviter", inviter)
        .bind("now", now)
        .mapTo(Integer.class)
        .one();
  }

  /// Invitations of all communities that are over and still hold something.
  static List<Row> due(Tx tx, Instant now, int most) {
    return tx.query(
            COLUMNS
                + """
                where expires_at <= :now and used_at is null and closed_at is null
                order by expires_at limit :most
                """)
        .bind("now", now)
        .bind("most", most)
        .mapTo(Row.class)
        .list();
  }
}
