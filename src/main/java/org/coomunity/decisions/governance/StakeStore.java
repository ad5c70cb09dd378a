package org.coomunity.decisions.governance;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.voting.Course;
import org.jspecify.annotations.Nullable;

/// Points on running requests, and what they gained, in the database. Whoever writes here holds the
/// proposal first and then members in the order of their numbers, so that nobody waits in a circle.
final class StakeStore {
  /// How far a request was reckoned.
  record Row(
      int hour,
      BigDecimal yQ32,
      long stake,
      @Nullable Integer endHour,
      @Nullable BigDecimal endQ32) {}

  private StakeStore() {}

  /// Begins a request, or begins it anew: nothing lies on it.
  static void begin(Tx tx, CommunityId community, UUID proposal) {
    for (String statement :
        List.of(
            "delete from governance.held where community_id = :community and proposal_id = :proposal",
            """
            insert into governance.conviction (community_id, proposal_id, hour, y_q32, stake)
            values (:community, :proposal, 0, 0, 0)
            on conflict (community_id, proposal_id) do update set hour = 0, y_q32 = 0, stake = 0
            """)) {
      tx.update(statement).bind("community", community).bind("proposal", proposal).execute();
    }
  }

  static Optional<Row> row(Tx tx, CommunityId community, UUID proposal) {
    return tx.query(
            """
            select hour, y_q32, stake, end_hour, end_q32 from governance.conviction
            where community_id = :community and proposal_id = :proposal
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .mapTo(Row.class)
        .findOne();
  }

  /// It is reckoned up to where this course begins.
  static void reckoned(Tx tx, CommunityId community, UUID proposal, Course course) {
    tx.update(
            """
            update governance.conviction set hour = :hour, y_q32 = :y, stake = :stake
            where community_id = :community and proposal_id = :proposal
            """)
        .bind("hour", course.hour())
        .bind("y", new BigDecimal(course.conviction()))
        .bind("stake", course.points())
        .bind("community", community)
        .bind("proposal", proposal)
        .execute();
  }

  /// It was decided.
  static void ended(
      Tx tx, CommunityId community, UUID proposal, int hour, @Nullable BigInteger threshold) {
    tx.update(
            """
            update governance.conviction set end_hour = :hour, end_q32 = :threshold
            where community_id = :community and proposal_id = :proposal
            """)
        .bind("hour", hour)
        .bind("threshold", threshold == null ? null : new BigDecimal(threshold))
        .bind("community", community)
        .bind("proposal", proposal)
        .execute();
  }

  /// The sums after an hour.
  static List<Course.Held> held(Tx tx, CommunityId community, UUID proposal, int after) {
    return tx.query(
            """
            select hour, points from governance.held
            where community_id = :community and proposal_id = :proposal and hour > :after
            order by hour
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("after", after)
        .mapTo(Course.Held.class)
        .list();
  }

  static void hold(Tx tx, CommunityId community, UUID proposal, int hour, long points) {
    tx.update(
            """
            insert into governance.held (community_id, proposal_id, hour, points)
            values (:community, :proposal, :hour, :points)
            on conflict (community_id, proposal_id, hour) do update set points = excluded.points
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("hour", hour)
        .bind("points", points)
        .execute();
  }

  /// What somebody has on requests, held until the end of the transaction.
  static int placedLocked(Tx tx, CommunityId community, int no) {
    tx.update(
            """
            insert into governance.points (community_id, no, placed) values (:community, :no, 0)
            on conflict (community_id, no) do nothing
            """)
        .bind("community", community)
        .bind("no", no)
        .execute();
    return tx.query(
            """
            select placed from governance.points
            where community_id = :community and no = :no for update
            """)
        .bind("community", community)
        .bind("no", no)
        .mapTo(Integer.class)
        .one();
  }

  /// The same, without waiting for anybody.
  static int placed(Tx tx, CommunityId community, int no) {
    return tx.query(
            """
            select placed from governance.points where community_id = :community and no = :no
            """)
        .bind("community", community)
        .bind("no", no)
        .mapTo(Integer.class)
        .findOne()
        .orElse(0);
  }

  static void place(Tx tx, CommunityId community, int no, int placed) {
    tx.update(
            """
            update governance.points set placed = :placed
            where community_id = :community and no = :no
            """)
        .bind("placed", placed)
        .bind("community", community)
        .bind("no", no)
        .execute();
  }

  /// What somebody has on one of them.
  static int stake(Tx tx, CommunityId community, UUID proposal, int no) {
    return tx.query(
            """
            select points from governance.stake
            where community_id = :community and proposal_id = :proposal and no = :no
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("no", no)
        .mapTo(Integer.class)
        .findOne()
        .orElse(0);
  }

  static void stake(Tx tx, CommunityId community, UUID proposal, int no, int points, Instant at) {
    tx.update(
            points == 0
                ? """
                delete from governance.stake
                where community_id = :community and proposal_id = :proposal and no = :no
                """
                : """
                insert into governance.stake (community_id, proposal_id, no, points, at)
                values (:community, :proposal, :no, :points, :at)
                on conflict (community_id, proposal_id, no)
                  do update set points = excluded.points, at = excluded.at
                """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("no", no)
        .bind("points", points)
        .bind("at", at)
        .execute();
  }

  /// Whoever has points on it, in the order of their numbers.
  static List<Integer> holders(Tx tx, CommunityId community, UUID proposal) {
    return tx.query(
            """
            select no from governance.stake
            where community_id = :community and proposal_id = :proposal order by no
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .mapTo(Integer.class)
        .list();
  }

  static long total(Tx tx, CommunityId community, UUID proposal) {
    return tx.query(
            """
            select coalesce(sum(points), 0) from governance.stake
            where community_id = :community and proposal_id = :proposal
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .mapTo(Long.class)
        .one();
  }

  /// Gives these members back what they had on it.
  static void freed(Tx tx, CommunityId community, UUID proposal, Collection<Integer> whose) {
    int[] numbers = whose.stream().mapToInt(Integer::intValue).sorted().toArray();
    tx.query(
            """
            select no from governance.points
            where community_id = :community and no = any(:nos) order by no for update
            """)
        .bind("community", community)
        .bind("nos", numbers)
        .mapTo(Integer.class)
        .list();
    for (String statement :
        List.of(
            """
            update governance.points p set placed = p.placed - s.points from governance.stake s
            where p.community_id = :community and s.community_id = :community
              and s.proposal_id = :proposal and s.no = p.no and s.no = any(:nos)
            """,
            """
            delete from governance.stake where community_id = :community
              and proposal_id = :proposal and no = any(:nos)
            """)) {
      tx.update(statement)
          .bind("community", community)
          .bind("proposal", proposal)
          .bind("nos", numbers)
          .execute();
    }
  }
}
