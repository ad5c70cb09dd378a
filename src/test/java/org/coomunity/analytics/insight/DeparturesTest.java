package org.coomunity.analytics.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeparturesTest {
  private static final int TODAY = 20_000;
  private static final Insight INSIGHT = new Insight(1);
  private static final List<Life> VILLAGE = village(600, 6);
  private static final Departures FOUND = INSIGHT.departures(VILLAGE, TODAY).orElseThrow();

  /// People with a rhythm of their own who meet partners; who has few of them leaves sooner.
  private static List<Life> village(int people, long seed) {
    Random chance = new Random(seed);
    List<Life> lives = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      int day = TODAY - 20 - chance.nextInt(330);
      double rhythm = 1 + 9 * chance.nextDouble();
      List<Integer> active = new ArrayList<>();
      List<Integer> partners = new ArrayList<>();
      double next = day;
      do {
        active.add((int) next);
        if (chance.nextInt(4) == 0) {
          partners.add((int) next);
        }
        next += Math.max(1, -rhythm * Math.log(chance.nextDouble()));
      } while (next <= TODAY + 40 && chance.nextDouble() > 0.16 / (1 + partners.size()));
      lives.add(new Life("m" + i, active, Map.of("partners", partners)));
    }
    return lives;
  }

  @Test
  void who_may_leave_is_foretold_better_than_by_silence_alone_on_three_later_dates() {
    assertThat(FOUND.trials())
        .hasSize(3)
        .allSatisfy(trial -> {
          assertThat(trial.auc()).isGreaterThan(trial.recencyAuc());
          assertThat(trial.day()).isLessThanOrEqualTo(TODAY - 28);
        });
    assertThat(FOUND.trials().getLast().ece()).isLessThan(0.08);
    double actual =
        FOUND.members().stream()
            .filter(member ->
                VILLAGE.stream()
                    .anyMatch(life ->
                        life.person().equals(member.person())
                            && life.between(TODAY, TODAY + 28) == 0))
            .count();
    assertThat(FOUND.communityRisk() * FOUND.members().size())
        .isBetween(actual * 0.8, actual * 1.25);
    assertThat(FOUND.drift()).isLessThan(0.2);
  }

  @Test
  void each_risk_has_its_band_its_reasons_and_something_kind_to_do() {
    assertThat(FOUND.members())
        .allSatisfy(member -> {
          assertThat(member.band()).isEqualTo(Departures.Band.of(member.risk()));
          assertThat(member.reasons()).hasSizeLessThanOrEqualTo(3);
          assertThat(member.act() == Departures.Act.NOTHING)
              .isEqualTo(member.band() == Departures.Band.LOW);
        });
    assertThat(FOUND.members().getFirst().risk())
        .isGreaterThan(FOUND.members().getLast().risk() + 0.2);
    assertThat(FOUND.members().getFirst().reasons()).isNotEmpty();
    assertThat(Departures.Band.of(0.15)).isEqualTo(Departures.Band.WATCH);
    assertThat(Departures.Band.of(0.4)).isEqualTo(Departures.Band.CARE);
  }

  @Test
  void what_comes_after_today_and_who_is_forgotten_teach_nothing() {
    List<Life> known =
        VILLAGE.stream()
            .map(life ->
                new Life(
                    life.person(),
                    life.active().stream().filter(day -> day <= TODAY).toList(),
                    life.counters()))
            .toList();
    assertThat(INSIGHT.departures(known, TODAY)).contains(FOUND);
    List<Life> without = known.stream().filter(life -> !life.person().equals("m5")).toList();
    assertThat(INSIGHT.departures(without, TODAY).orElseThrow().members())
        .extracting(Departures.Member::person)
        .doesNotContain("m5");
  }

  @Test
  void a_small_or_young_community_is_told_nothing() {
    assertThat(INSIGHT.departures(VILLAGE.subList(0, 30), TODAY)).isEmpty();
    assertThat(INSIGHT.departures(List.of(), TODAY)).isEmpty();
    List<Life> young = VILLAGE.stream().filter(life -> life.first() > TODAY - 100).toList();
    assertThat(INSIGHT.departures(young, TODAY)).isEmpty();
  }
}
