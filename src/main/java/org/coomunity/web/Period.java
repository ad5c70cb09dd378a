package org.coomunity.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coomunity.analytics.pulse.Course;
import org.coomunity.analytics.pulse.Measure;
import org.coomunity.analytics.pulse.Pulse;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;

/// Over how long figures are looked at.
public enum Period {
  DAY(1, "hour"),
  WEEK(7, "hour"),
  MONTH(30, "day"),
  QUARTER(90, "day");

  private static final String HOUR = "hour";
  private static final String MINUTE = "minute";

  /// So many minutes are drawn of a platform that is younger than an hour or two.
  private static final Duration YOUNG = Duration.ofHours(4);

  private final int days;
  private final String step;

  Period(int days, String step) {
    this.days = days;
    this.step = step;
  }

  /// How many days it has.
  public int days() {
    return days;
  }

  /// What was measured, and what was in the same time before.
  record Span(Course now, Course before, Duration apart) {
    SortedMap<Instant, Double> values(Measure measure) {
      return values(now, measure, Duration.ZERO);
    }

    /// What was before, put where this span is.
    SortedMap<Instant, Double> earlier(Measure measure) {
      return values(before, measure, apart);
    }

    private static SortedMap<Instant, Double> values(Course of, Measure measure, Duration later) {
      SortedMap<Instant, Double> values = new TreeMap<>();
      for (Course.Moment moment : of.moments()) {
        Double value = moment.values().get(measure);
        if (value != null) {
          values.put(moment.at().plus(later), value);
        }
      }
      return values;
    }
  }

  /// The period of `?days=`; a week without.
  ///
  /// @throws Refused `field_format`
  static Period of(Visit visit) {
    String days = visit.query("days", "7");
    return Arrays.stream(values())
        .filter(period -> Integer.toString(period.days).equals(days))
        .findFirst()
        .orElseThrow(() -> Refused.field(Refusal.FIELD_FORMAT, "days"));
  }

  /// What was measured up to now, in the largest steps of which there are two: a platform that is
  /// young has hours, or minutes, before it has days.
  Span span(Pulse pulse, CommunityId scope, Instant now) {
    Duration length = Duration.ofDays(days);
    Instant end = now.plusSeconds(1);
    for (String each : step.equals(HOUR) ? List.of(HOUR) : List.of(step, HOUR)) {
      Duration kept =
          each.equals(HOUR) && days > MONTH.days ? Duration.ofDays(MONTH.days * 2L - 1) : length;
      Course found = pulse.course(scope, each, end.minus(kept), end);
      if (found.moments().size() > 1) {
        return new Span(found, before(pulse, scope, each, end.minus(length)), length);
      }
    }
    Course minutes = pulse.course(scope, MINUTE, end.minus(YOUNG), end);
    return new Span(minutes, new Course(MINUTE, List.of()), length);
  }

  /// The same time before; hours are not kept for so long that a quarter could be compared.
  private Course before(Pulse pulse, CommunityId scope, String each, Instant end) {
    return each.equals(HOUR) && days > MONTH.days
        ? new Course(each, List.of())
        : pulse.course(scope, each, end.minus(Duration.ofDays(days)), end);
  }

  /// The key of its name.
  public String key() {
    return "seeing.period." + days;
  }

  /// The mean of figures; empty without any.
  static Optional<Double> mean(SortedMap<Instant, Double> values) {
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(
            values.values().stream().mapToDouble(Double::doubleValue).average().orElse(0));
  }
}
