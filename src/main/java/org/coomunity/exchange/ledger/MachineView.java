package org.coomunity.exchange.ledger;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An account as the machine surface shows it: totals are strings of minor units.
///
/// @param balance now, or at the time that was asked for (of record); then the totals are left out
/// @param creditLimit how far below zero it may go; left out without a floor
/// @param version how many entries it has
public record MachineView(
    String id,
    String kind,
    String status,
    String balance,
    @Nullable String debitsPosted,
    @Nullable String creditsPosted,
    @Nullable String debitsPending,
    @Nullable String creditsPending,
    @Nullable Long creditLimit,
    @Nullable Long maxBalance,
    long version,
    @Nullable Instant at) {
  static MachineView now(Currency.Seat seat, AccountState state) {
    return new MachineView(
        seat.toString(),
        word(state.kind()),
        word(state.status()),
        Long.toString(state.balance()),
        Long.toString(state.debitsPosted()),
        Long.toString(state.creditsPosted()),
        Long.toString(state.debitsPending()),
        Long.toString(state.creditsPending()),
        state.limits().creditLimit(),
        state.limits().maxBalance(),
        state.version(),
        null);
  }

  /// With the balance it had at a time.
  MachineView then(long then, Instant when) {
    return new MachineView(
        id,
        kind,
        status,
        Long.toString(then),
        null,
        null,
        null,
        null,
        creditLimit,
        maxBalance,
        version,
        when);
  }

  /// A transfer in the books.
  ///
  /// @param phase `single`, `pending`, `post`, `void` or `expire`
  /// @param debitBalance balance of the giver after it
  /// @param resolved how a pending one ended; left out while it is open
  public record Moved(
      UUID id,
      long seq,
      String phase,
      String debit,
      String credit,
      long amount,
      int code,
      @Nullable UUID pendingId,
      @Nullable String resolved,
      @Nullable UUID reverses,
      Instant validAt,
      Instant recordedAt,
      String debitBalance,
      String creditBalance,
      String words) {
    static Moved of(Currency currency, TransferRow row) {
      return new Moved(
          row.id(),
          row.seq(),
          word(row.phase()),
          new Currency.Seat(currency, row.debit()).toString(),
          new Currency.Seat(currency, row.credit()).toString(),
          row.amount(),
          row.kind(),
          row.pending(),
          row.resolved() == null ? null : word(row.resolved()),
          row.reverses(),
          row.validAt(),
          row.recordedAt(),
          Long.toString(row.debitBalance()),
          Long.toString(row.creditBalance()),
          row.words());
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
