package org.coomunity.exchange.lets;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Outcome.Booked;
import org.coomunity.exchange.ledger.Outcome.BookedTransfer;
import org.coomunity.exchange.ledger.Posting;
import org.coomunity.exchange.ledger.Transfer;
import org.coomunity.exchange.ledger.TransferRow;
import org.coomunity.exchange.lets.LetsDoors.Payee;
import org.coomunity.exchange.lets.LetsDoors.Person;
import org.jspecify.annotations.Nullable;

/// Payments. One payment is one posting: the transfer, what it was for, and the event for the other
/// modules commit together in a group with those of others.
final class Payments {
  private final Database database;
  private final Ledger ledger;
  private final Outbox outbox;
  private final InstantSource clock;
  private final LetsDoors doors;
  private final Exchanges exchanges;

  Payments(
      Database database,
      Ledger ledger,
      Outbox outbox,
      InstantSource clock,
      LetsDoors doors,
      Exchanges exchanges) {
    this.database = database;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
    this.doors = doors;
    this.exchanges = exchanges;
  }

  /// A payment that is understood and may be tried.
  record Wish(
      UUID id,
      int payer,
      String from,
      int payee,
      String to,
      @Nullable Long amount,
      String concept,
      @Nullable UUID listing) {}

  Made<Payment> pay(Standing standing, Payment.Draft draft) {
    Exchange exchange = exchanges.of(standing.community());
    Wish wish = wish(standing, exchange, draft);
    if (wish.amount() == null) {
      return give(standing, wish);
    }
    Booked booked =
        ledger
            .submit(
                Posting.of(
                    exchange.book(),
                    List.of(transfer(standing, wish, wish.amount())),
                    riders(standing, wish, wish.amount())))
            .orRefuse();
    return made(
        booked.replay(),
        payment(standing, exchange, wish, wish.amount(), booked.transfers().getFirst()));
  }

  private static Made<Payment> made(boolean replay, Payment payment) {
    return replay ? Made.replay(payment) : Made.fresh(payment);
  }

  Wish wish(Standing standing, Exchange exchange, Payment.Draft draft) {
    int payer = standing.no();
    String from = standing.handle();
    if (draft.from() != null && !draft.from().equals(standing.handle())) {
      if (!standing.role().includes(Role.ADMIN)) {
        throw Refused.because(Refusal.NOT_ALLOWED);
      }
      payer = known(standing, draft.from()).no();
      from = draft.from();
    }
    Long amount = null;
    if (!exchange.policy().giftMode()) {
      if (draft.amount() == null) {
        throw Refused.field(Refusal.FIELD_MISSING, "amount");
      }
      amount = exchange.unit().parse(draft.amount(), "amount");
    } else if (draft.amount() != null) {
      throw Refused.field(Refusal.GIFT_MODE, "amount");
    }
    String concept = words(draft.concept());
    Payee payee = known(standing, draft.to());
    if (payee.no() == payer) {
      throw Refused.field(Refusal.SAME_ACCOUNT, "to");
    }
    if (doors.blocked().between(standing.member(), payee.member())) {
      throw Refused.because(Refusal.BLOCKED);
    }
    UUID id = draft.id() == null ? Uuid7.at(clock.instant()) : draft.id();
    return new Wish(id, payer, from, payee.no(), draft.to(), amount, concept, draft.listing());
  }

  Payee known(Standing standing, String handle) {
    Payee payee = doors.payees().of(standing.community(), handle);
    if (payee == null) {
      throw Refused.because(Refusal.MEMBER_UNKNOWN);
    }
    return payee;
  }

