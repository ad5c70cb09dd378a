package org.coomunity.web;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import org.coomunity.analytics.pulse.Measure;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.messages.Messages;
import org.jspecify.annotations.Nullable;

/// One of the twelve measures as a page shows it.
///
/// @param key its name on the public surface
/// @param kind how its figures are written: `count`, `rate`, `hours`, `millis` or `share`
/// @param figure what it is now, in words; null when it is about too few
/// @param line how it went
/// @param mean of the period; null when nothing is known of it
/// @param change `up`, `down`, `same`, or `none` when there is nothing to compare with
/// @param by how much, in words
public record MeasureCard(
    String key,
    String kind,
    @Nullable String figure,
    Chart line,
    @Nullable String mean,
    String change,
    String by) {
  private static final double SAME = 0.005;
  private static final double HUNDRED = 100;

  /// How figures of a measure are written.
  static String kind(Measure measure) {
    return switch (measure) {
      case CONVERSION_RATE, RETENTION_RATE, SYSTEM_LOAD, ERROR_RATE -> "share";
      case AYNI_TRANSACTIONS -> "rate";
      case REVENUE -> "hours";
      case RESPONSE_TIME -> "millis";
      default -> "count";
    };
  }

  /// A figure in words.
  static String figure(Messages messages, Language language, String kind, double value) {
    return switch (kind) {
      case "share" -> messages.percent(language, value);
      case "count", "millis" -> messages.number(language, value, 0);
      default -> messages.number(language, value, 2);
    };
  }

  /// @param now the value of this moment; null when it is hidden
  static MeasureCard of(
      Visit visit, Measure measure, @Nullable Double now, Period.Span span, Chart line) {
    SortedMap<Instant, Double> values = span.values(measure);
    String kind = kind(measure);
    Double mean = Period.mean(values).orElse(null);
    Double before = Period.mean(span.earlier(measure)).orElse(null);
    String change = "none";
    String by = "";
    if (mean != null && before != null) {
      double difference = mean - before;
      double relative =
          kind.equals("share") ? difference : before == 0 ? difference : difference / before;
      change = Math.abs(relative) < SAME ? "same" : relative > 0 ? "up" : "down";
      by = by(visit, kind, before, difference);
    }
    return new MeasureCard(
        measure.key(),
        kind,
        now == null ? null : figure(visit.messages(), visit.language(), kind, now),
        line,
        mean == null ? null : mean(visit, kind, mean),
        change,
        by);
  }

  private static String mean(Visit visit, String kind, double mean) {
    return kind.equals("count")
        ? visit.messages().number(visit.language(), mean, 1)
        : figure(visit.messages(), visit.language(), kind, mean);
  }

  /// Shares differ by points of a hundred, everything else by its share of what it was before.
  private static String by(Visit visit, String kind, double before, double difference) {
    double size = Math.abs(difference);
    if (kind.equals("share")) {
      return visit.t(
          "seeing.points",
          Map.of("n", visit.messages().number(visit.language(), size * HUNDRED, 1)));
    }
    return before == 0
        ? mean(visit, kind, size)
        : visit.messages().percent(visit.language(), size / Math.abs(before));
  }
}
