package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Proposals in the database.
final class ProposalStore {
  /// A proposal of some community.
  record Ref(CommunityId communityId, UUID id) {}

  private static final String SELECT =
      """
      select community_id, id, area_id, author, class as kind, method, privacy, seats, state, state_n,
        since, due_at, text_n, text_at, text_hash, title, options, payload, charter_version,
        period_id, active, eligible, opens_at, closes_at, extended, warn_at, outcome, tries, answers,
        asked, created_at
      from governance.proposal where community_id = :community
      """;

  private ProposalStore() {}

  static void insert(Tx tx, ProposalRow row) {
    tx.update(
            """
            insert into governance.proposal (community_id, id, area_id, author, class, method, privacy,
              seats, state, state_n, since, text_n, text_at, text_hash, title, options, payload,
              charter_version, answers, asked, created_at)
            values (:community, :id, :area, :author, :kind, :method, :privacy, :seats, :state, 0, :at,
              1, :at, :hash, :title, :options, :payload, :charter, :answers, :asked, :at)
            """)
        .bind("community", row.communityId())
        .bind("id", row.id())
        .bind("area", row.areaId())
        .bind("author", row.author())
        .bind("kind", row.kind())
        .bind("method", row.method())
        .bind("privacy", row.privacy())
        .bind("seats", row.seats())
        .bind("state", row.state())
        .bind("at", row.createdAt())
        .bind("hash", row.textHash())
        .bind("title", row.title())
        .bind("options", row.options())
        .bind("payload", row.payload())
        .bind("charter", row.charterVersion())
        .bind("answers", row.answers())
        .bind("asked", row.asked())
        .execute();
  }

  /// Those that are decided, the newest first.
  static List<ProposalRow> decided(Tx tx, CommunityId community, int most) {
    return tx.query(
            SELECT
                + """
                 and outcome is not null and state in ('succeeded', 'queued', 'executed', 'vetoed',
                  'failed', 'defeated', 'no_quorum') order by since desc, id desc limit :most
                """)
        .bind("community", community)
        .bind("most", most)
        .mapTo(ProposalRow.class)
        .list();
  }

  static Optional<ProposalRow> find(Tx tx, CommunityId community, UUID id) {
    return tx.query(SELECT + " and id = :id")
        .bind("community", community)
        .bind("id", id)
        .mapTo(ProposalRow.class)
        .findOne();
  }

  /// The same, and nobody else moves it until the end of the transaction.
  static Optional<ProposalRow> locked(Tx tx, CommunityId community, UUID id) {
    return tx.query(SELECT + " and id = :id for update")
        .bind("community", community)
        .bind("id", id)
        .mapTo(ProposalRow.class)
        .findOne();
  }

  /// Newest first; drafts are shown to their author alone.
  static List<ProposalRow> list(
      Tx tx,
      CommunityId community,
      int reader,
      List<String> states,
      @Nullable String method,
      @Nullable UUID area,
      @Nullable Instant before,
      @Nullable UUID beforeId,
      int limit) {
    Query query =
        tx.query(
            SELECT
                + " and (state <> 'draft' or author = :reader)"
                + (states.isEmpty() ? "" : " and state = any(:states)")
                + (method == null ? "" : " and method = :method")
                + (area == null ? "" : " and area_id = :area")
                + (before == null ? "" : " and (created_at, id) < (:before, :beforeId)")
                + " order by created_at desc, id desc limit :limit");
    if (!states.isEmpty()) {
      query.bindArray("states", String.class, states);
    }
    if (method != null) {
      query.bind("method", method);
    }
    if (area != null) {
      query.bind("area", area);
    }
    if (before != null) {
      query.bind("before", before).bind("beforeId", beforeId);
    }
    return query
        .bind("community", community)
        .bind("reader", reader)
        .bind("limit", limit)
        .mapTo(ProposalRow.class)
        .list();
  }

