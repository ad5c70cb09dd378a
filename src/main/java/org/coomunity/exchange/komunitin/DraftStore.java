package org.coomunity.exchange.komunitin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jdbi.v3.core.statement.Query;

/// Transfers outside the books in the database.
final class DraftStore {
  private static final String ROWS =
      """
      select id, payer, payee, amount, words, state, author, created_at, updated_at
      from komunitin.draft
      where community_id = :community
      """;

  /// A draft as it is stored.
  record Row(
      UUID id,
      int payer,
      int payee,
      long amount,
      String words,
      String state,
      int author,
      Instant createdAt,
      Instant updatedAt) {
    Movement movement() {
      return new Movement(
          id, payer, payee, amount, words, state, author, null, null, createdAt, updatedAt);
    }
  }

  /// Which drafts are wanted; see `Transfers.Wanted`.
  record Wish(
      List<Set<Integer>> involved,
      Set<Integer> payers,
      Set<Integer> payees,
      Set<String> states,
      boolean byUpdate,
      boolean newestFirst,
      int limit) {}

  private DraftStore() {}

  /// Keeps a new draft.
  ///
  /// @return false when the identifier is taken
  static boolean insert(Tx tx, CommunityId community, Movement draft) {
    return tx.update(
                """
                insert into komunitin.draft (community_id, id, payer, payee, amount, words, state,
                  author, created_at, updated_at)
                values (:community, :id, :payer, :payee, :amount, :words, :state, :author, :created,
                  :updated)
                on conflict do nothing
                """)
            .bind("community", community)
            .bind("id", draft.id())
            .bind("payer", draft.payer())
            .bind("payee", draft.payee())
            .bind("amount", draft.amount())
            .bind("words", draft.words())
            .bind("state", draft.state())
            .bind("author", draft.author() == null ? 0 : draft.author())
            .bind("created", draft.created())
            .bind("updated", draft.updated())
            .execute()
        == 1;
  }

  /// Changes a draft that is still in state `before`.
  static boolean update(Tx tx, CommunityId community, Movement draft, String before) {
    return tx.update(
                """
                update komunitin.draft set payer = :payer, payee = :payee, amount = :amount,
                  words = :words, state = :state, updated_at = :updated
                where community_id = :community and id = :id and state = :before
                """)
            .bind("community", community)
            .bind("id", draft.id())
            .bind("payer", draft.payer())
            .bind("payee", draft.payee())
            .bind("amount", draft.amount())
            .bind("words", draft.words())
            .bind("state", draft.state())
            .bind("updated", draft.updated())
            .bind("before", before)
            .execute()
        == 1;
  }

  /// Forgets a draft that has become something else.
  static void forget(Tx tx, CommunityId community, UUID id) {
    tx.update("delete from komunitin.draft where community_id = :community and id = :id")
        .bind("community", community)
        .bind("id", id)
        .execute();
  }

  static Optional<Row> find(Tx tx, CommunityId community, UUID id) {
    return tx.query(ROWS + "and id = :id")
        .bind("community", community)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  static int open(Tx tx, CommunityId community, int author) {
    return tx.query(
            """
            select count(*) from komunitin.draft
            where community_id = :community and author = :author and state = 'new'
            """)
        .bind("community", community)
        .bind("author", author)
        .mapTo(Integer.class)
        .one();
  }

  /// Which of these were deleted by whoever made them.
  static Set<UUID> deleted(Tx tx, CommunityId community, Collection<UUID> ids) {
    return ids.isEmpty()
        ? Set.of()
        : Set.copyOf(
            tx.query(
                    """
                    select id from komunitin.draft
                    where community_id = :community and state = 'deleted' and id in (<ids>)
                    """)
                .bind("community", community)
                .bindList("ids", ids)
                .mapTo(UUID.class)
                .list());
  }

  static List<Row> rows(Tx tx, CommunityId community, Wish wish) {
    List<String> filters = new ArrayList<>();
    for (int i = 0; i < wish.involved().size(); i++) {
      filters.add("and (payer = any(:in" + i + ") or payee = any(:in" + i + "))");
    }
    filters.add(wish.payers().isEmpty() ? "" : "and payer = any(:payers)");
    filters.add(wish.payees().isEmpty() ? "" : "and payee = any(:payees)");
    String by = wish.byUpdate() ? "updated_at" : "created_at";
    String order = wish.newestFirst() ? " desc" : " asc";
    Query query =
        tx.query(
                ROWS
                    + String.join(" ", filters)
                    + " and state in (<states>) order by %s%s, id%s limit :limit"
                        .formatted(by, order, order))
            .bind("community", community)
            .bindList("states", wish.states())
            .bind("limit", wish.limit());
    for (int i = 0; i < wish.involved().size(); i++) {
      query.bind("in" + i, numbers(wish.involved().get(i)));
    }
    if (!wish.payers().isEmpty()) {
      query.bind("payers", numbers(wish.payers()));
    }
    if (!wish.payees().isEmpty()) {
      query.bind("payees", numbers(wish.payees()));
    }
    return query.mapTo(Row.class).list();
  }

  private static int[] numbers(Set<Integer> accounts) {
    return accounts.stream().mapToInt(Integer::intValue).toArray();
  }
}
