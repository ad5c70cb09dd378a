package org.coomunity.analytics.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelsTest {
  private final Random chance = new Random(11);

  private double[][] noise(int rows, int columns) {
    return IntStream.range(0, rows)
        .mapToObj(i -> chance.doubles(columns).map(one -> one * 2 - 1).toArray())
        .toArray(double[][]::new);
  }

  private boolean[] drawn(double[][] rows, ToDoubleFunction<double[]> score) {
    boolean[] labels = new boolean[rows.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = chance.nextDouble() < Classifier.sigmoid(score.applyAsDouble(rows[i]));
    }
    return labels;
  }

  @Test
  void a_logistic_finds_the_weights_that_made_the_data() {
    double[][] rows = noise(20_000, 3);
    boolean[] labels = drawn(rows, row -> 2 * row[0] - row[1] - 1);
    Logistic model = Logistic.fit(rows, labels, 1e-6);
    assertThat(model.weights()[0] / model.deviations()[0]).isCloseTo(2, within(0.15));
    assertThat(model.weights()[1] / model.deviations()[1]).isCloseTo(-1, within(0.1));
    assertThat(model.weights()[2] / model.deviations()[2]).isCloseTo(0, within(0.1));
    double[] parts = model.contributions(rows[0]);
    assertThat(model.intercept() + Arrays.stream(parts).sum())
        .isCloseTo(model.score(rows[0]), within(1e-9));
  }

  @Test
  void classes_that_are_apart_and_columns_that_never_change_break_nothing() {
    double[][] rows = noise(400, 2);
    boolean[] labels = new boolean[400];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = rows[i][0] > 0;
      rows[i][1] = 7;
    }
    Logistic model = Logistic.fit(rows, labels, 1e-5);
    assertThat(model.risk(new double[] {0.9, 7})).isGreaterThan(0.99);
    assertThat(model.weights()[1]).isZero();
    assertThat(model.weights()[0]).isFinite();
  }

  @Test
  void trees_learn_what_no_line_can() {
    double[][] rows = noise(3000, 2);
    boolean[] labels = drawn(rows, row -> row[0] * row[1] > 0 ? 3 : -3);
    double[][] later = noise(1000, 2);
    boolean[] theirs = drawn(later, row -> row[0] * row[1] > 0 ? 3 : -3);
    Boosting trees = Boosting.fit(rows, labels, 4, 120);
    Logistic line = Logistic.fit(rows, labels, 1e-3);
    assertThat(Measures.auc(Classifier.risks(trees, later), theirs)).isGreaterThan(0.9);
    assertThat(Measures.auc(Classifier.risks(line, later), theirs)).isLessThan(0.6);
    assertThat(trees.trees()).allSatisfy(tree -> assertThat(tree.columns()).hasSize(31));
    double root = trees.base() + trees.trees().stream().mapToDouble(t -> t.values()[0]).sum();
    assertThat(root + Arrays.stream(trees.contributions(later[0])).sum())
        .isCloseTo(trees.score(later[0]), within(1e-9));
  }

  @Test
  void what_is_learned_from_the_training_rows_knows_nothing_of_the_others() {
    Frame frame =
        new Frame(
            new String[] {"1", "2", "3", "4", "5", "6", "7", "8"},
            new boolean[8],
            List.of(
                new Frame.Numeric("n", new double[] {1, 2, Double.NaN, 3, 1e6, 1e6, 1e6, 1e6}),
                new Frame.Category("c", new String[] {"a", "a", "a", "b", "z", "z", "z", "z"})),
            List.of());
    Encoding learned = Encoding.learn(frame, new int[] {0, 1, 2, 3});
    assertThat(learned.parts()).extracting(Encoding.Part::name).containsExactly("n", "n is blank");
    assertThat(learned.matrix(frame, new int[] {2, 4}))
        .isDeepEqualTo(new double[][] {{2, 1}, {1e6, 0}});
    Encoding later = Encoding.learn(frame, new int[] {0, 1, 2, 4, 5, 6});
    assertThat(later.parts()).extracting(Encoding.Part::name).contains("c=z").doesNotContain("c=b");
  }

  @Test
  void folds_are_whole_disjoint_and_have_both_classes() {
    boolean[] labels = new boolean[103];
    Arrays.fill(labels, 0, 7, true);
    Folds folds = Folds.deal(labels, 5, 9);
    assertThat(Folds.deal(labels, 5, 9).of()).isEqualTo(folds.of());
    assertThat(Folds.deal(labels, 5, 10).of()).isNotEqualTo(folds.of());
    for (int fold = 0; fold < 5; fold++) {
      int[] inside = folds.inside(fold);
      assertThat(inside.length + folds.outside(fold).length).isEqualTo(103);
      assertThat(inside.length).isBetween(19, 22);
      assertThat(Arrays.stream(inside).filter(i -> labels[i]).count()).isBetween(1L, 2L);
    }
  }
}
