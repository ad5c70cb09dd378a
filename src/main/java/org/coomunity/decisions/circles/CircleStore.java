package org.coomunity.decisions.circles;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.circles.Words.Admission;
import org.coomunity.decisions.circles.Words.CircleRole;
import org.coomunity.decisions.circles.Words.Kind;
import org.coomunity.decisions.circles.Words.Tie;
import org.jspecify.annotations.Nullable;

/// Circles and who is in them, in the database.
final class CircleStore {
  /// A circle as it is stored.
  record Row(
      UUID id,
      Kind kind,
      String name,
      String purpose,
      Admission admission,
      int people,
      String asked,
      int founderNo,
      Instant at) {}

  /// What somebody is to a circle.
  record Member(
      UUID circleId,
      int no,
      Tie state,
      CircleRole role,
      String words,
      Instant since,
      int attended,
      int minutes,
      int taught,
      int ratingSum,
      int ratingN) {
    boolean inside() {
      return state == Tie.IN;
    }

    boolean facilitates() {
      return inside() && role == CircleRole.FACILITATOR;
    }

    int level() {
      return CircleRules.level(attended, minutes, taught, ratingSum, ratingN);
    }
  }

  private static final String SELECT =
      """
      select id, kind, name, purpose, admission, people, asked, founder_no, at
      from circles.circle where community_id = :community and closed_at is null
      """;

  private static final String MEMBER =
      """
      select circle_id, no, state, role, words, since, attended, minutes, taught, rating_sum, rating_n
      from circles.member where community_id = :community
      """;

  private CircleStore() {}

