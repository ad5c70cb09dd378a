package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A model with all that it learned: how rows become numbers, the classifier, the calibration.
/// Every choice between models is made by folds inside the rows it was given.
///
/// @param innerAuc of the folds inside the training rows, for the model that was chosen
record Trained(
    Encoding encoding,
    Classifier classifier,
    Isotonic calibration,
    Map<String, Object> parameters,
    List<Double> innerAuc) {
  /// By how much trees must be better before they are worth being harder to explain.
  static final double WORTH = 0.005;

  private static final int INNER = 3;
  private static final int PATIENCE = 40;
  private static final int[] DEPTHS = {2, Boosting.DEEPEST};

  /// Which models are tried.
  enum Kind {
    AUTO,
    LOGISTIC,
    BOOSTING
  }

  /// @param rows of the frame to learn from
  static Trained learn(Frame frame, int[] rows, Kind kind, long seed) {
    boolean[] labels = frame.labels(rows);
    Folds folds = Folds.deal(labels, INNER, seed * 31 + 7);
    List<Inner> inner = new ArrayList<>();
    for (int fold = 0; fold < INNER; fold++) {
      inner.add(Inner.of(frame, rows, folds, fold));
    }
    Candidate best = kind == Kind.BOOSTING ? boosting(inner, labels) : logistic(inner, labels);
    if (kind == Kind.AUTO) {
      Candidate trees = boosting(inner, labels);
      if (Measures.auc(trees.risks(), labels) > Measures.auc(best.risks(), labels) + WORTH) {
        best = trees;
      }
    }
    Encoding encoding = Encoding.learn(frame, rows);
    double[][] matrix = encoding.matrix(frame, rows);
    Classifier classifier =
        best.boosting()
            ? Boosting.fit(matrix, labels, best.depth(), best.trees())
            : Logistic.fit(matrix, labels, best.penalty());
    Isotonic calibration = Isotonic.fit(best.risks(), labels);
    Map<String, Object> parameters = new LinkedHashMap<>(best.parameters());
    parameters.put("columns", encoding.parts().size());
    parameters.put("calibration", calibration.learned() ? "isotonic" : "none");
    List<Double> aucs = new ArrayList<>();
    for (Inner one : inner) {
      double[] risks = picked(best.risks(), one.test());
      aucs.add(Measures.auc(risks, one.testLabels()));
    }
    return new Trained(encoding, classifier, calibration, parameters, aucs);
  }

  double[] risks(Frame frame, int[] rows) {
    return calibration.apply(Classifier.risks(classifier, encoding.matrix(frame, rows)));
  }

  boolean boosted() {
    return classifier instanceof Boosting;
  }

  /// One fold inside the training rows, encoded by the rest of them.
  @SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
  private record Inner(
      double[][] rows, boolean[] labels, double[][] testRows, boolean[] testLabels, int[] test) {
    static Inner of(Frame frame, int[] rows, Folds folds, int fold) {
      int[] train = Arrays.stream(folds.outside(fold)).map(i -> rows[i]).toArray();
      int[] test = folds.inside(fold);
      int[] testRows = Arrays.stream(test).map(i -> rows[i]).toArray();
      Encoding encoding = Encoding.learn(frame, train);
      return new Inner(
          encoding.matrix(frame, train),
          frame.labels(train),
          encoding.matrix(frame, testRows),
          frame.labels(testRows),
          test);
    }
  }

  /// A way to fit, and what it said about rows that it did not learn from.
  @SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared
  private record Candidate(double penalty, int depth, int trees, double[] risks) {
    boolean boosting() {
      return depth > 0;
    }

    Map<String, Object> parameters() {
      Map<String, Object> said = new LinkedHashMap<>();
      if (boosting()) {
        said.put("depth", depth);
        said.put("trees", trees);
        said.put("rate", Boosting.RATE);
      } else {
        said.put("penalty", penalty);
      }
      return said;
    }
  }

  private static Candidate logistic(List<Inner> inner, boolean[] labels) {
    return Arrays.stream(Logistic.PENALTIES)
        .mapToObj(penalty -> {
          double[] risks = new double[labels.length];
          for (Inner fold : inner) {
            Logistic model = Logistic.fit(fold.rows(), fold.labels(), penalty);
            place(risks, fold, Classifier.risks(model, fold.testRows()));
          }
          return new Candidate(penalty, 0, 0, risks);
        })
        .min((one, two) -> Double.compare(loss(one, labels), loss(two, labels)))
        .orElseThrow();
  }

  private static Candidate boosting(List<Inner> inner, boolean[] labels) {
    return IntStream.of(DEPTHS)
        .mapToObj(depth -> boosting(inner, labels.length, depth))
        .min((one, two) -> Double.compare(loss(one, labels), loss(two, labels)))
        .orElseThrow();
  }

  /// As many trees as were best on the average of the folds.
  private static Candidate boosting(List<Inner> inner, int size, int depth) {
    List<Boosting.Trail> trails = new ArrayList<>();
    for (Inner fold : inner) {
      trails.add(
          Boosting.trail(
              fold.rows(), fold.labels(), depth, fold.testRows(), fold.testLabels(), PATIENCE));
    }
    int most = trails.stream().mapToInt(trail -> trail.losses().size()).max().orElseThrow();
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int tree = 0; tree < most; tree++) {
      double loss = 0;
      for (Boosting.Trail trail : trails) {
        loss += trail.losses().get(Math.min(tree, trail.losses().size() - 1));
      }
      if (loss < least - 1e-12) {
        least = loss;
        best = tree;
      }
    }
    double[] risks = new double[size];
    for (int i = 0; i < inner.size(); i++) {
      Boosting model = trails.get(i).model().first(best + 1);
      place(risks, inner.get(i), Classifier.risks(model, inner.get(i).testRows()));
    }
    return new Candidate(0, depth, best + 1, risks);
  }

  private static void place(double[] risks, Inner fold, double[] found) {
    for (int i = 0; i < found.length; i++) {
      risks[fold.test()[i]] = found[i];
    }
  }

  private static double[] picked(double[] risks, int[] rows) {
    return Arrays.stream(rows).mapToDouble(i -> risks[i]).toArray();
  }

  private static double loss(Candidate one, boolean[] labels) {
    return Measures.of(one.risks(), labels).logLoss();
  }
}
