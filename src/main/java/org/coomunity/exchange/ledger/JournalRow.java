package org.coomunity.exchange.ledger;

import java.time.Instant;
import java.util.UUID;

/// A transfer that moved something, as the journal of a book shows it.
///
/// @param validAt when it happened
/// @param recordedAt when it was written down; grows with `seq`
/// @param hash the place of the transfer in the hash chain of the account that gave, in hex
public record JournalRow(
    UUID id,
    long seq,
    int debit,
    int credit,
    long amount,
    int kind,
    int actor,
    Instant validAt,
    Instant recordedAt,
    String words,
    String hash) {}