  /// Lets circles of a community be founded one after the other.
  static void lock(Tx tx, CommunityId community) {
    tx.query("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
        .bind("key", "circles " + community)
        .mapTo(Integer.class)
        .one();
  }

  static void insert(Tx tx, CommunityId community, Row row) {
    tx.update(
            """
            insert into circles.circle (community_id, id, kind, name, purpose, admission, people, asked,
              founder_no, at)
            values (:community, :id, :kind, :name, :purpose, :admission, 1, :asked, :founder, :at)
            """)
        .bind("community", community)
        .bind("id", row.id())
        .bind("kind", row.kind().name())
        .bind("name", row.name())
        .bind("purpose", row.purpose())
        .bind("admission", row.admission().name())
        .bind("asked", row.asked())
        .bind("founder", row.founderNo())
        .bind("at", row.at())
        .execute();
  }

  static Optional<Row> find(Tx tx, CommunityId community, UUID id) {
    return tx.query(SELECT + " and id = :id")
        .bind("community", community)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  /// The same, and nobody else changes it or who is in it meanwhile.
  static Optional<Row> held(Tx tx, CommunityId community, UUID id) {
    return tx.query(SELECT + " and id = :id for update")
        .bind("community", community)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  /// The newest first.
  static List<Row> list(
      Tx tx, CommunityId community, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
    var query =
        tx.query(
                SELECT
                    + (before == null ? "" : " and (at, id) < (:before, :beforeId)")
                    + " order by at desc, id desc limit :limit")
            .bind("community", community)
            .bind("limit", limit);
    if (before != null) {
      query.bind("before", before).bind("beforeId", beforeId);
    }
    return query.mapTo(Row.class).list();
  }

  /// How many there are, and of these how many somebody founded.
  record Counts(int total, int own) {}

  static Counts counts(Tx tx, CommunityId community, int founder) {
    return tx.query(
            """
            select count(*) as total, count(*) filter (where founder_no = :founder) as own
            from circles.circle where community_id = :community and closed_at is null
            """)
        .bind("community", community)
        .bind("founder", founder)
        .mapTo(Counts.class)
        .one();
  }

  static void change(Tx tx, CommunityId community, Row row) {
    tx.update(
            """
            update circles.circle set name = :name, purpose = :purpose, admission = :admission
            where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", row.id())
        .bind("name", row.name())
        .bind("purpose", row.purpose())
        .bind("admission", row.admission().name())
        .execute();
  }

  /// Counts who is in it; a circle without anybody is closed.
  static void count(Tx tx, CommunityId community, UUID id, Instant now) {
    tx.update(
            """
            update circles.circle c set people = n.people,
              closed_at = case when n.people = 0 then cast(:now as timestamptz) end
            from (select count(*) as people from circles.member
              where community_id = :community and circle_id = :id and state = 'IN') n
            where c.community_id = :community and c.id = :id
            """)
        .bind("community", community)
        .bind("id", id)
        .bind("now", now)
        .execute();
  }

  static Optional<Member> member(Tx tx, CommunityId community, UUID circle, int no) {
    return tx.query(MEMBER + " and circle_id = :circle and no = :no")
        .bind("community", community)
        .bind("circle", circle)
        .bind("no", no)
        .mapTo(Member.class)
        .findOne();
  }

  /// What somebody is to these circles.
  static List<Member> ties(Tx tx, CommunityId community, int no, List<UUID> circles) {
    if (circles.isEmpty()) {
      return List.of();
    }
    return tx.query(MEMBER + " and no = :no and circle_id in (<circles>)")
        .bind("community", community)
        .bind("no", no)
        .bindList("circles", circles)
        .mapTo(Member.class)
        .list();
  }

  /// The circles somebody is in, has asked, or is invited to.
  static List<Member> ties(Tx tx, CommunityId community, int no) {
    return tx.query(MEMBER + " and no = :no and state <> 'OUT' order by circle_id limit 1000")
        .bind("community", community)
        .bind("no", no)
        .mapTo(Member.class)
        .list();
  }

  /// Those in a circle in the order of their numbers.
  ///
  /// @param all true for those who asked and were invited as well
  static List<Member> members(
      Tx tx, CommunityId community, UUID circle, boolean all, int after, int limit) {
    return tx.query(
            MEMBER
                + " and circle_id = :circle and no > :after and state "
                + (all ? "<> 'OUT'" : "= 'IN'")
                + " order by no limit :limit")
        .bind("community", community)
        .bind("circle", circle)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(Member.class)
        .list();
  }

  /// Those who facilitate it.
  static List<Integer> facilitators(Tx tx, CommunityId community, UUID circle) {
    return tx.query(
            """
            select no from circles.member
            where community_id = :community and circle_id = :circle and state = 'IN'
              and role = 'FACILITATOR' order by no limit 50
            """)
        .bind("community", community)
        .bind("circle", circle)
        .mapTo(Integer.class)
        .list();
  }

  /// Those in it but one.
  static List<Integer> insiders(Tx tx, CommunityId community, UUID circle, int except, int most) {
    return tx.query(
            """
            select no from circles.member
            where community_id = :community and circle_id = :circle and state = 'IN' and no <> :except
            order by no limit :most
            """)
        .bind("community", community)
        .bind("circle", circle)
        .bind("except", except)
        .bind("most", most)
        .mapTo(Integer.class)
        .list();
  }

  /// Who would facilitate it if the last one went: an elder, else whoever is in it the longest.
  static Optional<Integer> next(Tx tx, CommunityId community, UUID circle, int except) {
    return tx.query(
            """
            select no from circles.member
            where community_id = :community and circle_id = :circle and state = 'IN' and no <> :except
            order by role = 'ELDER' desc, since, no limit 1
            """)
        .bind("community", community)
        .bind("circle", circle)
        .bind("except", except)
        .mapTo(Integer.class)
        .findOne();
  }

  /// Whether anybody in it has learned and taught enough for a level; levels are few, so that those
  /// with the least of its sessions are looked at.
  static List<Member> practised(
      Tx tx, CommunityId community, UUID circle, int attended, int limit) {
    return tx.query(
            MEMBER
                + """
                 and circle_id = :circle and state = 'IN' and attended >= :attended
                order by attended desc, no limit :limit
                """)
        .bind("community", community)
        .bind("circle", circle)
        .bind("attended", attended)
        .bind("limit", limit)
        .mapTo(Member.class)
        .list();
  }

  static void tie(
      Tx tx,
      CommunityId community,
      UUID circle,
      int no,
      Tie state,
      CircleRole role,
      String words,
      Instant since) {
    tx.update(
            """
            insert into circles.member (community_id, circle_id, no, state, role, words, since)
            values (:community, :circle, :no, :state, :role, :words, :since)
            on conflict (community_id, circle_id, no) do update
              set state = excluded.state, role = excluded.role, words = excluded.words,
                since = excluded.since
            """)
        .bind("community", community)
        .bind("circle", circle)
        .bind("no", no)
        .bind("state", state.name())
        .bind("role", role.name())
        .bind("words", words)
        .bind("since", since)
        .execute();
  }
}