  /// What is voted on now and lacks somebody's vote, what ends first first.
  static List<Proposal.Waiting> waiting(Tx tx, CommunityId community, int no, int limit) {
    return tx.query(
            """
            select p.id, p.title, p.closes_at from governance.proposal p
            where p.community_id = :community and p.state = 'voting'
              and p.closes_at is not null
              and not exists (
                select 1 from governance.seat s where s.community_id = :community
                  and s.proposal_id = p.id and s.no = :no and s.cast_now)
            order by p.closes_at, p.id limit :limit
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("limit", limit)
        .mapTo(Proposal.Waiting.class)
        .list();
  }

  /// How many of an author's proposals are open.
  static int openOf(Tx tx, CommunityId community, int author) {
    return tx.query(
            """
            select count(*) from governance.proposal where community_id = :community
              and state in ('sponsoring', 'discussion', 'verification', 'voting', 'queued')
              and author = :author
            """)
        .bind("community", community)
        .bind("author", author)
        .mapTo(Integer.class)
        .one();
  }

  /// How many drafts somebody has.
  static int draftsOf(Tx tx, CommunityId community, int author) {
    return tx.query(
            """
            select count(*) from governance.proposal
            where community_id = :community and state = 'draft' and author = :author
            """)
        .bind("community", community)
        .bind("author", author)
        .mapTo(Integer.class)
        .one();
  }

  /// How many of an area are open.
  static int openIn(Tx tx, CommunityId community, UUID area) {
    return tx.query(
            """
            select count(*) from governance.proposal where community_id = :community
              and state in ('discussion', 'verification', 'voting') and area_id = :area
            """)
        .bind("community", community)
        .bind("area", area)
        .mapTo(Integer.class)
        .one();
  }

  /// Another state.
  static void move(
      Tx tx,
      ProposalRow row,
      ProposalState to,
      @Nullable Instant due,
      @Nullable String outcome,
      Instant at) {
    int moved =
        tx.update(
                """
                update governance.proposal set state = :state, state_n = state_n + 1, since = :at,
                  due_at = :due, outcome = coalesce(:outcome, outcome), tries = 0
                where community_id = :community and id = :id and state_n = :n
                """)
            .bind("state", to.key())
            .bind("at", at)
            .bind("due", due)
            .bind("outcome", outcome)
            .bind("community", row.communityId())
            .bind("id", row.id())
            .bind("n", row.stateN())
            .execute();
    if (moved != 1) {
      throw new IllegalStateException("a locked proposal moved: " + row.id());
    }
  }

  /// The vote begins.
  static void open(
      Tx tx,
      ProposalRow row,
      @Nullable UUID period,
      int active,
      int eligible,
      Instant at,
      @Nullable Instant closes,
      @Nullable Instant warn) {
    tx.update(
            """
            update governance.proposal set period_id = :period, active = :active,
              eligible = :eligible, opens_at = :at, closes_at = :closes, warn_at = :warn
            where community_id = :community and id = :id
            """)
        .bind("period", period)
        .bind("active", active)
        .bind("eligible", eligible)
        .bind("at", at)
        .bind("closes", closes)
        .bind("warn", warn)
        .bind("community", row.communityId())
        .bind("id", row.id())
        .execute();
  }

  /// The hours of a request begin.
  static void running(Tx tx, ProposalRow row, Instant at, Instant due) {
    tx.update(
            """
            update governance.proposal set opens_at = :at, due_at = :due
            where community_id = :community and id = :id
            """)
        .bind("at", at)
        .bind("due", due)
        .bind("community", row.communityId())
        .bind("id", row.id())
        .execute();
  }

  /// The vote ends at another time.
  static void closes(
      Tx tx, CommunityId community, UUID id, Instant closes, Instant due, boolean extended) {
    tx.update(
            """
            update governance.proposal set closes_at = :closes, due_at = :due,
              extended = extended or :extended
            where community_id = :community and id = :id
            """)
        .bind("closes", closes)
        .bind("due", due)
        .bind("extended", extended)
        .bind("community", community)
        .bind("id", id)
        .execute();
  }

  /// Another text.
  static void text(Tx tx, ProposalRow row, TextStore.Row text, @Nullable Instant due) {
    tx.update(
            """
            update governance.proposal set text_n = :n, text_at = :at, text_hash = :hash,
              title = :title, options = :options, payload = :payload, due_at = :due,
              since = case when state in ('verification', 'voting') then :at else since end
            where community_id = :community and id = :id
            """)
        .bind("n", text.n())
        .bind("at", text.at())
        .bind("hash", text.hash())
        .bind("title", text.title())
        .bind("options", text.options())
        .bind("payload", text.payload())
        .bind("due", due)
        .bind("community", row.communityId())
        .bind("id", row.id())
        .execute();
  }

  /// What time should move, the longest overdue first.
  static List<Ref> due(Tx tx, Instant now, int most) {
    return tx.query(
            """
            select community_id, id from governance.proposal
            where due_at <= :now order by due_at limit :most
            """)
        .bind("now", now)
        .bind("most", most)
        .mapTo(Ref.class)
        .list();
  }

  /// One of them, unless another process has it.
  static Optional<ProposalRow> claim(Tx tx, Ref ref, Instant now) {
    return tx.query(SELECT + " and id = :id and due_at <= :now for update skip locked")
        .bind("community", ref.communityId())
        .bind("id", ref.id())
        .bind("now", now)
        .mapTo(ProposalRow.class)
        .findOne();
  }

  /// It is looked at again later.
  static void later(Tx tx, ProposalRow row, Instant due, int tries) {
    tx.update(
            """
            update governance.proposal set due_at = :due, tries = :tries
            where community_id = :community and id = :id
            """)
        .bind("due", due)
        .bind("tries", tries)
        .bind("community", row.communityId())
        .bind("id", row.id())
        .execute();
  }

  /// Votes whose end is near and of which nobody was told yet.
  static List<Ref> closing(Tx tx, Instant now, int most) {
    return tx.query(
            """
            select community_id, id from governance.proposal
            where warn_at <= :now order by warn_at limit :most
            """)
        .bind("now", now)
        .bind("most", most)
        .mapTo(Ref.class)
        .list();
  }

  static void warned(Tx tx, Ref ref, @Nullable Instant again) {
    tx.update(
            """
            update governance.proposal set warn_at = :again
            where community_id = :community and id = :id and warn_at is not null
            """)
        .bind("again", again)
        .bind("community", ref.communityId())
        .bind("id", ref.id())
        .execute();
  }

  /// How many are active, as its sponsors are counted against.
  static void active(Tx tx, ProposalRow row, int active) {
    tx.update(
            """
            update governance.proposal set active = :active where community_id = :community and id = :id
            """)
        .bind("active", active)
        .bind("community", row.communityId())
        .bind("id", row.id())
        .execute();
  }

  /// The proposals that answer a vetoed one and are not over without effect.
  static int answering(Tx tx, CommunityId community, UUID vetoed) {
    return tx.query(
            """
            select count(*) from governance.proposal where community_id = :community
              and answers = :vetoed and state <> 'withdrawn'
            """)
        .bind("community", community)
        .bind("vetoed", vetoed)
        .mapTo(Integer.class)
        .one();
  }

  /// A step of its life, kept for good.
  static void transition(
      Tx tx, ProposalRow row, ProposalState to, int actor, String reason, Instant at) {
    tx.update(
            """
            insert into governance.transition (community_id, proposal_id, n, from_state, to_state,
              actor, reason, at)
            values (:community, :proposal, :n, :from, :to, :actor, :reason, :at)
            """)
        .bind("community", row.communityId())
        .bind("proposal", row.id())
        .bind("n", row.stateN() + 1)
        .bind("from", row.state())
        .bind("to", to.key())
        .bind("actor", actor)
        .bind("reason", reason)
        .bind("at", at)
        .execute();
  }
}
