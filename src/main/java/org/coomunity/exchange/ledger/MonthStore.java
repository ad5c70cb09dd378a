package org.coomunity.exchange.ledger;

import java.time.Instant;
import java.util.List;
import org.coomunity.base.platform.db.Tx;

/// Sums of an account by month, in the database.
final class MonthStore {
  private static final int ROWS_MOST = 1_000;

  private MonthStore() {}

  /// What moved it; reservations moved nothing yet.
  static List<MonthFlow> months(Tx tx, int book, int account, Instant from, Instant to) {
    return tx.query(
            """
            select cast(date_trunc('month', valid_at at time zone 'UTC') as date) as month, kind,
              cast(sum(case when credit = :account then amount else 0 end) as bigint) as came,
              cast(sum(case when debit = :account then amount else 0 end) as bigint) as went
            from (select valid_at, kind, debit, credit, amount from ledger.transfer
                where book = :book and debit = :account and phase in (:single, :post)
                  and valid_at >= :from and valid_at < :to
              union all select valid_at, kind, debit, credit, amount from ledger.transfer
                where book = :book and credit = :account and phase in (:single, :post)
                  and valid_at >= :from and valid_at < :to) moved
            group by 1, 2 order by 1, 2 limit :most
            """)
        .bind("book", book)
        .bind("account", account)
        .bind("single", Phase.SINGLE.code())
        .bind("post", Phase.POST.code())
        .bind("from", from)
        .bind("to", to)
        .bind("most", ROWS_MOST)
        .mapTo(MonthFlow.class)
        .list();
  }
}
