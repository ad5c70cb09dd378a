package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// A model of leaving as it was learned once: it can be kept, and asked again on another day.
///
/// @param day since 1970 on which it was learned
/// @param acts what is to be expected of whoever acts and may leave
/// @param counters the columns after the first ones
/// @param before some of the scores it gave when it learned, to see how far it drifts
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
record Foreteller(
    int day,
    BgNbd acts,
    List<String> counters,
    Classifier classifier,
    Isotonic calibration,
    double[] before,
    Departures.Quality quality) {
  private static final int SCORES = 1_000;

  /// What is kept of it, in a form that gives the same numbers when it is read.
  @SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
  private record Kept(
      int day,
      BgNbd acts,
      List<String> counters,
      @Nullable Logistic logistic,
      @Nullable Boosting boosting,
      Isotonic calibration,
      double[] before,
      Departures.Quality quality) {}

  /// As many of them as are enough to know their shape.
  static double[] thinned(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    if (sorted.length <= SCORES) {
      return sorted;
    }
    double[] some = new double[SCORES];
    Arrays.setAll(some, i -> sorted[(int) ((long) i * (sorted.length - 1) / (SCORES - 1))]);
    return some;
  }

  /// Foretells of everybody who was active in the last 28 days.
  Departures tell(List<Life> lives, int today) {
    List<Life> members =
        lives.stream()
            .filter(life -> life.first() <= today)
            .filter(life -> life.between(today - DepartureModel.HORIZON, today) > 0)
            .toList();
    double[] raw = new double[members.size()];
    List<Departures.Member> told = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < raw.length; i++) {
      Life life = members.get(i);
      double[] row = LifeRow.of(life, today, acts, counters);
      raw[i] = classifier.risk(row);
      double risk = calibration.apply(raw[i]);
      sum += risk;
      Departures.Band band = Departures.Band.of(risk);
      List<Reason> reasons = Reasons.of(life, today, classifier.contributions(row), counters);
      told.add(
          new Departures.Member(life.person(), risk, band, reasons, Reasons.act(band, reasons)));
    }
    told.sort(
        Comparator.comparingDouble((Departures.Member one) -> -one.risk())
            .thenComparing(Departures.Member::person));
    return new Departures(
        List.copyOf(told),
        raw.length == 0 ? 0 : sum / raw.length,
        quality,
        raw.length == 0 ? 0 : Measures.stability(before, raw));
  }

  String text() {
    return Json.write(
        new Kept(
            day,
            acts,
            counters,
            classifier instanceof Logistic logistic ? logistic : null,
            classifier instanceof Boosting boosting ? boosting : null,
            calibration,
            before,
            quality));
  }

  static Foreteller of(String text) {
    Kept kept = Json.read(text, Kept.class);
    Classifier classifier = kept.logistic() != null ? kept.logistic() : kept.boosting();
    if (classifier == null) {
      throw new IllegalStateException("a model without a model");
    }
    return new Foreteller(
        kept.day(),
        kept.acts(),
        kept.counters(),
        classifier,
        kept.calibration(),
        kept.before(),
        kept.quality());
  }
}
