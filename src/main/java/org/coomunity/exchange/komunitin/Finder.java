package org.coomunity.exchange.komunitin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coomunity.base.platform.db.Database;
import org.coomunity.exchange.ledger.JournalQuery;
import org.coomunity.exchange.ledger.JournalRow;
import org.coomunity.exchange.lets.Asked;

/// Finds transfers in the three places where they are kept. The books come first: what stands in
/// them is committed, whatever a draft of the same identifier says. A request that was paid is one
/// transfer, under the identifier of the request.
final class Finder {
  private static final int PAGE = 500;
  private static final int WALK_MOST = 200;

  private final Database database;
  private final Komunitin.Modules modules;

  Finder(Database database, Komunitin.Modules modules) {
    this.database = database;
    this.modules = modules;
  }

  /// Which transfers are wanted.
  ///
  /// @param involved each of these sets must hold payer or payee
  /// @param payers accounts that pay; empty for any
  /// @param payees accounts that are paid; empty for any
  /// @param limit how many from the beginning
  record Wanted(
      List<Set<Integer>> involved,
      Set<Integer> payers,
      Set<Integer> payees,
      Set<String> states,
      boolean byUpdate,
      boolean newestFirst,
      int limit) {}

  Optional<Movement> find(Currency currency, UUID id) {
    Optional<JournalRow> booked =
        modules.ledger().journal(currency.book(), List.of(id)).stream().findFirst();
    if (booked.isPresent()) {
      List<Movement> request =
          movements(currency, modules.lets().answeredBy(currency.key(), List.of(id)));
      return Optional.of(
          request.isEmpty()
              ? Movement.of(booked.get())
              : request.getFirst().hashed(booked.get().hash()));
    }
    Optional<Movement> draft =
        database.read(tx -> DraftStore.find(tx, currency.key(), id)).map(DraftStore.Row::movement);
    if (draft.isPresent() && draft.get().is(Movement.DELETED)) {
      return draft;
    }
    Optional<Movement> asked =
        movements(currency, modules.lets().asked(currency.key(), List.of(id))).stream().findFirst();
    return asked.isPresent() ? hashed(currency, List.of(asked.get())).stream().findFirst() : draft;
  }

  /// Requests with the accounts of their members.
  private List<Movement> movements(Currency currency, List<Asked> requests) {
    return requests.stream()
        .map(asked ->
            Movement.of(
                asked,
                modules.lets().account(currency.key(), asked.payer()),
                modules.lets().account(currency.key(), asked.payee())))
        .toList();
  }

  /// Paid requests with the hash of their payment.
  List<Movement> hashed(Currency currency, List<Movement> some) {
    List<UUID> payments =
        some.stream()
            .filter(one -> one.hash() == null && one.payment() != null)
            .map(Movement::payment)
            .toList();
    Map<UUID, String> hashes =
        modules.ledger().journal(currency.book(), payments).stream()
            .collect(Collectors.toMap(JournalRow::id, JournalRow::hash));
    return some.stream()
        .map(one -> one.payment() == null ? one : one.hashed(hashes.get(one.payment())))
        .toList();
  }

  /// The first transfers of a list.
  List<Movement> list(Currency currency, Wanted wanted) {
    List<Movement> found = new ArrayList<>();
    if (wanted.states().contains(Movement.COMMITTED)) {
      found.addAll(booked(currency, wanted));
    }
    found.addAll(requests(currency, wanted));
    found.addAll(drafts(currency, wanted));
    Comparator<Movement> order =
        Comparator.comparing(wanted.byUpdate() ? Movement::updated : Movement::created);
    order = order.thenComparing(Movement::id);
    found.sort(wanted.newestFirst() ? order.reversed() : order);
    return found.subList(0, Math.min(wanted.limit(), found.size()));
  }

  private List<Movement> booked(Currency currency, Wanted wanted) {
    List<Movement> found = new ArrayList<>();
    JournalQuery query =
        new JournalQuery(
            wanted.involved(),
            wanted.payers(),
            wanted.payees(),
            wanted.newestFirst(),
            JournalQuery.start(wanted.newestFirst()),
            PAGE);
    for (int i = 0; i < WALK_MOST && found.size() < wanted.limit(); i++) {
      List<JournalRow> rows = modules.ledger().journal(currency.book(), query);
      Set<UUID> answers = requestsOf(currency, rows).keySet();
      rows.stream()
          .filter(row -> !answers.contains(row.id()))
          .map(Movement::of)
          .forEach(found::add);
      if (rows.size() < PAGE) {
        return found;
      }
      query = query.from(rows.getLast().seq());
    }
    return found;
  }

