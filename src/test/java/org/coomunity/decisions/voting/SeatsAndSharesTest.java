package org.coomunity.decisions.voting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Seats by the single transferable vote, budgets by equal shares.
class SeatsAndSharesTest {
  private static final Lot LOT = new Lot("00".repeat(32), "p");

  @Test
  void surpluses_go_on_and_the_last_give_way() {
    Map<List<String>, Long> ballots =
        Map.of(
            List.of("orange"), 4L,
            List.of("pear", "orange"), 2L,
            List.of("chocolate", "strawberry"), 8L,
            List.of("chocolate", "burger"), 4L,
            List.of("strawberry"), 1L,
            List.of("burger"), 1L);
    Stv.Seats seats =
        Stv.count(List.of("orange", "pear", "chocolate", "strawberry", "burger"), 3, ballots, LOT);
    assertThat(seats.quota()).isEqualTo(6);
    assertThat(seats.elected()).containsExactly("chocolate", "orange", "strawberry");
  }

  @Test
  void a_part_of_a_surplus_is_exact() {
    Map<List<String>, Long> ballots =
        Map.of(List.of("a", "b"), 2L, List.of("a", "c"), 5L, List.of("b"), 1L, List.of("c"), 1L);
    assertThat(Stv.count(List.of("a", "b", "c"), 2, ballots, LOT).elected())
        .containsExactly("a", "c");
    assertThatThrownBy(() -> Stv.count(List.of("a"), 13, ballots, LOT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 300)
  void a_group_that_stands_together_gets_the_seats_of_its_quotas(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> group = List.of("a", "b", "c");
    List<String> others = List.of("x", "y", "z");
    int seats = random.nextInt(1, 5);
    int together = random.nextInt(1, 40);
    int rest = random.nextInt(0, 40);
    Map<List<String>, Long> ballots = new HashMap<>();
    for (int i = 0; i < together + rest; i++) {
      List<String> first = new ArrayList<>(i < together ? group : others);
      Collections.shuffle(first, random);
      List<String> then = new ArrayList<>(i < together ? others : group);
      Collections.shuffle(then, random);
      first.addAll(then.subList(0, random.nextInt(4)));
      ballots.merge(first, 1L, Long::sum);
    }
    List<String> all = List.of("a", "b", "c", "x", "y", "z");
    Stv.Seats result = Stv.count(all, seats, ballots, LOT);
    assertThat(result.elected()).hasSize(seats).doesNotHaveDuplicates();
    long due = Math.min(group.size(), together / result.quota());
    assertThat(result.elected().stream().filter(group::contains).count())
        .isGreaterThanOrEqualTo(due);
  }

  @Property(tries = 150)
  void equal_shares_spend_no_more_than_there_is_and_what_the_plain_way_spends(@ForAll long seed) {
    Random random = new Random(seed);
    List<Option> projects = new ArrayList<>();
    int count = random.nextInt(1, 7);
    for (int i = 0; i < count; i++) {
      projects.add(new Option("p" + i, "", random.nextInt(1, 60)));
    }
    List<Map<String, Integer>> points = new ArrayList<>();
    int voters = random.nextInt(1, 9);
    for (int v = 0; v < voters; v++) {
      Map<String, Integer> own = new HashMap<>();
      projects.forEach(p -> {
        if (random.nextBoolean()) {
          own.put(p.id(), random.nextInt(1, 4));
        }
      });
      points.add(own);
    }
    long fund = random.nextInt(150);
    EqualShares.Shared shared = EqualShares.share(fund, projects, points, LOT);
    PlainShares plain = new PlainShares(fund, projects, points, LOT);
    assertThat(shared.funded()).isEqualTo(plain.funded());
    assertThat(shared.raises()).isEqualTo(plain.raises());
    assertThat(shared.spent()).isLessThanOrEqualTo(fund).isEqualTo(plain.spent());
    plain.payments().forEach((id, paid) -> assertThat(paid).isEqualTo(cost(projects, id)));
    Set<String> wanted = new HashSet<>();
    points.forEach(own -> wanted.addAll(own.keySet()));
    wanted.removeAll(shared.funded());
    assertThat(wanted).noneMatch(plain::affordable);
  }

  private static Fraction cost(List<Option> projects, String id) {
    return projects.stream()
        .filter(p -> p.id().equals(id))
        .map(p -> Fraction.of(p.cost()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_group_of_voters_decides_about_its_own_part_of_the_fund() {
    List<Option> projects =
        List.of(
            new Option("m1", "", 40),
            new Option("m2", "", 40),
            new Option("m3", "", 40),
            new Option("few", "", 20));
    List<Map<String, Integer>> points = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      points.add(i < 8 ? Map.of("m1", 1, "m2", 1, "m3", 1) : Map.of("few", 1));
    }
    EqualShares.Shared shared = EqualShares.share(100, projects, points, LOT);
    assertThat(shared.funded()).contains("few").hasSize(3);
    assertThat(shared.spent()).isEqualTo(100);
  }
}
