package org.coomunity.exchange.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.exchange.ledger.MachineBatch.Event;
import org.coomunity.exchange.ledger.MachineStore.Target;
import org.jspecify.annotations.Nullable;

/// What can be said about events of the machine surface without the books: chains, and the words
/// for events that contradict themselves, in the order of precedence of TigerBeetle's reference.
final class MachineRules {
  static final int EVENTS_MOST = 8_189;

  /// An asking books everything before it takes it back, and the book waits meanwhile.
  static final int DRY_MOST = 1_000;

  static final long WEEK = 7L * 86_400;
  private static final long TIMEOUT_MOST = 365L * 86_400;
  private static final UUID ZERO = new UUID(0, 0);
  private static final UUID LAST = new UUID(-1, -1);
  private static final Set<String> FLAGS =
      Set.of(
          "linked",
          "pending",
          "post",
          "void",
          "balancingDebit",
          "balancingCredit",
          "closingDebit",
          "closingCredit",
          "imported");

  private MachineRules() {}

  /// Refuses a batch that is not written as it must be; nothing of it is booked.
  static void wellFormed(MachineBatch batch, boolean dry) {
    if (batch.events().size() > (dry ? DRY_MOST : EVENTS_MOST)) {
      throw Refused.field(Refusal.FIELD_RANGE, "events");
    }
    for (int i = 0; i < batch.events().size(); i++) {
      String at = "events[" + i + "].";
      Event event = batch.events().get(i);
      boolean account = event.type().equals("account");
      if (!account && !event.type().equals("transfer")) {
        throw Refused.field(Refusal.FIELD_FORMAT, at + "type");
      }
      if (account ? event.currency() == null : event.amount() == null && !event.resolves()) {
        throw Refused.field(Refusal.FIELD_MISSING, at + (account ? "currency" : "amount"));
      }
      if (event.words() != null && event.words().length() > Transfer.WORDS_MOST) {
        throw Refused.field(Refusal.FIELD_LENGTH, at + "words");
      }
      within(
          event.code() == null ? null : event.code().longValue(), 0, Short.MAX_VALUE, at, "code");
      within(event.timeoutSeconds(), 0, TIMEOUT_MOST, at, "timeoutSeconds");
      within(event.creditLimit(), 0, Account.BALANCE_MOST, at, "creditLimit");
      within(event.maxBalance(), 0, Account.BALANCE_MOST, at, "maxBalance");
      if (account && kind(event) == null) {
        throw Refused.field(Refusal.FIELD_FORMAT, at + "kind");
      }
    }
  }

  private static void within(@Nullable Long value, long least, long most, String at, String field) {
    if (value != null && (value < least || value > most)) {
      throw Refused.field(Refusal.FIELD_RANGE, at + field);
    }
  }

  /// What kind of account an event opens; null for a kind that only people and communities have.
  static @Nullable AccountKind kind(Event event) {
    if (event.kind() == null) {
      return AccountKind.GATEWAY;
    }
    return switch (event.kind().toLowerCase(Locale.ROOT)) {
      case "issuer" -> AccountKind.ISSUER;
      case "gateway" -> AccountKind.GATEWAY;
      default -> null;
    };
  }

