package org.coomunity.analytics.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BgNbdTest {
  /// The published estimate for the music shop of the paper, in weeks.
  private static final BgNbd SHOP = new BgNbd(0.243, 4.414, 0.793, 2.426);

  /// Draws a gamma by Marsaglia and Tsang.
  private static double gamma(Random chance, double shape) {
    if (shape < 1) {
      return gamma(chance, shape + 1) * Math.pow(chance.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = chance.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(chance.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }

  /// Times of the acts after the first, of somebody who behaves as the model says.
  private static List<Double> life(Random chance, BgNbd model, double until) {
    double rate = gamma(chance, model.r()) / model.alpha();
    double one = gamma(chance, model.a());
    double leaving = one / (one + gamma(chance, model.b()));
    List<Double> times = new ArrayList<>();
    double time = 0;
    while (true) {
      time -= Math.log(chance.nextDouble()) / rate;
      if (!(time < until)) {
        return times;
      }
      times.add(time);
      if (chance.nextDouble() < leaving) {
        return times;
      }
    }
  }

  private static BgNbd.Past past(List<Double> times, double age) {
    List<Double> seen = times.stream().filter(time -> time <= age).toList();
    return new BgNbd.Past(seen.size(), seen.isEmpty() ? 0 : seen.getLast(), age);
  }

  @Test
  void the_expectation_of_the_paper_comes_out() {
    BgNbd.Past past = new BgNbd.Past(2, 30.43, 38.86);
    assertThat(SHOP.expected(past, 39)).isCloseTo(1.226, within(5e-4));
    assertThat(SHOP.alive(past)).isCloseTo(0.7266, within(1e-3));
    assertThat(SHOP.alive(new BgNbd.Past(0, 0, 38.86))).isEqualTo(1);
  }

  @Test
  void the_series_is_the_function_where_it_has_a_short_form() {
    assertThat(Hypergeometric.of(1, 1, 2, 0.9)).isCloseTo(-Math.log(0.1) / 0.9, within(1e-12));
    assertThat(Hypergeometric.of(2.5, 7, 7, 0.4)).isCloseTo(Math.pow(0.6, -2.5), within(1e-10));
  }

  @Test
  void the_expectation_is_the_formula_of_the_paper_and_stays_finite_for_the_busiest() {
    BgNbd.Past past = new BgNbd.Past(5, 20, 30);
    double z = 12 / (SHOP.alpha() + 30 + 12);
    double sum = SHOP.a() + SHOP.b() + 5 - 1;
    double plain =
        sum
            / (SHOP.a() - 1)
            * (1
                - Math.pow((SHOP.alpha() + 30) / (SHOP.alpha() + 42), SHOP.r() + 5)
                    * Hypergeometric.of(SHOP.r() + 5, SHOP.b() + 5, sum, z))
            / (1
                + SHOP.a()
                    / (SHOP.b() + 4)
                    * Math.pow((SHOP.alpha() + 30) / (SHOP.alpha() + 20), SHOP.r() + 5));
    assertThat(SHOP.expected(past, 12)).isCloseTo(plain, within(1e-10));
    assertThat(SHOP.expected(new BgNbd.Past(900, 999, 1000), 50)).isBetween(20.0, 50.0);
    assertThat(new BgNbd(1, 5, 1, 3).expected(past, 12)).isBetween(0.1, 6.0);
  }

  @Test
  void the_fit_finds_who_made_the_data_and_no_random_guess_is_likelier() {
    Random chance = new Random(4);
    List<BgNbd.Past> people = new ArrayList<>();
    for (int i = 0; i < 6000; i++) {
      double age = 27 + chance.nextInt(84) / 7.0;
      people.add(past(life(chance, SHOP, age), age));
    }
    BgNbdFit fit = BgNbdFit.of(people);
    assertThat(fit.model().r()).isCloseTo(SHOP.r(), within(0.03));
    assertThat(fit.model().alpha()).isCloseTo(SHOP.alpha(), within(0.7));
    assertThat(fit.model().a() / (fit.model().a() + fit.model().b()))
        .isCloseTo(SHOP.a() / (SHOP.a() + SHOP.b()), within(0.05));
    assertThat(fit.logLikelihood()).isCloseTo(likelihood(fit.model(), people), within(1e-6));
    for (int i = 0; i < 1000; i++) {
      double[] near = chance.doubles(4).map(one -> Math.exp((one - 0.5) * 4)).toArray();
      BgNbd other =
          new BgNbd(
              fit.model().r() * near[0],
              fit.model().alpha() * near[1],
              fit.model().a() * near[2],
              fit.model().b() * near[3]);
      assertThat(likelihood(other, people)).isLessThanOrEqualTo(fit.logLikelihood());
    }
  }

  private static double likelihood(BgNbd model, List<BgNbd.Past> people) {
    return people.stream().mapToDouble(model::logLikelihood).sum();
  }

  @Test
  void on_later_days_the_expectation_ranks_better_than_being_alive_and_the_blend_no_worse() {
    Random chance = new Random(8);
    Map<String, List<Integer>> acts = new HashMap<>();
    BgNbd village = new BgNbd(0.5, 14, 0.6, 3);
    for (int i = 0; i < 4000; i++) {
      int first = 10_000 + chance.nextInt(250);
      List<Integer> days = new ArrayList<>(List.of(first));
      life(chance, village, 500).forEach(time -> days.add((int) (first + time)));
      acts.put("c" + i, days);
    }
    PurchaseReport report = Trials.purchases(acts, 10_300, 60, 7, row -> {});
    assertThat(report.customers()).isEqualTo(4000);
    double actual = report.holdout().getOrDefault("actual", 0.0);
    assertThat(report.holdout().get("expected")).isCloseTo(actual, within(0.1 * actual));
    assertThat(auc(report, "expected")).isGreaterThan(auc(report, "alive") + 0.1);
    assertThat(auc(report, "expected")).isGreaterThan(auc(report, "recency"));
    assertThat(auc(report, "blend")).isGreaterThan(auc(report, "expected") - 0.01);
  }

  private static double auc(PurchaseReport report, String way) {
    Double found = report.auc().get(way);
    return found == null ? Double.NaN : found;
  }

  @Test
  void those_who_come_after_the_end_and_the_days_after_it_teach_nothing() {
    Map<String, List<Integer>> acts = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      acts.put("c" + i, List.of(100 + i % 9, 100 + i % 9, 120 + i % 7, 400));
    }
    acts.put("late", List.of(300, 310));
    List<List<Object>> rows = new ArrayList<>();
    PurchaseReport before = Trials.purchases(acts, 200, 7, 7, rows::add);
    assertThat(before.customers()).isEqualTo(60);
    assertThat(rows).hasSize(60).allSatisfy(row -> assertThat(row.get(1)).isEqualTo(1));
    acts.replaceAll((id, days) -> days.stream().filter(day -> day <= 200).toList());
    acts.remove("late");
    assertThat(Trials.purchases(acts, 200, 7, 7, row -> {}).parameters())
        .isEqualTo(before.parameters());
  }

  @Test
  void where_nobody_came_back_nothing_can_be_told() {
    assertThatThrownBy(() -> Trials.summary(List.of(new double[] {0, 0, 5})))
        .isInstanceOf(BadTable.class)
        .hasMessageContaining("too few");
  }
}
