package org.coomunity.exchange.lets;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.jspecify.annotations.Nullable;

/// What happened to the money of a community. Members are named by their number, amounts are minor
/// units, 0 for gifts.
public sealed interface LetsEvent extends Event {
  /// Somebody paid somebody.
  ///
  /// @param actor who acted; another than `payer` for organisations and entries by an admin
  record PaymentMade(
      CommunityId community,
      UUID payment,
      int payer,
      int payee,
      int actor,
      long amount,
      String concept,
      @Nullable UUID listing,
      Instant at)
      implements LetsEvent {}

  /// A payment was taken back, wholly or in part: `from` gave `to` the amount again.
  record PaymentReversed(
      CommunityId community, UUID payment, UUID original, int from, int to, long amount, Instant at)
      implements LetsEvent {}

  /// Somebody asked somebody to pay.
  record PaymentRequested(
      CommunityId community,
      UUID request,
      int payee,
      int payer,
      long amount,
      String concept,
      Instant at)
      implements LetsEvent {}

  /// A request was paid, refused or ran out of time.
  ///
  /// @param state `accepted`, `rejected` or `expired`
  record RequestAnswered(
      CommunityId community,
      UUID request,
      int payee,
      int payer,
      long amount,
      String state,
      Instant at)
      implements LetsEvent {}

  /// Somebody went further below zero than agreed, in a community that only tells.
  ///
  /// @param balance after the payment
  record LimitPassed(CommunityId community, int no, UUID payment, long balance, Instant at)
      implements LetsEvent {}

  /// A community decided something about its exchange.
  record PolicyChanged(CommunityId community, int version, int by, Instant at)
      implements LetsEvent {}

  /// Somebody may go further below zero than before, or less far.
  record CreditLimitChanged(CommunityId community, int no, long limit, Instant at)
      implements LetsEvent {}
}
