package org.coomunity.exchange.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// What one batch of the lane is about to write, and how things stood when it was decided.
final class Batch {
  /// The part of a batch that belongs to one book.
  static final class Part {
    final OpenBook book;
    final long oldSeq;

    /// Versions of the accounts involved, before the first decision.
    final Map<Integer, Long> versions = new HashMap<>();

    /// Accounts that imported history moved: their floor follows them.
    final Set<Integer> lifted = new HashSet<>();

    final List<Row> rows = new ArrayList<>();

    /// The last place, and its time, after the last decision.
    long newSeq;

    long newAt;

    /// The accounts involved as they were left: copies, because the next batch is decided while
    /// this one is written.
    final List<Account> left = new ArrayList<>();

    /// Ends deciding.
    void seal() {
      newSeq = book.lastSeq;
      newAt = book.lastAt;
      versions.keySet().stream()
          .sorted()
          .map(book.accounts::get)
          .filter(Objects::nonNull)
          .forEach(account -> left.add(account.copy()));
      book.forgetTransfers();
    }

    Part(OpenBook book) {
      this.book = book;
      this.oldSeq = book.lastSeq;
    }
  }

  /// An identifier that failed for a reason of state.
  record Retired(int book, UUID id, Verdict.No no) {}

  final TreeMap<Integer, Part> parts = new TreeMap<>();
  final List<Retired> retired = new ArrayList<>();
  long at;

  int rows() {
    int rows = 0;
    for (Part part : parts.values()) {
      rows += part.rows.size();
    }
    return rows;
  }
}
