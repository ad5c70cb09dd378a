package org.coomunity.people.announcements;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.db.Tx;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Announcements in the database.
final class AnnouncementsStore {
  /// An announcement as it is stored.
  record Row(
      UUID id,
      int author,
      String title,
      String body,
      String language,
      boolean pinned,
      @Nullable Instant untilAt,
      String asked,
      Instant createdAt,
      @Nullable Instant editedAt,
      @Nullable Instant withdrawnAt) {
    /// True when it belongs into the archive.
    boolean over(Instant now) {
      return untilAt != null && !untilAt.isAfter(now);
    }
  }

  /// Where a list goes on: after this one.
  record After(boolean pinned, Instant at, UUID id) {}

  private static final String SELECT =
      """
      select id, author, title, body, language, pinned, until_at, asked, created_at, edited_at,
        withdrawn_at
      from announcements.announcement where community_id = :community
      """;

  private AnnouncementsStore() {}

  /// Lets what is announced in a community happen one after the other.
  static void lock(Tx tx, CommunityId community) {
    tx.query("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
        .bind("key", "announcements " + community)
        .mapTo(Integer.class)
        .one();
  }

  static void insert(Tx tx, CommunityId community, Row row) {
    tx.update(
            """
            insert into announcements.announcement (community_id, id, author, title, body, language,
              pinned, until_at, asked, created_at)
            values (:community, :id, :author, :title, :body, :language, :pinned, :until, :asked, :at)
            """)
        .bind("community", community)
        .bind("id", row.id())
        .bind("author", row.author())
        .bind("title", row.title())
        .bind("body", row.body())
        .bind("language", row.language())
        .bind("pinned", row.pinned())
        .bind("until", row.untilAt())
        .bind("asked", row.asked())
        .bind("at", row.createdAt())
        .execute();
  }

  /// Writes what can change of one.
  static void change(Tx tx, CommunityId community, Row row) {
    tx.update(
            """
            update announcements.announcement set title = :title, body = :body, pinned = :pinned,
              until_at = :until, edited_at = :edited, withdrawn_at = :withdrawn
            where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", row.id())
        .bind("title", row.title())
        .bind("body", row.body())
        .bind("pinned", row.pinned())
        .bind("until", row.untilAt())
        .bind("edited", row.editedAt())
        .bind("withdrawn", row.withdrawnAt())
        .execute();
  }

  static Optional<Row> find(Tx tx, CommunityId community, UUID id) {
    return tx.query(SELECT + " and id = :id")
        .bind("community", community)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  /// Those that hold now: the pinned ones, then the newest.
  static List<Row> current(
      Tx tx, CommunityId community, Instant now, @Nullable After after, int limit) {
    Query query =
        tx.query(
            SELECT
                + " and withdrawn_at is null and (until_at is null or until_at > :now)"
                + (after == null
                    ? ""
                    : " and (pinned, created_at, id) < (:afterPinned, :afterAt, :afterId)")
                + " order by pinned desc, created_at desc, id desc limit :limit");
    if (after != null) {
      query.bind("afterPinned", after.pinned());
    }
    return rows(query, community, now, after, limit);
  }

  /// Those whose last day is over, the latest first.
  static List<Row> archive(
      Tx tx, CommunityId community, Instant now, @Nullable After after, int limit) {
    Query query =
        tx.query(
            SELECT
                + " and withdrawn_at is null and until_at is not null and until_at <= :now"
                + (after == null ? "" : " and (until_at, id) < (:afterAt, :afterId)")
                + " order by until_at desc, id desc limit :limit");
    return rows(query, community, now, after, limit);
  }

  private static List<Row> rows(
      Query query, CommunityId community, Instant now, @Nullable After after, int limit) {
    if (after != null) {
      query.bind("afterAt", after.at()).bind("afterId", after.id());
    }
    return query
        .bind("community", community)
        .bind("now", now)
        .bind("limit", limit)
        .mapTo(Row.class)
        .list();
  }

  /// The newest since a moment that were not taken back.
  static List<Row> newest(Tx tx, CommunityId community, Instant since, int limit) {
    return tx.query(
            SELECT
                + """
                 and created_at > :since and withdrawn_at is null
                order by created_at desc, id desc limit :limit
                """)
        .bind("community", community)
        .bind("since", since)
        .bind("limit", limit)
        .mapTo(Row.class)
        .list();
  }

  /// When the latest since a moment were made, also those taken back.
  static List<Instant> times(Tx tx, CommunityId community, Instant since, int limit) {
    return tx.query(
            """
            select created_at from announcements.announcement
            where community_id = :community and created_at > :since
            order by created_at desc, id desc limit :limit
            """)
        .bind("community", community)
        .bind("since", since)
        .bind("limit", limit)
        .mapTo(Instant.class)
        .list();
  }

  /// How many others are pinned now.
  static int pinned(Tx tx, CommunityId community, UUID except, Instant now) {
    return tx.query(
            """
            select count(*) from announcements.announcement
            where community_id = :community and pinned and withdrawn_at is null
              and (until_at is null or until_at > :now) and id <> :except
            """)
        .bind("community", community)
        .bind("except", except)
        .bind("now", now)
        .mapTo(Integer.class)
        .one();
  }

  static Optional<Instant> seen(Tx tx, MemberId member) {
    return tx.query("select seen_at from announcements.seen where member_id = :member")
        .bind("member", member)
        .mapTo(Instant.class)
        .findOne();
  }

  static void see(Tx tx, MemberId member, Instant at) {
    tx.update(
            """
            insert into announcements.seen (member_id, seen_at) values (:member, :at)
            on conflict (member_id) do update
              set seen_at = greatest(announcements.seen.seen_at, excluded.seen_at)
            """)
        .bind("member", member)
        .bind("at", at)
        .execute();
  }
}
