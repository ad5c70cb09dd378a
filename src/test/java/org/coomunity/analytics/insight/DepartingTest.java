package org.coomunity.analytics.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.coomunity.analytics.insight.InsightTown.ILLA;
import static org.coomunity.analytics.insight.InsightTown.PACHA;
import static org.coomunity.analytics.insight.InsightTown.steward;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The night of the models over a real database.
class DepartingTest {
  private final InsightTown town = new InsightTown();

  @BeforeEach
  void settle() {
    town.lives.put(PACHA, Villages.village("", 300, 6, town.yesterday()));
  }

  @AfterEach
  void close() {
    town.close();
  }

  private static Churn.Model model(Churn churn) {
    return Objects.requireNonNull(churn.model());
  }

  private int version() {
    return model(town.churn(PACHA)).version();
  }

  @Test
  void a_night_learns_foretells_and_is_done_once() {
    assertThat(town.churn(PACHA).state()).isEqualTo("new");
    assertThat(town.insight.night(10)).isEqualTo(1);
    Churn churn = town.churn(PACHA);
    assertThat(churn.state()).isEqualTo("ready");
    Health health = town.insight.health(PACHA).orElseThrow();
    assertThat(churn.health()).isEqualTo(health);
    assertThat(health.low()).isLessThan(health.risk());
    assertThat(health.high()).isGreaterThan(health.risk());
    assertThat(town.insight.risk()).isCloseTo(health.risk(), within(1e-9));
    assertThat(model(churn).dates())
        .hasSize(3)
        .allMatch(day -> day.toEpochDay() <= town.yesterday() - 28);
    assertThat(churn.items()).hasSize(Math.min(100, health.people()));
    assertThat(churn.items().getFirst().band()).isEqualTo("care");
    assertThat(churn.items().getFirst().reasons())
        .isNotEmpty()
        .allMatch(why -> why.words().equals(why.key() + " in en"));
    assertThat(town.insight.night(10)).as("done is done").isZero();
    assertThat(town.churn(PACHA)).isEqualTo(churn);
    town.next(1);
    assertThat(town.another().night(10)).isEqualTo(1);
    assertThat(version()).as("what was learned yesterday holds").isEqualTo(1);
    town.next(28);
    town.insight.night(10);
    assertThat(town.churn(PACHA).state()).as("nobody came for four weeks").isNotEqualTo("new");
  }

