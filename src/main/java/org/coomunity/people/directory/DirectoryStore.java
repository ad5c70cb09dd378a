package org.coomunity.people.directory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// The cards of a community in the database.
final class DirectoryStore {
  /// A card as it is found.
  record Row(int no, String nameKey, Instant joinedAt) {}

  /// Where a list goes on.
  ///
  /// @param key of the name; null for the order by when they joined
  /// @param at when they joined; null for the order by name
  record After(@Nullable String key, @Nullable Instant at, int no) {}

  /// What narrows a search.
  ///
  /// @param marks all of which a card must have
  /// @param apart numbers that are left out
  /// @param since only who joined after that; null for all
  record Filter(
      CommunityId community,
      List<Long> marks,
      Collection<Integer> apart,
      @Nullable Instant since,
      boolean newest,
      @Nullable After after) {}

  private DirectoryStore() {}

  static void put(
      Tx tx, CommunityId community, int no, String key, Instant joinedAt, Collection<Long> marks) {
    tx.update(
            """
            insert into directory.card (community_id, no, name_key, joined_at, marks)
            values (:community, :no, :key, :joined, cast(:marks as bigint[]))
            on conflict (community_id, no) do update
              set name_key = excluded.name_key, joined_at = excluded.joined_at, marks = excluded.marks
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("key", key)
        .bind("joined", joinedAt)
        .bind("marks", array(marks))
        .execute();
  }

  static int remove(Tx tx, CommunityId community, Collection<Integer> nos) {
    return tx.update(
            """
            delete from directory.card
            where community_id = :community and no = any(cast(:nos as int[]))
            """)
        .bind("community", community)
        .bind("nos", array(nos))
        .execute();
  }

  /// Which of these numbers have a card.
  static List<Integer> known(Tx tx, CommunityId community, Collection<Integer> nos) {
    return tx.query(
            """
            select no from directory.card
            where community_id = :community and no = any(cast(:nos as int[]))
            """)
        .bind("community", community)
        .bind("nos", array(nos))
        .mapTo(Integer.class)
        .list();
  }

  static List<Row> find(Tx tx, Filter filter, int limit) {
    var query =
        tx.query(sql(filter))
            .bind("community", filter.community())
            .bind("apart", array(filter.apart()))
            .bind("limit", limit);
    if (!filter.marks().isEmpty()) {
      query.bind("marks", array(filter.marks()));
    }
    if (filter.since() != null) {
      query.bind("since", filter.since());
    }
    After after = filter.after();
    if (after != null) {
      query.bind("afterNo", after.no());
      if (filter.newest()) {
        query.bind("afterAt", after.at());
      } else {
        query.bind("afterKey", after.key());
      }
    }
    return query.mapTo(Row.class).list();
  }

  /// The statement, whose shape depends on what is asked.
  static String sql(Filter filter) {
    StringBuilder sql =
        new StringBuilder(
            """
            select no, name_key, joined_at from directory.card
            where community_id = :community and no <> all (cast(:apart as int[]))
            """);
    if (!filter.marks().isEmpty()) {
      sql.append(" and marks @> cast(:marks as bigint[])");
    }
    if (filter.since() != null) {
      sql.append(" and joined_at >= :since");
    }
    if (filter.after() != null) {
      sql.append(
          filter.newest()
              ? " and (joined_at, no) < (:afterAt, :afterNo)"
              : " and (name_key, no) > (:afterKey, :afterNo)");
    }
    return sql
        + (filter.newest() ? " order by joined_at desc, no desc" : " order by name_key, no")
        + " limit :limit";
  }

  /// Numbers as PostgreSQL writes an array of them.
  static String array(Collection<? extends Number> numbers) {
    StringBuilder text = new StringBuilder("{");
    numbers.forEach(one -> text.append(text.length() == 1 ? "" : ",").append(one));
    return text.append('}').toString();
  }
}
