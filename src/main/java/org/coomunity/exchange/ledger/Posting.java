package org.coomunity.exchange.ledger;

import java.util.List;
import org.coomunity.base.platform.db.Rider;

/// Transfers of one book that are booked all or not at all, with statements of other modules that
/// commit with them.
///
/// @param book the book
/// @param transfers 1..256, decided in order
/// @param imported true for history: limits are not applied, `validAt` is kept
/// @param riders statements that commit with the transfers
public record Posting(int book, List<Transfer> transfers, boolean imported, List<Rider> riders) {
  /// The longest chain.
  public static final int MOST = 256;

  public Posting {
    transfers = List.copyOf(transfers);
    riders = List.copyOf(riders);
    if (transfers.isEmpty() || transfers.size() > MOST) {
      throw new IllegalArgumentException("transfers: " + transfers.size());
    }
  }

  public static Posting of(int book, Transfer transfer) {
    return new Posting(book, List.of(transfer), false, List.of());
  }

  public static Posting of(int book, List<Transfer> transfers, List<Rider> riders) {
    return new Posting(book, transfers, false, riders);
  }
}
