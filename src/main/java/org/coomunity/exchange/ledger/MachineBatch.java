package org.coomunity.exchange.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Events for the books, decided in their order, as the machine surface takes them.
///
/// @param events at most 8,189
public record MachineBatch(List<Event> events) {
  /// A transfer to be made or an account to be opened. Amounts are integers in minor units.
  ///
  /// @param type `transfer` or `account`
  /// @param id made by the client and kept across retries
  /// @param currency `LUKA-3`; may be left out where the accounts say it
  /// @param debit the account that gives, `LUKA-3:17`; left out to post or void
  /// @param credit the account that receives, likewise
  /// @param flags `linked pending post void balancingDebit balancingCredit closingDebit
  ///   closingCredit imported`
  /// @param pendingId what is posted or voided
  /// @param timeoutSeconds for `pending`: 1 second to 365 days, 7 days when left out
  /// @param code what kind of transfer it is, 0..32767; 0 when left out
  /// @param validAt for `imported`: when it happened
  /// @param words what people wrote about it
  /// @param kind of an account: `issuer`, or `gateway` when left out
  /// @param creditLimit of an account: how far below zero; no floor when left out
  /// @param maxBalance of an account: its ceiling; none when left out
  public record Event(
      String type,
      UUID id,
      @Nullable String currency,
      @Nullable String debit,
      @Nullable String credit,
      @Nullable Long amount,
      @Nullable List<String> flags,
      @Nullable UUID pendingId,
      @Nullable Long timeoutSeconds,
      @Nullable Integer code,
      @Nullable Instant validAt,
      @Nullable String words,
      @Nullable String kind,
      @Nullable Long creditLimit,
      @Nullable Long maxBalance) {
    boolean flag(String name) {
      return flags != null && flags.contains(name);
    }

    boolean resolves() {
      return flag("post") || flag("void");
    }

    boolean closes() {
      return flag("closingDebit") || flag("closingCredit");
    }
  }

  /// What became of all events.
  ///
  /// @param seq the highest place in a book that one of them has
  public record Answer(List<Result> results, long seq) {}

  /// What became of an event.
  ///
  /// @param index its place among the events, from 0
  /// @param status `created`, `exists`, or why not
  /// @param amount what was moved or reserved
  /// @param seq its place in the book
  /// @param account the account that was opened
  /// @param warning `below_limit` where a soft limit was passed
  public record Result(
      int index,
      String status,
      @Nullable Long amount,
      @Nullable Long seq,
      @Nullable String account,
      @Nullable String warning) {
    static Result of(int index, String status) {
      return new Result(index, status, null, null, null, null);
    }
  }
}
