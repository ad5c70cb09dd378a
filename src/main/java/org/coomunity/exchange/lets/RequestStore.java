package org.coomunity.exchange.lets;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Payment requests in the database.
final class RequestStore {
  /// A request as it is stored.
  record Row(
      CommunityId communityId,
      UUID id,
      int payee,
      int payer,
      long amount,
      String words,
      String state,
      int tries,
      Instant createdAt,
      Instant expiresAt,
      @Nullable UUID payment,
      String reason) {
    boolean pending() {
      return state.equals("PENDING");
    }
  }

  private static final String COLUMNS =
      """
      select community_id, id, payee, payer, amount, words, state, tries, created_at, expires_at,
        payment, reason
      from lets.request
      """;

  private RequestStore() {}

  static boolean insert(Tx tx, Row row) {
    return tx.update(
                """
                insert into lets.request
                  (community_id, id, payee, payer, amount, words, state, created_at, expires_at)
                values (:community, :id, :payee, :payer, :amount, :words, :state, :at, :until)
                on conflict do nothing
                """)
            .bind("community", row.communityId())
            .bind("id", row.id())
            .bind("payee", row.payee())
            .bind("payer", row.payer())
            .bind("amount", row.amount())
            .bind("words", row.words())
            .bind("state", row.state())
            .bind("at", row.createdAt())
            .bind("until", row.expiresAt())
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

  static int open(Tx tx, CommunityId community, int payer, int payee) {
    return tx.query(
            """
            select count(*) from lets.request
            where community_id = :community and payer = :payer and payee = :payee
              and state = 'PENDING'
            """)
        .bind("community", community)
        .bind("payer", payer)
        .bind("payee", payee)
        .mapTo(Integer.class)
        .one();
  }

  /// One's own requests, made or received, newest first.
  static List<Row> of(Tx tx, CommunityId community, int no, UUID before, int limit) {
    return tx.query(
            """
            select * from (
              (select community_id, id, payee, payer, amount, words, state, tries, created_at,
                 expires_at, payment, reason
               from lets.request where community_id = :community and payer = :no and id < :before
               order by id desc limit :limit)
              union all
              (select community_id, id, payee, payer, amount, words, state, tries, created_at,
                 expires_at, payment, reason
               from lets.request where community_id = :community and payee = :no and id < :before
               order by id desc limit :limit)) both_sides
            order by id desc limit :limit
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("before", before)
        .bind("limit", limit)
        .mapTo(Row.class)
        .list();
  }

  /// The statement that answers a request that is still open.
  static Rider answer(Row row, String state, @Nullable UUID payment, String why, Instant at) {
    return Rider.one(
        """
        update lets.request set state = ?, payment = ?, reason = ?, answered_at = ?
        where community_id = ? and id = ? and state = 'PENDING'
        """,
        state,
        payment,
        why,
        at.atOffset(ZoneOffset.UTC),
        row.communityId().value(),
        row.id());
  }

  static void tried(Tx tx, Row row) {
    tx.update(
            """
            update lets.request set tries = tries + 1
            where community_id = :community and id = :id and tries = :tries
            """)
        .bind("community", row.communityId())
        .bind("id", row.id())
        .bind("tries", row.tries())
        .execute();
  }

  /// Requests of all communities that nobody answered in time.
  static List<Row> due(Tx tx, Instant now, int most) {
    return tx.query(
            COLUMNS
                + """
                where state = 'PENDING' and expires_at <= :now order by expires_at limit :most
                """)
        .bind("now", now)
        .bind("most", most)
        .mapTo(Row.class)
        .list();
  }

  /// Open requests whose payer pays after some days without being asked, when those are over.
  static List<Row> autoDue(Tx tx, Instant now, int most) {
    return tx.query(
            """
            select r.community_id, r.id, r.payee, r.payer, r.amount, r.words, r.state, r.tries,
              r.created_at, r.expires_at, r.payment, r.reason
            from lets.request r join lets.account a on a.community_id = r.community_id
              and a.no = r.payer and a.auto_accept = 'later'
            where r.state = 'PENDING' and r.tries < 3
              and r.created_at + a.auto_accept_days * interval '1 day' <= :now
            order by r.created_at limit :most
            """)
        .bind("now", now)
        .bind("most", most)
        .mapTo(Row.class)
        .list();
  }
}
