package org.coomunity.exchange.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A book as it lies open while postings are decided: what has been loaded of it, moved on by each
/// decision.
final class OpenBook {
  /// A reserved transfer and how it ended.
  record Reserved(
      UUID id,
      int debit,
      int credit,
      long amount,
      int kind,
      @Nullable Long expiresAt,
      @Nullable Phase end) {
    static Reserved by(Row row) {
      return new Reserved(
          row.id(), row.debit(), row.credit(), row.amount(), row.kind(), row.expiresAt(), null);
    }

    Reserved ended(Phase phase) {
      return new Reserved(id, debit, credit, amount, kind, expiresAt, phase);
    }
  }

  /// A transfer that moved something, and how much of it was taken back.
  record Original(UUID id, int debit, int credit, long amount, long reversed) {
    static Original by(Row row) {
      return new Original(row.id(), row.debit(), row.credit(), row.amount(), 0);
    }

    Original reversed(long more) {
      return new Original(id, debit, credit, amount, reversed + more);
    }
  }

  final int book;
  long lastSeq;
  long lastAt;
  final Map<Integer, Account> accounts;
  final Map<UUID, Reserved> reserved;
  final Map<UUID, Original> originals;
  private @Nullable Undo undo;

  /// What stood before a chain began, kept for what it touches.
  private record Undo(
      long lastSeq,
      long lastAt,
      Map<Integer, Account> accounts,
      Map<UUID, @Nullable Reserved> reserved,
      Map<UUID, @Nullable Original> originals) {}

  OpenBook(int book, long lastSeq, long lastAt) {
    this.book = book;
    this.lastSeq = lastSeq;
    this.lastAt = lastAt;
    this.accounts = new HashMap<>();
    this.reserved = new HashMap<>();
    this.originals = new HashMap<>();
  }

  /// What reservations and reversals need is read anew for each batch.
  void forgetTransfers() {
    reserved.clear();
    originals.clear();
  }

  void beginChain() {
    undo = new Undo(lastSeq, lastAt, new HashMap<>(), new HashMap<>(), new HashMap<>());
  }

  void endChain() {
    undo = null;
  }

  void undoChain() {
    Undo before = undo;
    if (before == null) {
      return;
    }
    lastSeq = before.lastSeq;
    lastAt = before.lastAt;
    accounts.putAll(before.accounts);
    before.reserved.forEach((id, value) -> restore(reserved, id, value));
    before.originals.forEach((id, value) -> restore(originals, id, value));
    undo = null;
  }

  private static <V> void restore(Map<UUID, V> map, UUID id, @Nullable V value) {
    if (value == null) {
      map.remove(id);
    } else {
      map.put(id, value);
    }
  }

  /// The account, about to be changed.
  Account touched(int number) {
    Account account = accounts.get(number);
    if (account == null) {
      throw new IllegalStateException("account " + number + " is not loaded");
    }
    if (undo != null) {
      undo.accounts.computeIfAbsent(number, n -> account.copy());
    }
    return account;
  }

  void put(Reserved value) {
    if (undo != null && !undo.reserved.containsKey(value.id())) {
      undo.reserved.put(value.id(), reserved.get(value.id()));
    }
    reserved.put(value.id(), value);
  }

  void put(Original value) {
    if (undo != null && !undo.originals.containsKey(value.id())) {
      undo.originals.put(value.id(), originals.get(value.id()));
    }
    originals.put(value.id(), value);
  }
}
