package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// What is said about proposals, in the database.
final class TalkStore {
  /// Something said for or against.
  record Argument(
      UUID id,
      @Nullable UUID parent,
      int depth,
      String side,
      String body,
      int author,
      Instant at,
      @Nullable Integer hiddenBy) {}

  /// What somebody who was drawn wrote.
  record Review(
      int reviewer, @Nullable String verdict, @Nullable String reasons, @Nullable Instant at) {}

  private static final String ARGUMENTS =
      """
      select id, parent, depth, side, body, author, at, hidden_by from governance.argument
      where community_id = :community and proposal_id = :proposal
      """;

  private TalkStore() {}

  static void argue(Tx tx, CommunityId community, UUID proposal, Argument row) {
    tx.update(
            """
            insert into governance.argument (community_id, proposal_id, id, parent, depth, side, body,
              author, at)
            values (:community, :proposal, :id, :parent, :depth, :side, :body, :author, :at)
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("id", row.id())
        .bind("parent", row.parent())
        .bind("depth", row.depth())
        .bind("side", row.side())
        .bind("body", row.body())
        .bind("author", row.author())
        .bind("at", row.at())
        .execute();
  }

  static Optional<Argument> argument(Tx tx, CommunityId community, UUID proposal, UUID id) {
    return tx.query(ARGUMENTS + " and id = :id")
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("id", id)
        .mapTo(Argument.class)
        .findOne();
  }

  /// In the order in which they came.
  static List<Argument> arguments(
      Tx tx, CommunityId community, UUID proposal, UUID after, int limit) {
    return tx.query(ARGUMENTS + " and id > :after order by id limit :limit")
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(Argument.class)
        .list();
  }

  static int argumentsOf(Tx tx, CommunityId community, UUID proposal, int author) {
    return tx.query(
            """
            select count(*) from governance.argument
            where community_id = :community and proposal_id = :proposal and author = :author
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("author", author)
        .mapTo(Integer.class)
        .one();
  }

  static int hide(Tx tx, CommunityId community, UUID proposal, UUID id, int by) {
    return tx.update(
            """
            update governance.argument set hidden_by = :by
            where community_id = :community and proposal_id = :proposal and id = :id
            """)
        .bind("by", by)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("id", id)
        .execute();
  }

  static void drawn(Tx tx, CommunityId community, UUID proposal, int reviewer, Instant at) {
    tx.update(
            """
            insert into governance.review (community_id, proposal_id, reviewer, drawn_at)
            values (:community, :proposal, :reviewer, :at)
            on conflict (community_id, proposal_id, reviewer) do nothing
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("reviewer", reviewer)
        .bind("at", at)
        .execute();
  }

  /// Keeps what a reviewer wrote; 0 when they were not drawn.
  static int review(Tx tx, CommunityId community, UUID proposal, Review row) {
    return tx.update(
            """
            update governance.review set verdict = :verdict, reasons = :reasons, at = :at
            where community_id = :community and proposal_id = :proposal and reviewer = :reviewer
            """)
        .bind("verdict", row.verdict())
        .bind("reasons", row.reasons())
        .bind("at", row.at())
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("reviewer", row.reviewer())
        .execute();
  }

  static List<Review> reviews(Tx tx, CommunityId community, UUID proposal) {
    return tx.query(
            """
            select reviewer, verdict, reasons, at from governance.review
            where community_id = :community and proposal_id = :proposal order by reviewer
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .mapTo(Review.class)
        .list();
  }
}
