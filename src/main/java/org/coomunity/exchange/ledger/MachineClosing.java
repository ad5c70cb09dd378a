package org.coomunity.exchange.ledger;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.exchange.ledger.MachineStore.Target;
import org.coomunity.exchange.ledger.MachineStore.Terms;

/// Accounts that a reservation closes, until it is voided. A closed account neither gives nor
/// receives; what is reserved still resolves.
final class MachineClosing {
  /// How the change stands in the history of an account.
  private static final String REASON = "closing";

  private MachineClosing() {}

  static Outcome book(Tx tx, Ledger ledger, MachineChain chain, Instant now) {
    int book = chain.book();
    LedgerStore.hold(tx, book);
    Map<UUID, Terms> kept = MachineStore.terms(tx, book, chain.timed());
    Outcome outcome = ledger.book(tx, chain.posting(kept));
    if (!(outcome instanceof Outcome.Booked booked)) {
      return outcome;
    }
    if (booked.replay()) {
      int differs = chain.differing(kept);
      return differs < 0 ? outcome : Verdict.No.differs(differs, "flags").denied();
    }
    chain
        .closing()
        .forEach(event -> {
          if (event.flag("closingDebit")) {
            turn(tx, book, MachineRules.seat(event.debit()).orElseThrow().account(), true, now);
          }
          if (event.flag("closingCredit")) {
            turn(tx, book, MachineRules.seat(event.credit()).orElseThrow().account(), true, now);
          }
        });
    reopen(tx, book, chain.voided(), now);
    return outcome;
  }

  private static void reopen(Tx tx, int book, Set<UUID> voided, Instant now) {
    Map<UUID, Terms> terms = MachineStore.terms(tx, book, new HashSet<>(voided));
    Map<UUID, Target> targets = MachineStore.targets(tx, book, terms.keySet());
    terms.forEach((id, one) ->
        Optional.ofNullable(targets.get(id))
            .ifPresent(target -> {
              if ((one.closes() & 1) != 0) {
                turn(tx, book, target.debit(), false, now);
              }
              if ((one.closes() & 2) != 0) {
                turn(tx, book, target.credit(), false, now);
              }
            }));
  }

  /// Closes an account or opens it again; what somebody else has closed meanwhile stays closed.
  private static void turn(Tx tx, int book, int number, boolean closed, Instant now) {
    Account before =
        LedgerStore.locked(tx, book, number).orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    boolean ours =
        LedgerStore.changesOf(tx, book, number, Integer.MAX_VALUE, 1).stream()
            .anyMatch(change -> change.reason().equals(REASON));
    if (!closed && !ours) {
      return;
    }
    LedgerStore.status(tx, book, number, closed ? AccountStatus.SUSPENDED : AccountStatus.ACTIVE);
    String reason = closed ? REASON : "active";
    LedgerStore.changed(
        tx,
        book,
        before,
        before.limits,
        new LimitChange(
            before.revision + 1, before.limits.creditLimit(), before.limits, reason, "{}", 0, now));
  }
}
