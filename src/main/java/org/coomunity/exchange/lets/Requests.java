package org.coomunity.exchange.lets;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Outcome;
import org.coomunity.exchange.ledger.Posting;
import org.coomunity.exchange.ledger.Transfer;
import org.coomunity.exchange.lets.LetsDoors.Payee;
import org.coomunity.exchange.lets.LetsDoors.Person;
import org.coomunity.exchange.lets.RequestStore.Row;

/// Payment requests: made by who is to be paid, paid or refused by the other, paid without asking
/// where the payer said so, and over after 30 days.
final class Requests {
  static final Duration LIFE = Duration.ofDays(30);
  private static final int OPEN_MOST = 5;
  private static final int LISTED_MOST = 100;
  private static final Set<String> MODES = Set.of("off", "always", "listed", "later");

  private final Database database;
  private final Ledger ledger;
  private final Outbox outbox;
  private final InstantSource clock;
  private final LetsDoors doors;
  private final Exchanges exchanges;
  private final Payments payments;

  Requests(
      Database database,
      Ledger ledger,
      Outbox outbox,
      InstantSource clock,
      LetsDoors doors,
      Exchanges exchanges,
      Payments payments) {
    this.database = database;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
    this.doors = doors;
    this.exchanges = exchanges;
    this.payments = payments;
  }

  Made<PaymentRequest> request(Standing standing, PaymentRequest.Draft draft) {
    Exchange exchange = exchanges.of(standing.community());
    Optional<PaymentRequest> earlier = earlier(standing, exchange, draft);
    if (earlier.isPresent()) {
      return Made.replay(earlier.get());
    }
    if (exchange.policy().giftMode()) {
      throw Refused.because(Refusal.GIFT_MODE);
    }
    Payments.currency(exchange, draft.currency());
    long amount = exchange.unit().parse(draft.amount(), "amount");
    Payee payer = payments.known(standing, draft.from());
    if (payer.no() == standing.no()) {
      throw Refused.field(Refusal.SAME_ACCOUNT, "from");
    }
    if (doors.blocked().between(standing.member(), payer.member())) {
      throw Refused.because(Refusal.BLOCKED);
    }
    Instant now = clock.instant();
    Row row =
        new Row(
            standing.community(),
            draft.id() == null ? Uuid7.at(now) : draft.id(),
            standing.no(),
            payer.no(),
            amount,
            Payments.words(draft.concept(), "concept"),
            "PENDING",
            0,
            now,
            now.plus(LIFE),
            null,
            "");
    Made<Row> made =
        database.write(tx -> {
          Optional<Row> first = RequestStore.find(tx, row.communityId(), row.id());
          if (first.isPresent()) {
            return Made.replay(same(first.get(), row));
          }
          LetsStore.lockAccount(tx, row.communityId(), row.payee());
          if (RequestStore.open(tx, row.communityId(), row.payer(), row.payee()) >= OPEN_MOST) {
            throw Refused.because(Refusal.TOO_MANY_OPEN, "limit", OPEN_MOST);
          }
          if (!RequestStore.insert(tx, row)) {
            return Made.replay(
                same(RequestStore.find(tx, row.communityId(), row.id()).orElseThrow(), row));
          }
          tx.publish(
              new LetsEvent.PaymentRequested(
                  row.communityId(), row.id(), row.payee(), row.payer(), amount, row.words(), now));
          return Made.fresh(row);
        });
    if (!made.replay() && paysUnasked(row)) {
      answered(row, 0);
    }
    return made.map(kept -> shown(exchange, read(standing.community(), kept.id())));
  }

  /// The request that a repeat means, whatever has become of those two since.
  private Optional<PaymentRequest> earlier(
      Standing standing, Exchange exchange, PaymentRequest.Draft draft) {
    UUID id = draft.id();
    if (id == null) {
      return Optional.empty();
    }
    long amount = exchange.unit().parse(draft.amount(), "amount");
    String words = Payments.words(draft.concept(), "concept");
    return database
        .read(tx -> RequestStore.find(tx, standing.community(), id))
        .filter(row -> row.payee() == standing.no() && row.amount() == amount)
        .filter(row -> row.words().equals(words))
        .map(row -> shown(exchange, row))
        .filter(first -> first.from().equals(draft.from()));
  }

  private static Row same(Row first, Row again) {
    String differs =
        first.payee() != again.payee()
            ? "to"
            : first.payer() != again.payer()
                ? "from"
                : first.amount() != again.amount()
                    ? "amount"
                    : first.words().equals(again.words()) ? null : "concept";
    if (differs != null) {
      throw Refusals.differs(differs);
    }
    return first;
  }

  private boolean paysUnasked(Row row) {
    return exchanges
        .row(row.communityId(), row.payer())
        .filter(payer ->
            switch (payer.autoAccept()) {
              case "always" -> true;
              case "listed" ->
                  List.of(Json.read(payer.autoAcceptFrom(), Integer[].class)).contains(row.payee());
              default -> false;
            })
        .isPresent();
  }

