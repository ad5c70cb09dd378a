package org.coomunity.analytics.folds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Visits, where they leave, and what leads to the goal.
class VisitsTest {
  private static final int GOAL = 9;

  private static int person;

  private static Visits.Visit visit(boolean reached, int... events) {
    return new Visits.Visit(person++, events, reached);
  }

  @Test
  void a_silence_ends_a_visit_and_what_comes_after_the_goal_is_not_on_the_way() {
    Visits visits = new Visits(30, GOAL);
    visits.add(7, new long[] {0, 10, 40, 41, 100, 101}, new int[] {1, 2, GOAL, 3, 1, 1});
    List<Visits.Visit> all = visits.all();
    assertThat(all).hasSize(2);
    assertThat(all.getFirst().events()).containsExactly(1, 2);
    assertThat(all.getFirst().reached()).isTrue();
    assertThat(all.get(1).events()).containsExactly(1, 1);
    assertThat(all.get(1).reached()).isFalse();
  }

  @Test
  void the_chain_knows_how_likely_the_goal_is_and_what_would_be_gone_without_a_place() {
    List<Visits.Visit> visits = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      visits.add(visit(i < 30, 0, 1));
      visits.add(visit(false, 0, 2));
    }
    List<DropOff.Place> places = DropOff.places(visits, 3, 1);
    DropOff.Place worst = places.getFirst();
    assertThat(worst.event()).isEqualTo(2);
    assertThat(worst.goal()).isZero();
    assertThat(worst.loss()).isCloseTo(40 * 30 / 80.0, within(1e-9));
    assertThat(worst.significant()).isTrue();
    assertThat(worst.crowd()).isEqualTo(new Crowd(40, 0, 40));
    DropOff.Place first =
        places.stream().filter(place -> place.event() == 0).findFirst().orElseThrow();
    assertThat(first.goal()).isCloseTo(30 / 80.0, within(1e-9));
    assertThat(first.removal()).isCloseTo(1, within(1e-9));
    assertThat(first.significant()).isFalse();
  }

  @Property(tries = 60)
  void from_the_beginning_the_goal_is_as_likely_as_it_was(@ForAll long seed) {
    Random random = new Random(seed);
    List<Visits.Visit> visits = new ArrayList<>();
    long reached = 0;
    for (int v = 0; v < 60; v++) {
      int[] events = random.ints(1 + random.nextInt(6), 0, 4).toArray();
      events[0] = 0;
      boolean goal = random.nextInt(3) == 0;
      reached += goal ? 1 : 0;
      visits.add(visit(goal, events));
    }
    double share = reached / 60.0;
    for (DropOff.Place place : DropOff.places(visits, 4, seed)) {
      assertThat(place.goal()).isBetween(-1e-9, 1 + 1e-9);
      assertThat(place.removal()).isBetween(0.0, 1.0);
      if (place.event() == 0) {
        assertThat(place.removal()).isCloseTo(share == 0 ? 0 : 1, within(1e-9));
      }
    }
  }

  @Test
  void drawn_by_lot_there_is_next_to_nothing_to_find() {
    int found = 0;
    for (int round = 0; round < 20; round++) {
      Random random = new Random(round);
      List<Visits.Visit> visits = new ArrayList<>();
      for (int v = 0; v < 200; v++) {
        visits.add(visit(random.nextInt(4) == 0, random.ints(4, 0, 6).toArray()));
      }
      boolean places =
          DropOff.places(visits, 6, round).stream().anyMatch(DropOff.Place::significant);
      found += places ? 1 : 0;
      found += Paths.successful(visits, 6).isEmpty() ? 0 : 1;
    }
    assertThat(found).isLessThanOrEqualTo(4);
  }

  @Test
  void what_leads_to_the_goal_is_found_and_longer_words_for_it_are_dropped() {
    List<Visits.Visit> visits = new ArrayList<>();
    Random random = new Random(5);
    for (int v = 0; v < 400; v++) {
      boolean helped = v % 2 == 0;
      boolean goal = random.nextInt(10) < (helped ? 7 : 2);
      visits.add(helped ? visit(goal, 0, 1, 2) : visit(goal, 0, 2));
    }
    List<Paths.Path> paths = Paths.successful(visits, 3);
    assertThat(paths).hasSize(1);
    assertThat(paths.getFirst().events()).containsExactly(1);
    assertThat(paths.getFirst().support()).isEqualTo(200);
    assertThat(paths.getFirst().interval()[0]).isPositive();
  }
}
