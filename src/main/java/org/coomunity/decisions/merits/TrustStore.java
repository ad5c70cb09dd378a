package org.coomunity.decisions.merits;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Votos de confianza and what was said about trades, in the database.
final class TrustStore {
  /// A voto as it is stored.
  record VoteRow(
      int voterNo,
      int memberNo,
      String words,
      int times,
      Instant at,
      @Nullable Instant revokedAt,
      boolean paused) {
    boolean stands() {
      return revokedAt == null;
    }
  }

  /// A trade as far as awards follow from it.
  record DealRow(
      UUID trade,
      int buyer,
      int seller,
      @Nullable Instant completedAt,
      int buyerN,
      int buyerStars,
      int sellerN,
      int sellerStars) {
    boolean praised() {
      return buyerStars == 5 && sellerStars == 5;
    }
  }

  private static final String VOTE =
      "select voter_no, member_no, words, times, at, revoked_at, paused from merits.trust_vote";
  private static final String DEAL =
      """
      select trade, buyer, seller, completed_at, buyer_n, buyer_stars, seller_n, seller_stars
      from merits.deal\
      """;

  private TrustStore() {}

  static Optional<VoteRow> vote(Tx tx, CommunityId community, int voter, int no) {
    return tx.query(
            VOTE + " where community_id = :community and voter_no = :voter and member_no = :no")
        .bind("community", community)
        .bind("voter", voter)
        .bind("no", no)
        .mapTo(VoteRow.class)
        .findOne();
  }

  static void put(Tx tx, CommunityId community, VoteRow vote) {
    tx.update(
            """
            insert into merits.trust_vote (community_id, voter_no, member_no, words, times, at, paused)
            values (:community, :voter, :no, :words, :times, :at, :paused)
            on conflict (community_id, voter_no, member_no) do update set words = excluded.words,
              times = excluded.times, at = excluded.at, paused = excluded.paused, revoked_at = null
            """)
        .bind("community", community)
        .bind("voter", vote.voterNo())
        .bind("no", vote.memberNo())
        .bind("words", vote.words())
        .bind("times", vote.times())
        .bind("at", vote.at())
        .bind("paused", vote.paused())
        .execute();
  }

  static void revoke(Tx tx, CommunityId community, int voter, int no, Instant at) {
    tx.update(
            """
            update merits.trust_vote set revoked_at = :at
            where community_id = :community and voter_no = :voter and member_no = :no
            """)
        .bind("community", community)
        .bind("voter", voter)
        .bind("no", no)
        .bind("at", at)
        .execute();
  }

  /// Lets what others said for a member rest, or not any more.
  ///
  /// @return those it is about
  static List<VoteRow> pause(Tx tx, CommunityId community, int no, boolean paused, int most) {
    return tx.query(
            """
            update merits.trust_vote set paused = :paused
            where community_id = :community and member_no = :no and revoked_at is null
              and voter_no in (select voter_no from merits.trust_vote
                where community_id = :community and member_no = :no and revoked_at is null
                  and paused <> :paused order by at, voter_no limit :most)
            returning voter_no, member_no, words, times, at, revoked_at, paused
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("paused", paused)
        .bind("most", most)
        .mapTo(VoteRow.class)
        .list();
  }

  /// Who vouches for a member, by the time they did.
  static List<VoteRow> votes(Tx tx, CommunityId community, int no, int after, int limit) {
    return tx.query(
            VOTE
                + """
                 where community_id = :community and member_no = :no and revoked_at is null
                  and not paused and (:after = 0 or (at, voter_no) > (select at, voter_no
                    from merits.trust_vote where community_id = :community
                      and member_no = :no and voter_no = :after))
                order by at, voter_no limit :limit
                """)
        .bind("community", community)
        .bind("no", no)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(VoteRow.class)
        .list();
  }

  /// A voto de confianza that stands.
  record Stands(int voterNo, int memberNo, Instant at) {}

  /// All that stand in a community, the first that were given first.
  static List<Stands> standing(Tx tx, CommunityId community, int most) {
    return tx.query(
            """
            select voter_no, member_no, at from merits.trust_vote
            where community_id = :community and revoked_at is null and not paused
            order by at, voter_no, member_no limit :most
            """)
        .bind("community", community)
        .bind("most", most)
        .mapTo(Stands.class)
        .list();
  }

  /// A trade, kept from others until the transaction ends.
  static DealRow deal(Tx tx, CommunityId community, UUID trade, int buyer, int seller) {
    tx.update(
            """
            insert into merits.deal (community_id, trade, buyer, seller)
            values (:community, :trade, :buyer, :seller)
            on conflict (community_id, trade) do nothing
            """)
        .bind("community", community)
        .bind("trade", trade)
        .bind("buyer", buyer)
        .bind("seller", seller)
        .execute();
    return tx.query(DEAL + " where community_id = :community and trade = :trade for update")
        .bind("community", community)
        .bind("trade", trade)
        .mapTo(DealRow.class)
        .one();
  }

  static void put(Tx tx, CommunityId community, DealRow deal) {
    tx.update(
            """
            update merits.deal set completed_at = :completed, buyer_n = :buyerN,
              buyer_stars = :buyerStars, seller_n = :sellerN, seller_stars = :sellerStars
            where community_id = :community and trade = :trade
            """)
        .bind("community", community)
        .bind("trade", deal.trade())
        .bind("completed", deal.completedAt())
        .bind("buyerN", deal.buyerN())
        .bind("buyerStars", deal.buyerStars())
        .bind("sellerN", deal.sellerN())
        .bind("sellerStars", deal.sellerStars())
        .execute();
  }
}