  static String words(@Nullable String concept) {
    String words = concept == null ? "" : concept.strip();
    if (words.length() > Transfer.WORDS_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, "concept");
    }
    return words;
  }

  Transfer transfer(Standing standing, Wish wish, long amount) {
    return Transfer.single(
        wish.id(),
        exchanges.account(standing.community(), wish.payer()),
        exchanges.account(standing.community(), wish.payee()),
        amount,
        TransferKind.PAYMENT.code(),
        standing.actorNo(),
        wish.concept());
  }

  List<Rider> riders(Standing standing, Wish wish, long amount) {
    Rider told =
        outbox.rider(
            new LetsEvent.PaymentMade(
                standing.community(),
                wish.id(),
                wish.payer(),
                wish.payee(),
                standing.actorNo(),
                amount,
                wish.concept(),
                wish.listing(),
                clock.instant()));
    return wish.listing() == null
        ? List.of(told)
        : List.of(told, LetsStore.listing(standing.community(), wish.id(), wish.listing()));
  }

  private static Payment payment(
      Standing standing, Exchange exchange, Wish wish, long amount, BookedTransfer booked) {
    return new Payment(
        wish.id(),
        wish.from(),
        wish.to(),
        exchange.unit().format(amount),
        wish.concept(),
        booked.at(),
        booked.seq(),
        null,
        wish.payer() == standing.no() ? exchange.unit().format(booked.debitBalance()) : null,
        booked.belowLimit() ? "below_limit" : null);
  }

  /// Gift mode: the exchange is counted, no balance moves.
  private Made<Payment> give(Standing standing, Wish wish) {
    Instant now = clock.instant();
    LetsStore.Gift gift =
        new LetsStore.Gift(
            wish.id(), wish.payer(), wish.payee(), standing.actorNo(), wish.concept(), now);
    return database.write(tx -> {
      if (!LetsStore.gift(tx, standing.community(), gift)) {
        LetsStore.Gift first = LetsStore.gift(tx, standing.community(), wish.id()).orElseThrow();
        String differs =
            first.payer() != gift.payer()
                ? "from"
                : first.payee() != gift.payee()
                    ? "to"
                    : first.words().equals(gift.words()) ? null : "concept";
        if (differs != null) {
          throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", differs);
        }
        return Made.replay(counted(wish, first.at()));
      }
      tx.publish(
          new LetsEvent.PaymentMade(
              standing.community(),
              wish.id(),
              wish.payer(),
              wish.payee(),
              standing.actorNo(),
              0,
              wish.concept(),
              wish.listing(),
              now));
      return Made.fresh(counted(wish, now));
    });
  }

  private static Payment counted(Wish wish, Instant at) {
    return new Payment(
        wish.id(), wish.from(), wish.to(), null, wish.concept(), at, null, null, null, null);
  }

  /// A payment that the one who asks gave or received, or any for a steward.
  Payment payment(Standing standing, UUID id) {
    Exchange exchange = exchanges.of(standing.community());
    TransferRow row = row(standing, exchange, id);
    return shown(standing, exchange, row);
  }

  private TransferRow row(Standing standing, Exchange exchange, UUID id) {
    int own = exchanges.account(standing.community(), standing.no());
    return ledger
        .transfer(exchange.book(), id)
        .filter(row -> isPayment(row.kind()))
        .filter(row ->
            row.debit() == own || row.credit() == own || standing.role().includes(Role.STEWARD))
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  private static boolean isPayment(int kind) {
    return kind == TransferKind.PAYMENT.code() || kind == TransferKind.REVERSAL.code();
  }

  private Payment shown(Standing standing, Exchange exchange, TransferRow row) {
    Map<Integer, Integer> owners =
        exchanges.owners(standing.community(), List.of(row.debit(), row.credit()));
    Map<Integer, Person> names = doors.names().of(standing.community(), owners.values());
    int own = exchanges.account(standing.community(), standing.no());
    return new Payment(
        row.id(),
        handle(names, owners.get(row.debit())),
        handle(names, owners.get(row.credit())),
        exchange.unit().format(row.amount()),
        row.words(),
        row.validAt(),
        row.seq(),
        row.reverses(),
        row.debit() == own ? exchange.unit().format(row.debitBalance()) : null,
        null);
  }

  private static String handle(Map<Integer, Person> names, @Nullable Integer no) {
    Person person = no == null ? null : names.get(no);
    return person == null ? "" : person.handle();
  }

  /// Takes a payment back: whoever received it, or an admin.
  Made<Payment> reverse(Standing standing, UUID original, Payment.Reversal reversal) {
    Exchange exchange = exchanges.of(standing.community());
    TransferRow row = row(standing, exchange, original);
    int own = exchanges.account(standing.community(), standing.no());
    if (row.credit() != own && !standing.role().includes(Role.ADMIN)) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    long amount =
        reversal.amount() == null
            ? row.amount()
            : exchange.unit().parse(reversal.amount(), "amount");
    String why = words(reversal.reason());
    if (why.isEmpty()) {
      throw Refused.field(Refusal.FIELD_LENGTH, "reason");
    }
    UUID id = reversal.id() == null ? Uuid7.at(clock.instant()) : reversal.id();
    Map<Integer, Integer> owners =
        exchanges.owners(standing.community(), List.of(row.debit(), row.credit()));
    Rider told =
        outbox.rider(
            new LetsEvent.PaymentReversed(
                standing.community(),
                id,
                original,
                owners.getOrDefault(row.credit(), 0),
                owners.getOrDefault(row.debit(), 0),
                amount,
                clock.instant()));
    Booked booked =
        ledger
            .submit(
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
                    List.of(told)))
            .orRefuse();
    return made(booked.replay(), payment(standing, id));
  }
}
