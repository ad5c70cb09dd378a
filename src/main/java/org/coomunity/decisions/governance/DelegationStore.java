package org.coomunity.decisions.governance;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Voices that were given on, in the database.
final class DelegationStore {
  /// A link of somebody, the dearest with rank 1.
  record Row(
      int no, String scope, int rank, int delegate, Instant since, @Nullable Instant endsAt) {}

  private static final String SELECT =
      """
      select no, scope, rank, delegate, since, ends_at from governance.delegation
      where community_id = :community
      """;

  private DelegationStore() {}

  static void delete(Tx tx, CommunityId community, int no, String scope) {
    tx.update(
            """
            delete from governance.delegation
            where community_id = :community and no = :no and scope = :scope
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("scope", scope)
        .execute();
  }

  static void insert(Tx tx, CommunityId community, Row row) {
    tx.update(
            """
            insert into governance.delegation (community_id, no, scope, rank, delegate, since, ends_at)
            values (:community, :no, :scope, :rank, :delegate, :since, :ends)
            """)
        .bind("community", community)
        .bind("no", row.no())
        .bind("scope", row.scope())
        .bind("rank", row.rank())
        .bind("delegate", row.delegate())
        .bind("since", row.since())
        .bind("ends", row.endsAt())
        .execute();
  }

  /// All of one member.
  static List<Row> own(Tx tx, CommunityId community, int no) {
    return tx.query(SELECT + " and no = :no order by scope, rank limit 1000")
        .bind("community", community)
        .bind("no", no)
        .mapTo(Row.class)
        .list();
  }

  /// Whom these name in a scope.
  static List<Integer> named(
      Tx tx, CommunityId community, String scope, Collection<Integer> numbers, Instant now) {
    return tx.query(
            """
            select distinct delegate from governance.delegation
            where community_id = :community and scope = :scope and no = any(:nos)
              and (ends_at is null or ends_at > :now)
            """)
        .bind("community", community)
        .bind("scope", scope)
        .bind("nos", numbers.stream().mapToInt(Integer::intValue).toArray())
        .bind("now", now)
        .mapTo(Integer.class)
        .list();
  }

  /// True when somebody's voice reaches a member over exactly so many links.
  static boolean behind(
      Tx tx, CommunityId community, String scope, int no, int links, Instant now) {
    return tx.query(
            """
            with recursive behind (no, links) as (
              select cast(:no as int), 0
              union
              select d.no, b.links + 1 from behind b join governance.delegation d
                on d.community_id = :community and d.scope = :scope and d.delegate = b.no
                  and (d.ends_at is null or d.ends_at > :now)
              where b.links < :links)
            select exists (select 1 from behind where links = :links)
            """)
        .bind("community", community)
        .bind("scope", scope)
        .bind("no", no)
        .bind("links", links)
        .bind("now", now)
        .mapTo(Boolean.class)
        .one();
  }

  /// All that hold for a vote, by member and rank.
  static List<Row> holding(Tx tx, CommunityId community, List<String> scopes, Instant at) {
    return tx.query(
            SELECT
                + """
                 and scope = any(:scopes) and (ends_at is null or ends_at > :at)
                order by no, rank
                """)
        .bind("community", community)
        .bind("scopes", scopes.toArray(String[]::new))
        .bind("at", at)
        .mapTo(Row.class)
        .list();
  }
}
