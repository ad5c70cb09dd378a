package org.coomunity.exchange.ledger;

import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.exchange.ledger.MachineBatch.Event;
import org.coomunity.exchange.ledger.MachineBatch.Result;
import org.coomunity.exchange.ledger.MachineStore.Target;
import org.jspecify.annotations.Nullable;

/// Batches of the machine surface. Ordinary chains in a row go through the lane of their book
/// together; what opens or closes accounts goes the plain way, in a transaction of its own.
final class Machine {
  private final Database database;
  private final Ledger ledger;
  private final InstantSource clock;

  Machine(Database database, Ledger ledger, InstantSource clock) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
  }

  /// Whether there is such a book.
  boolean known(Currency currency) {
    return database
        .read(tx -> MachineStore.code(tx, currency.book()))
        .filter(currency.code()::equals)
        .isPresent();
  }

  MachineBatch.Answer book(MachineBatch batch, boolean dry) {
    MachineRules.wellFormed(batch, dry);
    if (!dry) {
      return new Run(batch.events(), null).answer();
    }
    return database.write(tx -> {
      try {
        Savepoint before = tx.connection().setSavepoint();
        MachineBatch.Answer answer = new Run(batch.events(), tx).answer();
        tx.connection().rollback(before);
        return answer;
      } catch (SQLException e) {
        throw new LedgerFailure("a batch could not be tried", e);
      }
    });
  }

  /// A chain ready for its book.
  private record Ready(List<Integer> places, MachineChain chain) {}

  /// One batch on its way.
  private final class Run {
    private final List<Event> events;

    /// The transaction of an asking; null when it is meant.
    private final @Nullable Tx asking;

    private final @Nullable Result[] results;
    private final Map<Currency, Boolean> books = new HashMap<>();
    private final Map<UUID, Target> made = new HashMap<>();
    private final Set<UUID> closing = new HashSet<>();
    private final List<Ready> waiting = new ArrayList<>();
    private long seq;

    Run(List<Event> events, @Nullable Tx asking) {
      this.events = events;
      this.asking = asking;
      this.results = new Result[events.size()];
    }

    MachineBatch.Answer answer() {
      boolean imported =
          events.stream()
              .filter(event -> event.type().equals("transfer"))
              .findFirst()
              .map(event -> event.flag("imported"))
              .orElse(false);
      for (List<Integer> places : MachineRules.chains(events)) {
        decide(places, imported);
      }
      flush();
      return new MachineBatch.Answer(
          Arrays.stream(results).map(Objects::requireNonNull).toList(), seq);
    }

    private void decide(List<Integer> places, boolean imported) {
      int last = places.getLast();
      if (events.get(last).flag("linked")) {
        fail(places, last, "linked_event_chain_open");
        return;
      }
      if (places.size() == 1 && events.get(last).type().equals("account")) {
        flush();
        open(last);
        return;
      }
      MachineChain chain = new MachineChain(imported, clock.instant());
      for (int place : places) {
        Event event = events.get(place);
        String no = chain.take(event, places.size(), this::there, this::target);
        if (no != null) {
          fail(places, place, no);
          return;
        }
      }
      boolean slow = asking != null || chain.closes() || voids(chain);
      if (slow || (!waiting.isEmpty() && waiting.getFirst().chain().book() != chain.book())) {
        flush();
      }
      chain.reserved(made);
      if (chain.closes()) {
        chain.transfers().forEach(transfer -> closing.add(transfer.id()));
      }
      waiting.add(new Ready(places, chain));
      if (slow) {
        flushSlowly();
      }
    }

    private boolean there(Currency currency) {
      return books.computeIfAbsent(currency, Machine.this::known);
    }

    private @Nullable Target target(int book, UUID id) {
      Target here = made.get(id);
      return here != null
          ? here
          : reading(tx -> MachineStore.targets(tx, book, List.of(id))).get(id);
    }

    private <T> T reading(java.util.function.Function<Tx, T> work) {
      return asking == null ? database.read(work) : work.apply(asking);
    }

    private <T> T writing(java.util.function.Function<Tx, T> work) {
      return asking == null ? database.write(work) : work.apply(asking);
    }

    /// Whether a chain frees something that had closed an account.
    private boolean voids(MachineChain chain) {
      Set<UUID> pending = chain.voided();
      return !pending.isEmpty()
          && (pending.stream().anyMatch(closing::contains)
              || reading(tx -> MachineStore.terms(tx, chain.book(), pending)).values().stream()
                  .anyMatch(terms -> terms.closes() != 0));
    }

    private void flushSlowly() {
      Ready one = waiting.removeFirst();
      finish(one, writing(tx -> MachineClosing.book(tx, ledger, one.chain(), clock.instant())));
    }

    private void flush() {
      if (waiting.isEmpty()) {
        return;
      }
      List<Ready> going = List.copyOf(waiting);
      waiting.clear();
      int book = going.getFirst().chain().book();
      List<Outcome> outcomes = ledger.submit(book, postings(book, going));
      for (int i = 0; i < going.size(); i++) {
        Outcome outcome = outcomes.get(i);
        if (outcome instanceof Outcome.Denied denied
            && MachineRules.word(denied).equals("exists_with_different_timeout")) {
          // sent twice at once: the first has kept by now when it ends
          outcome = ledger.submit(book, postings(book, List.of(going.get(i)))).getFirst();
        }
        finish(going.get(i), outcome);
      }
    }

    private List<Posting> postings(int book, Collection<Ready> chains) {
      Set<UUID> timed = new HashSet<>();
      chains.forEach(ready -> timed.addAll(ready.chain().timed()));
      Map<UUID, MachineStore.Terms> terms = reading(tx -> MachineStore.terms(tx, book, timed));
      return chains.stream().map(ready -> ready.chain().posting(terms)).toList();
    }

    private void finish(Ready ready, Outcome outcome) {
      List<Integer> places = ready.places();
      switch (outcome) {
        case Outcome.Denied denied ->
            fail(places, places.get(denied.index()), MachineRules.word(denied));
        case Outcome.Booked booked -> {
          for (int i = 0; i < places.size(); i++) {
            Outcome.BookedTransfer one = booked.transfers().get(i);
            seq = Math.max(seq, one.seq());
            results[places.get(i)] =
                new Result(
                    places.get(i),
                    booked.replay() ? "exists" : "created",
                    one.amount(),
                    one.seq(),
                    null,
                    one.belowLimit() ? "below_limit" : null);
          }
        }
      }
    }

    private void fail(List<Integer> places, int culprit, String word) {
      for (int place : places) {
        results[place] = Result.of(place, place == culprit ? word : "linked_event_failed");
      }
    }

    private void open(int place) {
      Event event = events.get(place);
      if (event.flags() != null && !event.flags().isEmpty()) {
        results[place] = Result.of(place, "reserved_flag");
        return;
      }
      Currency currency = MachineRules.currency(event).filter(this::there).orElse(null);
      if (currency == null) {
        results[place] = Result.of(place, "ledger_not_found");
        return;
      }
      AccountKind kind = Objects.requireNonNull(MachineRules.kind(event));
      results[place] = writing(tx -> opened(tx, place, currency, event, kind));
    }

    private Result opened(Tx tx, int place, Currency currency, Event event, AccountKind kind) {
      LedgerStore.hold(tx, currency.book());
      MachineStore.Opened there = MachineStore.opened(tx, currency.book(), event.id()).orElse(null);
      if (there == null) {
        Limits limits = new Limits(event.creditLimit(), false, event.maxBalance());
        int account = ledger.openAccount(tx, currency.book(), kind, limits);
        MachineStore.open(tx, currency.book(), event.id(), account, kind, limits);
        return named(place, "created", currency, account);
      }
      String differs =
          there.kind() != kind.code()
              ? "code"
              : !Objects.equals(there.creditLimit(), event.creditLimit())
                  ? "credit_limit"
                  : !Objects.equals(there.maxBalance(), event.maxBalance()) ? "max_balance" : null;
      return differs == null
          ? named(place, "exists", currency, there.account())
          : Result.of(place, "exists_with_different_" + differs);
    }

    private static Result named(int place, String status, Currency currency, int account) {
      return new Result(
          place, status, null, null, new Currency.Seat(currency, account).toString(), null);
    }
  }
}
