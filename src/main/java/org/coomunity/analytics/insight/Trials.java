package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The models on trial: over tables instead of the platform's own history, without a database.
/// Whatever is learned, is learned in the training part alone.
public final class Trials {
  private static final int REASONS = 20;
  private static final double SUSPECT = 0.95;

  private Trials() {}

  /// What was asked for.
  ///
  /// @param label the column that says who left
  /// @param positive its value for those, where it is not 1, true or yes
  /// @param model auto, logistic or boosting
  /// @param folds between 2 and 50
  public record Question(
      String label,
      @Nullable String positive,
      @Nullable String id,
      Set<String> exclude,
      Set<String> categorical,
      String model,
      int folds,
      long seed) {
    Frame.Reading reading() {
      return new Frame.Reading(label, positive, id, exclude, categorical);
    }

    Trained.Kind kind() {
      return switch (model) {
        case "auto" -> Trained.Kind.AUTO;
        case "logistic" -> Trained.Kind.LOGISTIC;
        case "boosting" -> Trained.Kind.BOOSTING;
        default -> throw new BadTable("there is no model '" + model + "'");
      };
    }
  }

  /// Trains and foretells by folds; every row is foretold by a model that never saw it.
  ///
  /// @param predictions takes rows of id, label, probability and fold
  public static ChurnReport folds(
      Cells cells, Question question, Consumer<List<Object>> predictions) {
    Frame frame = Frame.of(cells, question.reading());
    frame.needs(cells.file(), question.folds());
    Folds folds = Folds.deal(frame.labels(), question.folds(), question.seed());
    Trained.Kind kind = question.kind();
    double[] risks = new double[frame.size()];
    List<Trained> models =
        IntStream.range(0, folds.count())
            .parallel()
            .mapToObj(fold -> Trained.learn(frame, folds.outside(fold), kind, question.seed()))
            .toList();
    List<@Nullable Double> aucs = new ArrayList<>();
    List<String> chosen = new ArrayList<>();
    for (int fold = 0; fold < folds.count(); fold++) {
      int[] test = folds.inside(fold);
      double[] found = models.get(fold).risks(frame, test);
      for (int i = 0; i < test.length; i++) {
        risks[test[i]] = found[i];
      }
      aucs.add(orNothing(Measures.auc(found, frame.labels(test))));
      chosen.add(name(models.get(fold)));
    }
    int[] all = IntStream.range(0, frame.size()).toArray();
    Trained whole = Trained.learn(frame, all, kind, question.seed());
    for (int i = 0; i < risks.length; i++) {
      predictions.accept(
          List.of(frame.ids()[i], frame.labels()[i] ? 1 : 0, risks[i], folds.of()[i] + 1));
    }
    return report(frame, risks, whole, aucs, suspects(frame, question.seed()), chosen);
  }

  /// Trains on one table and foretells a later one.
  ///
  /// @param predictions takes rows of id, label, probability and fold, which is always 0
  public static ChurnReport later(
      Cells train, Cells test, Question question, Consumer<List<Object>> predictions) {
    Frame before = Frame.of(train, question.reading());
    before.needs(train.file(), 3);
    Frame after = Frame.of(test, question.reading(), before);
    if (after.size() == 0) {
      throw new BadTable(test.file() + ": too few: it has no rows");
    }
    int positives = Measures.positives(after.labels());
    if (positives == 0 || positives == after.size()) {
      throw new BadTable(test.file() + ": one class: every row has the same label");
    }
    int[] rows = IntStream.range(0, before.size()).toArray();
    Trained model = Trained.learn(before, rows, question.kind(), question.seed());
    double[] risks = model.risks(after, IntStream.range(0, after.size()).toArray());
    for (int i = 0; i < risks.length; i++) {
      predictions.accept(List.of(after.ids()[i], after.labels()[i] ? 1 : 0, risks[i], 0));
    }
    List<@Nullable Double> aucs = new ArrayList<>();
    model.innerAuc().forEach(auc -> aucs.add(orNothing(auc)));
    return report(after, risks, model, aucs, suspects(before, question.seed()), List.of());
  }

  /// Fits to acts up to a day, and foretells the days after it.
  ///
  /// @param acts of each customer, days since 1970
  /// @param end the last day that is known
  /// @param unitDays 7 for weeks
  /// @param predictions takes rows of customer, frequency, recency, age, alive, expected, actual
  public static PurchaseReport purchases(
      Map<String, List<Integer>> acts,
      int end,
      int horizonDays,
      double unitDays,
      Consumer<List<Object>> predictions) {
    Holdout holdout = new Holdout(new Purchases(acts, unitDays), end, horizonDays, unitDays);
    Purchases.Seen seen = holdout.seen();
    for (int i = 0; i < seen.size(); i++) {
      BgNbd.Past past = seen.pasts().get(i);
      predictions.accept(
          List.of(
              seen.ids().get(i),
              past.frequency(),
              past.recency(),
              past.age(),
              holdout.alive(i),
              holdout.expected()[i],
              holdout.actual()[i]));
    }
    Map<String, @Nullable Double> aucs = new LinkedHashMap<>();
    holdout.aucs().forEach((name, auc) -> aucs.put(name, orNothing(auc)));
    BgNbdFit fit = holdout.fit();
    return new PurchaseReport(
        "churn",
        seen.size(),
        parameters(fit.model()),
        fit.logLikelihood(),
        holdout.figures(),
        aucs);
  }

