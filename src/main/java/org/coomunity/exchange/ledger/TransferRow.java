package org.coomunity.exchange.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A transfer as it stands in the books, both accounts resolved.
///
/// @param resolved for `PENDING`: how it ended; null while it is open
/// @param validAt when it happened
/// @param recordedAt when it was written down
public record TransferRow(
    int book,
    long seq,
    UUID id,
    Phase phase,
    int debit,
    int credit,
    long amount,
    int kind,
    @Nullable UUID pending,
    @Nullable Phase resolved,
    @Nullable UUID reverses,
    int actor,
    Instant validAt,
    Instant recordedAt,
    long debitBalance,
    long creditBalance,
    String words) {}
