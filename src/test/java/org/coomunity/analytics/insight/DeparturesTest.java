package org.coomunity.analytics.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeparturesTest {
  private static final int TODAY = 20_000;
  private static final Insight INSIGHT = new Insight(1);
  private static final List<Life> VILLAGE = Villages.village("m", 600, 6, TODAY);
  private static final Departures FOUND = INSIGHT.departures(VILLAGE, TODAY).orElseThrow();

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
          assertThat(member.reasons()).hasSizeLessThanOrEqualTo(5);
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

  @Test
  void a_model_that_was_kept_says_the_same_and_how_well_it_was_tried() {
    Foreteller model = new DepartureModel(VILLAGE, TODAY, 1).learned().orElseThrow();
    assertThat(Foreteller.of(model.text()).tell(VILLAGE, TODAY)).isEqualTo(FOUND);
    Departures.Quality quality = FOUND.quality();
    assertThat(quality.tells()).isTrue();
    assertThat(quality.aucLow()).isBetween(0.5, quality.auc());
    assertThat(quality.n()).isEqualTo(FOUND.trials().stream().mapToInt(one -> one.members()).sum());
    assertThat(quality.bands().stream().mapToInt(Departures.Became::people).sum())
        .isEqualTo(quality.n());
    double care = share(quality, Departures.Band.CARE);
    double low = share(quality, Departures.Band.LOW);
    assertThat(care).as("those it worried about leave more often").isGreaterThan(low + 0.2);
  }

  private static double share(Departures.Quality quality, Departures.Band band) {
    Departures.Became one =
        quality.bands().stream().filter(any -> any.band() == band).findFirst().orElseThrow();
    return (double) one.left() / one.people();
  }

  @Test
  void each_reason_is_true_of_the_person_it_is_said_of() {
    for (Departures.Member member : FOUND.members()) {
      Life life =
          VILLAGE.stream()
              .filter(one -> one.person().equals(member.person()))
              .findFirst()
              .orElseThrow();
      for (Reason reason : member.reasons()) {
        switch (reason.key()) {
          case "no_partners" -> assertThat(life.counted("partners", TODAY)).isZero();
          case "has_partners" -> assertThat(life.counted("partners", TODAY)).isPositive();
          case "quiet" -> assertThat(LifeRow.silence(life, TODAY)).isGreaterThan(3);
          case "recent" ->
              assertThat(LifeRow.silence(life, TODAY)).isLessThanOrEqualTo(life.ownGap(TODAY));
          case "rooted" -> assertThat(life.first()).isLessThanOrEqualTo(TODAY - 84);
          case "new" -> assertThat(life.first()).isGreaterThan(TODAY - 56);
          case "often" -> assertThat(life.between(TODAY - 28, TODAY)).isGreaterThanOrEqualTo(8);
          case "rarely" -> assertThat(life.between(TODAY - 28, TODAY)).isLessThanOrEqualTo(2);
          case "fewer" ->
              assertThat(life.between(TODAY - 14, TODAY))
                  .isLessThan(life.between(TODAY - 28, TODAY - 14));
          case "more" -> assertThat(LifeRow.slope(life, TODAY)).isPositive();
          default -> throw new AssertionError(reason.key());
        }
      }
    }
  }

  @Test
  void what_is_missing_is_said_in_numbers() {
    DepartureModel few = new DepartureModel(VILLAGE.subList(0, 30), TODAY, 1);
    assertThat(few.needs())
        .allMatch(need -> need.have() < need.need())
        .extracting(Need::what)
        .contains(Need.What.OBSERVATIONS);
    assertThat(new DepartureModel(List.of(), TODAY, 1).needs())
        .extracting(Need::what)
        .containsExactly(Need.What.DAYS, Need.What.OBSERVATIONS, Need.What.LEFT, Need.What.STAYED);
    assertThat(new DepartureModel(VILLAGE, TODAY, 1).needs()).isEmpty();
  }

  @Test
  void no_count_of_a_band_is_about_fewer_than_ten_also_not_by_subtraction() {
    for (int low : List.of(0, 3, 10, 40)) {
      for (int watch : List.of(0, 4, 12)) {
        for (int care : List.of(0, 6, 11)) {
          var bands = Departing.bands(members(low, watch, care));
          assertThat(bands.values()).allMatch(count -> count == 0 || count >= 10);
          int rest = low + watch + care - bands.values().stream().mapToInt(Integer::intValue).sum();
          assertThat(bands.isEmpty() || rest == 0).isTrue();
        }
      }
    }
    assertThat(Departing.bands(members(40, 4, 6)))
        .containsExactlyInAnyOrderEntriesOf(Map.of("low", 40, "watch_or_care", 10));
  }

  private static List<Departures.Member> members(int low, int watch, int care) {
    List<Departures.Member> members = new ArrayList<>();
    add(members, low, Departures.Band.LOW);
    add(members, watch, Departures.Band.WATCH);
    add(members, care, Departures.Band.CARE);
    return members;
  }

  private static void add(List<Departures.Member> members, int count, Departures.Band band) {
    for (int i = 0; i < count; i++) {
      members.add(
          new Departures.Member("p", 0.1, band, List.of(), Departures.Act.ASK_HOW_THEY_ARE));
    }
  }
}
