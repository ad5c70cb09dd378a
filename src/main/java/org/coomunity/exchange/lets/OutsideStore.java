package org.coomunity.exchange.lets;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Accounts outside in the database.
final class OutsideStore {
  record Row(int account, String name) {}

  private OutsideStore() {}

  static List<Row> named(Tx tx, CommunityId community, Collection<String> names) {
    return tx.query(
            """
            select account, name from lets.outside
            where community_id = :community and name = any(cast(:names as text[]))
            """)
        .bind("community", community)
        .bind("names", names.toArray(new String[0]))
        .mapTo(Row.class)
        .list();
  }

  static List<Row> of(Tx tx, CommunityId community, Collection<Integer> accounts) {
    return tx.query(
            """
            select account, name from lets.outside
            where community_id = :community and account = any(:accounts)
            """)
        .bind("community", community)
        .bind("accounts", accounts.stream().mapToInt(Integer::intValue).toArray())
        .mapTo(Row.class)
        .list();
  }

  static List<Row> after(Tx tx, CommunityId community, int after, int limit) {
    return tx.query(
            """
            select account, name from lets.outside
            where community_id = :community and account > :after order by account limit :limit
            """)
        .bind("community", community)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(Row.class)
        .list();
  }

  static void add(Tx tx, CommunityId community, Map<String, Integer> accounts) {
    try (PreparedBatch batch =
        tx.batch(
            """
            insert into lets.outside (community_id, account, name)
            values (:community, :account, :name)
            """)) {
      accounts.forEach((name, account) ->
          batch.bind("community", community).bind("account", account).bind("name", name).add());
      batch.execute();
    }
  }
}