  /// Which of these payments answered which request.
  Map<UUID, UUID> requestsOf(Currency currency, List<JournalRow> rows) {
    Map<UUID, UUID> requests = new HashMap<>();
    modules
        .lets()
        .answeredBy(currency.key(), rows.stream().map(JournalRow::id).toList())
        .forEach(asked -> {
          if (asked.payment() != null) {
            requests.put(asked.payment(), asked.id());
          }
        });
    return requests;
  }

  private List<Movement> requests(Currency currency, Wanted wanted) {
    Set<String> states = new HashSet<>();
    for (String state : wanted.states()) {
      switch (state) {
        case Movement.PENDING -> states.add("PENDING");
        case Movement.COMMITTED -> states.add("ACCEPTED");
        case Movement.REJECTED -> states.addAll(Set.of("REJECTED", "EXPIRED"));
        default -> {}
      }
    }
    if (states.isEmpty()) {
      return List.of();
    }
    List<Set<Integer>> involved =
        wanted.involved().stream().map(set -> owners(currency, set)).toList();
    Set<Integer> payers = owners(currency, wanted.payers());
    Set<Integer> payees = owners(currency, wanted.payees());
    if (payers.isEmpty() != wanted.payers().isEmpty()
        || payees.isEmpty() != wanted.payees().isEmpty()) {
      return List.of();
    }
    // what was deleted here is still a rejected request there: read on until there are enough
    for (int limit = wanted.limit(); ; limit *= 2) {
      List<Asked> rows =
          modules
              .lets()
              .asked(
                  currency.key(),
                  new Asked.Query(
                      involved,
                      payers,
                      payees,
                      states,
                      wanted.byUpdate(),
                      wanted.newestFirst(),
                      limit));
      List<UUID> ids = rows.stream().map(Asked::id).toList();
      Set<UUID> deleted = database.read(tx -> DraftStore.deleted(tx, currency.key(), ids));
      List<Asked> left = rows.stream().filter(row -> !deleted.contains(row.id())).toList();
      if (left.size() >= wanted.limit() || rows.size() < limit || limit > PAGE * WALK_MOST) {
        return movements(currency, left);
      }
    }
  }

  private Set<Integer> owners(Currency currency, Collection<Integer> accounts) {
    return accounts.isEmpty()
        ? Set.of()
        : Set.copyOf(modules.lets().owners(currency.key(), accounts).values());
  }

  private List<Movement> drafts(Currency currency, Wanted wanted) {
    Set<String> states = new HashSet<>(wanted.states());
    states.retainAll(Set.of(Movement.NEW, Movement.FAILED, Movement.DELETED));
    if (states.isEmpty()) {
      return List.of();
    }
    List<Movement> drafts =
        database
            .read(tx ->
                DraftStore.rows(
                    tx,
                    currency.key(),
                    new DraftStore.Wish(
                        wanted.involved(),
                        wanted.payers(),
                        wanted.payees(),
                        states,
                        wanted.byUpdate(),
                        wanted.newestFirst(),
                        wanted.limit())))
            .stream()
            .map(DraftStore.Row::movement)
            .toList();
    // a crash between booking and forgetting leaves a draft that is none
    List<UUID> open =
        drafts.stream().filter(one -> !one.is(Movement.FAILED)).map(Movement::id).toList();
    Set<UUID> gone =
        modules.ledger().journal(currency.book(), open).stream()
            .map(JournalRow::id)
            .collect(Collectors.toCollection(HashSet::new));
    List<UUID> sent =
        drafts.stream().filter(one -> one.is(Movement.NEW)).map(Movement::id).toList();
    modules.lets().asked(currency.key(), sent).forEach(asked -> gone.add(asked.id()));
    return drafts.stream().filter(one -> !gone.contains(one.id())).toList();
  }
}
