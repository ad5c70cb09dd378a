package org.coomunity.exchange.commons;

import java.time.Instant;
import org.coomunity.base.platform.db.Tx;

/// What all communities have together, in the database.
final class TallyStore {
  private TallyStore() {}

  static Mission.Tally missions(Tx tx, Instant now, Instant since) {
    return tx.query(
            """
            select count(*) filter (where closes_at > :now) as open,
              count(*) filter (where reached_at > :since) as reached
            from commons.mission where closes_at > :since
            """)
        .bind("now", now)
        .bind("since", since)
        .mapTo(Mission.Tally.class)
        .one();
  }
}
