package org.coomunity.exchange.komunitin;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.RateLimits.Limit;
import org.coomunity.exchange.lets.Payment;
import org.coomunity.exchange.lets.PaymentRequest;

/// Making, changing and deleting transfers. The payer's are payments, the payee's are payment
/// requests; what is not sent yet is a draft.
final class TransferActs {
  private static final int MANY = 256;
  private static final int DRAFTS_MOST = 100;

  /// Why the books retire an identifier.
  private static final Set<Refusal> FINAL =
      Set.of(Refusal.CREDIT_LIMIT, Refusal.MAX_BALANCE, Refusal.ACCOUNT_CLOSED);

  private final Database database;
  private final InstantSource clock;
  private final Komunitin.Modules modules;
  private final Finder finder;
  private final Transfers transfers;
  private final Wishes wishes;
  private final RateLimits limits;

  TransferActs(
      Database database,
      InstantSource clock,
      Komunitin.Modules modules,
      Finder finder,
      Transfers transfers,
      Wishes wishes,
      RateLimits limits) {
    this.database = database;
    this.clock = clock;
    this.modules = modules;
    this.finder = finder;
    this.transfers = transfers;
    this.wishes = wishes;
    this.limits = limits;
  }

  /// One transfer, or a list of them. Those of a list that are payments are booked together or not
  /// at all; drafts and requests follow one by one, and a repeat of the whole list has no second
  /// effect.
  Answer create(Exchange exchange, Seat seat) {
    Standing acting = seat.acting();
    Input.Body body = Input.read(exchange, Wishes.SHAPE, MANY);
    Parameters parameters = Parameters.of(exchange, Parameters.Known.NOTHING);
    limits.take(Limit.PAYMENTS, acting.member().toString());
    limits.take(Limit.PAYMENTS_DAY, acting.member().toString());
    List<Movement> asked =
        body.resources().stream().map(input -> wishes.read(seat, acting, input)).toList();
    boolean replay = body.many() ? together(seat, acting, asked) : alone(seat, acting, asked);
    List<Resource> made =
        asked.stream()
            .map(wish -> transfers.resource(seat, transfers.seen(seat, wish.id())))
            .toList();
    if (!body.many()) {
      return Documents.made(made.getFirst(), replay, parameters);
    }
    Answer answer = Documents.many(made, List.of(), Map.of(), parameters);
    return replay ? answer.header("Idempotent-Replay", "true") : answer.status(201);
  }

  private boolean alone(Seat seat, Standing acting, List<Movement> asked) {
    Movement wish = asked.getFirst();
    if (known(seat, wish)) {
      return true;
    }
    send(seat, acting, wish);
    return false;
  }

  private void send(Seat seat, Standing acting, Movement wish) {
    if (wish.is(Movement.NEW)) {
      draft(seat, acting, wish);
    } else {
      commit(seat, acting, wish);
    }
  }

  private boolean together(Seat seat, Standing acting, List<Movement> asked) {
    Set<UUID> ids = new HashSet<>();
    if (!asked.stream().allMatch(wish -> ids.add(wish.id()))) {
      throw Refused.field(Refusal.FIELD_FORMAT, "/data");
    }
    List<Movement> fresh = asked.stream().filter(wish -> !known(seat, wish)).toList();
    List<Movement> payments = new ArrayList<>();
    List<Movement> others = new ArrayList<>();
    fresh.forEach(wish ->
        (wish.is(Movement.COMMITTED) && !seat.owns(wish.payee()) ? payments : others).add(wish));
    if (!payments.isEmpty()) {
      book(seat, acting, payments);
    }
    others.forEach(wish -> send(seat, acting, wish));
    return fresh.isEmpty();
  }

  private void book(Seat seat, Standing acting, List<Movement> payments) {
    List<Payment.Draft> drafts = payments.stream().map(one -> payment(seat, one)).toList();
    for (Payment.Result result : modules.lets().batch(acting, drafts, true).results()) {
      String code = result.code();
      if (code != null && !code.equals("linked_event_failed")) {
        throw Refused.because(
            Refusal.valueOf(code.toUpperCase(Locale.ROOT)),
            "transfer",
            payments.get(result.index()).id());
      }
    }
  }

  private Payment.Draft payment(Seat seat, Movement wish) {
    return new Payment.Draft(
        wish.id(),
        wishes.handle(seat, wish.payee()),
        seat.currency().unit().format(wish.amount()),
        wish.words(),
        null,
        seat.owns(wish.payer()) ? null : wishes.handle(seat, wish.payer()));
  }

