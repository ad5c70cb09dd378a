package org.coomunity.exchange.ayni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.coomunity.exchange.ayni.AyniRules.Facts;
import org.coomunity.exchange.ayni.TrustFlow.Edge;
import org.coomunity.exchange.lets.Policy;
import org.junit.jupiter.api.Test;

/// Trust, credit and reciprocity, by their formulas and by what may never be.
class AyniRulesTest {
  private static final Policy POLICY = policy(300, 5_000, 4_700);

  private static Policy policy(long start, long cap, long slope) {
    Duration time = Duration.ofDays(30);
    return new Policy(
        1,
        false,
        true,
        20_000,
        "payee",
        start,
        cap,
        slope,
        time,
        time,
        time,
        false,
        "member",
        Duration.ofDays(90),
        2_000);
  }

  private static Facts facts(int raters, int stars, int rated, boolean anchor, long flow) {
    return new Facts(3, true, raters, stars, rated, anchor, flow, 0, 0);
  }

  @Test
  void trust_is_half_without_ratings_and_grows_with_stars_and_practice() {
    assertThat(AyniRules.trust(Facts.UNKNOWN)).isEqualTo(500_000);
    assertThat(AyniRules.trust(facts(1, 4, 1, true, 0))).isEqualTo(810_000);
    assertThat(AyniRules.trust(facts(3, 13, 3, true, 0))).isEqualTo(896_666);
    assertThat(AyniRules.trust(facts(2, 10, 40, true, 0))).isEqualTo(1_000_000);
    assertThat(AyniRules.trust(facts(2, 2, 40, true, 0))).isEqualTo(400_000);
  }

  @Test
  void credit_is_the_start_until_three_trades_with_two_partners() {
    assertThat(AyniRules.limit(new Facts(2, true, 1, 5, 1, true, 0, 0, 0), POLICY)).isEqualTo(300);
    assertThat(AyniRules.limit(new Facts(9, false, 1, 5, 1, true, 0, 0, 0), POLICY)).isEqualTo(300);
    assertThat(AyniRules.limit(facts(0, 0, 0, true, 0), POLICY)).isEqualTo(300 + 2_350);
    assertThat(AyniRules.limit(facts(2, 10, 40, true, 0), POLICY)).isEqualTo(5_000);
    assertThat(AyniRules.limit(facts(2, 10, 40, true, 0), policy(300, 4_000, 4_700)))
        .isEqualTo(4_000);
  }

  @Test
  void others_than_anchors_have_at_most_what_flows_to_them_and_half_after_a_long_rest() {
    assertThat(AyniRules.limit(facts(0, 0, 0, false, 0), POLICY)).isEqualTo(300);
    assertThat(AyniRules.limit(facts(0, 0, 0, false, 700), POLICY)).isEqualTo(1_000);
    assertThat(AyniRules.limit(facts(0, 0, 0, false, 9_999), POLICY)).isEqualTo(2_650);
    Facts risen = new Facts(3, true, 0, 0, 0, false, 400, 250, 0);
    assertThat(AyniRules.limit(risen, POLICY)).isEqualTo(950);
    Facts resting = new Facts(3, true, 0, 0, 0, true, 0, 0, 2);
    assertThat(AyniRules.limit(resting, POLICY)).isEqualTo(300 + 2_350 / 4);
    assertThat(AyniRules.halvings(179)).isZero();
    assertThat(AyniRules.halvings(180)).isEqualTo(1);
    assertThat(AyniRules.halvings(-5)).isZero();
  }

  @Test
  void a_limit_says_why_it_is_what_it_is() {
    assertThat(AyniRules.because(Facts.UNKNOWN, POLICY)).containsExactly("limit.start");
    assertThat(AyniRules.because(facts(0, 0, 0, true, 0), POLICY))
        .containsExactly("limit.unrated", "limit.anchor");
    assertThat(AyniRules.because(facts(1, 5, 1, false, 100), POLICY))
        .containsExactly("limit.trust", "limit.flow");
    assertThat(AyniRules.because(facts(1, 5, 1, false, 9_000), POLICY))
        .containsExactly("limit.trust", "limit.cap");
    assertThat(AyniRules.because(new Facts(3, true, 1, 5, 1, true, 0, 0, 1), POLICY))
        .containsExactly("limit.trust", "limit.anchor", "limit.rest");
  }

  @Property
  void a_limit_is_between_start_and_cap_and_never_falls_with_more_flow(
      @ForAll @IntRange(max = 50) int raters,
      @ForAll @IntRange(min = 1, max = 5) int each,
      @ForAll @IntRange(max = 100) int rated,
      @ForAll boolean anchor,
      @ForAll @LongRange(max = 10_000) long flow,
      @ForAll @LongRange(max = 1_000_000_000_000_000L) long slope) {
    Policy policy = policy(300, 5_000, slope);
    long limit = AyniRules.limit(facts(raters, raters * each, rated, anchor, flow), policy);
    assertThat(limit).isBetween(300L, 5_000L);
    assertThat(AyniRules.limit(facts(raters, raters * each, rated, anchor, flow + 1), policy))
        .isGreaterThanOrEqualTo(limit);
  }

