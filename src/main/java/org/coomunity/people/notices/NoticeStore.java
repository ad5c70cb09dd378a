package org.coomunity.people.notices;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Notices of people.
final class NoticeStore {
  /// A notice as it is stored.
  record Row(
      UUID id,
      UUID communityId,
      String kind,
      @Nullable Integer who,
      String args,
      String link,
      Instant at,
      @Nullable Instant seenAt,
      @Nullable Instant mailAt) {}

  private NoticeStore() {}

  static Rider inserted(MemberId member, Row row) {
    return Rider.one(
        """
        insert into notices.notice (member_id, id, community_id, kind, who, args, link, at,
          seen_at, mail_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        member,
        row.id(),
        row.communityId(),
        row.kind(),
        row.who(),
        row.args(),
        row.link(),
        row.at(),
        row.seenAt(),
        row.mailAt());
  }

  /// Brings an unseen notice of the same kind and link up to date.
  ///
  /// @return false when there is none
  static boolean refresh(
      Tx tx, MemberId member, CommunityId community, NoticeRules.Draft draft, Instant at) {
    return tx.update(
                """
                update notices.notice set at = :at
                where member_id = :member and community_id = :community and kind = :kind and link = :link
                  and seen_at is null
                """)
            .bind("at", at)
            .bind("member", member)
            .bind("community", community)
            .bind("kind", draft.kind())
            .bind("link", draft.link())
            .execute()
        > 0;
  }

  /// Notices before an identifier, newest first.
  static List<Row> of(Tx tx, MemberId member, UUID before, int limit) {
    return tx.query(
            """
            select id, community_id, kind, who, args, link, at, seen_at, mail_at from notices.notice
            where member_id = :member and id < :before order by id desc limit :limit
            """)
        .bind("member", member)
        .bind("before", before)
        .bind("limit", limit)
        .mapTo(Row.class)
        .list();
  }

  static int waiting(Tx tx, MemberId member) {
    return tx.query(
            """
            select count(*) from (select 1 from notices.notice
            where member_id = :member and seen_at is null limit 100) few
            """)
        .bind("member", member)
        .mapTo(Integer.class)
        .one();
  }

  static int see(Tx tx, MemberId member, Instant at) {
    return tx.update(
            """
            update notices.notice set seen_at = :at, mail_at = null
            where member_id = :member and seen_at is null
            """)
        .bind("at", at)
        .bind("member", member)
        .execute();
  }

  static int forget(Tx tx, Instant before, int most) {
    return tx.update(
            """
            delete from notices.notice where (member_id, id) in
            (select member_id, id from notices.notice where at < :before limit :most)
            """)
        .bind("before", before)
        .bind("most", most)
        .execute();
  }

  /// Members for whom a letter is due, those who wait longest first.
  static List<MemberId> due(Tx tx, Instant now, int most) {
    return tx.query(
            """
            select member_id from notices.notice where mail_at <= :now group by member_id
            order by min(mail_at), member_id limit :most
            """)
        .bind("now", now)
        .bind("most", most)
        .mapTo(UUID.class)
        .map(MemberId::new)
        .list();
  }

  /// What a letter is to tell somebody, newest first; nobody else tells it meanwhile.
  static List<Row> untold(Tx tx, MemberId member, Instant now, int most) {
    return tx.query(
            """
            select id, community_id, kind, who, args, link, at, seen_at, mail_at from notices.notice
            where member_id = :member and mail_at <= :now and seen_at is null
            order by id desc limit :most for update
            """)
        .bind("member", member)
        .bind("now", now)
        .bind("most", most)
        .mapTo(Row.class)
        .list();
  }

  /// What was due has been told.
  static void told(Tx tx, MemberId member, Instant now) {
    tx.update(
            """
            update notices.notice set mail_at = null where member_id = :member and mail_at <= :now
            """)
        .bind("member", member)
        .bind("now", now)
        .execute();
  }

  /// What is due is told later.
  static void postpone(Tx tx, MemberId member, Instant now, Instant until) {
    tx.update(
            """
            update notices.notice set mail_at = :until where member_id = :member and mail_at <= :now
            """)
        .bind("until", until)
        .bind("member", member)
        .bind("now", now)
        .execute();
  }
}
