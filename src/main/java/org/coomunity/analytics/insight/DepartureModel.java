package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Learns from earlier dates who was gone 28 days later: buy-till-you-die first, its expectation
/// among the columns of a logistic regression or, where they win on later dates, of trees. The
/// calibration comes from dates later than what was learned.
final class DepartureModel {
  static final int HORIZON = 28;
  private static final int TRIALS = 3;
  private static final int MOST_DATES = 8;
  private static final int FEWEST_ROWS = 200;
  private static final int FEWEST_LEFT = 20;
  private static final double SURE = 1.96;

  private final List<Life> lives;
  private final int today;
  private final long seed;
  private final List<String> counters;
  private final List<Integer> dates = new ArrayList<>();
  private final List<Slice> slices = new ArrayList<>();

  /// Everybody who was a member on a date, what was known of them, and whether they left.
  ///
  /// @param acts fitted to what was known on that date
  @SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
  private record Slice(int day, BgNbd acts, double[][] rows, boolean[] left) {}

  DepartureModel(List<Life> lives, int today, long seed) {
    this.lives = lives.stream().filter(life -> life.first() <= today).toList();
    this.today = today;
    this.seed = seed;
    Set<String> names = new TreeSet<>();
    lives.forEach(life -> names.addAll(life.counters().keySet()));
    this.counters = List.copyOf(names);
    for (int k = 1; k <= MOST_DATES && today - k * HORIZON > first() + HORIZON; k++) {
      dates.addFirst(today - k * HORIZON);
    }
  }

  private int first() {
    return lives.stream().mapToInt(Life::first).min().orElse(today);
  }

  /// What it looks at beside the days.
  List<String> counters() {
    return counters;
  }

  /// What is missing before it can learn: three dates to be tried on, each with earlier ones, and
  /// people enough. Nothing is missing when it is empty.
  List<Need> needs() {
    int rows = 0;
    int left = 0;
    for (int day : dates.subList(0, Math.max(0, dates.size() - TRIALS))) {
      for (Life life : lives) {
        if (life.between(day - HORIZON, day) > 0) {
          rows++;
          left += life.between(day, day + HORIZON) == 0 ? 1 : 0;
        }
      }
    }
    return List.of(
            new Need(Need.What.DAYS, today - first(), (TRIALS + 2L) * HORIZON + 1),
            new Need(Need.What.OBSERVATIONS, rows, FEWEST_ROWS),
            new Need(Need.What.LEFT, left, FEWEST_LEFT),
            new Need(Need.What.STAYED, rows - left, FEWEST_LEFT))
        .stream()
        .filter(need -> !need.met())
        .toList();
  }

  /// Nothing where there is too little to learn from, or nobody left or stayed on the dates it is
  /// tried on.
  Optional<Foreteller> learned() {
    if (!needs().isEmpty()) {
      return Optional.empty();
    }
    dates.forEach(day -> slices.add(slice(day)));
    Tried logistic = tried(Trained.Kind.LOGISTIC);
    int left = Measures.positives(logistic.left());
    if (left == 0 || left == logistic.left().length) {
      return Optional.empty();
    }
    Tried trees = tried(Trained.Kind.BOOSTING);
    boolean better =
        Measures.auc(trees.risks(), trees.left())
            > Measures.auc(logistic.risks(), logistic.left()) + Trained.WORTH;
    return Optional.of(whole(better ? trees : logistic, better));
  }

  /// Who may leave.
  Optional<Departures> departures() {
    return learned().map(model -> model.tell(lives, today));
  }

  private Slice slice(int day) {
    BgNbd acts = acts(day);
    List<Life> members =
        lives.stream().filter(life -> life.between(day - HORIZON, day) > 0).toList();
    double[][] rows =
        members.stream()
            .map(life -> LifeRow.of(life, day, acts, counters))
            .toArray(double[][]::new);
    boolean[] left = new boolean[rows.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = members.get(i).between(day, day + HORIZON) == 0;
    }
    return new Slice(day, acts, rows, left);
  }

  private BgNbd acts(int day) {
    List<BgNbd.Past> pasts =
        lives.stream().filter(life -> life.first() <= day).map(life -> life.past(day)).toList();
    boolean anyBack = pasts.stream().anyMatch(past -> past.frequency() > 0);
    return anyBack ? BgNbdFit.of(pasts).model() : new BgNbd(1, 1, 1, 1);
  }

  /// What the trials of one kind of model said, before calibration.
  @SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
  private record Tried(double[] risks, boolean[] left, List<double[]> each) {}

  private List<Slice> trialSlices() {
    return slices.subList(slices.size() - TRIALS, slices.size());
  }