  @Test
  void pages_go_through_everybody_once_by_band_and_not_by_risk() {
    town.insight.night(10);
    List<String> handles = new ArrayList<>();
    List<String> bands = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Churn some = town.insight.churn(steward(PACHA), Optional.empty(), Language.ES, 7, cursor);
      some.items()
          .forEach(one -> {
            handles.add(one.handle());
            bands.add(one.band());
          });
      cursor = Optional.ofNullable(some.next());
    } while (cursor.isPresent());
    assertThat(handles)
        .doesNotHaveDuplicates()
        .hasSize(town.insight.health(PACHA).orElseThrow().people());
    assertThat(bands).isSortedAccordingTo((one, two) -> order(one) - order(two));
    Churn watch =
        town.insight.churn(
            steward(PACHA), Optional.of(Departures.Band.WATCH), Language.ES, 100, Optional.empty());
    assertThat(watch.items()).allMatch(one -> one.band().equals("watch")).isNotEmpty();
    assertThatThrownBy(() ->
            town.insight.churn(steward(PACHA), Optional.empty(), Language.ES, 7, Optional.of("x")))
        .isInstanceOf(Refused.class);
  }

  private static int order(String band) {
    return List.of("care", "watch", "low").indexOf(band);
  }

  @Test
  void who_does_not_want_to_be_noticed_is_not_at_once() {
    town.insight.night(10);
    int no = number(town.churn(PACHA).items().getFirst());
    town.unnoticed.add(no);
    assertThat(town.churn(PACHA).items()).noneMatch(one -> number(one) == no);
    assertThatThrownBy(() -> cared(no, null)).isInstanceOf(Refused.class);
    town.unnoticed.clear();
    town.database.write(tx -> {
      town.insight.hushed(tx, PACHA, no);
      return no;
    });
    assertThat(town.churn(PACHA).items()).noneMatch(one -> number(one) == no);
    town.unnoticed.add(no);
    assertThat(town.insight.night(10)).as("the figures are made again").isEqualTo(1);
    assertThat(town.churn(PACHA).items()).noneMatch(one -> number(one) == no);
    assertThat(version()).isEqualTo(1);
  }

  private static int number(Churn.AtRisk one) {
    return Integer.parseInt(one.handle().substring(1));
  }

  @Test
  void who_is_forgotten_is_unlearned() {
    town.insight.night(10);
    int no = number(town.churn(PACHA).items().getFirst());
    cared(no, null);
    town.database.write(tx -> {
      town.insight.unlearned(tx, PACHA, no);
      return no;
    });
    town.lives.computeIfPresent(
        PACHA,
        (id, all) ->
            all.stream().filter(life -> !life.person().equals(Integer.toString(no))).toList());
    town.insight.night(10);
    assertThat(version()).isEqualTo(2);
    Health health = town.insight.health(PACHA).orElseThrow();
    try (InsightTown never = new InsightTown()) {
      never.lives.put(PACHA, town.lives(PACHA));
      never.insight.night(10);
      assertThat(never.insight.health(PACHA).orElseThrow().risk())
          .as("as if they had never been")
          .isEqualTo(health.risk());
    }
    List<DepartureStore.CareRow> care =
        town.database.read(
            tx -> DepartureStore.care(tx, PACHA, List.of(no), town.now().minusSeconds(99), 10));
    assertThat(care).isEmpty();
  }

  @Test
  void a_community_that_breaks_keeps_no_other_and_is_tried_again() {
    town.lives.put(ILLA, town.lives(PACHA));
    town.broken.add(ILLA);
    assertThat(town.insight.night(10)).isEqualTo(1);
    assertThat(town.churn(PACHA).state()).isEqualTo("ready");
    assertThat(town.churn(ILLA).state()).isEqualTo("new");
    assertThat(town.insight.night(10)).isZero();
    town.broken.clear();
    assertThat(town.another().night(10)).as("a third time").isEqualTo(1);
    assertThat(town.churn(ILLA).state()).isEqualTo("ready");
    town.next(1);
    town.broken.add(PACHA);
    for (int turn = 0; turn < 5; turn++) {
      town.insight.night(10);
    }
    town.broken.clear();
    assertThat(town.insight.night(10)).as("three tries are enough for a night").isZero();
    assertThat(town.churn(PACHA).state()).as("what was known stays").isEqualTo("ready");
    town.next(1);
    assertThat(town.insight.night(10)).isEqualTo(2);
  }

  @Test
  void too_little_is_said_to_be_too_little() {
    town.lives.put(PACHA, Villages.village("", 12, 6, town.yesterday()));
    town.insight.night(10);
    Churn churn = town.churn(PACHA);
    assertThat(churn.state()).isEqualTo("not_yet");
    assertThat(churn.needs()).extracting(Churn.Needed::what).contains("observations");
    assertThat(churn.items()).isEmpty();
    assertThat(churn.health()).isNull();
    assertThat(town.insight.risk()).isNaN();
    assertThatThrownBy(() -> cared(1, null)).isInstanceOf(Refused.class);
  }

  @Test
  void nine_people_are_not_spoken_of() {
    List<Life> all = town.lives(PACHA);
    int day = town.yesterday();
    List<Life> here = all.stream().filter(life -> life.between(day - 28, day) > 0).toList();
    List<Life> few = new ArrayList<>(all);
    few.removeAll(here.subList(9, here.size()));
    town.insight.night(10);
    town.lives.put(PACHA, few);
    town.next(1);
    few.replaceAll(life ->
        here.indexOf(life) >= 0 && here.indexOf(life) < 9
            ? new Life(life.person(), plus(life.active(), day), life.counters())
            : life);
    town.insight.night(10);
    Churn churn = town.churn(PACHA);
    assertThat(churn.state()).isEqualTo("few");
    assertThat(churn.items()).isEmpty();
    assertThat(churn.needs()).containsExactly(new Churn.Needed("people", 9, 10));
    assertThat(town.insight.health(PACHA)).isEmpty();
  }

  private static List<Integer> plus(List<Integer> days, int day) {
    List<Integer> more = new ArrayList<>(days);
    more.add(day);
    return more;
  }

  @Test
  void a_village_that_changed_is_learned_anew() {
    town.insight.night(10);
    int day = town.yesterday();
    town.next(1);
    town.lives.computeIfPresent(
        PACHA,
        (id, all) ->
            all.stream()
                .map(life ->
                    life.first() > day - 150
                        ? life
                        : new Life(
                            life.person(),
                            plus(plus(life.active(), day - 25), day - 26),
                            life.counters()))
                .toList());
    town.insight.night(10);
    assertThat(version()).as("many came back for one day: the scores moved").isEqualTo(2);
  }

  private Made<Churn.Cared> cared(int no, @Nullable UUID id) {
    return town.insight.cared(
        steward(PACHA), "m" + no, new Churn.Act(id, "wrote", "una arepa y un abrazo"));
  }

  @Test
  void something_kind_is_done_once_shown_taken_back_and_forgotten_after_ninety_days() {
    town.insight.night(10);
    int no = number(town.churn(PACHA).items().getFirst());
    Made<Churn.Cared> first = cared(no, null);
    assertThat(first.replay()).isFalse();
    assertThat(cared(no, null).replay()).isTrue();
    UUID id = UUID.randomUUID();
    assertThat(cared(no, id).replay()).isFalse();
    assertThat(cared(no, id)).isEqualTo(Made.replay(cared(no, id).value()));
    assertThatThrownBy(
            () -> town.insight.cared(steward(PACHA), "m" + no, new Churn.Act(id, "talked", null)))
        .isInstanceOf(Refused.class);
    for (Churn.Act bad :
        List.of(
            new Churn.Act(null, "punished", null), new Churn.Act(null, "wrote", "x".repeat(501)))) {
      assertThatThrownBy(() -> town.insight.cared(steward(PACHA), "m" + no, bad))
          .isInstanceOf(Refused.class);
    }
    assertThat(of(no).cared()).extracting(Churn.Cared::by).containsExactly("m1", "m1");
    town.insight.uncared(steward(PACHA), "m" + no, id);
    assertThatThrownBy(() -> town.insight.uncared(steward(PACHA), "m" + no, id))
        .isInstanceOf(Refused.class);
    assertThat(of(no).cared()).containsExactly(first.value());
    assertThat(acts()).containsExactly("care", "care", "care.undo");
    town.clock.advance(Duration.ofDays(90));
    assertThat(of(no).cared()).isEmpty();
  }

  private Churn.AtRisk of(int no) {
    return town.churn(PACHA).items().stream()
        .filter(one -> number(one) == no)
        .findFirst()
        .orElseThrow();
  }

  private List<String> acts() {
    return town.database.read(tx ->
        tx.query("select act from audit.entry where community_id = :community order by n")
            .bind("community", PACHA)
            .mapTo(String.class)
            .list());
  }

  @Test
  void other_members_see_nothing_of_it() {
    town.insight.night(10);
    var member = InsightTown.standing(PACHA, Role.MODERATOR);
    assertThatThrownBy(
            () -> town.insight.churn(member, Optional.empty(), Language.ES, 10, Optional.empty()))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> town.insight.nexts(member)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> town.insight.uncared(member, "m1", UUID.randomUUID()))
        .isInstanceOf(Refused.class);
  }

  @Test
  void what_people_do_next_is_learned_in_the_same_night() {
    assertThat(town.insight.nexts(steward(PACHA)).state()).isEqualTo("new");
    List<String> round = List.of("search_made", "listing_viewed", "trade_proposed", "vote_cast");
    for (int no = 1; no <= 40; no++) {
      List<InsightDoors.Did> did = new ArrayList<>();
      for (int step = 0; step < 40; step++) {
        String what = round.get((step + (step % 7 == 0 ? no : 0)) % round.size());
        did.add(new InsightDoors.Did(town.now().minusSeconds(90_000L - 1_000L * step), what));
      }
      town.did.put(Integer.toString(no), did);
    }
    town.insight.night(10);
    Nexts nexts = town.insight.nexts(steward(PACHA));
    assertThat(nexts.state()).isEqualTo("ready");
    Nexts.Trial trial = Objects.requireNonNull(nexts.trial());
    assertThat(trial.top1()).isGreaterThan(trial.base1());
    Map<String, String> first = new TreeMap<>();
    nexts.after().forEach(one -> first.put(one.event(), one.next().getFirst().event()));
    assertThat(first).containsEntry("search_made", "listing_viewed");
    assertThat(town.insight.nexts(steward(ILLA)).after()).isEmpty();
  }
}
