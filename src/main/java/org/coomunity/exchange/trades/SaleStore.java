package org.coomunity.exchange.trades;

import java.time.Instant;
import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;

/// What was sold, in the database.
final class SaleStore {
  private SaleStore() {}

  static List<Sale> sales(Tx tx, CommunityId community, Instant since, int most) {
    return tx.query(
            """
            select seller, listing, updated_at as at from trades.trade
            where community_id = :community and state = 'COMPLETED' and listing is not null
              and updated_at >= :since
            order by updated_at desc, id limit :most
            """)
        .bind("community", community)
        .bind("since", since)
        .bind("most", most)
        .mapTo(Sale.class)
        .list();
  }
}
