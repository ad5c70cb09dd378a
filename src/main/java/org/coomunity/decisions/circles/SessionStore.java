package org.coomunity.decisions.circles;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.circles.Words.SeatState;
import org.coomunity.decisions.circles.Words.SessionState;
import org.jspecify.annotations.Nullable;

/// Sessions and their places in the database. Changes that go with money are riders, each guarded
/// by what it starts from, so that a place is given once and paid once.
final class SessionStore {
  /// A session as it is stored.
  record Row(
      CommunityId communityId,
      UUID id,
      UUID circleId,
      int teacherNo,
      String title,
      String story,
      String place,
      Instant startsAt,
      int minutes,
      int capacity,
      long price,
      SessionState state,
      int seated,
      boolean taught,
      String asked,
      Instant at) {}

  /// A place as it is stored.
  record Seat(
      UUID sessionId,
      int no,
      SeatState state,
      @Nullable UUID pay,
      @Nullable UUID share,
      long levy,
      long received,
      @Nullable Integer teacherRating,
      @Nullable Integer learnerRating,
      Instant at) {}

  private static final String SELECT =
      """
      select community_id, id, circle_id, teacher_no, title, story, place, starts_at, minutes,
        capacity, price, state, seated, taught, asked, at
      from circles.session
      """;

  private static final String SEAT =
      """
      select session_id, no, state, pay, share, levy, received, teacher_rating, learner_rating, at
      from circles.seat where community_id = :community
      """;

  private static final String SEATED =
      """
      update circles.session set seated = seated + 1
      where community_id = ? and id = ? and state = 'PLANNED' and seated < capacity
        and starts_at > ?
      """;

  private static final String FREED =
      """
      update circles.session set seated = seated - 1
      where community_id = ? and id = ? and seated > 0
      """;

  private static final String SIT =
      """
      insert into circles.seat (community_id, session_id, no, state, pay, share, levy, received, at)
      values (?, ?, ?, 'SEATED', ?, ?, ?, ?, ?)
      on conflict (community_id, session_id, no) do update
        set state = 'SEATED', pay = excluded.pay, share = excluded.share, levy = excluded.levy,
          received = excluded.received, at = excluded.at
        where circles.seat.state in ('WAITING', 'LEFT')
      """;

  private static final String PROMOTE =
      """
      update circles.seat set state = 'SEATED', pay = ?, share = ?, levy = ?, received = ?
      where community_id = ? and session_id = ? and no = ? and state = 'WAITING'
      """;

  private static final String END =
      """
      update circles.seat set state = ?
      where community_id = ? and session_id = ? and no = ? and state = 'SEATED'
      """;

  private static final String LEARNED =
      """
      update circles.member set attended = attended + 1, minutes = minutes + ?,
        rating_sum = rating_sum + ?, rating_n = rating_n + 1
      where community_id = ? and circle_id = ? and no = ?
      """;

  private static final String TAUGHT =
      """
      update circles.member set taught = taught + ?, minutes = minutes + ?,
        rating_sum = rating_sum + ?, rating_n = rating_n + 1
      where community_id = ? and circle_id = ? and no = ?
      """;

  private static final String FIRST =
      """
      update circles.session set taught = true
      where community_id = ? and id = ? and taught = ?
      """;

  private SessionStore() {}

  static boolean insert(Tx tx, Row row) {
    return tx.update(
                """
                insert into circles.session (community_id, id, circle_id, teacher_no, title, story, place,
                  starts_at, minutes, capacity, price, state, asked, at)
                values (:community, :id, :circle, :teacher, :title, :story, :place, :starts, :minutes,
                  :capacity, :price, 'PLANNED', :asked, :at)
                on conflict do nothing
                """)
            .bind("community", row.communityId())
            .bind("id", row.id())
            .bind("circle", row.circleId())
            .bind("teacher", row.teacherNo())
            .bind("title", row.title())
            .bind("story", row.story())
            .bind("place", row.place())
            .bind("starts", row.startsAt())
            .bind("minutes", row.minutes())
            .bind("capacity", row.capacity())
            .bind("price", row.price())
            .bind("asked", row.asked())
            .bind("at", row.at())
            .execute()
        == 1;
  }

