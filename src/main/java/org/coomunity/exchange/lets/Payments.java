package org.coomunity.exchange.lets;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.audit.AuditEntry;
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
import org.coomunity.exchange.ledger.Outcome;
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
  /// What may have changed since a payment was made, so that its repeat is no longer allowed; the
  /// repeat is answered as it was all the same.
  private static final Set<Refusal> CHANGED =
      Set.of(
          Refusal.MEMBER_UNKNOWN,
          Refusal.BLOCKED,
          Refusal.GIFT_MODE,
          Refusal.LISTING_GONE,
          Refusal.SECOND_FACTOR);

  private final Database database;
  private final Ledger ledger;
  private final Outbox outbox;
  private final InstantSource clock;
  private final LetsDoors doors;
  private final Exchanges exchanges;
  private final Gifts gifts;

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
    this.gifts = new Gifts(database, clock, doors);
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
      @Nullable UUID listing,
      @Nullable AuditEntry audited) {}

  Made<Payment> pay(Standing standing, Payment.Draft draft) {
    Exchange exchange = exchanges.of(standing.community());
    try {
      return pay(standing, exchange, wish(standing, exchange, draft));
    } catch (Refused no) {
      if (!CHANGED.contains(no.refusal())) {
        throw no;
      }
      return Made.replay(earlier(standing, exchange, draft).orElseThrow(() -> no));
    }
  }

  private Made<Payment> pay(Standing standing, Exchange exchange, Wish wish) {
    if (wish.amount() == null) {
      return gifts.give(standing, wish);
    }
    long amount = wish.amount();
    Outcome outcome =
        ledger.submit(
            Posting.of(
                exchange.book(),
                List.of(transfer(standing, wish, amount)),
                riders(standing, wish, amount)));
    Booked booked = Refusals.booked(outcome, exchange.unit());
    BookedTransfer transfer = booked.transfers().getFirst();
    if (booked.replay()) {
      sameListing(standing, wish);
      return Made.replay(payment(standing, exchange, wish, amount, transfer));
    }
    passed(standing, wish, transfer);
    return Made.fresh(payment(standing, exchange, wish, amount, transfer));
  }

  private void sameListing(Standing standing, Wish wish) {
    if (!Objects.equals(listing(standing, wish.id()), wish.listing())) {
      throw Refusals.differs("listing");
    }
  }

  private @Nullable UUID listing(Standing standing, UUID payment) {
    return database.read(tx -> LetsStore.listingOf(tx, standing.community(), payment)).orElse(null);
  }

  /// Tells that somebody went further than agreed, where the community only tells.
  void passed(Standing standing, Wish wish, BookedTransfer transfer) {
    if (transfer.belowLimit()) {
      database.write(tx -> {
        tx.publish(
            new LetsEvent.LimitPassed(
                standing.community(),
                wish.payer(),
                wish.id(),
                transfer.debitBalance(),
                clock.instant()));
        return wish;
      });
    }
  }

  /// The payment that a repeat means.
  private Optional<Payment> earlier(Standing standing, Exchange exchange, Payment.Draft draft) {
    if (draft.id() == null || draft.amount() == null) {
      return Optional.empty();
    }
    String from = draft.from() == null ? standing.handle() : draft.from();
    long amount = exchange.unit().parse(draft.amount(), "amount");
    return ledger
        .transfer(exchange.book(), draft.id())
        .filter(row -> row.kind() == TransferKind.PAYMENT.code())
        .filter(row -> row.actor() == standing.actorNo() && row.amount() == amount)
        .map(row -> shown(standing, exchange, row))
        .filter(first ->
            first.from().equals(from)
                && first.to().equals(draft.to())
                && first.concept().equals(words(draft.concept(), "concept"))
                && Objects.equals(first.listing(), draft.listing()));
  }

  Wish wish(Standing standing, Exchange exchange, Payment.Draft draft) {
    boolean entered = draft.from() != null && !draft.from().equals(standing.handle());
    if (entered && !standing.role().includes(Role.ADMIN)) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    String from = entered && draft.from() != null ? draft.from() : standing.handle();
    Payee payer = entered ? known(standing, from) : new Payee(standing.no(), standing.member());
    Long amount = amount(exchange, draft);
    String concept = words(draft.concept(), "concept");
    Payee payee = known(standing, draft.to());
    if (payee.no() == payer.no()) {
      throw Refused.field(Refusal.SAME_ACCOUNT, "to");
    }
    if (doors.blocked().between(payer.member(), payee.member())) {
      throw Refused.because(Refusal.BLOCKED);
    }
    if (draft.listing() != null && !doors.listings().known(standing.community(), draft.listing())) {
      throw Refused.because(Refusal.LISTING_GONE, "field", "listing");
    }
    weighs(standing, exchange, amount);
    UUID id = draft.id() == null ? Uuid7.at(clock.instant()) : draft.id();
    return new Wish(
        id,
        payer.no(),
        from,
        payee.no(),
        draft.to(),
        amount,
        concept,
        draft.listing(),
        entered ? audited(standing, id, payer, payee) : null);
  }

  /// What an admin enters in the name of somebody else is kept.
  private AuditEntry audited(Standing admin, UUID id, Payee payer, Payee payee) {
    String whom =
        id + " " + AuditEntry.member(payer.member()) + " " + AuditEntry.member(payee.member());
    return AuditEntry.by(admin, "payment.enter", whom, "", clock.instant());
  }

  /// A large payment asks for a fresh second step of those who have one.
  void weighs(Standing standing, Exchange exchange, @Nullable Long amount) {
    if (amount != null && amount > exchange.policy().factorTwoOver()) {
      doors.steps().demand(standing);
    }
  }

  /// Minor units; null in gift mode.
  private static @Nullable Long amount(Exchange exchange, Payment.Draft draft) {
    currency(exchange, draft.currency());
    if (exchange.policy().giftMode()) {
      if (draft.amount() != null) {
        throw Refused.field(Refusal.GIFT_MODE, "amount");
      }
      return null;
    }
    if (draft.amount() == null) {
      throw Refused.field(Refusal.FIELD_MISSING, "amount");
    }
    return exchange.unit().parse(draft.amount(), "amount");
  }

  /// Who says in which unit they mean an amount is taken at their word.
  static void currency(Exchange exchange, @Nullable String code) {
    if (code != null && !code.equals(exchange.unit().code())) {
      throw Refused.field(Refusal.WRONG_CURRENCY, "currency");
    }
  }

  Payee known(Standing standing, String handle) {
    Payee payee = doors.payees().of(standing.community(), handle);
    if (payee == null) {
      throw Refused.because(Refusal.MEMBER_UNKNOWN);
    }
    return payee;
  }

  static String words(@Nullable String said, String field) {
    String words = said == null ? "" : said.strip();
    if (words.length() > Transfer.WORDS_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, field);
    }
    if (words.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r')) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
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
    List<Rider> riders = new ArrayList<>(List.of(told));
    if (wish.listing() != null) {
      riders.add(LetsStore.listing(standing.community(), wish.id(), wish.listing()));
    }
    if (wish.audited() != null) {
      riders.add(wish.audited().rider());
    }
    return riders;
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
        wish.listing(),
        wish.payer() == standing.no() ? exchange.unit().format(booked.debitBalance()) : null,
        booked.belowLimit() ? "below_limit" : null);
  }

  /// A payment that the one who asks gave or received, or any for a steward.
  Payment payment(Standing standing, UUID id) {
    Exchange exchange = exchanges.of(standing.community());
    return find(standing, exchange, id)
        .map(row -> shown(standing, exchange, row))
        .or(() -> gifts.find(standing, id, listing(standing, id)))
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  /// The same in the books.
  TransferRow row(Standing standing, Exchange exchange, UUID id) {
    return find(standing, exchange, id).orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  private Optional<TransferRow> find(Standing standing, Exchange exchange, UUID id) {
    int own = exchanges.account(standing.community(), standing.no());
    return ledger
        .transfer(exchange.book(), id)
        .filter(row -> isPayment(row.kind()))
        .filter(row ->
            row.debit() == own || row.credit() == own || standing.role().includes(Role.STEWARD));
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
        listing(standing, row.id()),
        row.debit() == own ? exchange.unit().format(row.debitBalance()) : null,
        null);
  }

  static String handle(Map<Integer, Person> names, @Nullable Integer no) {
    Person person = no == null ? null : names.get(no);
    return person == null ? "" : person.handle();
  }
}
