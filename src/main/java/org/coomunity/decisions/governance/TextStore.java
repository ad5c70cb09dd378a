package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Texts of proposals, what others suggest instead, and who stands behind which.
final class TextStore {
  /// A text as it is stored.
  @SuppressWarnings("ArrayRecordComponent") // a hash; nobody compares rows
  record Row(
      int n,
      String title,
      String body,
      String summary,
      String options,
      String payload,
      byte[] hash,
      int author,
      @Nullable UUID amendmentId,
      Instant at) {}

  /// A suggested text.
  record Amendment(
      UUID id,
      int baseN,
      String title,
      String body,
      String summary,
      String options,
      int author,
      Instant at,
      @Nullable Instant acceptedAt) {}

  private static final String AMENDMENTS =
      """
      select id, base_n, title, body, summary, options, author, at, accepted_at
      from governance.amendment where community_id = :community and proposal_id = :proposal
      """;

  private TextStore() {}

  static void insert(Tx tx, CommunityId community, UUID proposal, Row row) {
    tx.update(
            """
            insert into governance.text_version (community_id, proposal_id, n, title, body, summary,
              options, payload, hash, author, amendment_id, at)
            values (:community, :proposal, :n, :title, :body, :summary, :options, :payload, :hash,
              :author, :amendment, :at)
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("n", row.n())
        .bind("title", row.title())
        .bind("body", row.body())
        .bind("summary", row.summary())
        .bind("options", row.options())
        .bind("payload", row.payload())
        .bind("hash", row.hash())
        .bind("author", row.author())
        .bind("amendment", row.amendmentId())
        .bind("at", row.at())
        .execute();
  }

  static Row text(Tx tx, CommunityId community, UUID proposal, int n) {
    return tx.query(
            """
            select n, title, body, summary, options, payload, hash, author, amendment_id, at
            from governance.text_version
            where community_id = :community and proposal_id = :proposal and n = :n
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("n", n)
        .mapTo(Row.class)
        .one();
  }

  /// All of them, newest first; there are at most 50.
  static List<Row> all(Tx tx, CommunityId community, UUID proposal) {
    return tx.query(
            """
            select n, title, body, summary, options, payload, hash, author, amendment_id, at
            from governance.text_version
            where community_id = :community and proposal_id = :proposal order by n desc
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .mapTo(Row.class)
        .list();
  }

  static void suggest(Tx tx, CommunityId community, UUID proposal, Amendment row) {
    tx.update(
            """
            insert into governance.amendment (community_id, proposal_id, id, base_n, title, body,
              summary, options, author, at)
            values (:community, :proposal, :id, :base, :title, :body, :summary, :options, :author, :at)
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("id", row.id())
        .bind("base", row.baseN())
        .bind("title", row.title())
        .bind("body", row.body())
        .bind("summary", row.summary())
        .bind("options", row.options())
        .bind("author", row.author())
        .bind("at", row.at())
        .execute();
  }

  static Optional<Amendment> amendment(Tx tx, CommunityId community, UUID proposal, UUID id) {
    return tx.query(AMENDMENTS + " and id = :id")
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("id", id)
        .mapTo(Amendment.class)
        .findOne();
  }

  static List<Amendment> amendments(Tx tx, CommunityId community, UUID proposal, int most) {
    return tx.query(AMENDMENTS + " order by at, id limit :most")
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("most", most)
        .mapTo(Amendment.class)
        .list();
  }

  static void accepted(Tx tx, CommunityId community, UUID proposal, UUID id, Instant at) {
    tx.update(
            """
            update governance.amendment set accepted_at = :at
            where community_id = :community and proposal_id = :proposal and id = :id
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("id", id)
        .bind("at", at)
        .execute();
  }

  /// Somebody stands behind a text.
  static void sponsor(Tx tx, CommunityId community, UUID proposal, int no, int textN, Instant at) {
    tx.update(
            """
            insert into governance.sponsor (community_id, proposal_id, no, text_n, at)
            values (:community, :proposal, :no, :n, :at)
            on conflict (community_id, proposal_id, no)
              do update set text_n = excluded.text_n, at = excluded.at
              where governance.sponsor.text_n <> excluded.text_n
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("no", no)
        .bind("n", textN)
        .bind("at", at)
        .execute();
  }

  /// Who stands behind a text.
  static List<Integer> sponsors(Tx tx, CommunityId community, UUID proposal, int textN, int most) {
    return tx.query(
            """
            select no from governance.sponsor
            where community_id = :community and proposal_id = :proposal and text_n = :n
            order by no limit :most
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("n", textN)
        .bind("most", most)
        .mapTo(Integer.class)
        .list();
  }

  static int sponsorCount(Tx tx, CommunityId community, UUID proposal, int textN) {
    return tx.query(
            """
            select count(*) from governance.sponsor
            where community_id = :community and proposal_id = :proposal and text_n = :n
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("n", textN)
        .mapTo(Integer.class)
        .one();
  }

  /// Whoever ever stood behind a text of it.
  static List<Integer> everSponsored(Tx tx, CommunityId community, UUID proposal, int most) {
    return tx.query(
            """
            select no from governance.sponsor
            where community_id = :community and proposal_id = :proposal order by no limit :most
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("most", most)
        .mapTo(Integer.class)
        .list();
  }

  static boolean sponsored(Tx tx, CommunityId community, UUID proposal, int no, int textN) {
    return tx.query(
                """
                select count(*) from governance.sponsor where community_id = :community
                  and proposal_id = :proposal and no = :no and text_n = :n
                """)
            .bind("community", community)
            .bind("proposal", proposal)
            .bind("no", no)
            .bind("n", textN)
            .mapTo(Integer.class)
            .one()
        > 0;
  }
}