  static Optional<Row> find(Tx tx, CommunityId community, UUID id) {
    return tx.query(SELECT + " where community_id = :community and id = :id")
        .bind("community", community)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  static Optional<Row> held(Tx tx, CommunityId community, UUID id) {
    return tx.query(SELECT + " where community_id = :community and id = :id for update")
        .bind("community", community)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  /// The latest first.
  static List<Row> list(
      Tx tx,
      CommunityId community,
      UUID circle,
      @Nullable Instant before,
      @Nullable UUID beforeId,
      int limit) {
    var query =
        tx.query(
                SELECT
                    + " where community_id = :community and circle_id = :circle"
                    + (before == null ? "" : " and (starts_at, id) < (:before, :beforeId)")
                    + " order by starts_at desc, id desc limit :limit")
            .bind("community", community)
            .bind("circle", circle)
            .bind("limit", limit);
    if (before != null) {
      query.bind("before", before).bind("beforeId", beforeId);
    }
    return query.mapTo(Row.class).list();
  }

  static int planned(Tx tx, CommunityId community, int teacher) {
    return tx.query(
            """
            select count(*) from circles.session
            where community_id = :community and teacher_no = :teacher and state = 'PLANNED'
            """)
        .bind("community", community)
        .bind("teacher", teacher)
        .mapTo(Integer.class)
        .one();
  }

  /// Sessions of all communities whose time to confirm is over, and those that were cancelled while
  /// somebody still has a place.
  static List<Row> due(Tx tx, Instant over, int most) {
    return tx.query(
            SELECT
                + """
                 where (state = 'PLANNED' and starts_at <= :over)
                  or (state = 'CANCELLED' and seated > 0)
                order by starts_at limit :most
                """)
        .bind("over", over)
        .bind("most", most)
        .mapTo(Row.class)
        .list();
  }

  static void moved(Tx tx, CommunityId community, UUID id, String place, Instant starts) {
    tx.update(
            """
            update circles.session set place = :place, starts_at = :starts
            where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", id)
        .bind("place", place)
        .bind("starts", starts)
        .execute();
  }

  static void state(Tx tx, CommunityId community, UUID id, SessionState state) {
    tx.update(
            """
            update circles.session set state = :state where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", id)
        .bind("state", state.name())
        .execute();
  }

  static Optional<Seat> seat(Tx tx, CommunityId community, UUID session, int no) {
    return tx.query(SEAT + " and session_id = :session and no = :no")
        .bind("community", community)
        .bind("session", session)
        .bind("no", no)
        .mapTo(Seat.class)
        .findOne();
  }

  /// All places of a session that anybody has or waits for, the first come first.
  static List<Seat> seats(Tx tx, CommunityId community, UUID session) {
    return tx.query(
            SEAT + " and session_id = :session and state <> 'LEFT' order by at, no limit 1000")
        .bind("community", community)
        .bind("session", session)
        .mapTo(Seat.class)
        .list();
  }

  /// The open places and the open sessions of somebody who goes.
  static List<UUID> open(Tx tx, CommunityId community, int no) {
    return tx.query(
            """
            select session_id from circles.seat
            where community_id = :community and no = :no and state in ('WAITING', 'SEATED')
            union
            select id from circles.session
            where community_id = :community and teacher_no = :no and state = 'PLANNED'
            """)
        .bind("community", community)
        .bind("no", no)
        .mapTo(UUID.class)
        .list();
  }

  static void wait(Tx tx, CommunityId community, UUID session, int no, Instant at) {
    tx.update(
            """
            insert into circles.seat (community_id, session_id, no, state, at)
            values (:community, :session, :no, 'WAITING', :at)
            on conflict (community_id, session_id, no) do update
              set state = 'WAITING', pay = null, share = null, levy = 0, received = 0,
                at = excluded.at
              where circles.seat.state = 'LEFT'
            """)
        .bind("community", community)
        .bind("session", session)
        .bind("no", no)
        .bind("at", at)
        .execute();
  }

  /// Takes somebody from the waiting list.
  static boolean unwait(Tx tx, CommunityId community, UUID session, int no) {
    return tx.update(
                """
                update circles.seat set state = 'LEFT'
                where community_id = :community and session_id = :session and no = :no
                  and state = 'WAITING'
                """)
            .bind("community", community)
            .bind("session", session)
            .bind("no", no)
            .execute()
        == 1;
  }

  /// Keeps what the teacher said of a learner; the first time counts.
  static void teacherSaid(Tx tx, CommunityId community, UUID session, int no, int rating) {
    tx.update(
            """
            update circles.seat set teacher_rating = :rating
            where community_id = :community and session_id = :session and no = :no
              and state = 'SEATED' and teacher_rating is null
            """)
        .bind("community", community)
        .bind("session", session)
        .bind("no", no)
        .bind("rating", rating)
        .execute();
  }

  /// Keeps what a learner said of the session; the first time counts.
  static void learnerSaid(Tx tx, CommunityId community, UUID session, int no, int rating) {
    tx.update(
            """
            update circles.seat set learner_rating = :rating
            where community_id = :community and session_id = :session and no = :no
              and state = 'SEATED' and learner_rating is null
            """)
        .bind("community", community)
        .bind("session", session)
        .bind("no", no)
        .bind("rating", rating)
        .execute();
  }

  /// One more place is taken, while there is one and it has not begun.
  static Rider seated(Row row, Instant now) {
    return Rider.one(SEATED, row.communityId().value(), row.id(), now.atOffset(ZoneOffset.UTC));
  }

  static Rider freed(Row row) {
    return Rider.one(FREED, row.communityId().value(), row.id());
  }

  static Rider sit(Row row, int no, Reserved reserved, Instant at) {
    return Rider.one(
        SIT,
        row.communityId().value(),
        row.id(),
        no,
        reserved.pay(),
        reserved.share(),
        reserved.levy(),
        reserved.received(),
        at.atOffset(ZoneOffset.UTC));
  }

  static Rider promote(Row row, int no, Reserved reserved) {
    return Rider.one(
        PROMOTE,
        reserved.pay(),
        reserved.share(),
        reserved.levy(),
        reserved.received(),
        row.communityId().value(),
        row.id(),
        no);
  }

  static Rider end(Row row, int no, SeatState state) {
    return Rider.one(END, state.name(), row.communityId().value(), row.id(), no);
  }

  static Rider learned(Row row, int no, int rating) {
    return Rider.one(LEARNED, row.minutes(), rating, row.communityId().value(), row.circleId(), no);
  }

  /// @param first true for the first learner: the session counts once, each word about it
  static Rider taught(Row row, int rating, boolean first) {
    return Rider.one(
        TAUGHT,
        first ? 1 : 0,
        first ? row.minutes() : 0,
        rating,
        row.communityId().value(),
        row.circleId(),
        row.teacherNo());
  }

  /// Guards that a session counts as taught once.
  static Rider first(Row row, boolean first) {
    return Rider.one(FIRST, row.communityId().value(), row.id(), !first);
  }
}