  private Row read(CommunityId community, UUID id) {
    return database
        .read(tx -> RequestStore.find(tx, community, id))
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  /// A request that the one who asks made or received.
  private Row own(Standing standing, UUID id) {
    Row row = read(standing.community(), id);
    if (row.payer() != standing.no() && row.payee() != standing.no()) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    return row;
  }

  PaymentRequest one(Standing standing, UUID id) {
    return shown(exchanges.of(standing.community()), own(standing, id));
  }

  Page<PaymentRequest> list(Standing standing, Optional<UUID> before, int limit) {
    Exchange exchange = exchanges.of(standing.community());
    List<Row> rows =
        database.read(tx ->
            RequestStore.of(
                tx,
                standing.community(),
                standing.no(),
                before.orElse(new UUID(-1, -1)),
                limit + 1));
    return Page.of(rows, limit, row -> row.id().toString()).map(row -> shown(exchange, row));
  }

  private PaymentRequest shown(Exchange exchange, Row row) {
    Map<Integer, Person> names =
        doors.names().of(row.communityId(), List.of(row.payer(), row.payee()));
    return new PaymentRequest(
        row.id(),
        Payments.handle(names, row.payer()),
        Payments.handle(names, row.payee()),
        exchange.unit().format(row.amount()),
        row.words(),
        row.state().toLowerCase(Locale.ROOT),
        row.createdAt(),
        row.expiresAt(),
        row.payment(),
        row.reason().isEmpty() ? null : row.reason());
  }

  /// Pays a request: the transfer and the answer commit together.
  PaymentRequest accept(Standing standing, UUID id) {
    Row row = own(standing, id);
    if (row.payer() != standing.no()) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    if (row.state().equals("ACCEPTED")) {
      return shown(exchanges.of(standing.community()), row);
    }
    open(row);
    Exchange exchange = exchanges.of(standing.community());
    if (exchange.policy().giftMode()) {
      throw Refused.because(Refusal.GIFT_MODE);
    }
    payments.weighs(standing, exchange, row.amount());
    Refusals.booked(answered(row, standing.actorNo()), exchange.unit());
    return one(standing, id);
  }

  private void open(Row row) {
    if (!row.pending() || !clock.instant().isBefore(row.expiresAt())) {
      throw Refused.because(Refusal.WRONG_STATE, "state", row.state().toLowerCase(Locale.ROOT));
    }
  }

  /// A refused try retires its identifier, so the next one has another.
  private Outcome answered(Row row, int actor) {
    Exchange exchange = exchanges.of(row.communityId());
    Instant now = clock.instant();
    UUID payment = Uuid8.of(row.communityId() + " request " + row.id() + " " + row.tries());
    Outcome outcome =
        ledger.submit(
            Posting.of(
                exchange.book(),
                List.of(
                    Transfer.single(
                        payment,
                        exchanges.account(row.communityId(), row.payer()),
                        exchanges.account(row.communityId(), row.payee()),
                        row.amount(),
                        TransferKind.PAYMENT.code(),
                        actor,
                        row.words())),
                List.of(
                    RequestStore.answer(row, "ACCEPTED", payment, "", now),
                    outbox.rider(
                        new LetsEvent.PaymentMade(
                            row.communityId(),
                            payment,
                            row.payer(),
                            row.payee(),
                            actor,
                            row.amount(),
                            row.words(),
                            null,
                            now)),
                    outbox.rider(event(row, "accepted", now)))));
    if (outcome instanceof Outcome.Denied) {
      database.write(tx -> {
        RequestStore.tried(tx, row);
        return row;
      });
    }
    return outcome;
  }

  private static LetsEvent.RequestAnswered event(Row row, String state, Instant now) {
    return new LetsEvent.RequestAnswered(
        row.communityId(), row.id(), row.payee(), row.payer(), row.amount(), state, now);
  }

  /// Refuses a request, or takes back one's own.
  PaymentRequest reject(Standing standing, UUID id, String reason) {
    Row row = own(standing, id);
    if (row.state().equals("REJECTED")) {
      return shown(exchanges.of(standing.community()), row);
    }
    open(row);
    close(row, "REJECTED", Payments.words(reason, "reason"));
    return one(standing, id);
  }

  private void close(Row row, String state, String why) {
    Instant now = clock.instant();
    database.write(tx -> {
      if (tx.run(RequestStore.answer(row, state, null, why, now)) == 1) {
        tx.publish(event(row, state.toLowerCase(Locale.ROOT), now));
      }
      return row;
    });
  }

  /// Ends requests that nobody answered in time, and pays those whose payer waits no longer.
  int sweep(int most) {
    Instant now = clock.instant();
    List<Row> late = database.read(tx -> RequestStore.due(tx, now, most));
    late.forEach(row -> close(row, "EXPIRED", ""));
    List<Row> due = database.read(tx -> RequestStore.autoDue(tx, now, most));
    due.stream()
        .filter(row -> !exchanges.of(row.communityId()).policy().giftMode())
        .forEach(row -> answered(row, 0));
    return late.size() + due.size();
  }

  PaymentRequest.AutoAccept autoAccept(Standing standing) {
    LetsStore.AccountRow row =
        exchanges
            .row(standing.community(), standing.no())
            .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
    List<Integer> numbers = List.of(Json.read(row.autoAcceptFrom(), Integer[].class));
    Map<Integer, Person> names = doors.names().of(standing.community(), numbers);
    return new PaymentRequest.AutoAccept(
        row.autoAccept(),
        row.autoAcceptDays(),
        numbers.stream().map(no -> Payments.handle(names, no)).toList());
  }

  PaymentRequest.AutoAccept autoAccept(Standing standing, PaymentRequest.AutoAccept wish) {
    List<String> handles = wish.handles() == null ? List.of() : wish.handles();
    int days = wish.days() == null ? 0 : wish.days();
    if (!MODES.contains(wish.mode())) {
      throw Refused.field(Refusal.FIELD_FORMAT, "mode");
    }
    if (days < 0 || days > 29 || (wish.mode().equals("later") && days == 0)) {
      throw Refused.field(Refusal.FIELD_RANGE, "days");
    }
    if (handles.size() > LISTED_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, "handles");
    }
    List<Integer> numbers =
        handles.stream().map(handle -> payments.known(standing, handle).no()).distinct().toList();
    database.write(tx -> {
      LetsStore.autoAccept(
          tx, standing.community(), standing.no(), wish.mode(), days, Json.write(numbers));
      return numbers;
    });
    return autoAccept(standing);
  }
}