  /// Fits to a population of which only this is known.
  ///
  /// @param rows frequency, recency and age of each
  public static SummaryReport summary(List<double[]> rows) {
    List<BgNbd.Past> pasts =
        rows.stream().map(row -> new BgNbd.Past((int) row[0], row[1], row[2])).toList();
    BgNbdFit fit = BgNbdFit.of(pasts);
    return new SummaryReport("churn", fit.people(), parameters(fit.model()), fit.logLikelihood());
  }

  /// How value moves among all.
  ///
  /// @param asOf the end of the window, in seconds; nothing where no time is known
  /// @param windowDays how long before it the window begins; 0 for all
  /// @param accounts takes what is known of each account
  public static FlowReport reciprocity(
      List<Move> moves, double asOf, double windowDays, Consumer<AccountFlow> accounts) {
    boolean timed = !Double.isNaN(asOf);
    double first =
        windowDays > 0
            ? asOf - windowDays * 86_400
            : moves.stream().mapToDouble(Move::time).min().orElse(0) - 1;
    List<Move> inside =
        timed
            ? moves.stream().filter(move -> move.time() > first && move.time() <= asOf).toList()
            : moves;
    int weeks = timed ? (int) Math.max(1, Math.ceil((asOf - first) / (7 * 86_400))) : 0;
    AccountFlow.of(inside, asOf, weeks).forEach(accounts);
    return FlowReport.of(inside.size(), new Flows(inside));
  }

  private static ChurnReport report(
      Frame frame,
      double[] risks,
      Trained model,
      List<@Nullable Double> aucs,
      List<ChurnReport.Leak> suspects,
      List<String> chosen) {
    int positives = Measures.positives(frame.labels());
    Measures found = Measures.of(risks, frame.labels());
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("auc", found.auc());
    metrics.put("averagePrecision", found.averagePrecision());
    metrics.put("logLoss", found.logLoss());
    metrics.put("brier", found.brier());
    metrics.put("ece", found.ece());
    metrics.put("ks", found.ks());
    metrics.put("lift@10%", found.lift());
    return new ChurnReport(
        "churn",
        frame.size(),
        positives,
        (double) positives / frame.size(),
        name(model),
        model.parameters(),
        metrics,
        aucs,
        Measures.calibration(risks, frame.labels()).stream()
            .map(bin ->
                new ChurnReport.Calibration(bin.bin(), bin.predicted(), bin.observed(), bin.n()))
            .toList(),
        suspects,
        reasons(model),
        frame.ignored(),
        chosen);
  }

  private static List<ChurnReport.Weight> reasons(Trained model) {
    double[] weights = model.classifier().weights();
    return IntStream.range(0, weights.length)
        .mapToObj(j -> new ChurnReport.Weight(model.encoding().parts().get(j).name(), weights[j]))
        .filter(weight -> weight.weight() != 0)
        .sorted(Comparator.comparingDouble((ChurnReport.Weight one) -> -Math.abs(one.weight())))
        .limit(REASONS)
        .toList();
  }

  /// A category tells by its rate of positives, learned in the other half of the rows.
  private static List<ChurnReport.Leak> suspects(Frame frame, long seed) {
    List<ChurnReport.Leak> suspects = new ArrayList<>();
    Folds halves = Folds.deal(frame.labels(), 2, seed);
    for (Frame.Column column : frame.columns()) {
      double[] scores =
          switch (column) {
            case Frame.Numeric numeric -> numbers(numeric);
            case Frame.Category category -> rates(category, frame.labels(), halves);
          };
      double auc = Measures.auc(scores, frame.labels());
      double best = column instanceof Frame.Numeric ? Math.max(auc, 1 - auc) : auc;
      if (best > SUSPECT) {
        suspects.add(new ChurnReport.Leak(column.name(), best));
      }
    }
    return suspects;
  }

  private static double[] numbers(Frame.Numeric column) {
    double[] known = Arrays.stream(column.values()).filter(value -> !Double.isNaN(value)).toArray();
    double middle = known.length == 0 ? 0 : Measures.median(known);
    return Arrays.stream(column.values())
        .map(value -> Double.isNaN(value) ? middle : value)
        .toArray();
  }

  private static double[] rates(Frame.Category column, boolean[] labels, Folds halves) {
    double base = (double) Measures.positives(labels) / labels.length;
    double[] scores = new double[labels.length];
    for (int half = 0; half < halves.count(); half++) {
      Map<String, double[]> counts = new LinkedHashMap<>();
      for (int i : halves.outside(half)) {
        double[] count = counts.computeIfAbsent(column.values()[i], value -> new double[2]);
        count[0]++;
        count[1] += labels[i] ? 1 : 0;
      }
      for (int i : halves.inside(half)) {
        double[] count = counts.getOrDefault(column.values()[i], new double[2]);
        scores[i] = (count[1] + base) / (count[0] + 1);
      }
    }
    return scores;
  }

  private static String name(Trained model) {
    return model.boosted() ? "boosting" : "logistic";
  }

  private static Map<String, Double> parameters(BgNbd model) {
    Map<String, Double> said = new LinkedHashMap<>();
    said.put("r", model.r());
    said.put("alpha", model.alpha());
    said.put("a", model.a());
    said.put("b", model.b());
    return said;
  }

  private static @Nullable Double orNothing(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
