package org.coomunity.exchange.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A transfer as it is written: one row with both of its entries. Times are microseconds since
/// 1970, as precise as the database keeps them.
@SuppressWarnings("ArrayRecordComponent") // rows are never compared
record Row(
    long seq,
    UUID id,
    Phase phase,
    int debit,
    int credit,
    long amount,
    int kind,
    int actor,
    @Nullable UUID pending,
    @Nullable UUID reverses,
    @Nullable Long expiresAt,
    long validAt,
    long recordedAt,
    long debitVersion,
    long creditVersion,
    long debitBalance,
    long creditBalance,
    byte[] debitHash,
    byte[] creditHash,
    boolean belowLimit,
    String words) {

  Outcome.BookedTransfer booked() {
    return new Outcome.BookedTransfer(
        id, seq, Micros.instant(recordedAt), amount, debitBalance, creditBalance, belowLimit);
  }

  Row withHashes(byte[] debitHash, byte[] creditHash) {
    return new Row(
        seq,
        id,
        phase,
        debit,
        credit,
        amount,
        kind,
        actor,
        pending,
        reverses,
        expiresAt,
        validAt,
        recordedAt,
        debitVersion,
        creditVersion,
        debitBalance,
        creditBalance,
        debitHash,
        creditHash,
        belowLimit,
        words);
  }
}
