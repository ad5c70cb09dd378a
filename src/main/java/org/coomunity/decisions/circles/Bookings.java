package org.coomunity.decisions.circles;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.circles.CirclesDoors.Purse;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Outcome;
import org.coomunity.exchange.ledger.Posting;
import org.coomunity.exchange.ledger.Status;
import org.coomunity.exchange.ledger.Transfer;

/// Writes money and what belongs to it together, or neither.
final class Bookings {
  /// What the ledger says when somebody else was faster.
  private static final Set<Status> SURPASSED =
      EnumSet.of(
          Status.RIDER_CONFLICT,
          Status.PENDING_TRANSFER_ALREADY_POSTED,
          Status.PENDING_TRANSFER_ALREADY_VOIDED);

  /// Somebody else was faster.
  private static final class Stale extends RuntimeException {
    Stale() {
      super("stale", null, false, false);
    }
  }

  private final Database database;
  private final Ledger ledger;

  Bookings(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /// Writes all or nothing; false when somebody else was faster.
  boolean carried(Purse purse, List<Transfer> transfers, List<Rider> riders) {
    if (transfers.isEmpty()) {
      return written(riders);
    }
    return switch (ledger.submit(Posting.of(purse.book(), transfers, riders))) {
      case Outcome.Booked booked -> true;
      case Outcome.Denied denied -> {
        if (SURPASSED.contains(denied.status())) {
          yield false;
        }
        throw people(denied.refusal(), purse.unit());
      }
    };
  }

  private boolean written(List<Rider> riders) {
    try {
      return database.write(tx -> {
        run(tx, riders);
        return true;
      });
    } catch (Stale stale) {
      return false;
    }
  }

  /// @throws Stale when one of them touches other rows than it must
  static void run(Tx tx, List<Rider> riders) {
    for (Rider rider : riders) {
      if (tx.run(rider) != rider.rows()) {
        throw new Stale();
      }
    }
  }

  /// Amounts of a refusal as people write them.
  private static Refused people(Refused refused, Unit unit) {
    List<Object> details = new ArrayList<>();
    refused
        .details()
        .forEach((name, value) -> {
          details.add(name);
          details.add(value instanceof Long minor ? unit.format(minor) : value);
        });
    return details.isEmpty() ? refused : Refused.because(refused.refusal(), details.toArray());
  }
}
