package org.coomunity.decisions.learning;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/// Shelves, items and their editions in the database.
final class LearningStore {
  /// A Mundo or a playlist as it is stored.
  record ShelfRow(
      UUID id,
      @Nullable UUID mundo,
      int place,
      int author,
      String language,
      String texts,
      String asked,
      Instant createdAt,
      @Nullable Instant retiredAt) {}

  /// An item as it is stored.
  record ItemRow(
      UUID id,
      UUID playlist,
      int place,
      int author,
      String state,
      int version,
      int latest,
      String language,
      String titles,
      int questions,
      int ondas,
      String asked,
      Instant createdAt,
      @Nullable Instant publishedAt) {
    boolean published() {
      return state.equals("PUBLISHED");
    }

    boolean retired() {
      return state.equals("RETIRED");
    }
  }

  /// An edition as it is stored.
  record EditionRow(
      UUID item,
      int version,
      String state,
      String body,
      int writer,
      @Nullable Integer reviewer,
      String note,
      Instant changedAt,
      @Nullable Instant decidedAt) {}

  /// A gamifier as they are stored.
  record GamifierRow(int member, int byMember, Instant at) {}

  private static final String SHELF =
      """
      select id, mundo, place, author, language, texts, asked, created_at, retired_at
      from learning.shelf where community_id = :community
      """;
  private static final String ITEM =
      """
      select id, playlist, place, author, state, version, latest, language, titles, questions,
        ondas, asked, created_at, published_at
      from learning.item where community_id = :community
      """;
  private static final String EDITION =
      """
      select item, version, state, body, writer, reviewer, note, changed_at, decided_at
      from learning.edition where community_id = :community
      """;

  private LearningStore() {}

