package org.coomunity.exchange.market;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Questions about listings.
final class QuestionStore {
  /// A question as it is stored.
  record Row(
      UUID id,
      UUID listing,
      int asker,
      String words,
      @Nullable String answer,
      Instant askedAt,
      @Nullable Instant answeredAt) {}

  private static final String COLUMNS =
      "select id, listing, asker, words, answer, asked_at, answered_at from market.question ";

  private QuestionStore() {}

  static boolean insert(Tx tx, CommunityId community, Row row) {
    return tx.update(
                """
                insert into market.question (community_id, id, listing, asker, words, asked_at)
                values (:community, :id, :listing, :asker, :words, :at) on conflict do nothing
                """)
            .bind("community", community)
            .bind("id", row.id())
            .bind("listing", row.listing())
            .bind("asker", row.asker())
            .bind("words", row.words())
            .bind("at", row.askedAt())
            .execute()
        == 1;
  }

  static Optional<Row> find(Tx tx, CommunityId community, UUID id) {
    return tx.query(COLUMNS + "where community_id = :community and id = :id")
        .bind("community", community)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  static void answer(Tx tx, CommunityId community, UUID id, String answer, Instant at) {
    tx.update(
            """
            update market.question set answer = :answer, answered_at = :at
            where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", id)
        .bind("answer", answer)
        .bind("at", at)
        .execute();
  }

  static int count(Tx tx, CommunityId community, UUID listing) {
    return tx.query(
            """
            select count(*) from market.question
            where community_id = :community and listing = :listing
            """)
        .bind("community", community)
        .bind("listing", listing)
        .mapTo(Integer.class)
        .one();
  }

  /// Questions of a listing that `viewer` may see, oldest first.
  static List<Row> of(Tx tx, CommunityId community, UUID listing, int viewer, boolean owner) {
    return tx.query(
            COLUMNS
                + """
                where community_id = :community and listing = :listing
                  and (:owner or asker = :viewer or answer is not null)
                order by asked_at, id limit 500
                """)
        .bind("community", community)
        .bind("listing", listing)
        .bind("viewer", viewer)
        .bind("owner", owner)
        .mapTo(Row.class)
        .list();
  }
}
