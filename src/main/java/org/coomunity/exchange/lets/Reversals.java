package org.coomunity.exchange.lets;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Outcome;
import org.coomunity.exchange.ledger.Posting;
import org.coomunity.exchange.ledger.Transfer;
import org.coomunity.exchange.ledger.TransferRow;
import org.jspecify.annotations.Nullable;

/// Payments that are taken back, wholly or in part, by whoever received them or by an admin: a new
/// transfer the other way. All that is taken back of one payment is never more than it was.
final class Reversals {
  private final Ledger ledger;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Exchanges exchanges;
  private final Payments payments;

  Reversals(
      Ledger ledger, Outbox outbox, InstantSource clock, Exchanges exchanges, Payments payments) {
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
    this.exchanges = exchanges;
    this.payments = payments;
  }

  Made<Payment> reverse(Standing standing, UUID original, Payment.Reversal reversal) {
    Exchange exchange = exchanges.of(standing.community());
    TransferRow row = payments.row(standing, exchange, original);
    int own = exchanges.account(standing.community(), standing.no());
    boolean anothers = row.credit() != own;
    if (anothers && !standing.role().includes(Role.ADMIN)) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    String why = Payments.words(reversal.reason(), "reason");
    if (why.isEmpty()) {
      throw Refused.field(Refusal.FIELD_LENGTH, "reason");
    }
    UUID id = reversal.id() == null ? Uuid7.at(clock.instant()) : reversal.id();
    long amount = amount(exchange, row, reversal);
    Outcome outcome =
        ledger.submit(
            Posting.of(
                exchange.book(),
                List.of(
                    Transfer.reversal(
                        id,
                        original,
                        row.credit(),
                        row.debit(),
                        amount,
                        TransferKind.REVERSAL.code(),
                        standing.actorNo(),
                        why)),
                riders(standing, row, id, amount, anothers ? why : null)));
    boolean replay = Refusals.booked(outcome, exchange.unit()).replay();
    Payment payment = payments.payment(standing, id);
    return replay ? Made.replay(payment) : Made.fresh(payment);
  }

  /// What is said, or all that is left; a repeat that says nothing means what it meant then.
  private long amount(Exchange exchange, TransferRow row, Payment.Reversal reversal) {
    if (reversal.amount() != null) {
      return exchange.unit().parse(reversal.amount(), "amount");
    }
    // before the look for an earlier one: the same sent twice at once is found by one of both
    long left = row.amount() - ledger.reversed(exchange.book(), row.id());
    Optional<TransferRow> earlier =
        Optional.ofNullable(reversal.id())
            .flatMap(id -> ledger.transfer(exchange.book(), id))
            .filter(first -> row.id().equals(first.reverses()));
    if (earlier.isPresent()) {
      return earlier.get().amount();
    }
    if (left <= 0) {
      throw Refused.because(
          Refusal.REVERSAL_RANGE,
          "available",
          exchange.unit().format(0),
          "limit",
          exchange.unit().format(row.amount()));
    }
    return left;
  }

  /// @param why an admin takes back what others received; null when it is one's own
  private List<Rider> riders(
      Standing standing, TransferRow row, UUID id, long amount, @Nullable String why) {
    Rider told = told(standing, row, id, amount);
    if (why == null) {
      return List.of(told);
    }
    AuditEntry audited =
        AuditEntry.by(standing, "payment.reverse", row.id().toString(), why, clock.instant());
    return List.of(told, audited.rider());
  }

  private Rider told(Standing standing, TransferRow row, UUID id, long amount) {
    Map<Integer, Integer> owners =
        exchanges.owners(standing.community(), List.of(row.debit(), row.credit()));
    return outbox.rider(
        new LetsEvent.PaymentReversed(
            standing.community(),
            id,
            row.id(),
            owners.getOrDefault(row.credit(), 0),
            owners.getOrDefault(row.debit(), 0),
            amount,
            clock.instant()));
  }
}
