package org.coomunity.exchange.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.coomunity.base.kernel.Uuid7;
import org.jspecify.annotations.Nullable;

/// What a lane has before it: the open books with the accounts it knows, the newest identifiers,
/// the rules. Used by the lane's own thread alone.
final class Desk {
  /// An identifier older than this may well be a repeat of one that is no longer in memory.
  private static final long OLD_MILLIS = 60_000;

  private final InstantSource clock;
  private final int accountsMost;
  private final LedgerRules rules = new LedgerRules();
  private final RecentIds recent = new RecentIds();
  private final LinkedHashMap<Integer, OpenBook> open = new LinkedHashMap<>(16, 0.75f, true);

  /// @param accountsMost how many accounts are kept in memory between batches
  Desk(InstantSource clock, int accountsMost) {
    this.clock = clock;
    this.accountsMost = accountsMost;
  }

  /// Whether something must be read before these orders can be decided.
  boolean mustRead(List<Order> orders) {
    for (Order order : orders) {
      OpenBook book = open.get(order.posting().book());
      if (book == null) {
        return true;
      }
      for (Transfer transfer : order.posting().transfers()) {
        if (transfer.pending() != null
            || transfer.reverses() != null
            || !book.accounts.containsKey(transfer.debit())
            || !book.accounts.containsKey(transfer.credit())
            || mayBeOld(transfer.id())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean mayBeOld(UUID id) {
    return id.version() != 7 || clock.millis() - Uuid7.instant(id).toEpochMilli() > OLD_MILLIS;
  }

  /// Reads what these orders need and is not in memory, and answers those that were booked or
  /// refused before.
  ///
  /// @param thorough true: the books are locked first, everything is read anew, and every
  ///   identifier is looked up
  /// @return the orders that are left
  List<Order> read(Connection connection, List<Order> orders, boolean thorough)
      throws SQLException {
    Map<Integer, List<Order>> byBook = new TreeMap<>();
    for (Order order : orders) {
      byBook.computeIfAbsent(order.posting().book(), n -> new ArrayList<>()).add(order);
    }
    Set<Order> answered = new HashSet<>();
    for (var entry : byBook.entrySet()) {
      OpenBook book = open.get(entry.getKey());
      if (book == null || thorough) {
        book = LoadStore.book(connection, entry.getKey(), thorough);
        if (book != null) {
          open.put(entry.getKey(), book);
        }
      }
      Known known = new Known();
      Set<UUID> ids = lookedUp(entry.getValue(), thorough);
      if (!ids.isEmpty()) {
        LoadStore.known(connection, entry.getKey(), ids, known);
      }
      if (!known.isEmpty()) {
        answerKnown(entry.getValue(), known, answered);
      }
      if (book != null) {
        readParts(connection, book, entry.getValue());
      }
    }
    return orders.stream().filter(order -> !answered.contains(order)).toList();
  }

  private Set<UUID> lookedUp(List<Order> orders, boolean thorough) {
    Set<UUID> ids = new HashSet<>();
    for (Order order : orders) {
      for (Transfer transfer : order.posting().transfers()) {
        if (thorough || transfer.phase() == Phase.POST || mayBeOld(transfer.id())) {
          ids.add(transfer.id());
        }
      }
    }
    return ids;
  }

  private static void answerKnown(List<Order> orders, Known known, Set<Order> answered) {
    for (Order order : orders) {
      Outcome earlier = known.answer(order.posting());
      if (earlier != null) {
        answered.add(order);
        order.answer().complete(earlier);
      }
    }
  }

  private static void readParts(Connection connection, OpenBook book, List<Order> orders)
      throws SQLException {
    Set<UUID> pending = new HashSet<>();
    Set<UUID> reversed = new HashSet<>();
    Set<Integer> numbers = new TreeSet<>();
    for (Order order : orders) {
      for (Transfer transfer : order.posting().transfers()) {
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
    }
    if (!pending.isEmpty()) {
      LoadStore.reserved(connection, book, pending);
      book.reserved.values().forEach(one -> numbers.addAll(List.of(one.debit(), one.credit())));
    }
    if (!reversed.isEmpty()) {
      LoadStore.originals(connection, book, reversed);
    }
    numbers.removeAll(book.accounts.keySet());
    if (!numbers.isEmpty()) {
      LoadStore.accounts(connection, book, numbers, false);
    }
  }

  /// Decides orders in their order, against memory alone.
  ///
  /// @param underWay identifiers that are being written at this moment
  Draft decide(Collection<Order> orders, Set<UUID> underWay) {
    Draft draft = new Draft();
    Instant now = clock.instant();
    draft.batch.at = Micros.of(now);
    for (Order order : orders) {
      if (collides(order.posting(), underWay) || collides(order.posting(), draft.ids)) {
        draft.deferred.add(order);
        continue;
      }
      Outcome earlier = remembered(order.posting());
      if (earlier != null) {
        order.answer().complete(earlier);
      } else {
        order.posting().transfers().forEach(transfer -> draft.ids.add(transfer.id()));
        draft.add(order, decide(order.posting(), draft.batch, now));
      }
    }
    draft.batch.parts.values().forEach(Batch.Part::seal);
    return draft;
  }

  private static boolean collides(Posting posting, Set<UUID> ids) {
    for (Transfer transfer : posting.transfers()) {
      if (ids.contains(transfer.id())) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Outcome remembered(Posting posting) {
    Known known = new Known();
    recent.known(posting, known);
    return known.isEmpty() && posting.transfers().size() == 1 ? null : known.answer(posting);
  }

  private Outcome decide(Posting posting, Batch batch, Instant now) {
    OpenBook book = open.get(posting.book());
    if (book == null) {
      return Verdict.No.because(Status.DEBIT_ACCOUNT_NOT_FOUND, 0).denied();
    }
    Batch.Part part = batch.parts.computeIfAbsent(book.book, n -> new Batch.Part(book));
    for (Transfer transfer : posting.transfers()) {
      involve(part, transfer.debit());
      involve(part, transfer.credit());
      OpenBook.Reserved reserved =
          transfer.pending() == null ? null : book.reserved.get(transfer.pending());
      if (reserved != null) {
        involve(part, reserved.debit());
        involve(part, reserved.credit());
      }
    }
    return switch (rules.decide(book, posting, now)) {
      case Verdict.Yes yes -> {
        part.rows.addAll(yes.rows());
        List<Outcome.BookedTransfer> booked = new ArrayList<>(yes.rows().size());
        for (Row row : yes.rows()) {
          booked.add(row.booked());
          if (posting.imported()) {
            part.lifted.add(row.debit());
            part.lifted.add(row.credit());
          }
        }
        yield new Outcome.Booked(false, booked);
      }
      case Verdict.No no -> {
        if (no.status().retires()) {
          UUID id = posting.transfers().get(no.index()).id();
          batch.retired.add(new Batch.Retired(book.book, id, no));
        }
        yield no.denied();
      }
    };
  }

  private static void involve(Batch.Part part, int number) {
    Account account = part.book.accounts.get(number);
    if (account != null) {
      part.versions.putIfAbsent(number, account.version);
    }
  }

  /// Remembers what was written.
  void written(Draft draft) {
    for (Batch.Part part : draft.batch.parts.values()) {
      part.rows.forEach(row -> recent.add(part.book.book, row));
    }
    draft.batch.retired.forEach(recent::add);
    tidy();
  }

  private void tidy() {
    long accounts = 0;
    for (OpenBook book : open.values()) {
      accounts += book.accounts.size();
    }
    Iterator<OpenBook> eldest = open.values().iterator();
    while (accounts > accountsMost && eldest.hasNext()) {
      accounts -= eldest.next().accounts.size();
      eldest.remove();
    }
  }

  /// Closes all books: what is in memory may no longer be so.
  void forgetAll() {
    open.clear();
  }
}
