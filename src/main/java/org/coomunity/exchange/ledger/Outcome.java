package org.coomunity.exchange.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.Refused;

/// What became of a posting.
public sealed interface Outcome {
  /// Booked, now or (with `replay`) by an earlier try with the same identifiers and the same body.
  record Booked(boolean replay, List<BookedTransfer> transfers) implements Outcome {}

  /// Not booked; nothing was written except, for a reason of state, that the identifier is retired.
  ///
  /// @param status why
  /// @param index which transfer of the posting it was
  /// @param refusal the same no for people, with `available`, `limit`, `field` … as details
  record Denied(Status status, int index, Refused refusal) implements Outcome {}

  /// A transfer in the books.
  ///
  /// @param seq its place in the book: dense, from 1
  /// @param debitBalance balance of the giver after it
  /// @param creditBalance balance of the receiver after it
  /// @param amount what was moved or reserved
  /// @param belowLimit true when a soft limit was passed
  record BookedTransfer(
      UUID id,
      long seq,
      Instant at,
      long amount,
      long debitBalance,
      long creditBalance,
      boolean belowLimit) {}

  /// The booked transfers.
  ///
  /// @throws Refused when it was denied
  default Booked orRefuse() {
    return switch (this) {
      case Booked booked -> booked;
      case Denied denied -> throw denied.refusal();
    };
  }
}
