package org.coomunity.analytics.insight;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What people of a community usually do next.
///
/// @param state `ready`; `not_yet` while there are too few steps; `unsure` when naming what is done
///   most is as good
/// @param needs what is still missing
/// @param trial how well the next step was named; absent before it was tried
/// @param after what comes after what; empty unless it is `ready`
public record Nexts(
    String state, List<Churn.Needed> needs, @Nullable Trial trial, List<After> after) {
  /// How it did on the last quarter of the steps, which it was not taught by.
  ///
  /// @param top1 share of steps that were named first
  /// @param top3 share that was among the first three named
  /// @param base1 share for naming what is done most
  /// @param base3 the same among the first three
  public record Trial(
      int version,
      Instant trainedAt,
      Instant from,
      int steps,
      int people,
      double top1,
      double top3,
      double base1,
      double base3) {}

  /// What came after an event.
  ///
  /// @param event its word
  /// @param people who did something else after it
  public record After(String event, int people, List<Next> next) {}

  /// Something that came next, with at least ten people behind it.
  ///
  /// @param share of all that came next
  public record Next(String event, double share, int people) {}
}
