package org.coomunity.analytics.pulse;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Episodes of alerts in the database.
final class AlertStore {
  /// An episode and where it is.
  record Row(
      CommunityId communityId,
      UUID id,
      String rule,
      String state,
      Instant since,
      Instant beganAt,
      @Nullable Instant firedAt,
      @Nullable Instant clearedAt,
      double value,
      @Nullable Instant acknowledgedAt,
      @Nullable MemberId acknowledgedBy) {
    AlertRules.Episode episode() {
      return new AlertRules.Episode(
          id,
          AlertRule.valueOf(rule),
          AlertRules.State.valueOf(state.toUpperCase(Locale.ROOT)),
          since,
          beganAt,
          firedAt,
          clearedAt,
          value);
    }
  }

  /// Where a list goes on: after this one.
  record After(Instant at, UUID id) {
    static After of(String cursor) {
      int cut = cursor.indexOf('_');
      if (cut < 0) {
        throw new IllegalArgumentException(cursor);
      }
      return new After(
          Json.instant(cursor.substring(0, cut)), Json.uuid(cursor.substring(cut + 1)));
    }
  }

  private static final String SELECT =
      """
      select community_id, id, rule, state, since, began_at, fired_at, cleared_at, value,
        acknowledged_at, acknowledged_by
      from pulse.alert
      """;

  private AlertStore() {}

  /// All that are not over. One node looks at a time.
  static List<Row> open(Tx tx) {
    tx.query("select 1 from pg_advisory_xact_lock(hashtextextended('pulse alerts', 0))")
        .mapTo(Integer.class)
        .one();
    return tx.query(SELECT + " where state <> 'cleared'").mapTo(Row.class).list();
  }

  static void put(Tx tx, CommunityId community, AlertRules.Episode episode) {
    tx.update(
            """
            insert into pulse.alert (community_id, id, rule, state, since, began_at, fired_at,
              cleared_at, value)
            values (:community, :id, :rule, :state, :since, :began, :fired, :cleared, :value)
            on conflict (community_id, id) do update set state = excluded.state,
              since = excluded.since, fired_at = excluded.fired_at,
              cleared_at = excluded.cleared_at, value = excluded.value
            """)
        .bind("community", community)
        .bind("id", episode.id())
        .bind("rule", episode.rule().name())
        .bind("state", episode.state().name().toLowerCase(Locale.ROOT))
        .bind("since", episode.since())
        .bind("began", episode.beganAt())
        .bind("fired", episode.firedAt())
        .bind("cleared", episode.clearedAt())
        .bind("value", episode.value())
        .execute();
  }

  static void remove(Tx tx, CommunityId community, UUID id) {
    tx.update("delete from pulse.alert where community_id = :community and id = :id")
        .bind("community", community)
        .bind("id", id)
        .execute();
  }

  /// An episode that somebody was told of.
  static Optional<Row> one(Tx tx, UUID id) {
    return tx.query(SELECT + " where fired_at is not null and id = :id")
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  /// Somebody takes an episode on.
  ///
  /// @return false when somebody did before
  static boolean acknowledge(Tx tx, Row row, MemberId by, Instant now) {
    return tx.update(
                """
                update pulse.alert set acknowledged_at = :now, acknowledged_by = :by
                where community_id = :community and id = :id and acknowledged_at is null
                """)
            .bind("community", row.communityId())
            .bind("id", row.id())
            .bind("now", now)
            .bind("by", by)
            .execute()
        == 1;
  }

  /// Those that somebody was told of, the newest first.
  static List<Row> told(Tx tx, boolean onlyOpen, @Nullable After after, int limit) {
    Query query =
        tx.query(
            SELECT
                + " where fired_at is not null"
                + (onlyOpen ? " and state <> 'cleared'" : "")
                + (after == null ? "" : " and (fired_at, id) < (:afterAt, :afterId)")
                + " order by fired_at desc, id desc limit :limit");
    if (after != null) {
      query.bind("afterAt", after.at()).bind("afterId", after.id());
    }
    return query.bind("limit", limit).mapTo(Row.class).list();
  }

  /// Episodes that were over long ago.
  static int forget(Tx tx, Instant before, int most) {
    return tx.update(
            """
            delete from pulse.alert where (community_id, id) in (
              select community_id, id from pulse.alert
              where state = 'cleared' and cleared_at < :before limit :most)
            """)
        .bind("before", before)
        .bind("most", most)
        .execute();
  }
}
