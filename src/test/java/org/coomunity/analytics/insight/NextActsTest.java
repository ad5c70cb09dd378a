package org.coomunity.analytics.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.coomunity.base.platform.json.Json;
import org.junit.jupiter.api.Test;

class NextActsTest {
  private static final List<String> NAMES = List.of("search", "look", "offer", "trade", "vote");

  /// People who mostly go from one thing to the same next one, or anywhere.
  private static List<NextActs.Act> walks(int people, int steps, double habit, long seed) {
    Map<String, String> ways =
        Map.of(
            "search", "look", "look", "trade", "trade", "vote", "vote", "search", "offer", "vote");
    Random chance = new Random(seed);
    List<NextActs.Act> acts = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      String now = "search";
      for (int step = 0; step < steps; step++) {
        acts.add(new NextActs.Act("p" + person, 1_000L * step + person, now));
        now =
            chance.nextDouble() < habit
                ? ways.getOrDefault(now, "search")
                : NAMES.get(chance.nextInt(NAMES.size()));
      }
    }
    return acts;
  }

  @Test
  void habits_are_told_and_beat_naming_what_is_done_most() {
    NextActs found = NextActs.of(walks(40, 60, 0.7, 1));
    assertThat(found.trial().tells()).isTrue();
    assertThat(found.trial().top1()).isGreaterThan(found.trial().base1() + 0.2);
    assertThat(found.trial().top3()).isGreaterThanOrEqualTo(found.trial().top1());
    NextActs.After after =
        found.after().stream().filter(one -> one.name().equals("search")).findFirst().orElseThrow();
    assertThat(after.people()).isEqualTo(40);
    assertThat(after.next().getFirst().name()).isEqualTo("look");
    // of five names the same is no next one: 0.7 + 0.3/5 over 1 - 0.3/5
    assertThat(after.next().getFirst().share()).isCloseTo(0.76 / 0.94, within(0.05));
    assertThat(Json.read(Json.write(found), NextActs.class)).isEqualTo(found);
  }

  @Test
  void where_nothing_follows_from_anything_it_is_not_told() {
    int told = 0;
    for (int seed = 0; seed < 20; seed++) {
      told += NextActs.of(walks(30, 40, 0, seed)).trial().tells() ? 1 : 0;
    }
    assertThat(told).as("of twenty villages without a habit").isLessThanOrEqualTo(1);
  }

  @Test
  void nothing_is_told_of_what_fewer_than_ten_did_or_of_doing_the_same_again() {
    NextActs few = NextActs.of(walks(9, 200, 0.7, 1));
    assertThat(few.after()).isEmpty();
    assertThat(few.trial().tells()).isFalse();
    List<NextActs.Act> same = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      same.add(new NextActs.Act("p" + i % 20, i, "look"));
    }
    assertThat(NextActs.of(same).trial().n()).isZero();
    assertThat(NextActs.of(List.of()).after()).isEmpty();
  }

  @Test
  void somebody_who_is_forgotten_is_as_if_they_had_never_been() {
    List<NextActs.Act> all = walks(30, 50, 0.6, 3);
    List<NextActs.Act> without = all.stream().filter(act -> !act.person().equals("p7")).toList();
    List<NextActs.Act> shuffled = new ArrayList<>(without);
    Collections.shuffle(shuffled, new Random(5));
    assertThat(NextActs.of(shuffled))
        .isEqualTo(NextActs.of(without))
        .isNotEqualTo(NextActs.of(all));
  }
}
