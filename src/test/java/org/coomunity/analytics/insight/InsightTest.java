package org.coomunity.analytics.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InsightTest {
  private final Insight insight = new Insight(1);

  @Test
  void content_that_moves_people_stands_above_content_that_is_merely_finished() {
    List<Content> found =
        insight.engaging(
            List.of(
                new Content.Seen("watched", "video", 200, 190, 10),
                new Content.Seen("moving", "video", 100, 70, 40),
                new Content.Seen("lucky", "video", 10, 3, 3),
                new Content.Seen("rare", "video", 9, 9, 9)));
    assertThat(found).extracting(Content::id).containsExactly("moving", "lucky", "watched");
    assertThat(found).allSatisfy(one -> assertThat(one.low()).isLessThan(one.value()));
  }

  @Test
  void a_calling_is_shown_by_what_one_does_and_not_from_a_handful_of_acts() {
    Set<String> skills = Set.of("bake", "sew", "sing", "weld", "teach", "paint", "cook", "plant");
    Calling.Doing baker =
        new Calling.Doing(Map.of("bake", 30, "cook", 20), Set.of("bake", "cook"), 0.9, 9);
    Calling.Doing welder =
        new Calling.Doing(Map.of("weld", 30, "sew", 20), Set.of("bake", "cook"), 0.9, Double.NaN);
    Calling.Doing newcomer = new Calling.Doing(Map.of("bake", 9), Set.of("bake"), 1, 10);
    List<Calling> found = insight.callings(List.of(baker, welder, newcomer), skills);
    assertThat(found.get(0).aligned()).isTrue();
    assertThat(found.get(0).z()).isGreaterThan(Calling.NOT_CHANCE);
    assertThat(found.get(1).alignment()).isCloseTo(0.15 * 0.9 / 0.8, within(1e-12));
    assertThat(found.get(1).z()).isLessThan(Calling.NOT_CHANCE);
    assertThat(found.get(2).alignment()).isNaN();
    assertThat(found.get(2).aligned()).isFalse();
  }

  @Test
  void needs_languages_and_steps_are_named_by_the_people_they_are_about() {
    List<Opportunity> found =
        insight.opportunities(
            List.of(
                new Opportunity.Need("plumbing", "CO", "es", 25, 1),
                new Opportunity.Need("baking", "CO", "es", 50, 70),
                new Opportunity.Need("law", "CO", "hi", 14, 0),
                new Opportunity.Need("piano", "CO", "fr", 9, 0)),
            List.of(
                new Opportunity.Step("first trade", 400, 100, new Opportunity.Reached(900, 500)),
                new Opportunity.Step("joined", 400, 390, new Opportunity.Reached(900, 500)),
                new Opportunity.Step("tiny", 400, 0, new Opportunity.Reached(9, 9))));
    assertThat(found)
        .extracting(Opportunity::kind, Opportunity::what)
        .containsExactly(
            tuple(Opportunity.Kind.FUNNEL_STEP, "first trade"),
            tuple(Opportunity.Kind.UNMET_NEED, "plumbing · CO · es"),
            tuple(Opportunity.Kind.UNMET_NEED, "law · CO · hi"),
            tuple(Opportunity.Kind.LANGUAGE, "hi"));
    assertThat(found.getFirst().people()).isBetween(100.0, 125.0);
  }

  /// People of whom the eager both use more and stay more.
  private static Effect.Study eager(Random chance, int n, double effect) {
    double[][] before = new double[n][];
    boolean[] used = new boolean[n];
    boolean[] stayed = new boolean[n];
    for (int i = 0; i < n; i++) {
      double eager = chance.nextGaussian();
      before[i] = new double[] {eager, chance.nextGaussian()};
      used[i] = chance.nextDouble() < Classifier.sigmoid(1.2 * eager);
      stayed[i] =
          chance.nextDouble() < 0.8 * Classifier.sigmoid(1.5 * eager) + (used[i] ? effect : 0);
    }
    return new Effect.Study("circle", before, used, stayed);
  }

  @Test
  void what_only_goes_with_eagerness_is_not_recommended_and_what_helps_is() {
    Random chance = new Random(5);
    int shown = 0;
    List<Effect> clear = new ArrayList<>();
    for (int round = 0; round < 40; round++) {
      shown += insight.recommended(List.of(eager(chance, 1500, 0))).size();
      clear.addAll(insight.recommended(List.of(eager(chance, 1500, 0.15))));
    }
    assertThat(shown).isLessThanOrEqualTo(5);
    assertThat(clear).hasSizeGreaterThan(36);
    assertThat(clear.stream().mapToDouble(Effect::effect).average().orElseThrow())
        .isCloseTo(0.15, within(0.02));
  }

  @Test
  void a_handful_of_users_proves_nothing() {
    double[][] before = new double[40][1];
    boolean[] used = new boolean[40];
    boolean[] stayed = new boolean[40];
    for (int i = 0; i < 9; i++) {
      used[i] = true;
      stayed[i] = true;
    }
    assertThat(insight.recommended(List.of(new Effect.Study("x", before, used, stayed)))).isEmpty();
  }
}
