package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;

/// Charters, areas and periods in the database.
final class CharterStore {
  /// An area of a community: what its proposals are about.
  record AreaRow(
      CommunityId communityId,
      UUID id,
      String key,
      String name,
      int openTarget,
      int thresholdPpm,
      Instant tunedAt) {}

  /// A span with its one look at everybody's Méritos.
  record PeriodRow(UUID id, Instant startsAt, Instant endsAt, long median) {}

  private static final String AREAS =
      """
      select community_id, id, key, name, open_target, threshold_ppm, tuned_at
      from governance.area where community_id = :community
      """;

  private CharterStore() {}

  /// What one author does happens one after the other.
  static void lockAuthor(Tx tx, CommunityId community, int author) {
    tx.query("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
        .bind("key", "governance " + community + " " + author)
        .mapTo(Integer.class)
        .one();
  }

  /// The newest version; 1 before anything was decided.
  static int version(Tx tx, CommunityId community) {
    return tx.query(
            """
            select coalesce(max(version), 1) from governance.charter where community_id = :community
            """)
        .bind("community", community)
        .mapTo(Integer.class)
        .one();
  }

  static Charter charter(Tx tx, CommunityId community, int version) {
    return Json.read(
        tx.query(
                """
                select body from governance.charter
                where community_id = :community and version = :version
                """)
            .bind("community", community)
            .bind("version", version)
            .mapTo(String.class)
            .one(),
        Charter.class);
  }

  static void insert(Tx tx, CommunityId community, Charter charter, int by, Instant at) {
    tx.update(
            """
            insert into governance.charter (community_id, version, body, decided_by, at)
            values (:community, :version, :body, :by, :at)
            """)
        .bind("community", community)
        .bind("version", charter.version())
        .bind("body", Json.write(charter))
        .bind("by", by)
        .bind("at", at)
        .execute();
  }

  /// Makes an area, unless there is one of that key.
  static boolean area(Tx tx, AreaRow row) {
    return tx.update(
                """
                insert into governance.area (community_id, id, key, name, open_target, threshold_ppm,
                  tuned_at)
                values (:community, :id, :key, :name, :target, :ppm, :at)
                on conflict (community_id, key) do nothing
                """)
            .bind("community", row.communityId())
            .bind("id", row.id())
            .bind("key", row.key())
            .bind("name", row.name())
            .bind("target", row.openTarget())
            .bind("ppm", row.thresholdPpm())
            .bind("at", row.tunedAt())
            .execute()
        == 1;
  }

  static List<AreaRow> areas(Tx tx, CommunityId community, int most) {
    return tx.query(AREAS + " order by key limit :most")
        .bind("community", community)
        .bind("most", most)
        .mapTo(AreaRow.class)
        .list();
  }

  static Optional<AreaRow> area(Tx tx, CommunityId community, String key) {
    return tx.query(AREAS + " and key = :key")
        .bind("community", community)
        .bind("key", key)
        .mapTo(AreaRow.class)
        .findOne();
  }

  static Optional<AreaRow> area(Tx tx, CommunityId community, UUID id) {
    return tx.query(AREAS + " and id = :id")
        .bind("community", community)
        .bind("id", id)
        .mapTo(AreaRow.class)
        .findOne();
  }

  /// Areas whose threshold was not looked at since a moment.
  static List<AreaRow> untuned(Tx tx, Instant since, int most) {
    return tx.query(
            """
            select community_id, id, key, name, open_target, threshold_ppm, tuned_at
            from governance.area where tuned_at <= :since order by tuned_at limit :most
            """)
        .bind("since", since)
        .bind("most", most)
        .mapTo(AreaRow.class)
        .list();
  }

  static void tuned(Tx tx, AreaRow row, int ppm, Instant at) {
    tx.update(
            """
            update governance.area set threshold_ppm = :ppm, tuned_at = :at
            where community_id = :community and id = :id and tuned_at = :before
            """)
        .bind("ppm", ppm)
        .bind("at", at)
        .bind("before", row.tunedAt())
        .bind("community", row.communityId())
        .bind("id", row.id())
        .execute();
  }

  /// The period that a moment falls into.
  static Optional<PeriodRow> period(Tx tx, CommunityId community, Instant at) {
    return tx.query(
            """
            select id, starts_at, ends_at, median from governance.period
            where community_id = :community and starts_at <= :at and ends_at > :at
            order by ends_at desc limit 1
            """)
        .bind("community", community)
        .bind("at", at)
        .mapTo(PeriodRow.class)
        .findOne();
  }

  static PeriodRow period(Tx tx, CommunityId community, UUID id) {
    return tx.query(
            """
            select id, starts_at, ends_at, median from governance.period
            where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", id)
        .mapTo(PeriodRow.class)
        .one();
  }

  static void period(Tx tx, CommunityId community, PeriodRow row) {
    tx.update(
            """
            insert into governance.period (community_id, id, starts_at, ends_at, median)
            values (:community, :id, :starts, :ends, :median)
            """)
        .bind("community", community)
        .bind("id", row.id())
        .bind("starts", row.startsAt())
        .bind("ends", row.endsAt())
        .bind("median", row.median())
        .execute();
  }
}
