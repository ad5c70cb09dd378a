package org.coomunity.exchange.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Identifiers that the books have met before: booked ones with their rows, retired ones with the
/// refusal they met.
///
/// @param rows by identifier
/// @param reserved for rows that posted: what had been reserved
/// @param retired by identifier
record Known(Map<UUID, Row> rows, Map<UUID, Long> reserved, Map<UUID, Verdict.No> retired) {
  Known() {
    this(new HashMap<>(), new HashMap<>(), new HashMap<>());
  }

  boolean isEmpty() {
    return rows.isEmpty() && retired.isEmpty();
  }

  /// The answer to a posting of which something is known; null when all of it is new.
  @Nullable Outcome answer(Posting posting) {
    List<Transfer> transfers = posting.transfers();
    Set<UUID> seen = new HashSet<>();
    List<Outcome.BookedTransfer> booked = new ArrayList<>();
    for (int i = 0; i < transfers.size(); i++) {
      Transfer transfer = transfers.get(i);
      if (!seen.add(transfer.id())) {
        return Verdict.No.differs(i, "id").denied();
      }
      Verdict.No no = retired.get(transfer.id());
      if (no != null) {
        return no.again(i);
      }
      Row row = rows.get(transfer.id());
      if (row != null) {
        String field = differing(transfer, row, reserved.get(transfer.id()), posting.imported());
        if (field != null) {
          return Verdict.No.differs(i, field).denied();
        }
        booked.add(row.booked());
      }
    }
    if (booked.isEmpty()) {
      return null;
    }
    return booked.size() == transfers.size()
        ? new Outcome.Booked(true, booked)
        : Verdict.No.differs(0, "transfers").denied();
  }

  /// The first field in which a repeat is not the transfer that was booked; null when it is the
  /// same.
  static @Nullable String differing(
      Transfer asked, Row row, @Nullable Long reserved, boolean imported) {
    if (asked.phase() != row.phase()) {
      return "phase";
    }
    boolean moves = asked.phase() == Phase.SINGLE || asked.phase() == Phase.PENDING;
    if (moves && asked.debit() != row.debit()) {
      return "debit";
    }
    if (moves && asked.credit() != row.credit()) {
      return "credit";
    }
    long amount = asked.amount();
    if (asked.phase() == Phase.POST && amount == -1 && reserved != null) {
      amount = reserved;
    }
    // of as much as possible the row keeps what was moved: a repeat asks for that or more
    boolean other =
        asked.balancing() == Balancing.NONE ? amount != row.amount() : amount < row.amount();
    if ((moves || asked.phase() == Phase.POST) && other) {
      return "amount";
    }
    if (asked.kind() != row.kind() && (moves || asked.kind() != 0)) {
      return "kind";
    }
    if (!Objects.equals(asked.pending(), row.pending())) {
      return "pending";
    }
    Long expiresAt = asked.expiresAt() == null ? null : Long.valueOf(Micros.of(asked.expiresAt()));
    if (!Objects.equals(expiresAt, row.expiresAt())) {
      return "expiresAt";
    }
    if (!Objects.equals(asked.reverses(), row.reverses())) {
      return "reverses";
    }
    if (asked.actor() != row.actor()) {
      return "actor";
    }
    if (imported && asked.validAt() != null && Micros.of(asked.validAt()) != row.validAt()) {
      return "validAt";
    }
    return asked.words().equals(row.words()) ? null : "words";
  }
}
