package org.coomunity.analytics.pulse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;

/// What a measure was, step by step.
///
/// @param name of the measure
/// @param step `minute`, `hour` or `day`
/// @param definition the version by which it was counted
/// @param points `[at, value]`, the oldest first; moments whose figure is hidden or was not counted
///   are left out
public record History(String name, String step, int definition, List<List<Object>> points) {
  /// The most points of one answer.
  static final int POINTS = 1_500;

  public History {
    points = List.copyOf(points);
  }

  /// What is asked for.
  ///
  /// @param to the moment after the last one
  record Wish(Measure measure, Step step, Instant from, Instant to) {
    /// @throws Refused `field_range` for an empty span or one of more than 1,500 steps
    Wish {
      if (!from.isBefore(to) || Duration.between(from, to).dividedBy(step.length()) > POINTS) {
        throw Refused.field(Refusal.FIELD_RANGE, "from");
      }
    }
  }
}
