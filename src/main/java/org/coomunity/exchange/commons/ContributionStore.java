package org.coomunity.exchange.commons;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Contributions in the database.
final class ContributionStore {
  /// A contribution as it is stored.
  record Row(
      UUID id,
      int no,
      int actorNo,
      ContributionKind kind,
      String title,
      String story,
      String benefit,
      @Nullable Integer hoursE2,
      String evidence,
      String link,
      @Nullable UUID mission,
      @Nullable Integer step,
      ContributionState state,
      int round,
      int confirmations,
      String asked,
      Instant at,
      @Nullable Instant confirmedAt) {}

  /// Somebody whom a contribution concerns.
  record Party(UUID contributionId, String part, int no) {}

  static final String BENEFICIARY = "beneficiary";
  static final String WITNESS = "witness";
  static final String BARRED = "barred";
  static final String CONFIRMED = "confirmed";

  private static final String SELECT =
      """
      select id, no, actor_no, kind, title, story, benefit, hours_e2, evidence, link, mission, step, state,
        round, confirmations, asked, at, confirmed_at
      from commons.contribution where community_id = :community
      """;

  private static final String PAYOUT =
      """
      insert into commons.payout (community_id, transfer, proposal, at) values (?, ?, ?, ?)
      """;

  private ContributionStore() {}

  static boolean insert(Tx tx, CommunityId community, Row row) {
    return tx.update(
                """
                insert into commons.contribution (community_id, id, no, actor_no, kind, title, story,
                  benefit, hours_e2, evidence, link, mission, step, state, asked, at)
                values (:community, :id, :no, :actor, :kind, :title, :story, :benefit, :hours,
                  :evidence, :link, :mission, :step, :state, :asked, :at)
                on conflict do nothing
                """)
            .bind("community", community)
            .bind("id", row.id())
            .bind("no", row.no())
            .bind("actor", row.actorNo())
            .bind("kind", row.kind().name())
            .bind("title", row.title())
            .bind("story", row.story())
            .bind("benefit", row.benefit())
            .bind("hours", row.hoursE2())
            .bind("evidence", row.evidence())
            .bind("link", row.link())
            .bind("mission", row.mission())
            .bind("step", row.step())
            .bind("state", row.state().name())
            .bind("asked", row.asked())
            .bind("at", row.at())
            .execute()
        == 1;
  }

  static void parties(Tx tx, CommunityId community, Collection<Party> parties) {
    if (parties.isEmpty()) {
      return;
    }
    try (PreparedBatch batch =
        tx.batch(
            """
            insert into commons.party (community_id, contribution_id, part, no)
            values (:community, :contribution, :part, :no) on conflict do nothing
            """)) {
      for (Party party : parties) {
        batch
            .bind("community", community)
            .bind("contribution", party.contributionId())
            .bind("part", party.part())
            .bind("no", party.no())
            .add();
      }
      batch.execute();
    }
  }

  static Optional<Row> find(Tx tx, CommunityId community, UUID id) {
    return tx.query(SELECT + " and id = :id")
        .bind("community", community)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  /// The same, and nobody else changes it meanwhile.
  static Optional<Row> held(Tx tx, CommunityId community, UUID id) {
    return tx.query(SELECT + " and id = :id for update")
        .bind("community", community)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne();
  }

  /// Those that were not taken back, newest first.
  ///
  /// @param state only those in this state; null for all
  static List<Row> list(
      Tx tx,
      CommunityId community,
      @Nullable ContributionState state,
      @Nullable Instant before,
      @Nullable UUID beforeId,
      int limit) {
    var query =
        tx.query(
                SELECT
                    + " and state <> 'WITHDRAWN'"
                    + (state == null ? "" : " and state = :state")
                    + (before == null ? "" : " and (at, id) < (:before, :beforeId)")
                    + " order by at desc, id desc limit :limit")
            .bind("community", community)
            .bind("limit", limit);
    if (state != null) {
      query.bind("state", state.name());
    }
    if (before != null) {
      query.bind("before", before).bind("beforeId", beforeId);
    }
    return query.mapTo(Row.class).list();
  }

  /// How many a member told since a moment, also those taken back.
  static int since(Tx tx, CommunityId community, int no, Instant since) {
    return tx.query(
            """
            select count(*) from commons.contribution
            where community_id = :community and no = :no and at > :since
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("since", since)
        .mapTo(Integer.class)
        .one();
  }

  static long contributors(Tx tx, CommunityId community, Instant since) {
    return tx.query(
            """
            select count(distinct no) from commons.contribution
            where community_id = :community and confirmed_at >= :since and state = 'CONFIRMED'
            """)
        .bind("community", community)
        .bind("since", since)
        .mapTo(Long.class)
        .one();
  }

  static void change(
      Tx tx,
      CommunityId community,
      UUID id,
      ContributionState state,
      int round,
      int confirmations,
      @Nullable Instant confirmedAt) {
    tx.update(
            """
            update commons.contribution set state = :state, round = :round,
              confirmations = :confirmations, confirmed_at = :confirmed
            where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", id)
        .bind("state", state.name())
        .bind("round", round)
        .bind("confirmations", confirmations)
        .bind("confirmed", confirmedAt)
        .execute();
  }

  static boolean confirm(Tx tx, CommunityId community, UUID id, int no, Instant at) {
    return tx.update(
                """
                insert into commons.confirmation (community_id, contribution_id, no, at)
                values (:community, :id, :no, :at) on conflict do nothing
                """)
            .bind("community", community)
            .bind("id", id)
            .bind("no", no)
            .bind("at", at)
            .execute()
        == 1;
  }

  static boolean unconfirm(Tx tx, CommunityId community, UUID id, int no) {
    return tx.update(
                """
                delete from commons.confirmation
                where community_id = :community and contribution_id = :id and no = :no
                """)
            .bind("community", community)
            .bind("id", id)
            .bind("no", no)
            .execute()
        == 1;
  }

  /// Everybody whom these concern, those who confirmed among them.
  static List<Party> parties(Tx tx, CommunityId community, List<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return tx.query(
            """
            select contribution_id, part, no from commons.party
            where community_id = :community and contribution_id in (<ids>)
            union all
            select contribution_id, 'confirmed', no from commons.confirmation
            where community_id = :community and contribution_id in (<ids>)
            order by no
            """)
        .bind("community", community)
        .bindList("ids", ids)
        .mapTo(Party.class)
        .list();
  }

  /// Says what was decided before a payout.
  static Rider payout(CommunityId community, UUID transfer, UUID proposal, Instant at) {
    return Rider.one(
        PAYOUT, community.value(), transfer, proposal, at.atOffset(java.time.ZoneOffset.UTC));
  }

  /// What was decided before these transfers.
  record Payout(UUID transfer, UUID proposal) {}

  static List<Payout> payouts(Tx tx, CommunityId community, List<UUID> transfers) {
    if (transfers.isEmpty()) {
      return List.of();
    }
    return tx.query(
            """
            select transfer, proposal from commons.payout
            where community_id = :community and transfer in (<transfers>)
            """)
        .bind("community", community)
        .bindList("transfers", transfers)
        .mapTo(Payout.class)
        .list();
  }
}
