package org.coomunity.exchange.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// What the machine surface reads and keeps beside the books.
final class MachineStore {
  /// Which account was opened under an identifier.
  record Opened(int account, int kind, @Nullable Long creditLimit, @Nullable Long maxBalance) {}

  /// On what terms something was reserved.
  record Terms(UUID pending, long seconds, @Nullable Instant expiresAt, int closes) {}

  /// A transfer that is to be posted or voided.
  record Target(UUID id, Phase phase, int debit, int credit, long amount, int kind) {}

  private MachineStore() {}

  static Optional<String> code(Tx tx, int book) {
    return tx.query("select code from ledger.book where book = :book")
        .bind("book", book)
        .mapTo(String.class)
        .findOne();
  }

  static Optional<Opened> opened(Tx tx, int book, UUID id) {
    return tx.query(
            """
            select account, kind, credit_limit, max_balance from ledger.opened
            where book = :book and id = :id\
            """)
        .bind("book", book)
        .bind("id", id)
        .map((rs, context) ->
            new Opened(
                rs.getInt("account"),
                rs.getInt("kind"),
                LoadStore.nullableLong(rs, "credit_limit"),
                LoadStore.nullableLong(rs, "max_balance")))
        .findOne();
  }

  static void open(Tx tx, int book, UUID id, int account, AccountKind kind, Limits limits) {
    tx.update(
            """
            insert into ledger.opened (book, id, account, kind, credit_limit, max_balance)
            values (:book, :id, :account, :kind, :limit, :most)\
            """)
        .bind("book", book)
        .bind("id", id)
        .bind("account", account)
        .bind("kind", kind.code())
        .bind("limit", limits.creditLimit())
        .bind("most", limits.maxBalance())
        .execute();
  }

  /// Keeps the terms of a reservation with it.
  static Rider keep(int book, Terms terms) {
    return Rider.one(
        """
        insert into ledger.terms (book, pending, seconds, expires_at, closes)
        values (?, ?, ?, cast(? as timestamptz), ?)\
        """,
        book,
        terms.pending(),
        terms.seconds(),
        terms.expiresAt() == null ? null : terms.expiresAt().toString(),
        terms.closes());
  }

  static Map<UUID, Terms> terms(Tx tx, int book, Collection<UUID> pending) {
    Map<UUID, Terms> found = new HashMap<>();
    if (!pending.isEmpty()) {
      tx.query(
              """
              select pending, seconds, expires_at, closes from ledger.terms
              where book = :book and pending = any(:ids)\
              """)
          .bind("book", book)
          .bind("ids", pending.toArray(UUID[]::new))
          .map((rs, context) ->
              new Terms(
                  LoadStore.uuid(rs, "pending"),
                  rs.getLong("seconds"),
                  rs.getObject("expires_at") == null
                      ? null
                      : Micros.instant(LoadStore.micros(rs, "expires_at")),
                  rs.getInt("closes")))
          .forEach(terms -> found.put(terms.pending(), terms));
    }
    return found;
  }

  static Map<UUID, Target> targets(Tx tx, int book, Collection<UUID> ids) {
    Map<UUID, Target> found = new HashMap<>();
    if (!ids.isEmpty()) {
      tx.query(
              """
              select id, phase, debit, credit, amount, kind from ledger.transfer
              where book = :book and id = any(:ids)\
              """)
          .bind("book", book)
          .bind("ids", ids.toArray(UUID[]::new))
          .map((rs, context) ->
              new Target(
                  LoadStore.uuid(rs, "id"),
                  Phase.of(rs.getInt("phase")),
                  rs.getInt("debit"),
                  rs.getInt("credit"),
                  rs.getLong("amount"),
                  rs.getInt("kind")))
          .forEach(target -> found.put(target.id(), target));
    }
    return found;
  }

  static List<TransferRow> entries(
      Tx tx, Currency.Seat seat, Instant until, long after, int limit) {
    String side =
        """
        (select * from ledger.transfer where book = :book and %s = :account and seq > :after
          and recorded_at <= :until order by seq limit :limit)\
        """;
    String both = "(" + side.formatted("debit") + " union all " + side.formatted("credit") + ")";
    int book = seat.currency().book();
    return tx.query(LedgerStore.TRANSFER.formatted(both) + " order by t.seq limit :limit")
        .bind("book", book)
        .bind("account", seat.account())
        .bind("after", after)
        .bind("until", LedgerStore.time(until))
        .bind("limit", limit)
        .map((rs, context) -> LedgerStore.transferRow(rs, book))
        .list();
  }
}
