package org.coomunity.analytics.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MeasuresTest {
  private static final boolean[] LABELS = {false, false, true, true};

  @Test
  void the_area_is_the_chance_that_a_positive_stands_above_a_negative() {
    assertThat(Measures.auc(new double[] {0.1, 0.4, 0.35, 0.8}, LABELS)).isEqualTo(0.75);
    assertThat(Measures.auc(new double[] {1, 1, 1, 1}, LABELS)).isEqualTo(0.5);
    assertThat(Measures.auc(new double[] {4, 3, 2, 1}, LABELS)).isZero();
    assertThat(Measures.auc(new double[] {1, 2}, new boolean[] {true, true})).isNaN();
  }

  @Test
  void precision_loss_and_lift_are_those_reckoned_by_hand() {
    Measures found = Measures.of(new double[] {0.1, 0.4, 0.35, 0.8}, LABELS);
    assertThat(found.averagePrecision()).isCloseTo(0.5 + 0.5 * 2 / 3, within(1e-12));
    assertThat(found.ks()).isEqualTo(0.5);
    assertThat(found.lift()).isEqualTo(2);
    assertThat(found.brier()).isCloseTo((0.01 + 0.16 + 0.65 * 0.65 + 0.04) / 4, within(1e-12));
    assertThat(found.logLoss())
        .isCloseTo(
            -(Math.log(0.9) + Math.log(0.6) + Math.log(0.35) + Math.log(0.8)) / 4, within(1e-12));
  }

  @Test
  void a_certain_error_costs_much_and_not_without_end() {
    Measures found = Measures.of(new double[] {1, 0}, new boolean[] {false, true});
    assertThat(found.logLoss()).isCloseTo(-Math.log(1e-12), within(1e-3));
  }

  @Test
  void a_score_that_ties_everybody_lifts_nobody() {
    boolean[] labels = new boolean[100];
    Arrays.fill(labels, 0, 30, true);
    Measures found = Measures.of(new double[100], labels);
    assertThat(found.lift()).isCloseTo(1, within(1e-12));
    assertThat(found.averagePrecision()).isCloseTo(0.3, within(1e-12));
    assertThat(found.ks()).isZero();
  }

  @Property(tries = 200)
  void the_area_does_not_change_under_a_rising_map(@ForAll @IntRange(max = 100_000) int seed) {
    Random chance = new Random(seed);
    double[] scores = chance.doubles(40).map(one -> Math.rint(one * 10)).toArray();
    boolean[] labels = new boolean[40];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = chance.nextBoolean();
    }
    labels[0] = true;
    labels[1] = false;
    double[] mapped = Arrays.stream(scores).map(one -> Math.exp(one / 3) - 5).toArray();
    assertThat(Measures.auc(mapped, labels)).isEqualTo(Measures.auc(scores, labels));
  }

  @Property(tries = 50)
  void calibration_keeps_the_order(@ForAll @IntRange(max = 100_000) int seed) {
    Random chance = new Random(seed);
    double[] risks = chance.doubles(900).toArray();
    boolean[] labels = new boolean[900];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = chance.nextDouble() < risks[i] * risks[i];
    }
    Isotonic learned = Isotonic.fit(risks, labels);
    assertThat(learned.learned()).isTrue();
    double[] sorted = risks.clone();
    Arrays.sort(sorted);
    double[] mapped = learned.apply(sorted);
    for (int i = 1; i < mapped.length; i++) {
      assertThat(mapped[i]).isGreaterThan(mapped[i - 1]).isBetween(0.0, 1.0);
    }
    assertThat(Measures.of(learned.apply(risks), labels).ece())
        .isLessThan(Measures.of(risks, labels).ece());
  }

  @Test
  void what_moved_since_training_is_noticed() {
    Random chance = new Random(3);
    double[] before = chance.doubles(5000).toArray();
    double[] same = chance.doubles(5000).toArray();
    assertThat(Measures.stability(before, same)).isLessThan(0.02);
    double[] moved = Arrays.stream(same).map(one -> one * one).toArray();
    assertThat(Measures.stability(before, moved)).isGreaterThan(0.2);
  }

  @Property(tries = 200)
  void an_interval_lies_in_the_unit_and_holds_its_share(
      @ForAll @IntRange(min = 1, max = 5000) int n, @ForAll @IntRange(max = 5000) int hits) {
    Wilson found = Wilson.of(Math.min(n, hits), n);
    assertThat(found.low()).isBetween(0.0, found.share());
    assertThat(found.high()).isBetween(found.share(), 1.0);
  }
}