  private Tried tried(Trained.Kind kind) {
    List<double[]> each = new ArrayList<>();
    for (int i = slices.size() - TRIALS; i < slices.size(); i++) {
      Trained model = learned(slices.subList(0, i), kind);
      each.add(Classifier.risks(model.classifier(), slices.get(i).rows()));
    }
    double[] risks = each.stream().flatMapToDouble(Arrays::stream).toArray();
    return new Tried(risks, left(trialSlices()), each);
  }

  private static boolean[] left(List<Slice> some) {
    boolean[] left = new boolean[some.stream().mapToInt(slice -> slice.left().length).sum()];
    int at = 0;
    for (Slice slice : some) {
      System.arraycopy(slice.left(), 0, left, at, slice.left().length);
      at += slice.left().length;
    }
    return left;
  }

  private Trained learned(List<Slice> some, Trained.Kind kind) {
    double[][] rows =
        some.stream().map(Slice::rows).flatMap(Arrays::stream).toArray(double[][]::new);
    List<Frame.Column> columns = new ArrayList<>();
    for (int j = 0; j < LifeRow.NAMES.size() + counters.size(); j++) {
      int column = j;
      columns.add(
          new Frame.Numeric(
              name(j), Arrays.stream(rows).mapToDouble(row -> row[column]).toArray()));
    }
    String[] ids = new String[rows.length];
    Arrays.fill(ids, "");
    Frame frame = new Frame(ids, left(some), columns, List.of());
    return Trained.learn(frame, IntStream.range(0, rows.length).toArray(), kind, seed);
  }

  private String name(int column) {
    int own = LifeRow.NAMES.size();
    return column < own ? LifeRow.NAMES.get(column) : counters.get(column - own);
  }

  /// What is taught by all dates, with the calibration of the trials.
  private Foreteller whole(Tried tried, boolean trees) {
    Trained model = learned(slices, trees ? Trained.Kind.BOOSTING : Trained.Kind.LOGISTIC);
    double[] before =
        slices.stream()
            .flatMapToDouble(
                slice -> Arrays.stream(Classifier.risks(model.classifier(), slice.rows())))
            .toArray();
    return new Foreteller(
        today,
        acts(today),
        counters,
        model.classifier(),
        Isotonic.fit(tried.risks(), tried.left()),
        Foreteller.thinned(before),
        quality(tried, trees ? "boosting" : "logistic"));
  }

  /// The figures of the trials; the calibration of each comes from those before it.
  private Departures.Quality quality(Tried tried, String kind) {
    List<Departures.Trial> trials = new ArrayList<>();
    double[] seen = {};
    boolean[] theirs = {};
    double[] said = new double[tried.risks().length];
    for (int i = 0; i < TRIALS; i++) {
      Slice slice = trialSlices().get(i);
      double[] risks = Isotonic.fit(seen, theirs).apply(tried.each().get(i));
      System.arraycopy(risks, 0, said, seen.length, risks.length);
      double[] silence =
          Arrays.stream(slice.rows()).mapToDouble(row -> row[LifeRow.SILENCE]).toArray();
      trials.add(
          new Departures.Trial(
              slice.day(),
              risks.length,
              Measures.positives(slice.left()),
              auc(risks, slice.left()),
              auc(silence, slice.left()),
              risks.length == 0 ? 0 : Measures.of(risks, slice.left()).ece()));
      int end = seen.length + risks.length;
      seen = Arrays.copyOf(tried.risks(), end);
      theirs = Arrays.copyOf(tried.left(), end);
    }
    Measures all = Measures.of(said, tried.left());
    int left = Measures.positives(tried.left());
    return new Departures.Quality(
        kind,
        trials,
        all.auc(),
        low(all.auc(), left, said.length - left),
        all.ece(),
        all.brier(),
        said.length,
        left,
        became(said, tried.left()));
  }

  /// A half where there is one kind only: then an order says nothing.
  private static double auc(double[] scores, boolean[] left) {
    int positives = Measures.positives(left);
    return positives == 0 || positives == left.length ? 0.5 : Measures.auc(scores, left);
  }

  /// The lower bound by the error of Hanley and McNeil (1982).
  private static double low(double auc, double left, double stayed) {
    double one = auc / (2 - auc) - auc * auc;
    double two = 2 * auc * auc / (1 + auc) - auc * auc;
    double variance = (auc * (1 - auc) + (left - 1) * one + (stayed - 1) * two) / (left * stayed);
    return auc - SURE * Math.sqrt(Math.max(0, variance));
  }

  private static List<Departures.Became> became(double[] risks, boolean[] left) {
    List<Departures.Became> became = new ArrayList<>();
    for (Departures.Band band : Departures.Band.values()) {
      int people = 0;
      int gone = 0;
      for (int i = 0; i < risks.length; i++) {
        if (Departures.Band.of(risks[i]) == band) {
          people++;
          gone += left[i] ? 1 : 0;
        }
      }
      became.add(new Departures.Became(band, people, gone));
    }
    return became;
  }
}