  /// Lets what is written in a community happen one after the other.
  static void lock(Tx tx, CommunityId community) {
    tx.query("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
        .bind("key", "learning " + community)
        .mapTo(Integer.class)
        .one();
  }

  static Optional<ShelfRow> shelf(Tx tx, CommunityId community, UUID id) {
    return tx.query(SHELF + " and id = :id")
        .bind("community", community)
        .bind("id", id)
        .mapTo(ShelfRow.class)
        .findOne();
  }

  /// The Mundos, or the playlists of one, in order.
  static List<ShelfRow> shelves(Tx tx, CommunityId community, @Nullable UUID mundo) {
    String which = mundo == null ? " and mundo is null" : " and mundo = :mundo";
    var query = tx.query(SHELF + which + " order by place, id limit 100");
    return (mundo == null ? query : query.bind("mundo", mundo))
        .bind("community", community)
        .mapTo(ShelfRow.class)
        .list();
  }

  static void insert(Tx tx, CommunityId community, ShelfRow row) {
    tx.update(
            """
            insert into learning.shelf (community_id, id, mundo, place, author, language, texts,
              asked, created_at)
            values (:community, :id, :mundo, :place, :author, :language, :texts, :asked, :at)
            """)
        .bind("community", community)
        .bind("id", row.id())
        .bind("mundo", row.mundo())
        .bind("place", row.place())
        .bind("author", row.author())
        .bind("language", row.language())
        .bind("texts", row.texts())
        .bind("asked", row.asked())
        .bind("at", row.createdAt())
        .execute();
  }

  static void change(Tx tx, CommunityId community, ShelfRow row) {
    tx.update(
            """
            update learning.shelf set place = :place, language = :language, texts = :texts,
              retired_at = :retired
            where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", row.id())
        .bind("place", row.place())
        .bind("language", row.language())
        .bind("texts", row.texts())
        .bind("retired", row.retiredAt())
        .execute();
  }

  static Optional<ItemRow> item(Tx tx, CommunityId community, UUID id) {
    return tx.query(ITEM + " and id = :id")
        .bind("community", community)
        .bind("id", id)
        .mapTo(ItemRow.class)
        .findOne();
  }

  /// The items of a playlist, in order.
  static List<ItemRow> items(Tx tx, CommunityId community, UUID playlist) {
    return tx.query(ITEM + " and playlist = :playlist order by place, id limit 100")
        .bind("community", community)
        .bind("playlist", playlist)
        .mapTo(ItemRow.class)
        .list();
  }

  /// Those published lately that somebody has not begun.
  static List<ItemRow> fresh(Tx tx, CommunityId community, int member, int limit) {
    return tx.query(
            ITEM
                + """
                 and state = 'PUBLISHED' and not exists (select 1 from learning.bookmark b
                  where b.community_id = :community and b.member = :member and b.item = item.id)
                order by published_at desc, id desc limit :limit
                """)
        .bind("community", community)
        .bind("member", member)
        .bind("limit", limit)
        .mapTo(ItemRow.class)
        .list();
  }

  static void insert(Tx tx, CommunityId community, ItemRow row) {
    Update update =
        tx.update(
            """
            insert into learning.item (community_id, id, playlist, place, author, state, version,
              latest, language, titles, questions, ondas, asked, created_at)
            values (:community, :id, :playlist, :place, :author, :state, :version, :latest,
              :language, :titles, :questions, :ondas, :asked, :at)
            """);
    bound(update, community, row)
        .bind("playlist", row.playlist())
        .bind("author", row.author())
        .bind("asked", row.asked())
        .bind("at", row.createdAt());
    update.execute();
  }

  private static Update bound(Update statement, CommunityId community, ItemRow row) {
    return statement
        .bind("community", community)
        .bind("id", row.id())
        .bind("place", row.place())
        .bind("state", row.state())
        .bind("version", row.version())
        .bind("latest", row.latest())
        .bind("language", row.language())
        .bind("titles", row.titles())
        .bind("questions", row.questions())
        .bind("ondas", row.ondas());
  }

  static void change(Tx tx, CommunityId community, ItemRow row) {
    var update =
        tx.update(
            """
            update learning.item set place = :place, state = :state, version = :version,
              latest = :latest, language = :language, titles = :titles, questions = :questions,
              ondas = :ondas, published_at = :published
            where community_id = :community and id = :id
            """);
    bound(update, community, row).bind("published", row.publishedAt());
    update.execute();
  }

  static Optional<EditionRow> edition(Tx tx, CommunityId community, UUID item, int version) {
    return tx.query(EDITION + " and item = :item and version = :version")
        .bind("community", community)
        .bind("item", item)
        .bind("version", version)
        .mapTo(EditionRow.class)
        .findOne();
  }

  /// Those that are being written or wait, the latest first.
  static List<EditionRow> inWork(Tx tx, CommunityId community, int limit) {
    return tx.query(
            EDITION
                + " and state in ('DRAFT', 'REVIEW') order by changed_at desc, item limit :limit")
        .bind("community", community)
        .bind("limit", limit)
        .mapTo(EditionRow.class)
        .list();
  }

  /// Writes an edition that was not published yet.
  static void write(Tx tx, CommunityId community, EditionRow row) {
    tx.update(
            """
            insert into learning.edition (community_id, item, version, state, body, writer,
              reviewer, note, changed_at, decided_at)
            values (:community, :item, :version, :state, :body, :writer, :reviewer, :note, :changed,
              :decided)
            on conflict (community_id, item, version) do update
              set state = excluded.state, body = excluded.body, writer = excluded.writer,
                reviewer = excluded.reviewer, note = excluded.note,
                changed_at = excluded.changed_at, decided_at = excluded.decided_at
              where learning.edition.state in ('DRAFT', 'REVIEW')
            """)
        .bind("community", community)
        .bind("item", row.item())
        .bind("version", row.version())
        .bind("state", row.state())
        .bind("body", row.body())
        .bind("writer", row.writer())
        .bind("reviewer", row.reviewer())
        .bind("note", row.note())
        .bind("changed", row.changedAt())
        .bind("decided", row.decidedAt())
        .execute();
  }

  /// The edition that was read until now is one of the past.
  static void past(Tx tx, CommunityId community, UUID item, int version) {
    tx.update(
            """
            update learning.edition set state = 'PAST'
            where community_id = :community and item = :item and version = :version
            """)
        .bind("community", community)
        .bind("item", item)
        .bind("version", version)
        .execute();
  }

  static List<GamifierRow> gamifiers(Tx tx, CommunityId community, int limit) {
    return tx.query(
            """
            select member, by_member, at from learning.gamifier where community_id = :community
            order by at, member limit :limit
            """)
        .bind("community", community)
        .bind("limit", limit)
        .mapTo(GamifierRow.class)
        .list();
  }

  static boolean gamifier(Tx tx, CommunityId community, int member) {
    return tx.query(
            """
            select 1 from learning.gamifier where community_id = :community and member = :member
            """)
        .bind("community", community)
        .bind("member", member)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// True when it was not so before.
  static boolean name(Tx tx, CommunityId community, int member, int by, Instant at) {
    return tx.update(
                """
                insert into learning.gamifier (community_id, member, by_member, at)
                values (:community, :member, :by, :at) on conflict do nothing
                """)
            .bind("community", community)
            .bind("member", member)
            .bind("by", by)
            .bind("at", at)
            .execute()
        == 1;
  }

  /// True when it was so before.
  static boolean unname(Tx tx, CommunityId community, int member) {
    return tx.update(
                "delete from learning.gamifier where community_id = :community and member = :member")
            .bind("community", community)
            .bind("member", member)
            .execute()
        == 1;
  }
}
