package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
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
  private static final int REASONS = 3;
  private static final List<String> NAMES =
      List.of(
          "expected",
          "days7",
          "days14",
          "days28",
          "slope",
          "overGap",
          "frequency",
          "recency",
          "silence",
          "age",
          "once");

  private static final Map<String, Departures.Act> ACTS =
      Map.of(
          "once", Departures.Act.INVITE_TO_AN_EXCHANGE,
          "frequency", Departures.Act.INVITE_TO_AN_EXCHANGE,
          "partners", Departures.Act.INTRODUCE_SOMEBODY);

  private final List<Life> lives;
  private final int today;
  private final long seed;
  private final List<String> counters;
  private final List<Slice> slices = new ArrayList<>();

  /// Everybody who was a member on a date, what was known of them, and whether they left.
  @SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
  private record Slice(int day, List<Life> members, double[][] rows, boolean[] left) {}

  DepartureModel(List<Life> lives, int today, long seed) {
    this.lives = lives.stream().filter(life -> life.first() <= today).toList();
    this.today = today;
    this.seed = seed;
    Set<String> names = new TreeSet<>();
    lives.forEach(life -> names.addAll(life.counters().keySet()));
    this.counters = List.copyOf(names);
  }

  /// Nothing where there is too little to learn from: three dates, each with earlier ones.
  Optional<Departures> departures() {
    int first = lives.stream().mapToInt(Life::first).min().orElse(today);
    for (int k = 1; k <= MOST_DATES && today - k * HORIZON > first + HORIZON; k++) {
      slices.addFirst(slice(today - k * HORIZON));
    }
    if (slices.size() <= TRIALS || !enough(slices.subList(0, slices.size() - TRIALS))) {
      return Optional.empty();
    }
    Tried logistic = tried(Trained.Kind.LOGISTIC);
    Tried trees = tried(Trained.Kind.BOOSTING);
    boolean better =
        Measures.auc(trees.risks(), trees.left())
            > Measures.auc(logistic.risks(), logistic.left()) + Trained.WORTH;
    return Optional.of(told(better ? trees : logistic, better));
  }

  private static boolean enough(List<Slice> some) {
    int rows = some.stream().mapToInt(slice -> slice.left().length).sum();
    int left = some.stream().mapToInt(slice -> Measures.positives(slice.left())).sum();
    return rows >= FEWEST_ROWS && left >= FEWEST_LEFT && rows - left >= FEWEST_LEFT;
  }

  private Slice slice(int day) {
    List<Life> members =
        lives.stream().filter(life -> life.between(day - HORIZON, day) > 0).toList();
    List<BgNbd.Past> pasts =
        lives.stream().filter(life -> life.first() <= day).map(life -> life.past(day)).toList();
    boolean anyBack = pasts.stream().anyMatch(past -> past.frequency() > 0);
    BgNbd model = anyBack ? BgNbdFit.of(pasts).model() : new BgNbd(1, 1, 1, 1);
    double[][] rows = members.stream().map(life -> row(life, day, model)).toArray(double[][]::new);
    boolean[] left = new boolean[rows.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = members.get(i).between(day, day + HORIZON) == 0;
    }
    return new Slice(day, members, rows, left);
  }

  private double[] row(Life life, int day, BgNbd model) {
    BgNbd.Past past = life.past(day);
    double silence = (past.age() - past.recency()) * 7;
    double[] row = new double[NAMES.size() + counters.size()];
    double[] own = {
      -Math.log(model.expected(past, HORIZON / 7.0) + 1e-4),
      life.between(day - 7, day),
      life.between(day - 14, day),
      life.between(day - 28, day),
      slope(life, day),
      Math.log1p(Math.min(20, silence / life.ownGap(day))),
      Math.log1p(past.frequency()),
      Math.log1p(past.recency()),
      Math.log1p(silence),
      Math.log1p(past.age()),
      past.frequency() == 0 ? 1 : 0
    };
    System.arraycopy(own, 0, row, 0, own.length);
    for (int i = 0; i < counters.size(); i++) {
      row[own.length + i] = Math.log1p(life.counted(counters.get(i), day));
    }
    return row;
  }

  /// Of the active days in each of the last four weeks.
  private static double slope(Life life, int day) {
    double sum = 0;
    for (int week = 0; week < 4; week++) {
      sum += (1.5 - week) * life.between(day - 7 * (week + 1), day - 7 * week);
    }
    return sum / 5;
  }

  /// What the trials of one kind of model said, before calibration.
  @SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
  private record Tried(double[] risks, boolean[] left, List<double[]> each) {}

  private Tried tried(Trained.Kind kind) {
    List<double[]> each = new ArrayList<>();
    for (int i = slices.size() - TRIALS; i < slices.size(); i++) {
      Slice slice = slices.get(i);
      Trained model = learned(slices.subList(0, i), kind);
      each.add(Classifier.risks(model.classifier(), slice.rows()));
    }
    double[] risks = each.stream().flatMapToDouble(Arrays::stream).toArray();
    boolean[] left = new boolean[risks.length];
    int at = 0;
    for (Slice slice : slices.subList(slices.size() - TRIALS, slices.size())) {
      System.arraycopy(slice.left(), 0, left, at, slice.left().length);
      at += slice.left().length;
    }
    return new Tried(risks, left, each);
  }

  private Trained learned(List<Slice> some, Trained.Kind kind) {
    double[][] rows =
        some.stream().map(Slice::rows).flatMap(Arrays::stream).toArray(double[][]::new);
    boolean[] left = new boolean[rows.length];
    int at = 0;
    for (Slice slice : some) {
      System.arraycopy(slice.left(), 0, left, at, slice.left().length);
      at += slice.left().length;
    }
    List<Frame.Column> columns = new ArrayList<>();
    for (int j = 0; j < NAMES.size() + counters.size(); j++) {
      int column = j;
      columns.add(
          new Frame.Numeric(
              name(j), Arrays.stream(rows).mapToDouble(row -> row[column]).toArray()));
    }
    String[] ids = new String[rows.length];
    Arrays.fill(ids, "");
    Frame frame = new Frame(ids, left, columns, List.of());
    return Trained.learn(frame, IntStream.range(0, rows.length).toArray(), kind, seed);
  }

  private String name(int column) {
    return column < NAMES.size() ? NAMES.get(column) : counters.get(column - NAMES.size());
  }

  private Departures told(Tried tried, boolean trees) {
    Isotonic calibration = Isotonic.fit(tried.risks(), tried.left());
    Trained model = learned(slices, trees ? Trained.Kind.BOOSTING : Trained.Kind.LOGISTIC);
    Slice now = slice(today);
    double[] raw = Classifier.risks(model.classifier(), now.rows());
    double[] risks = calibration.apply(raw);
    List<Departures.Member> members = new ArrayList<>();
    for (int i = 0; i < risks.length; i++) {
      List<String> reasons = reasons(model.classifier().contributions(now.rows()[i]));
      Departures.Band band = Departures.Band.of(risks[i]);
      members.add(
          new Departures.Member(
              now.members().get(i).person(), risks[i], band, reasons, act(band, reasons)));
    }
    members.sort(
        Comparator.comparingDouble((Departures.Member one) -> -one.risk())
            .thenComparing(Departures.Member::person));
    double[] before =
        slices.stream()
            .flatMap(
                slice -> Arrays.stream(Classifier.risks(model.classifier(), slice.rows())).boxed())
            .mapToDouble(Double::doubleValue)
            .toArray();
    return new Departures(
        List.copyOf(members),
        Measures.mean(risks),
        trees ? "boosting" : "logistic",
        trials(tried),
        raw.length == 0 ? 0 : Measures.stability(before, raw));
  }

  /// The figures of each trial; its calibration comes from the trials before it.
  private List<Departures.Trial> trials(Tried tried) {
    List<Departures.Trial> trials = new ArrayList<>();
    double[] seen = {};
    boolean[] theirs = {};
    for (int i = 0; i < TRIALS; i++) {
      Slice slice = slices.get(slices.size() - TRIALS + i);
      double[] risks = Isotonic.fit(seen, theirs).apply(tried.each().get(i));
      int silence = NAMES.indexOf("silence");
      double[] recency = Arrays.stream(slice.rows()).mapToDouble(row -> row[silence]).toArray();
      trials.add(
          new Departures.Trial(
              slice.day(),
              risks.length,
              Measures.positives(slice.left()),
              Measures.auc(risks, slice.left()),
              Measures.auc(recency, slice.left()),
              Measures.of(risks, slice.left()).ece()));
      int end = seen.length + risks.length;
      seen = Arrays.copyOf(tried.risks(), end);
      theirs = Arrays.copyOf(tried.left(), end);
    }
    return trials;
  }

  private List<String> reasons(double[] parts) {
    IntPredicate raises = j -> parts[j] > 0.05;
    return IntStream.range(0, parts.length)
        .filter(raises)
        .boxed()
        .sorted(Comparator.comparingDouble(j -> -parts[j]))
        .limit(REASONS)
        .map(this::name)
        .toList();
  }

  private static Departures.Act act(Departures.Band band, List<String> reasons) {
    if (band == Departures.Band.LOW) {
      return Departures.Act.NOTHING;
    }
    return reasons.isEmpty()
        ? Departures.Act.ASK_HOW_THEY_ARE
        : ACTS.getOrDefault(reasons.getFirst(), Departures.Act.ASK_HOW_THEY_ARE);
  }
}
