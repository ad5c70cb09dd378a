package org.coomunity.decisions.circles;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Words in circles, in the database.
final class PostStore {
  /// Words as they are stored.
  record Row(
      UUID circleId, UUID id, int no, String words, Instant at, @Nullable Instant hiddenAt) {}

  private static final String SELECT =
      """
      select circle_id, id, no, words, at, hidden_at
      from circles.post where community_id = :community
      """;

  private PostStore() {}

  static boolean insert(Tx tx, CommunityId community, Row row) {
    return tx.update(
                """
                insert into circles.post (community_id, circle_id, id, no, words, at)
                values (:community, :circle, :id, :no, :words, :at)
                on conflict do nothing
                """)
            .bind("community", community)
            .bind("circle", row.circleId())
            .bind("id", row.id())
            .bind("no", row.no())
            .bind("words", row.words())
            .bind("at", row.at())
            .execute()
        == 1;
  }

  static Optional<Row> find(Tx tx, CommunityId community, UUID id) {
    return tx.query(SELECT + " and id = :id")
        .bind("community", community)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  /// The latest first.
  ///
  /// @param reader who reads their own in any case
  /// @param all true for those that are hidden as well
  static List<Row> list(
      Tx tx,
      CommunityId community,
      UUID circle,
      int reader,
      boolean all,
      @Nullable Instant before,
      @Nullable UUID beforeId,
      int limit) {
    var query =
        tx.query(
                SELECT
                    + " and circle_id = :circle and (:all or no = :reader or hidden_at is null)"
                    + (before == null ? "" : " and (at, id) < (:before, :beforeId)")
                    + " order by at desc, id desc limit :limit")
            .bind("community", community)
            .bind("circle", circle)
            .bind("all", all)
            .bind("reader", reader)
            .bind("limit", limit);
    if (before != null) {
      query.bind("before", before).bind("beforeId", beforeId);
    }
    return query.mapTo(Row.class).list();
  }

  /// How many somebody wrote since a moment, in all circles of a community.
  static int since(Tx tx, CommunityId community, int no, Instant since) {
    return tx.query(
            """
            select count(*) from circles.post
            where community_id = :community and no = :no and at > :since
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("since", since)
        .mapTo(Integer.class)
        .one();
  }

  static void remove(Tx tx, CommunityId community, UUID id) {
    tx.update("delete from circles.post where community_id = :community and id = :id")
        .bind("community", community)
        .bind("id", id)
        .execute();
  }

  /// @param hiddenAt null to show it again
  static void hide(Tx tx, CommunityId community, UUID id, @Nullable Instant hiddenAt) {
    tx.update(
            """
            update circles.post set hidden_at = :hidden where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", id)
        .bind("hidden", hiddenAt)
        .execute();
  }
}
