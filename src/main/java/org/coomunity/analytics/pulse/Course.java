package org.coomunity.analytics.pulse;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What all measures were over a span, for a page that draws them.
///
/// @param step `minute`, `hour` or `day`
/// @param moments the oldest first
public record Course(String step, List<Moment> moments) {
  public Course {
    moments = List.copyOf(moments);
  }

  /// The measures of one moment; one that is hidden, or was not counted, is left out.
  public record Moment(Instant at, Map<Measure, Double> values) {
    public Moment {
      values = values.isEmpty() ? Map.of() : new EnumMap<>(values);
    }
  }
}