  @Property
  void what_an_anchor_vouches_for_in_parts_is_what_was_paid_up_to_ten_hours(
      @ForAll @Size(max = 20) List<@LongRange(min = 1, max = 800) Long> payments) {
    long paid = 0;
    long vouched = 0;
    for (long payment : payments) {
      paid += payment;
      vouched += AyniRules.vouched(paid, payment, 1_000);
    }
    assertThat(vouched).isEqualTo(Math.min(paid, 1_000));
  }

  @Property
  void ayni_is_a_share_the_same_both_ways_and_at_any_scale(
      @ForAll @LongRange(max = 1_000_000) long given,
      @ForAll @LongRange(max = 1_000_000) long received,
      @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 1, max = 100_000) Long> partners,
      @ForAll @DoubleRange(min = 0, max = 1) double continuity,
      @ForAll @IntRange(min = 2, max = 1_000) int scale) {
    double[] volumes = partners.stream().mapToDouble(Long::doubleValue).toArray();
    double[] scaled = Arrays.stream(volumes).map(volume -> volume * scale).toArray();
    double reciprocity = AyniRules.reciprocity(given, received);
    double diversity = AyniRules.diversity(volumes);
    double ayni = AyniRules.ayni(reciprocity, diversity, continuity);
    assertThat(List.of(reciprocity, diversity, ayni)).allMatch(share -> share >= 0 && share <= 1);
    assertThat(AyniRules.reciprocity(received, given)).isEqualTo(reciprocity);
    assertThat(AyniRules.reciprocity(given * scale, received * scale))
        .isCloseTo(reciprocity, within(1e-9));
    assertThat(AyniRules.diversity(scaled)).isCloseTo(diversity, within(1e-9));
    assertThat(AyniRules.standing(given * scale, received * scale))
        .isEqualTo(AyniRules.standing(given, received));
  }

  @Test
  void diversity_is_one_for_equal_shares_and_nothing_without_partners() {
    assertThat(AyniRules.diversity(new double[] {5, 5, 5})).isCloseTo(1, within(1e-12));
    assertThat(AyniRules.diversity(new double[] {1_000, 1})).isLessThan(0.52);
    assertThat(AyniRules.diversity(new double[0])).isZero();
    assertThat(AyniRules.ayni(0, 1, 1)).isZero();
  }

  @Test
  void in_balance_is_from_four_fifths_to_six_fifths() {
    assertThat(AyniRules.standing(0, 0)).isEqualTo("balanced");
    assertThat(AyniRules.standing(80, 100)).isEqualTo("balanced");
    assertThat(AyniRules.standing(79, 100)).isEqualTo("receiving");
    assertThat(AyniRules.standing(120, 100)).isEqualTo("balanced");
    assertThat(AyniRules.standing(121, 100)).isEqualTo("giving");
    assertThat(AyniRules.standing(1, 0)).isEqualTo("giving");
  }

  @Property
  void gini_is_half_of_the_mean_difference_of_all_pairs(
      @ForAll @Size(min = 1, max = 30) List<@LongRange(max = 1_000_000) Long> sizes) {
    double differences = 0;
    double sum = 0;
    for (long one : sizes) {
      sum += one;
      for (long other : sizes) {
        differences += Math.abs(one - other);
      }
    }
    double expected = sum == 0 ? 0 : differences / (2 * sizes.size() * sum);
    assertThat(AyniRules.gini(sizes.stream().mapToLong(Long::longValue).toArray()))
        .isCloseTo(expected, within(1e-9));
  }

  @Test
  void what_circulates_is_the_share_inside_groups_that_reach_each_other() {
    assertThat(AyniRules.circulating(List.of())).isZero();
    assertThat(AyniRules.circulating(List.of(new Edge(1, 2, 50)))).isZero();
    assertThat(
            AyniRules.circulating(
                List.of(
                    new Edge(1, 2, 30),
                    new Edge(2, 3, 20),
                    new Edge(3, 1, 10),
                    new Edge(3, 9, 40))))
        .isEqualTo(0.6);
  }

  @Test
  void shares_are_written_as_decimals_without_zeros_at_the_end() {
    assertThat(AyniRules.decimal(0.5)).isEqualTo("0.5");
    assertThat(AyniRules.decimal(0)).isEqualTo("0");
    assertThat(AyniRules.decimal(2.0 / 3)).isEqualTo("0.6667");
    assertThat(AyniRules.ratio(1, 0)).isNull();
  }
}
