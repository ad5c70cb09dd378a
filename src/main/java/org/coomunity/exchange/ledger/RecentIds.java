package org.coomunity.exchange.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The newest identifiers that a lane wrote, so that most repeats are answered from memory.
/// Bounded: the oldest goes first.
final class RecentIds {
  private static final int MOST = 1 << 16;

  /// Either the row, with what had been reserved when it posts, or the refusal.
  record Recent(int book, @Nullable Row row, Verdict.@Nullable No no) {}

  private final Map<UUID, Recent> recent =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Recent> eldest) {
          return size() > MOST;
        }
      };

  void add(int book, Row row) {
    // what a posting of "all" is compared with is not kept here: such a repeat reads the books
    if (row.phase() != Phase.POST) {
      recent.put(row.id(), new Recent(book, row, null));
    }
  }

  void add(Batch.Retired retired) {
    recent.put(retired.id(), new Recent(retired.book(), null, retired.no()));
  }

  /// Adds what is remembered of a posting's identifiers.
  void known(Posting posting, Known known) {
    for (Transfer transfer : posting.transfers()) {
      Recent one = recent.get(transfer.id());
      if (one != null && one.book() == posting.book()) {
        if (one.row() != null) {
          known.rows().put(transfer.id(), one.row());
        } else if (one.no() != null) {
          known.retired().put(transfer.id(), one.no());
        }
      }
    }
  }
}
