package org.coomunity.exchange.lets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jdbi.v3.core.statement.Query;

/// Payment requests as other contracts list them, and which communities use a currency code.
final class AskedStore {
  private static final String ROWS =
      """
      select id, payer, payee, amount, words, state, created_at,
        coalesce(answered_at, created_at) as updated_at, payment
      from lets.request
      where community_id = :community
      """;

  private AskedStore() {}

  static List<Asked> rows(Tx tx, CommunityId community, Asked.Query wanted) {
    List<String> filters = new ArrayList<>();
    for (int i = 0; i < wanted.involved().size(); i++) {
      filters.add("and (payer = any(:in" + i + ") or payee = any(:in" + i + "))");
    }
    filters.add(wanted.payers().isEmpty() ? "" : "and payer = any(:payers)");
    filters.add(wanted.payees().isEmpty() ? "" : "and payee = any(:payees)");
    String by = wanted.byUpdate() ? "updated_at" : "created_at";
    String order = wanted.newestFirst() ? " desc" : " asc";
    Query query =
        tx.query(
                ROWS
                    + String.join(" ", filters)
                    + " and state in (<states>) order by %s%s, id%s limit :limit"
                        .formatted(by, order, order))
            .bind("community", community)
            .bindList("states", wanted.states())
            .bind("limit", wanted.limit());
    for (int i = 0; i < wanted.involved().size(); i++) {
      query.bind("in" + i, numbers(wanted.involved().get(i)));
    }
    if (!wanted.payers().isEmpty()) {
      query.bind("payers", numbers(wanted.payers()));
    }
    if (!wanted.payees().isEmpty()) {
      query.bind("payees", numbers(wanted.payees()));
    }
    return query.mapTo(Asked.class).list();
  }

  private static int[] numbers(Set<Integer> members) {
    return members.stream().mapToInt(Integer::intValue).toArray();
  }

  static List<Asked> rows(Tx tx, CommunityId community, Collection<UUID> ids) {
    return tx.query(ROWS + "and id in (<ids>)")
        .bind("community", community)
        .bindList("ids", ids)
        .mapTo(Asked.class)
        .list();
  }

  static List<Asked> answeredBy(Tx tx, CommunityId community, Collection<UUID> payments) {
    return tx.query(ROWS + "and payment in (<payments>)")
        .bind("community", community)
        .bindList("payments", payments)
        .mapTo(Asked.class)
        .list();
  }

  /// The communities that call their currency so, the oldest first.
  static List<CommunityId> coded(Tx tx, String code, int most) {
    return tx.query(
            """
            select community_id from lets.exchange where code = :code
            order by created_at, community_id limit :most
            """)
        .bind("code", code)
        .bind("most", most)
        .mapTo(UUID.class)
        .map(CommunityId::new)
        .list();
  }
}
