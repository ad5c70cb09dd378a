package org.coomunity.exchange.trades;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Trades and what happened to them. Changes are riders, each guarded by the state it starts from,
/// so that of two at once exactly one happens, with or without money.
final class TradesStore {
  private static final String COLUMNS =
      """
      select community_id, id, buyer, seller, proposed_by, offered_by, listing, quantity, amount,
        levy, fund_rate_ppm, fund_side, policy_version, concept, asked, state, state_n, tries, pay,
        share, last_transfer, expires_at, seller_ok_at, cancel_asked_at, ayni_e4, disputed_by,
        dispute, resolved_by, resolution, resolved_amount, created_at, updated_at
      from trades.trade
      """;

  private static final String MOVE =
      """
      update trades.trade set state = ?, ayni_e4 = ?, last_transfer = ?, updated_at = ?,
        state_n = state_n + 1
      where community_id = ? and id = ? and state_n = ?
      """;

  private static final String RESERVE =
      """
      update trades.trade set state = 'ACCEPTED', pay = ?, share = ?, last_transfer = ?,
        expires_at = ?, updated_at = ?, state_n = state_n + 1
      where community_id = ? and id = ? and state_n = ?
      """;

  private static final String COUNTER =
      """
      update trades.trade set amount = ?, levy = ?, quantity = ?, offered_by = ?, expires_at = ?,
        updated_at = ?, tries = 0, state_n = state_n + 1
      where community_id = ? and id = ? and state_n = ?
      """;

  private static final String CONFIRM =
      """
      update trades.trade set seller_ok_at = ?, expires_at = ?, updated_at = ?,
        state_n = state_n + 1
      where community_id = ? and id = ? and state_n = ?
      """;

  private static final String ASK_CANCEL =
      """
      update trades.trade set cancel_asked_at = ?, updated_at = ?, state_n = state_n + 1
      where community_id = ? and id = ? and state_n = ?
      """;

  private static final String DISPUTE =
      """
      update trades.trade set state = 'DISPUTED', disputed_by = ?, dispute = ?, updated_at = ?,
        state_n = state_n + 1
      where community_id = ? and id = ? and state_n = ?
      """;

  private static final String RESOLVE =
      """
      update trades.trade set state = 'RESOLVED', resolved_by = ?, resolution = ?,
        resolved_amount = ?, ayni_e4 = ?, last_transfer = ?, updated_at = ?, state_n = state_n + 1
      where community_id = ? and id = ? and state_n = ?
      """;

