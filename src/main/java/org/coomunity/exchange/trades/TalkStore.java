package org.coomunity.exchange.trades;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Messages and ratings of trades.
final class TalkStore {
  /// A message as it is stored.
  record MessageRow(UUID id, int sender, String words, Instant at) {}

  /// A rating as it is stored.
  record RatingRow(
      UUID trade,
      int rater,
      int n,
      int rated,
      int overall,
      @Nullable Integer communication,
      @Nullable Integer delivery,
      @Nullable Integer quality,
      String words,
      Instant at) {}

  /// How a member was rated.
  record SummaryRow(int count, @Nullable BigDecimal mean) {}

  private TalkStore() {}

  static boolean insert(Tx tx, CommunityId community, UUID trade, MessageRow row) {
    return tx.update(
                """
                insert into trades.message (community_id, trade, id, sender, words, at)
                values (:community, :trade, :id, :sender, :words, :at) on conflict do nothing
                """)
            .bind("community", community)
            .bind("trade", trade)
            .bind("id", row.id())
            .bind("sender", row.sender())
            .bind("words", row.words())
            .bind("at", row.at())
            .execute()
        == 1;
  }

  static Optional<MessageRow> message(Tx tx, CommunityId community, UUID trade, UUID id) {
    return tx.query(
            """
            select id, sender, words, at from trades.message
            where community_id = :community and trade = :trade and id = :id
            """)
        .bind("community", community)
        .bind("trade", trade)
        .bind("id", id)
        .mapTo(MessageRow.class)
        .findOne();
  }

  static int messages(Tx tx, CommunityId community, UUID trade) {
    return tx.query(
            """
            select count(*) from trades.message where community_id = :community and trade = :trade
            """)
        .bind("community", community)
        .bind("trade", trade)
        .mapTo(Integer.class)
        .one();
  }

  /// Messages after a place, oldest first.
  static List<MessageRow> messages(
      Tx tx, CommunityId community, UUID trade, Instant after, UUID afterId, int limit) {
    return tx.query(
            """
            select id, sender, words, at from trades.message
            where community_id = :community and trade = :trade and (at, id) > (:after, :afterId)
            order by at, id limit :limit
            """)
        .bind("community", community)
        .bind("trade", trade)
        .bind("after", after)
        .bind("afterId", afterId)
        .bind("limit", limit)
        .mapTo(MessageRow.class)
        .list();
  }

  static void insert(Tx tx, CommunityId community, RatingRow row) {
    tx.update(
            """
            insert into trades.rating (community_id, trade, rater, n, rated, overall, communication,
              delivery, quality, words, at)
            values (:community, :trade, :rater, :n, :rated, :overall, :communication, :delivery,
              :quality, :words, :at)
            """)
        .bind("community", community)
        .bind("trade", row.trade())
        .bind("rater", row.rater())
        .bind("n", row.n())
        .bind("rated", row.rated())
        .bind("overall", row.overall())
        .bind("communication", row.communication())
        .bind("delivery", row.delivery())
        .bind("quality", row.quality())
        .bind("words", row.words())
        .bind("at", row.at())
        .execute();
  }

  /// The newest rating of each side of a trade.
  static List<RatingRow> ratings(Tx tx, CommunityId community, UUID trade) {
    return tx.query(
            """
            select distinct on (rater) trade, rater, n, rated, overall, communication, delivery,
              quality, words, at
            from trades.rating where community_id = :community and trade = :trade
            order by rater, n desc
            """)
        .bind("community", community)
        .bind("trade", trade)
        .mapTo(RatingRow.class)
        .list();
  }

  /// The newest word of each partner in each trade about a member, newest first.
  static List<RatingRow> about(Tx tx, CommunityId community, int rated, int limit) {
    return tx.query(
            """
            select * from (
              select distinct on (trade, rater) trade, rater, n, rated, overall, communication,
                delivery, quality, words, at
              from trades.rating where community_id = :community and rated = :rated
              order by trade, rater, n desc) latest
            order by at desc, trade limit :limit
            """)
        .bind("community", community)
        .bind("rated", rated)
        .bind("limit", limit)
        .mapTo(RatingRow.class)
        .list();
  }

  static SummaryRow summary(Tx tx, CommunityId community, int rated) {
    return tx.query(
            """
            select count(*) as count, round(avg(overall), 2) as mean from (
              select distinct on (trade, rater) overall
              from trades.rating where community_id = :community and rated = :rated
              order by trade, rater, n desc) latest
            """)
        .bind("community", community)
        .bind("rated", rated)
        .mapTo(SummaryRow.class)
        .one();
  }
}
