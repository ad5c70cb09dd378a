package org.coomunity.analytics.journeys;

import java.time.Instant;
import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;

/// Funnels in the database.
final class FunnelStore {
  /// A funnel as it is kept.
  record Kept(String name, String definition, int version) {}

  private FunnelStore() {}

  static List<Kept> funnels(Tx tx, CommunityId community) {
    return tx.query(
            """
            select name, cast(definition as text) as definition, version from journeys.funnel
            where community_id = :community order by name
            """)
        .bind("community", community)
        .mapTo(Kept.class)
        .list();
  }

  static void funnel(
      Tx tx, CommunityId community, String name, String definition, int by, Instant at) {
    tx.update(
            """
            insert into journeys.funnel as f (community_id, name, definition, version, changed_by,
              changed_at)
            values (:community, :name, cast(:definition as jsonb), 1, :by, :at)
            on conflict (community_id, name) do update set definition = excluded.definition,
              version = f.version + 1, changed_by = excluded.changed_by,
              changed_at = excluded.changed_at
            """)
        .bind("community", community)
        .bind("name", name)
        .bind("definition", definition)
        .bind("by", by)
        .bind("at", at)
        .execute();
  }

  static boolean noFunnel(Tx tx, CommunityId community, String name) {
    return tx.update("delete from journeys.funnel where community_id = :community and name = :name")
            .bind("community", community)
            .bind("name", name)
            .execute()
        == 1;
  }
}
