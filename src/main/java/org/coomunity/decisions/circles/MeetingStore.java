package org.coomunity.decisions.circles;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Meetings of circles and who comes to them, in the database.
final class MeetingStore {
  /// A meeting as it is stored, with its counts.
  record Row(
      UUID circleId,
      UUID id,
      int byNo,
      String title,
      String place,
      Instant startsAt,
      int minutes,
      @Nullable Instant cancelledAt,
      @Nullable Instant markedAt,
      String asked,
      int coming,
      int attended,
      boolean mine) {}

  /// Somebody who comes or came.
  record Guest(int no, boolean comes, boolean was) {}

  private static final String SELECT =
      """
      select m.circle_id, m.id, m.by_no, m.title, m.place, m.starts_at, m.minutes, m.cancelled_at,
        m.marked_at, m.asked,
        (select count(*) from circles.attendance a where a.community_id = m.community_id
          and a.meeting_id = m.id and a.comes) as coming,
        (select count(*) from circles.attendance a where a.community_id = m.community_id
          and a.meeting_id = m.id and a.was) as attended,
        exists (select 1 from circles.attendance a where a.community_id = m.community_id
          and a.meeting_id = m.id and a.no = :reader and a.comes) as mine
      from circles.meeting m where m.community_id = :community
      """;

  private MeetingStore() {}

  static boolean insert(Tx tx, CommunityId community, Row row, Instant at) {
    return tx.update(
                """
                insert into circles.meeting (community_id, circle_id, id, by_no, title, place, starts_at,
                  minutes, asked, at)
                values (:community, :circle, :id, :by, :title, :place, :starts, :minutes, :asked, :at)
                on conflict do nothing
                """)
            .bind("community", community)
            .bind("circle", row.circleId())
            .bind("id", row.id())
            .bind("by", row.byNo())
            .bind("title", row.title())
            .bind("place", row.place())
            .bind("starts", row.startsAt())
            .bind("minutes", row.minutes())
            .bind("asked", row.asked())
            .bind("at", at)
            .execute()
        == 1;
  }

  /// @param reader whose answer `mine` tells
  static Optional<Row> find(Tx tx, CommunityId community, UUID id, int reader) {
    return tx.query(SELECT + " and m.id = :id")
        .bind("community", community)
        .bind("id", id)
        .bind("reader", reader)
        .mapTo(Row.class)
        .findOne();
  }

  /// Lets what is done to a meeting be done one after the other.
  static void hold(Tx tx, CommunityId community, UUID id) {
    tx.query(
            """
            select 1 from circles.meeting where community_id = :community and id = :id for update
            """)
        .bind("community", community)
        .bind("id", id)
        .mapTo(Integer.class)
        .findOne();
  }

  /// The latest first.
  static List<Row> list(
      Tx tx,
      CommunityId community,
      UUID circle,
      int reader,
      @Nullable Instant before,
      @Nullable UUID beforeId,
      int limit) {
    var query =
        tx.query(
                SELECT
                    + " and m.circle_id = :circle"
                    + (before == null ? "" : " and (m.starts_at, m.id) < (:before, :beforeId)")
                    + " order by m.starts_at desc, m.id desc limit :limit")
            .bind("community", community)
            .bind("circle", circle)
            .bind("reader", reader)
            .bind("limit", limit);
    if (before != null) {
      query.bind("before", before).bind("beforeId", beforeId);
    }
    return query.mapTo(Row.class).list();
  }

  /// How many of a circle are still to come.
  static int ahead(Tx tx, CommunityId community, UUID circle, Instant now) {
    return tx.query(
            """
            select count(*) from circles.meeting
            where community_id = :community and circle_id = :circle and starts_at > :now
              and cancelled_at is null
            """)
        .bind("community", community)
        .bind("circle", circle)
        .bind("now", now)
        .mapTo(Integer.class)
        .one();
  }

  static void moved(Tx tx, CommunityId community, UUID id, String place, Instant starts) {
    tx.update(
            """
            update circles.meeting set place = :place, starts_at = :starts
            where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", id)
        .bind("place", place)
        .bind("starts", starts)
        .execute();
  }

  static void cancel(Tx tx, CommunityId community, UUID id, Instant at) {
    tx.update(
            """
            update circles.meeting set cancelled_at = :at
            where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", id)
        .bind("at", at)
        .execute();
  }

  static void comes(Tx tx, CommunityId community, UUID id, int no, boolean comes, Instant at) {
    tx.update(
            """
            insert into circles.attendance (community_id, meeting_id, no, comes, at)
            values (:community, :id, :no, :comes, :at)
            on conflict (community_id, meeting_id, no) do update set comes = excluded.comes
            """)
        .bind("community", community)
        .bind("id", id)
        .bind("no", no)
        .bind("comes", comes)
        .bind("at", at)
        .execute();
  }

  /// Keeps who was there; who is not named was not.
  static void mark(Tx tx, CommunityId community, UUID id, Collection<Integer> there, Instant at) {
    tx.update(
            """
            update circles.meeting set marked_at = :at where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", id)
        .bind("at", at)
        .execute();
    tx.update(
            """
            update circles.attendance set was = false
            where community_id = :community and meeting_id = :id and was
            """)
        .bind("community", community)
        .bind("id", id)
        .execute();
    if (there.isEmpty()) {
      return;
    }
    try (PreparedBatch batch =
        tx.batch(
            """
            insert into circles.attendance (community_id, meeting_id, no, comes, was, at)
            values (:community, :id, :no, false, true, :at)
            on conflict (community_id, meeting_id, no) do update set was = true
            """)) {
      for (int no : there) {
        batch.bind("community", community).bind("id", id).bind("no", no).bind("at", at).add();
      }
      batch.execute();
    }
  }

  static List<Guest> guests(Tx tx, CommunityId community, UUID id, int most) {
    return tx.query(
            """
            select no, comes, was from circles.attendance
            where community_id = :community and meeting_id = :id and (comes or was)
            order by at, no limit :most
            """)
        .bind("community", community)
        .bind("id", id)
        .bind("most", most)
        .mapTo(Guest.class)
        .list();
  }

  /// Somebody is no longer in a circle: nobody waits for them.
  static void away(Tx tx, CommunityId community, UUID circle, int no, Instant now) {
    tx.update(
            """
            delete from circles.attendance a using circles.meeting m
            where a.community_id = :community and a.no = :no and m.community_id = a.community_id
              and m.id = a.meeting_id and m.circle_id = :circle and m.starts_at > :now
            """)
        .bind("community", community)
        .bind("circle", circle)
        .bind("no", no)
        .bind("now", now)
        .execute();
  }
}
