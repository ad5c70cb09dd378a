package org.coomunity.analytics.pulse;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How an alert goes from one look to the next.
final class AlertRules {
  /// How an episode stands.
  enum State {
    /// It is wrong, and not long enough yet.
    PENDING,
    FIRING,
    /// It is well, and not long enough yet.
    CLEARING,
    CLEARED
  }

  /// An episode.
  ///
  /// @param since when this state began
  record Episode(
      UUID id,
      AlertRule rule,
      State state,
      Instant since,
      Instant beganAt,
      @Nullable Instant firedAt,
      @Nullable Instant clearedAt,
      double value) {
    private Episode to(State next, Instant now, double measured) {
      return new Episode(
          id,
          rule,
          next,
          now,
          beganAt,
          next == State.FIRING && firedAt == null ? now : firedAt,
          next == State.CLEARED ? now : null,
          measured);
    }

    private Episode still(double measured) {
      return new Episode(id, rule, state, since, beganAt, firedAt, clearedAt, measured);
    }
  }

  private AlertRules() {}

  /// One more look.
  ///
  /// @param open the episode so far; null when all was well
  /// @param id of the episode, should one begin
  /// @return the episode now; null when there is none, or none any more that anybody was told of
  static @Nullable Episode look(
      AlertRule rule, @Nullable Episode open, double value, UUID id, Instant now) {
    if (open == null) {
      return rule.bad(value)
          ? ripe(new Episode(id, rule, State.PENDING, now, now, null, null, value), now)
          : null;
    }
    if (!Double.isFinite(value)) {
      return open; // nobody knows: it neither gets worse nor better by that
    }
    return switch (open.state()) {
      case PENDING -> rule.bad(value) ? ripe(open.still(value), now) : null;
      case FIRING ->
          rule.well(value) ? over(open.to(State.CLEARING, now, value), now) : open.still(value);
      case CLEARING ->
          rule.well(value) ? over(open.still(value), now) : open.to(State.FIRING, now, value);
      case CLEARED -> open;
    };
  }

  private static Episode ripe(Episode pending, Instant now) {
    return now.isBefore(pending.since().plus(pending.rule().lasting()))
        ? pending
        : pending.to(State.FIRING, now, pending.value());
  }

  private static Episode over(Episode clearing, Instant now) {
    return now.isBefore(clearing.since().plus(clearing.rule().lasting()))
        ? clearing
        : clearing.to(State.CLEARED, now, clearing.value());
  }

  /// True when somebody is to be told now, and was not before.
  static boolean fires(@Nullable Episode before, @Nullable Episode after) {
    return after != null
        && after.firedAt() != null
        && (before == null || before.firedAt() == null)
        && after.state() == State.FIRING;
  }

  static boolean clears(@Nullable Episode before, @Nullable Episode after) {
    return after != null
        && after.state() == State.CLEARED
        && (before == null || before.state() != State.CLEARED);
  }
}
