package org.coomunity.exchange.commons;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Missions and their facts in the database.
final class MissionStore {
  /// A mission as it is stored.
  record Row(
      UUID id,
      int byNo,
      String title,
      String story,
      Measure measure,
      long target,
      long done,
      int people,
      String thanks,
      String asked,
      Instant opensAt,
      Instant closesAt,
      @Nullable Instant reachedAt) {
    /// True while facts of now would count.
    boolean open(Instant now) {
      return closesAt.isAfter(now);
    }
  }

  private static final String SELECT =
      """
      select id, by_no, title, story, measure, target, done, people, thanks, asked, opens_at,
        closes_at, reached_at
      from commons.mission where community_id = :community
      """;

  private MissionStore() {}

  /// Lets missions of a community begin and end one after the other.
  static void lock(Tx tx, CommunityId community) {
    tx.query("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
        .bind("key", "missions " + community)
        .mapTo(Integer.class)
        .one();
  }

  static void insert(Tx tx, CommunityId community, Row row) {
    tx.update(
            """
            insert into commons.mission (community_id, id, by_no, title, story, measure, target, asked,
              opens_at, closes_at)
            values (:community, :id, :by, :title, :story, :measure, :target, :asked, :opens, :closes)
            """)
        .bind("community", community)
        .bind("id", row.id())
        .bind("by", row.byNo())
        .bind("title", row.title())
        .bind("story", row.story())
        .bind("measure", row.measure().name())
        .bind("target", row.target())
        .bind("asked", row.asked())
        .bind("opens", row.opensAt())
        .bind("closes", row.closesAt())
        .execute();
  }

  static Optional<Row> find(Tx tx, CommunityId community, UUID id) {
    return tx.query(SELECT + " and id = :id")
        .bind("community", community)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  /// The same, and nobody else changes it meanwhile.
  static Optional<Row> held(Tx tx, CommunityId community, UUID id) {
    return tx.query(SELECT + " and id = :id for update")
        .bind("community", community)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  /// Those that end last first.
  static List<Row> list(
      Tx tx, CommunityId community, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
    var query =
        tx.query(
                SELECT
                    + (before == null ? "" : " and (closes_at, id) < (:before, :beforeId)")
                    + " order by closes_at desc, id desc limit :limit")
            .bind("community", community)
            .bind("limit", limit);
    if (before != null) {
      query.bind("before", before).bind("beforeId", beforeId);
    }
    return query.mapTo(Row.class).list();
  }

  static int open(Tx tx, CommunityId community, Instant now) {
    return tx.query(
            """
            select count(*) from commons.mission
            where community_id = :community and closes_at > :now
            """)
        .bind("community", community)
        .bind("now", now)
        .mapTo(Integer.class)
        .one();
  }

  /// Those of a measure whose time something may belong to.
  static List<Row> about(Tx tx, CommunityId community, Measure measure, Instant happened) {
    return tx.query(
            SELECT
                + """
                 and measure = :measure and opens_at <= :happened and closes_at > :happened
                order by id limit 100
                """)
        .bind("community", community)
        .bind("measure", measure.name())
        .bind("happened", happened)
        .mapTo(Row.class)
        .list();
  }

  /// Keeps a fact; false when it is known.
  static boolean fact(
      Tx tx,
      CommunityId community,
      UUID mission,
      UUID cause,
      @Nullable Integer step,
      long amount,
      Instant at) {
    return tx.update(
                """
                insert into commons.fact (community_id, mission_id, cause, step, amount, at)
                values (:community, :mission, :cause, :step, :amount, :at) on conflict do nothing
                """)
            .bind("community", community)
            .bind("mission", mission)
            .bind("cause", cause)
            .bind("step", step)
            .bind("amount", amount)
            .bind("at", at)
            .execute()
        == 1;
  }

  /// A step as it is stored.
  record Step(UUID missionId, int n, String title, int times, int done) {}

  static void steps(Tx tx, CommunityId community, UUID mission, List<Mission.Wanted> steps) {
    for (int n = 0; n < steps.size(); n++) {
      tx.update(
              """
              insert into commons.step (community_id, mission_id, n, title, times)
              values (:community, :mission, :n, :title, :times)
              """)
          .bind("community", community)
          .bind("mission", mission)
          .bind("n", n)
          .bind("title", steps.get(n).title().strip())
          .bind("times", steps.get(n).times())
          .execute();
    }
  }

  static List<Step> steps(Tx tx, CommunityId community, List<UUID> missions) {
    if (missions.isEmpty()) {
      return List.of();
    }
    return tx.query(
            """
            select mission_id, n, title, times, done from commons.step
            where community_id = :community and mission_id in (<missions>) order by mission_id, n
            """)
        .bind("community", community)
        .bindList("missions", missions)
        .mapTo(Step.class)
        .list();
  }

  /// Counts a step.
  ///
  /// @return what that makes of the bar: of each step as many as are wanted, none below zero
  static long stepped(Tx tx, CommunityId community, UUID mission, int n, long amount) {
    tx.update(
            """
            update commons.step set done = done + :amount
            where community_id = :community and mission_id = :mission and n = :n
            """)
        .bind("community", community)
        .bind("mission", mission)
        .bind("n", n)
        .bind("amount", amount)
        .execute();
    return tx.query(
            """
            select coalesce(sum(least(times, greatest(done, 0))), 0) from commons.step
            where community_id = :community and mission_id = :mission
            """)
        .bind("community", community)
        .bind("mission", mission)
        .mapTo(Long.class)
        .one();
  }

  /// Keeps that somebody moved the bar; false when it is known.
  static boolean companion(Tx tx, CommunityId community, UUID mission, int no) {
    return tx.update(
                """
                insert into commons.companion (community_id, mission_id, no)
                values (:community, :mission, :no) on conflict do nothing
                """)
            .bind("community", community)
            .bind("mission", mission)
            .bind("no", no)
            .execute()
        == 1;
  }

  static List<Integer> companions(Tx tx, CommunityId community, UUID mission, int most) {
    return tx.query(
            """
            select no from commons.companion
            where community_id = :community and mission_id = :mission order by no limit :most
            """)
        .bind("community", community)
        .bind("mission", mission)
        .bind("most", most)
        .mapTo(Integer.class)
        .list();
  }

  static void move(
      Tx tx, CommunityId community, UUID id, long done, int people, @Nullable Instant reachedAt) {
    tx.update(
            """
            update commons.mission set done = :done, people = :people, reached_at = :reached
            where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", id)
        .bind("done", done)
        .bind("people", people)
        .bind("reached", reachedAt)
        .execute();
  }

  static void close(Tx tx, CommunityId community, UUID id, String thanks, Instant closesAt) {
    tx.update(
            """
            update commons.mission set thanks = :thanks, closes_at = :closes
            where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", id)
        .bind("thanks", thanks)
        .bind("closes", closesAt)
        .execute();
  }
}
