package org.coomunity.exchange.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.exchange.ledger.MachineBatch.Event;
import org.coomunity.exchange.ledger.MachineStore.Target;
import org.coomunity.exchange.ledger.MachineStore.Terms;
import org.jspecify.annotations.Nullable;

/// Events that belong together, on their way to become a posting.
final class MachineChain {
  /// Finds what is to be posted or voided.
  @FunctionalInterface
  interface Targets {
    @Nullable Target of(int book, UUID id);
  }

  private final boolean imported;
  private final Instant now;
  private final List<Event> events = new ArrayList<>();
  private final Set<String> closed = new HashSet<>();
  private int book;

  MachineChain(boolean imported, Instant now) {
    this.imported = imported;
    this.now = now;
  }

  int book() {
    return book;
  }

  /// Takes one more event; says why not, or null.
  @Nullable String take(Event event, int length, Predicate<Currency> there, Targets targets) {
    if (length > Posting.MOST) {
      return "linked_event_chain_too_long";
    }
    if (event.type().equals("account")) {
      return "linked_event_must_be_transfer";
    }
    String no = MachineRules.contradiction(event, imported, now);
    if (no != null) {
      return no;
    }
    Currency currency = MachineRules.currency(event).filter(there).orElse(null);
    if (currency == null) {
      return event.resolves() ? "pending_transfer_not_found" : "debit_account_not_found";
    }
    if (!events.isEmpty() && currency.book() != book) {
      return "linked_events_must_have_the_same_ledger";
    }
    book = currency.book();
    no = event.resolves() ? misfit(event, targets) : shut(event);
    if (no == null) {
      events.add(event);
    }
    return no;
  }

  private @Nullable String misfit(Event event, Targets targets) {
    UUID pending = event.pendingId();
    Map<UUID, Target> own = new HashMap<>();
    reserved(own);
    Target target = pending == null ? null : own.get(pending);
    if (target == null && pending != null) {
      target = targets.of(book, pending);
    }
    return target == null ? null : MachineRules.misfit(event, target);
  }

  /// An account that an earlier event of the chain closes takes no part in a later one.
  private @Nullable String shut(Event event) {
    if (closed.contains(event.debit())) {
      return "debit_account_already_closed";
    }
    if (closed.contains(event.credit())) {
      return "credit_account_already_closed";
    }
    if (event.flag("closingDebit")) {
      closed.add(String.valueOf(event.debit()));
    }
    if (event.flag("closingCredit")) {
      closed.add(String.valueOf(event.credit()));
    }
    return null;
  }

  /// Notes what the chain reserves, for later events that post or void it.
  void reserved(Map<UUID, Target> into) {
    for (Event event : events) {
      if (event.flag("pending")
          && !event.flag("balancingDebit")
          && !event.flag("balancingCredit")) {
        Transfer asked = MachineRules.transfer(event, null);
        into.putIfAbsent(
            event.id(),
            new Target(
                event.id(),
                Phase.PENDING,
                asked.debit(),
                asked.credit(),
                asked.amount(),
                asked.kind()));
      }
    }
  }

  boolean closes() {
    return events.stream().anyMatch(Event::closes);
  }

  List<Event> closing() {
    return events.stream().filter(Event::closes).toList();
  }

  Set<UUID> voided() {
    Set<UUID> pending = new HashSet<>();
    events.stream()
        .filter(event -> event.flag("void") && event.pendingId() != null)
        .forEach(event -> pending.add(event.pendingId()));
    return pending;
  }

  /// Those that were reserved on terms.
  Set<UUID> timed() {
    Set<UUID> ids = new HashSet<>();
    events.stream().filter(event -> event.flag("pending")).forEach(event -> ids.add(event.id()));
    return ids;
  }

  List<Transfer> transfers() {
    return posting(Map.of()).transfers();
  }

  /// The posting, with the moments of expiry that an earlier try has kept.
  Posting posting(Map<UUID, Terms> kept) {
    List<Transfer> transfers = new ArrayList<>();
    List<Rider> riders = new ArrayList<>();
    for (Event event : events) {
      Terms before = kept.get(event.id());
      Terms asked = terms(event);
      Instant expiresAt =
          before != null && before.seconds() == asked.seconds()
              ? before.expiresAt()
              : asked.expiresAt();
      transfers.add(MachineRules.transfer(event, expiresAt));
      if (event.flag("pending")) {
        riders.add(MachineStore.keep(book, asked));
      }
    }
    return new Posting(book, transfers, imported, riders);
  }

  /// What a repeat differs in although its transfer is the same; -1 for nothing.
  int differing(Map<UUID, Terms> kept) {
    for (int i = 0; i < events.size(); i++) {
      Terms before = kept.get(events.get(i).id());
      if (before != null && before.closes() != terms(events.get(i)).closes()) {
        return i;
      }
    }
    return -1;
  }

  private Terms terms(Event event) {
    int closes = (event.flag("closingDebit") ? 1 : 0) + (event.flag("closingCredit") ? 2 : 0);
    Long said = event.timeoutSeconds();
    long seconds =
        !event.flag("pending") || event.closes()
            ? 0
            : said == null || said == 0 ? MachineRules.WEEK : said;
    return new Terms(event.id(), seconds, seconds == 0 ? null : now.plusSeconds(seconds), closes);
  }
}
