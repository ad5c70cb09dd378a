package org.coomunity.exchange.lets;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A payment request by the numbers of its members, for other contracts than our own.
///
/// @param state `PENDING`, `ACCEPTED`, `REJECTED` or `EXPIRED`
/// @param updatedAt when it was answered; when it was made while it is open
/// @param payment the payment that answered it
public record Asked(
    UUID id,
    int payer,
    int payee,
    long amount,
    String words,
    String state,
    Instant createdAt,
    Instant updatedAt,
    @Nullable UUID payment) {
  /// Which requests are wanted.
  ///
  /// @param involved each of these sets of members must hold payer or payee; empty for all
  /// @param payers members who are asked to pay; empty for any
  /// @param payees members who ask; empty for any
  /// @param byUpdate true in order of the last change, false in that of making
  public record Query(
      List<Set<Integer>> involved,
      Set<Integer> payers,
      Set<Integer> payees,
      Set<String> states,
      boolean byUpdate,
      boolean newestFirst,
      int limit) {}
}
