package org.coomunity.people.communities;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.people.communities.TakeoverRules.State;
import org.coomunity.people.communities.TakeoverRules.Tally;
import org.jspecify.annotations.Nullable;

/// Questions to communities and their votes in the database.
final class TakeoverStore {
  /// A question as it is stored.
  ///
  /// @param subject number of whoever goes; 0 for the whole community
  record Row(
      CommunityId communityId,
      UUID id,
      int subject,
      String aim,
      int askedBy,
      String reason,
      long asked,
      Instant createdAt,
      Instant endsAt,
      String state,
      @Nullable Instant decidedAt,
      @Nullable String hold) {
    boolean open() {
      return state.equals(State.OPEN.name());
    }
  }

  private static final String COLUMNS =
      """
      select community_id, id, subject, aim, asked_by, reason, asked, created_at, ends_at, state,
        decided_at, hold
      from communities.takeover
      """;

  private TakeoverStore() {}

  static boolean insert(Tx tx, Row row) {
    return tx.update(
                """
                insert into communities.takeover (community_id, id, subject, aim, asked_by, reason,
                  asked, created_at, ends_at, state)
                values (:community, :id, :subject, :aim, :by, :reason, :asked, :at, :ends, :state)
                on conflict do nothing
                """)
            .bind("community", row.communityId())
            .bind("id", row.id())
            .bind("subject", row.subject())
            .bind("aim", row.aim())
            .bind("by", row.askedBy())
            .bind("reason", row.reason())
            .bind("asked", row.asked())
            .bind("at", row.createdAt())
            .bind("ends", row.endsAt())
            .bind("state", row.state())
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

  /// Newest first.
  static List<Row> list(Tx tx, CommunityId community, UUID before, int limit) {
    return tx.query(
            COLUMNS
                + """
                where community_id = :community and id < :before order by id desc limit :limit
                """)
        .bind("community", community)
        .bind("before", before)
        .bind("limit", limit)
        .mapTo(Row.class)
        .list();
  }

  static void state(Tx tx, Row row, State state, @Nullable String hold, Instant decidedAt) {
    tx.update(
            """
            update communities.takeover set state = :state, hold = :hold,
              decided_at = coalesce(decided_at, :at)
            where community_id = :community and id = :id
            """)
        .bind("community", row.communityId())
        .bind("id", row.id())
        .bind("state", state.name())
        .bind("hold", hold)
        .bind("at", decidedAt)
        .execute();
  }

  /// Whoever went another way needs no answer any more.
  static void settled(Tx tx, CommunityId community, int subject, Instant at) {
    tx.update(
            """
            update communities.takeover set state = 'WITHDRAWN', decided_at = :at
            where community_id = :community and subject = :subject and state in ('OPEN', 'PASSED')
            """)
        .bind("community", community)
        .bind("subject", subject)
        .bind("at", at)
        .execute();
  }

  static void vote(Tx tx, Row row, int no, boolean yes, Instant at) {
    tx.update(
            """
            insert into communities.takeover_vote (community_id, takeover, no, yes, at)
            values (:community, :takeover, :no, :yes, :at)
            on conflict (community_id, takeover, no) do update set yes = excluded.yes, at = excluded.at
            """)
        .bind("community", row.communityId())
        .bind("takeover", row.id())
        .bind("no", no)
        .bind("yes", yes)
        .bind("at", at)
        .execute();
  }

  static Optional<Boolean> voteOf(Tx tx, Row row, int no) {
    return tx.query(
            """
            select yes from communities.takeover_vote
            where community_id = :community and takeover = :takeover and no = :no
            """)
        .bind("community", row.communityId())
        .bind("takeover", row.id())
        .bind("no", no)
        .mapTo(Boolean.class)
        .findOne();
  }

  /// True for an active person who was there when the question was asked and is not its subject.
  static boolean mayVote(Tx tx, Row row, int no) {
    return tx.query(
            """
            select exists (
              select 1 from communities.membership
              where community_id = :community and no = :no and person and state = 'ACTIVE'
                and joined_at <= :asked and no <> :subject)
            """)
        .bind("community", row.communityId())
        .bind("no", no)
        .bind("asked", row.createdAt())
        .bind("subject", row.subject())
        .mapTo(Boolean.class)
        .one();
  }

  /// The votes of those who may still vote: who has gone meanwhile counts no more.
  static Tally tally(Tx tx, Row row) {
    return tx.query(
            """
            select count(*) filter (where v.yes) as yes, count(*) filter (where not v.yes) as no,
              count(*) as voters
            from communities.membership m left join communities.takeover_vote v
              on v.community_id = m.community_id and v.takeover = :takeover and v.no = m.no
            where m.community_id = :community and m.person and m.state = 'ACTIVE'
              and m.joined_at <= :asked and m.no <> :subject
            """)
        .bind("community", row.communityId())
        .bind("takeover", row.id())
        .bind("asked", row.createdAt())
        .bind("subject", row.subject())
        .mapTo(Tally.class)
        .one();
  }

  /// Questions of all communities whose time is over, or that passed and were not carried out yet.
  static List<Row> due(Tx tx, Instant now, int most) {
    return tx.query(
            COLUMNS
                + """
                where (state = 'OPEN' and ends_at <= :now) or state = 'PASSED'
                order by ends_at, community_id limit :most
                """)
        .bind("now", now)
        .bind("most", most)
        .mapTo(Row.class)
        .list();
  }
}