  /// True when the same was made before under this identifier. What failed is tried again: the
  /// books say why it failed.
  ///
  /// @throws Refused `idempotency_conflict` when it was something else
  private boolean known(Seat seat, Movement wish) {
    Optional<Movement> found = finder.find(seat.currency(), wish.id());
    if (found.isEmpty()) {
      return false;
    }
    Movement before = found.get();
    if (!Transfers.sees(seat, before)) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT);
    }
    String differs =
        before.payer() != wish.payer()
            ? "payer"
            : before.payee() != wish.payee()
                ? "payee"
                : before.amount() != wish.amount()
                    ? "amount"
                    : !before.words().equals(wish.words())
                        ? "meta"
                        : before.is(Movement.NEW) && !wish.is(Movement.NEW) ? "state" : null;
    if (differs != null) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", differs);
    }
    return !before.is(Movement.FAILED);
  }

  private void draft(Seat seat, Standing acting, Movement wish) {
    boolean made =
        database.write(tx -> {
          if (DraftStore.open(tx, seat.currency().key(), acting.no()) >= DRAFTS_MOST) {
            throw Refused.because(Refusal.TOO_MANY_OPEN, "limit", DRAFTS_MOST);
          }
          return DraftStore.insert(tx, seat.currency().key(), wish);
        });
    if (!made) {
      known(seat, wish);
    }
  }

  /// The payer pays, the payee asks, an admin pays for another.
  private void commit(Seat seat, Standing acting, Movement wish) {
    if (!seat.owns(wish.payer()) && seat.owns(wish.payee())) {
      modules
          .lets()
          .request(
              acting,
              new PaymentRequest.Draft(
                  wish.id(),
                  wishes.handle(seat, wish.payer()),
                  seat.currency().unit().format(wish.amount()),
                  wish.words()));
      return;
    }
    if (!seat.owns(wish.payer()) && !seat.isAdmin()) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    try {
      modules.lets().pay(acting, payment(seat, wish));
    } catch (Refused no) {
      if (FINAL.contains(no.refusal())) {
        failed(seat, wish);
      }
      throw no;
    }
  }

  private void failed(Seat seat, Movement wish) {
    Movement failed = wish.in(Movement.FAILED, clock.instant());
    database.write(tx ->
        DraftStore.insert(tx, seat.currency().key(), failed)
            || DraftStore.update(tx, seat.currency().key(), failed, Movement.NEW));
  }

  /// Changes a draft, or brings a transfer into another state; the state it has is no change.
  Answer change(Exchange exchange, Seat seat) {
    Standing acting = seat.acting();
    Movement before = transfers.seen(seat, exchange.pathId("id"));
    Input input = Input.one(exchange, Wishes.SHAPE);
    Parameters parameters = Parameters.of(exchange, Parameters.Known.NOTHING);
    if (!input.id().orElse(before.id()).equals(before.id())) {
      throw Refused.field(Refusal.FIELD_FORMAT, "/data/id");
    }
    Wishes.refuseTags(input);
    String state = input.text("state").orElse(before.state());
    if (!Transfers.STATES.contains(state)) {
      throw input.wrong("state", Refusal.FIELD_FORMAT);
    }
    Movement edited = edited(seat, acting, before, input);
    if (!state.equals(before.state())) {
      move(seat, acting, edited, state);
    }
    return Documents.one(transfers.resource(seat, transfers.seen(seat, before.id())), parameters);
  }

  private Movement edited(Seat seat, Standing acting, Movement before, Input input) {
    Movement after =
        new Movement(
            before.id(),
            wishes.party(seat, input, "payer").orElse(before.payer()),
            wishes.party(seat, input, "payee").orElse(before.payee()),
            input.number("amount", 1).orElse(before.amount()),
            Wishes.words(input).orElse(before.words()),
            before.state(),
            before.author(),
            before.payment(),
            before.hash(),
            before.created(),
            before.updated());
    if (after.equals(before)) {
      return before;
    }
    if (!before.is(Movement.NEW)) {
      throw wrongState(before);
    }
    boolean author = Objects.equals(before.author(), acting.no());
    if (!author || (after.payer() != before.payer() && !seat.isAdmin())) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    Wishes.checked(seat, after);
    Movement kept = after.in(Movement.NEW, clock.instant());
    boolean changed =
        database.write(tx -> DraftStore.update(tx, seat.currency().key(), kept, Movement.NEW));
    if (!changed) {
      throw wrongState(before);
    }
    return kept;
  }

  private static Refused wrongState(Movement transfer) {
    return Refused.because(Refusal.WRONG_STATE, "state", transfer.state());
  }

  private void move(Seat seat, Standing acting, Movement transfer, String state) {
    switch (state) {
      case Movement.COMMITTED -> {
        if (transfer.is(Movement.PENDING)) {
          payersOnly(seat, transfer);
          modules.lets().accept(acting, transfer.id());
        } else if (transfer.is(Movement.NEW)) {
          commit(seat, acting, transfer);
          database.write(tx -> {
            DraftStore.forget(tx, seat.currency().key(), transfer.id());
            return transfer;
          });
        } else {
          throw wrongState(transfer);
        }
      }
      case Movement.REJECTED -> {
        if (!transfer.is(Movement.PENDING)) {
          throw wrongState(transfer);
        }
        payersOnly(seat, transfer);
        modules.lets().reject(acting, transfer.id(), "");
      }
      case Movement.DELETED -> delete(seat, acting, transfer);
      default -> throw wrongState(transfer);
    }
  }

  private static void payersOnly(Seat seat, Movement transfer) {
    if (!seat.owns(transfer.payer())) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
  }

  Answer delete(Exchange exchange, Seat seat) {
    Standing acting = seat.acting();
    delete(seat, acting, transfers.seen(seat, exchange.pathId("id")));
    return Answer.empty();
  }

  /// What was booked stays. A request that is deleted is taken back first.
  private void delete(Seat seat, Standing acting, Movement transfer) {
    if (transfer.is(Movement.DELETED)) {
      return;
    }
    if (transfer.is(Movement.COMMITTED)) {
      throw wrongState(transfer);
    }
    boolean draft = transfer.is(Movement.NEW) || transfer.is(Movement.FAILED);
    boolean author = Objects.equals(transfer.author(), acting.no());
    if (!author && !(draft && seat.isAdmin())) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    if (transfer.is(Movement.PENDING)) {
      modules.lets().reject(acting, transfer.id(), "");
    }
    Movement deleted = transfer.in(Movement.DELETED, clock.instant());
    boolean done =
        database.write(tx ->
            draft
                ? DraftStore.update(tx, seat.currency().key(), deleted, transfer.state())
                : DraftStore.insert(tx, seat.currency().key(), deleted));
    if (!done && draft) {
      throw wrongState(transfer);
    }
  }
}