  private static final String STEP =
      """
      insert into trades.step (community_id, trade, n, id, action, actor, amount, quantity, words,
        at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /// One thing that happened.
  record StepRow(
      int n,
      String action,
      int actor,
      @Nullable Long amount,
      int quantity,
      String words,
      Instant at) {}

  private TradesStore() {}

  static Optional<TradeRow> find(Tx tx, CommunityId community, UUID id) {
    return tx.query(COLUMNS + " where community_id = :community and id = :id")
        .bind("community", community)
        .bind("id", id)
        .mapTo(TradeRow.class)
        .findOne();
  }

  static void lockMember(Tx tx, CommunityId community, int member) {
    tx.query("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
        .bind("key", "trades " + community + " " + member)
        .mapTo(Integer.class)
        .one();
  }

  static int openProposals(Tx tx, CommunityId community, int member) {
    return tx.query(
            """
            select count(*) from trades.trade
            where community_id = :community and proposed_by = :member and state = 'PROPOSED'
            """)
        .bind("community", community)
        .bind("member", member)
        .mapTo(Integer.class)
        .one();
  }

  static boolean insert(Tx tx, TradeRow row) {
    return tx.update(
                """
                insert into trades.trade (community_id, id, buyer, seller, proposed_by, offered_by,
                  listing, quantity, amount, levy, fund_rate_ppm, fund_side, policy_version, concept,
                  asked, state, expires_at, created_at, updated_at)
                values (:community, :id, :buyer, :seller, :by, :by, :listing, :quantity, :amount,
                  :levy, :rate, :side, :policy, :concept, :asked, 'PROPOSED', :expires, :at, :at)
                on conflict do nothing
                """)
            .bind("community", row.communityId())
            .bind("id", row.id())
            .bind("buyer", row.buyer())
            .bind("seller", row.seller())
            .bind("by", row.proposedBy())
            .bind("listing", row.listing())
            .bind("quantity", row.quantity())
            .bind("amount", row.amount())
            .bind("levy", row.levy())
            .bind("rate", row.fundRatePpm())
            .bind("side", row.fundSide().name())
            .bind("policy", row.policyVersion())
            .bind("concept", row.concept())
            .bind("asked", row.asked())
            .bind("expires", row.expiresAt())
            .bind("at", row.createdAt())
            .execute()
        == 1;
  }

  static Rider move(
      TradeRow row, TradeState to, @Nullable Integer ayniE4, @Nullable UUID last, Instant at) {
    return guarded(MOVE, row, to.name(), ayniE4, last, at);
  }

  static Rider reserve(
      TradeRow row, @Nullable UUID pay, @Nullable UUID share, Instant expires, Instant at) {
    return guarded(RESERVE, row, pay, share, share == null ? pay : share, expires, at);
  }

  static Rider counter(
      TradeRow row,
      @Nullable Long amount,
      long levy,
      int quantity,
      int by,
      Instant expires,
      Instant at) {
    return guarded(COUNTER, row, amount, levy, quantity, by, expires, at);
  }

  static Rider confirm(TradeRow row, Instant expires, Instant at) {
    return guarded(CONFIRM, row, at, expires, at);
  }

  static Rider askCancel(TradeRow row, Instant at) {
    return guarded(ASK_CANCEL, row, at, at);
  }

  static Rider dispute(TradeRow row, int by, String reason, Instant at) {
    return guarded(DISPUTE, row, by, reason, at);
  }

  static Rider resolve(
      TradeRow row,
      int by,
      String reason,
      @Nullable Long amount,
      @Nullable Integer ayniE4,
      @Nullable UUID last,
      Instant at) {
    return guarded(RESOLVE, row, by, reason, amount, ayniE4, last, at);
  }

  private static Rider guarded(String sql, TradeRow row, @Nullable Object... values) {
    java.util.List<@Nullable Object> parameters = new java.util.ArrayList<>();
    for (Object value : values) {
      parameters.add(value instanceof Instant at ? at.atOffset(java.time.ZoneOffset.UTC) : value);
    }
    parameters.add(row.communityId().value());
    parameters.add(row.id());
    parameters.add(row.stateN());
    return new Rider(sql, 1, parameters);
  }

  /// Keeps what happened.
  static Rider step(
      TradeRow row,
      int n,
      String action,
      int actor,
      @Nullable Long amount,
      int quantity,
      String words,
      Instant at) {
    return Rider.one(
        STEP,
        row.communityId().value(),
        row.id(),
        n,
        Uuid7.at(at),
        action,
        actor,
        amount,
        quantity,
        words,
        at.atOffset(java.time.ZoneOffset.UTC));
  }

  static List<StepRow> steps(Tx tx, CommunityId community, UUID trade) {
    return tx.query(
            """
            select n, action, actor, amount, quantity, words, at from trades.step
            where community_id = :community and trade = :trade order by n, id limit 500
            """)
        .bind("community", community)
        .bind("trade", trade)
        .mapTo(StepRow.class)
        .list();
  }

  /// Makes identifiers of the next try differ from those that were refused.
  static void refused(Tx tx, TradeRow row) {
    tx.update(
            """
            update trades.trade set tries = tries + 1
            where community_id = :community and id = :id and state_n = :n and tries = :tries
            """)
        .bind("community", row.communityId())
        .bind("id", row.id())
        .bind("n", row.stateN())
        .bind("tries", row.tries())
        .execute();
  }

  /// Trades of a member (or, with null, those in dispute), newest first.
  static List<TradeRow> list(
      Tx tx,
      CommunityId community,
      @Nullable Integer member,
      @Nullable TradeState state,
      @Nullable Instant before,
      @Nullable UUID beforeId,
      int limit) {
    String sql =
        COLUMNS
            + " where community_id = :community"
            + (member == null
                ? " and state = 'DISPUTED'"
                : " and (buyer = :member or seller = :member)")
            + (state == null ? "" : " and state = :state")
            + (before == null ? "" : " and (created_at, id) < (:before, :beforeId)")
            + " order by created_at desc, id desc limit :limit";
    var query = tx.query(sql).bind("community", community).bind("limit", limit);
    if (member != null) {
      query.bind("member", member);
    }
    if (state != null) {
      query.bind("state", state.name());
    }
    if (before != null) {
      query.bind("before", before).bind("beforeId", beforeId);
    }
    return query.mapTo(TradeRow.class).list();
  }

  /// Trades of all communities whose time is over, the longest first.
  static List<TradeRow> due(Tx tx, Instant now, int most) {
    return tx.query(
            COLUMNS
                + """
                 where state in ('PROPOSED', 'ACCEPTED') and expires_at <= :now
                order by expires_at limit :most
                """)
        .bind("now", now)
        .bind("most", most)
        .mapTo(TradeRow.class)
        .list();
  }

  /// The open trades of a member.
  static List<UUID> open(Tx tx, CommunityId community, int member, int most) {
    return tx.query(
            """
            select id from trades.trade
            where community_id = :community and (buyer = :member or seller = :member)
              and state in ('PROPOSED', 'ACCEPTED', 'DISPUTED')
            order by created_at limit :most
            """)
        .bind("community", community)
        .bind("member", member)
        .bind("most", most)
        .mapTo(UUID.class)
        .list();
  }

  /// Marks trades of all communities that complete by themselves soon.
  static List<TradeRow> remind(Tx tx, Instant now, Instant before, int most) {
    List<UUID> marked =
        tx.query(
                """
                update trades.trade t set reminded_at = :now
                from (select community_id, id from trades.trade
                  where state in ('PROPOSED', 'ACCEPTED') and state = 'ACCEPTED'
                    and expires_at > :now and expires_at <= :before
                    and seller_ok_at is not null and reminded_at is null
                  order by expires_at limit :most for update skip locked) due
                where t.community_id = due.community_id and t.id = due.id returning t.id
                """)
            .bind("now", now)
            .bind("before", before)
            .bind("most", most)
            .mapTo(UUID.class)
            .list();
    if (marked.isEmpty()) {
      return List.of();
    }
    return tx.query(
            COLUMNS
                + """
                 where state in ('PROPOSED', 'ACCEPTED') and reminded_at = :now
                  and expires_at > :now and expires_at <= :before
                """)
        .bind("now", now)
        .bind("before", before)
        .mapTo(TradeRow.class)
        .list();
  }
}