  /// The events in chains, as places: each but the last of a chain says `linked`.
  static List<List<Integer>> chains(List<Event> events) {
    List<List<Integer>> chains = new ArrayList<>();
    List<Integer> chain = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      chain.add(i);
      if (!events.get(i).flag("linked") || i == events.size() - 1) {
        chains.add(chain);
        chain = new ArrayList<>();
      }
    }
    return chains;
  }

  /// Why a transfer contradicts itself; null when it does not.
  ///
  /// @param imported whether the first transfer of the batch is
  static @Nullable String contradiction(Event event, boolean imported, Instant now) {
    if (event.flag("imported") != imported) {
      return imported ? "imported_event_expected" : "imported_event_not_expected";
    }
    if (!imported && event.validAt() != null) {
      return "timestamp_must_be_zero";
    }
    if (imported && event.validAt() == null) {
      return "imported_event_timestamp_must_not_be_zero";
    }
    if (event.validAt() != null && event.validAt().isAfter(now)) {
      return "imported_event_timestamp_must_not_advance";
    }
    if (event.flags() != null && !FLAGS.containsAll(event.flags())) {
      return "reserved_flag";
    }
    if (event.id().equals(ZERO)) {
      return "id_must_not_be_zero";
    }
    if (event.id().equals(LAST)) {
      return "id_must_not_be_int_max";
    }
    return exclusive(event) ? "flags_are_mutually_exclusive" : fields(event);
  }

  private static boolean exclusive(Event event) {
    int phases = 0;
    for (String phase : List.of("pending", "post", "void")) {
      phases += event.flag(phase) ? 1 : 0;
    }
    boolean moving =
        event.flag("balancingDebit") || event.flag("balancingCredit") || event.closes();
    return phases > 1 || (event.resolves() && moving);
  }

  private static @Nullable String fields(Event event) {
    UUID pending = event.pendingId();
    if (event.resolves()) {
      if (pending == null || pending.equals(ZERO)) {
        return "pending_id_must_not_be_zero";
      }
      if (pending.equals(event.id())) {
        return "pending_id_must_be_different";
      }
    } else {
      if (event.debit() == null || event.credit() == null) {
        return event.debit() == null
            ? "debit_account_id_must_not_be_zero"
            : "credit_account_id_must_not_be_zero";
      }
      if (event.debit().equals(event.credit())) {
        return "accounts_must_be_different";
      }
      if (pending != null) {
        return "pending_id_must_be_zero";
      }
    }
    boolean timed = event.timeoutSeconds() != null && event.timeoutSeconds() > 0;
    if (timed && (!event.flag("pending") || event.closes())) {
      return "timeout_reserved_for_pending_transfer";
    }
    if (event.closes() && !event.flag("pending")) {
      return "closing_transfer_must_be_pending";
    }
    if (event.amount() != null && event.amount() < 0) {
      return "amount_range";
    }
    return addresses(event);
  }

  private static @Nullable String addresses(Event event) {
    Optional<Currency.Seat> debit = seat(event.debit());
    Optional<Currency.Seat> credit = seat(event.credit());
    if (event.debit() != null && debit.isEmpty()) {
      return "debit_account_not_found";
    }
    if (event.credit() != null && credit.isEmpty()) {
      return "credit_account_not_found";
    }
    if (debit.isPresent()
        && credit.isPresent()
        && !debit.get().currency().equals(credit.get().currency())) {
      return "accounts_must_have_the_same_ledger";
    }
    Optional<Currency.Seat> one = debit.or(() -> credit);
    if (event.currency() == null) {
      return one.isEmpty() ? "ledger_must_not_be_zero" : null;
    }
    return one.isPresent() && !one.get().currency().toString().equals(event.currency())
        ? "transfer_must_have_the_same_ledger_as_accounts"
        : null;
  }

  static Optional<Currency.Seat> seat(@Nullable String text) {
    return Optional.ofNullable(text).flatMap(Currency::seat);
  }

  /// The book an event is about.
  static Optional<Currency> currency(Event event) {
    return event.currency() != null
        ? Currency.read(event.currency())
        : seat(event.debit()).or(() -> seat(event.credit())).map(Currency.Seat::currency);
  }

  /// Why an event does not fit what it posts or voids; null when it does.
  static @Nullable String misfit(Event event, Target target) {
    if (target.phase() != Phase.PENDING) {
      return "pending_transfer_not_pending";
    }
    if (event.debit() != null && seat(event.debit()).orElseThrow().account() != target.debit()) {
      return "pending_transfer_has_different_debit_account_id";
    }
    if (event.credit() != null && seat(event.credit()).orElseThrow().account() != target.credit()) {
      return "pending_transfer_has_different_credit_account_id";
    }
    int code = event.code() == null ? 0 : event.code();
    if (code != 0 && code != target.kind()) {
      return "pending_transfer_has_different_code";
    }
    long amount = event.amount() == null ? 0 : event.amount();
    return event.flag("void") && amount != 0 && amount != target.amount()
        ? amount > target.amount()
            ? "exceeds_pending_transfer_amount"
            : "pending_transfer_has_different_amount"
        : null;
  }

  /// The transfer an event asks for.
  static Transfer transfer(Event event, @Nullable Instant expiresAt) {
    int code = event.code() == null ? 0 : event.code();
    String words = event.words() == null ? "" : event.words();
    Phase phase =
        event.flag("post")
            ? Phase.POST
            : event.flag("void")
                ? Phase.VOID
                : event.flag("pending") ? Phase.PENDING : Phase.SINGLE;
    Balancing most =
        event.flag("balancingDebit")
            ? event.flag("balancingCredit") ? Balancing.BOTH : Balancing.DEBIT
            : event.flag("balancingCredit") ? Balancing.CREDIT : Balancing.NONE;
    long amount = event.amount() == null ? -1 : event.amount();
    return new Transfer(
        event.id(),
        phase,
        event.resolves() ? 0 : seat(event.debit()).orElseThrow().account(),
        event.resolves() ? 0 : seat(event.credit()).orElseThrow().account(),
        phase == Phase.VOID ? 0 : amount,
        event.resolves() ? 0 : code,
        event.pendingId(),
        expiresAt,
        null,
        0,
        event.validAt(),
        most,
        words);
  }

  /// The word for a no of the ledger.
  static String word(Outcome.Denied denied) {
    return switch (denied.status()) {
      case EXISTS_WITH_DIFFERENT_BODY ->
          "exists_with_different_"
              + switch (String.valueOf(denied.refusal().details().get("field"))) {
                case "debit" -> "debit_account_id";
                case "credit" -> "credit_account_id";
                case "amount" -> "amount";
                case "kind" -> "code";
                case "pending" -> "pending_id";
                case "expiresAt" -> "timeout";
                case "validAt" -> "timestamp";
                case "words" -> "words";
                case "actor" -> "actor";
                default -> "flags";
              };
      case DEBIT_ACCOUNT_CLOSED -> "debit_account_already_closed";
      case CREDIT_ACCOUNT_CLOSED -> "credit_account_already_closed";
      default -> denied.status().name().toLowerCase(Locale.ROOT);
    };
  }
}
