package org.coomunity.exchange.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.coomunity.base.platform.db.Tx;

/// Books one posting inside the caller's transaction: lock the book and the accounts in order of
/// their numbers, check, write. The reference for the lane.
final class PlainWay {
  private final InstantSource clock;

  PlainWay(InstantSource clock) {
    this.clock = clock;
  }

  Outcome book(Tx tx, Posting posting) {
    try {
      return book(tx.connection(), posting);
    } catch (SQLException e) {
      throw new LedgerFailure("a posting was not booked", e);
    }
  }

  /// Books postings and takes all of it back.
  List<Outcome> dryRun(Tx tx, List<Posting> postings) {
    try {
      Connection connection = tx.connection();
      Savepoint before = connection.setSavepoint();
      List<Outcome> outcomes = new ArrayList<>();
      for (Posting posting : postings) {
        outcomes.add(book(connection, posting));
      }
      connection.rollback(before);
      return outcomes;
    } catch (SQLException e) {
      throw new LedgerFailure("postings could not be tried", e);
    }
  }

  private Outcome book(Connection connection, Posting posting) throws SQLException {
    OpenBook book = LoadStore.book(connection, posting.book(), true);
    if (book == null) {
      return Verdict.No.because(Status.DEBIT_ACCOUNT_NOT_FOUND, 0).denied();
    }
    Known known = new Known();
    LoadStore.known(connection, book.book, ids(posting), known);
    Outcome earlier = known.answer(posting);
    if (earlier != null) {
      return earlier;
    }
    load(connection, book, posting);
    Verdict verdict = new LedgerRules().decide(book, posting, clock.instant());
    return switch (verdict) {
      case Verdict.No no -> {
        if (no.status().retires()) {
          UUID id = posting.transfers().get(no.index()).id();
          PlainStore.retire(connection, book.book, id, no, Micros.of(clock.instant()));
        }
        yield no.denied();
      }
      case Verdict.Yes yes -> write(connection, book, posting, yes.rows());
    };
  }

  private static List<UUID> ids(Posting posting) {
    return posting.transfers().stream().map(Transfer::id).toList();
  }

  private static void load(Connection connection, OpenBook book, Posting posting)
      throws SQLException {
    List<UUID> pending = new ArrayList<>();
    List<UUID> reversed = new ArrayList<>();
    TreeSet<Integer> numbers = new TreeSet<>();
    for (Transfer transfer : posting.transfers()) {
      if (transfer.pending() != null) {
        pending.add(transfer.pending());
      } else {
        numbers.add(transfer.debit());
        numbers.add(transfer.credit());
      }
      if (transfer.reverses() != null) {
        reversed.add(transfer.reverses());
      }
    }
    if (!pending.isEmpty()) {
      LoadStore.reserved(connection, book, pending);
      book.reserved
          .values()
          .forEach(r -> {
            numbers.add(r.debit());
            numbers.add(r.credit());
          });
    }
    if (!reversed.isEmpty()) {
      LoadStore.originals(connection, book, reversed);
    }
    LoadStore.accounts(connection, book, numbers, true);
  }

  private static Outcome write(
      Connection connection, OpenBook book, Posting posting, List<Row> rows) throws SQLException {
    Map<Integer, Account> moved = new TreeMap<>();
    for (Row row : rows) {
      moved.put(row.debit(), book.touched(row.debit()));
      moved.put(row.credit(), book.touched(row.credit()));
    }
    Savepoint before = posting.riders().isEmpty() ? null : connection.setSavepoint();
    PlainStore.write(connection, book, rows, moved.values(), posting.imported());
    if (before != null && !RiderStore.run(connection, List.of(posting.riders())).isEmpty()) {
      connection.rollback(before);
      return Verdict.No.because(Status.RIDER_CONFLICT, 0).denied();
    }
    return new Outcome.Booked(false, rows.stream().map(Row::booked).toList());
  }
}
