package org.coomunity.exchange.komunitin;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.exchange.ledger.JournalRow;
import org.coomunity.exchange.lets.Asked;
import org.jspecify.annotations.Nullable;

/// A transfer as the contract knows it, wherever it is kept: in the books, as a payment request, or
/// as a draft. Payer and payee are accounts of the book.
///
/// @param state `new`, `pending`, `rejected`, `failed`, `committed` or `deleted`
/// @param author the member who made it; null for what the books alone know
/// @param payment its identifier in the books, where it has another
/// @param hash its place in the payer's hash chain; null outside the books
record Movement(
    UUID id,
    int payer,
    int payee,
    long amount,
    String words,
    String state,
    @Nullable Integer author,
    @Nullable UUID payment,
    @Nullable String hash,
    Instant created,
    Instant updated) {
  static final String NEW = "new";
  static final String PENDING = "pending";
  static final String REJECTED = "rejected";
  static final String FAILED = "failed";
  static final String COMMITTED = "committed";
  static final String DELETED = "deleted";

  static Movement of(JournalRow row) {
    return new Movement(
        row.id(),
        row.debit(),
        row.credit(),
        row.amount(),
        row.words(),
        COMMITTED,
        null,
        null,
        row.hash(),
        row.recordedAt(),
        row.recordedAt());
  }

  static Movement of(Asked asked, int payer, int payee) {
    String state =
        switch (asked.state()) {
          case "PENDING" -> PENDING;
          case "ACCEPTED" -> COMMITTED;
          default -> REJECTED;
        };
    return new Movement(
        asked.id(),
        payer,
        payee,
        asked.amount(),
        asked.words(),
        state,
        asked.payee(),
        asked.payment(),
        null,
        asked.createdAt(),
        asked.updatedAt());
  }

  Movement hashed(@Nullable String found) {
    return new Movement(
        id, payer, payee, amount, words, state, author, payment, found, created, updated);
  }

  Movement in(String other, Instant now) {
    return new Movement(
        id, payer, payee, amount, words, other, author, payment, hash, created, now);
  }

  boolean is(String which) {
    return state.equals(which);
  }

  boolean involves(int account) {
    return payer == account || payee == account;
  }
}
