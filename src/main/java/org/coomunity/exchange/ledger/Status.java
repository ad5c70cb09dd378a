package org.coomunity.exchange.ledger;

import org.coomunity.base.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// Why a transfer was not booked: the words of TigerBeetle's public reference for what we share
/// with it. The ordinal is stored with retired identifiers: add at the end only.
public enum Status {
  EXISTS_WITH_DIFFERENT_BODY(Refusal.IDEMPOTENCY_CONFLICT, false),
  ID_ALREADY_FAILED(Refusal.ID_RETIRED, false),
  ID_TIME(Refusal.ID_TIME, false),
  ACCOUNTS_MUST_BE_DIFFERENT(Refusal.SAME_ACCOUNT, false),
  AMOUNT_RANGE(Refusal.AMOUNT_RANGE, false),
  DEBIT_ACCOUNT_NOT_FOUND(Refusal.NOT_FOUND, true),
  CREDIT_ACCOUNT_NOT_FOUND(Refusal.NOT_FOUND, true),
  DEBIT_ACCOUNT_CLOSED(Refusal.ACCOUNT_CLOSED, true),
  CREDIT_ACCOUNT_CLOSED(Refusal.ACCOUNT_CLOSED, true),
  PENDING_TRANSFER_NOT_FOUND(Refusal.NOT_FOUND, true),
  PENDING_TRANSFER_ALREADY_POSTED(Refusal.WRONG_STATE, true),
  PENDING_TRANSFER_ALREADY_VOIDED(Refusal.WRONG_STATE, true),
  PENDING_TRANSFER_EXPIRED(Refusal.PENDING_EXPIRED, true),
  EXCEEDS_PENDING_TRANSFER_AMOUNT(Refusal.AMOUNT_RANGE, true),
  REVERSED_TRANSFER_NOT_FOUND(Refusal.NOT_FOUND, true),
  EXCEEDS_REVERSED_AMOUNT(Refusal.REVERSAL_RANGE, true),
  OVERFLOWS(Refusal.AMOUNT_RANGE, true),
  EXCEEDS_CREDITS(Refusal.CREDIT_LIMIT, true),
  EXCEEDS_DEBITS(Refusal.MAX_BALANCE, true),
  /// A statement that should have committed with it touched another number of rows than it must.
  RIDER_CONFLICT(Refusal.WRONG_STATE, false),
  /// The time of expiry is not between now and 366 days from now.
  EXPIRY_RANGE(Refusal.EXPIRY_PAST, false),
  /// Somebody tried to expire a transfer before its time.
  PENDING_TRANSFER_NOT_DUE(Refusal.WRONG_STATE, false);

  private static final Status[] ALL = values();

  /// The number that is stored.
  @SuppressWarnings("EnumOrdinal") // the order is fixed: see above
  short code() {
    return (short) ordinal();
  }

  static Status of(int code) {
    return ALL[code];
  }

  private final Refusal refusal;
  private final boolean retires;

  Status(Refusal refusal, boolean retires) {
    this.refusal = refusal;
    this.retires = retires;
  }

  Refusal refusal() {
    return refusal;
  }

  /// Whether the identifier is used up: it failed because of how the books stood, and must not
  /// succeed by surprise when they stand otherwise.
  boolean retires() {
    return retires;
  }

  /// For people: the state the reserved transfer is in, where that is the reason.
  @Nullable String state() {
    return switch (this) {
      case PENDING_TRANSFER_ALREADY_POSTED -> "posted";
      case PENDING_TRANSFER_ALREADY_VOIDED -> "voided";
      case PENDING_TRANSFER_EXPIRED -> "expired";
      default -> null;
    };
  }
}
