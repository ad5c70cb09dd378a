package org.coomunity.analytics.folds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Days on which people were there: every figure is what counting by hand gives.
class ActivityTest {
  private static final int MAX_AGE = 14;

  private record Act(int person, int day) {}

  private static Activity activity(List<Act> acts) {
    Activity activity = new Activity(MAX_AGE);
    acts.forEach(act -> activity.act(act.person(), act.day()));
    return activity;
  }

  private static List<Act> acts(Random random) {
    List<Act> acts = new ArrayList<>();
    int people = 1 + random.nextInt(12);
    for (int i = random.nextInt(120); i >= 0; i--) {
      acts.add(new Act(random.nextInt(people), 100 + random.nextInt(90)));
    }
    return acts;
  }

  private static Map<Integer, NavigableSet<Integer>> byPerson(List<Act> acts) {
    Map<Integer, NavigableSet<Integer>> days = new TreeMap<>();
    acts.forEach(act -> days.computeIfAbsent(act.person(), p -> new TreeSet<>()).add(act.day()));
    return days;
  }

  private static long in(Map<Integer, NavigableSet<Integer>> people, int from, int to) {
    return people.values().stream()
        .filter(days -> !days.subSet(from, true, to, true).isEmpty())
        .count();
  }

  @Property(tries = 400)
  void every_day_is_as_counted_by_hand(@ForAll long seed) {
    List<Act> acts = acts(new Random(seed));
    Map<Integer, NavigableSet<Integer>> people = byPerson(acts);
    Activity activity = activity(acts);
    for (Activity.Day day : activity.days(activity.firstDay(), activity.lastDay() + 3)) {
      int d = day.day();
      assertThat(day.dau()).isEqualTo(in(people, d, d));
      assertThat(day.wau()).isEqualTo(in(people, d - 6, d));
      assertThat(day.mau()).isEqualTo(in(people, d - 29, d));
      assertThat(day.fresh())
          .isEqualTo(people.values().stream().filter(p -> p.first() == d).count());
      assertThat(day.retained())
          .isEqualTo(
              people.values().stream().filter(p -> p.contains(d) && p.contains(d - 1)).count());
      assertThat(day.dormant())
          .isEqualTo(
              people.values().stream().filter(p -> !p.contains(d) && p.contains(d - 1)).count());
      assertThat(day.fresh() + day.retained() + day.resurrected()).isEqualTo(day.dau());
    }
  }

  @Property(tries = 300)
  void who_came_back_is_as_counted_by_hand(@ForAll long seed) {
    List<Act> acts = acts(new Random(seed));
    Map<Integer, NavigableSet<Integer>> people = byPerson(acts);
    Activity activity = activity(acts);
    int until = activity.lastDay();
    activity
        .retention(until)
        .forEach((first, ages) -> {
          assertThat(ages.length).isEqualTo(Math.min(MAX_AGE, until - first) + 1);
          for (int age = 0; age < ages.length; age++) {
            int on = first + age;
            assertThat(ages[age])
                .isEqualTo(
                    people.values().stream()
                        .filter(p -> p.first().equals(first) && p.contains(on))
                        .count());
          }
        });
    activity
        .unbounded(until)
        .forEach((first, ages) -> {
          for (int age = 0; age < ages.length; age++) {
            int from = first + age;
            assertThat(ages[age])
                .isEqualTo(
                    people.values().stream()
                        .filter(p -> p.first().equals(first) && p.last() >= from)
                        .count());
          }
        });
    activity
        .weekly(until)
        .forEach((monday, weeks) -> {
          assertThat(Math.floorMod(monday + 3, 7)).isZero();
          for (int week = 0; week < weeks.length; week++) {
            int from = monday + week * 7;
            assertThat(weeks[week]).isEqualTo(back(people, monday, from));
          }
        });
  }

  private static long back(Map<Integer, NavigableSet<Integer>> people, int monday, int from) {
    return people.values().stream()
        .filter(p -> p.first() >= monday && p.first() < monday + 7)
        .filter(p -> {
          NavigableSet<Integer> week = p.subSet(from, true, from + 6, true);
          return !week.isEmpty();
        })
        .count();
  }

  @Property(tries = 300)
  void who_is_erased_was_never_there_and_order_does_not_matter(@ForAll long seed) {
    Random random = new Random(seed);
    List<Act> acts = acts(random);
    int gone = acts.getFirst().person();
    List<Act> shuffled = new ArrayList<>(acts);
    Collections.shuffle(shuffled, random);
    Activity erased = activity(shuffled);
    erased.erase(gone);
    Activity never = activity(acts.stream().filter(act -> act.person() != gone).toList());
    assertThat(erased.people()).isEqualTo(never.people());
    assertThat(erased.firstDay()).isEqualTo(never.firstDay());
    assertThat(erased.lastDay()).isEqualTo(never.lastDay());
    assertThat(erased.days(90, 230)).isEqualTo(never.days(90, 230));
    assertThat(told(erased.retention(200))).isEqualTo(told(never.retention(200)));
    assertThat(told(erased.unbounded(200))).isEqualTo(told(never.unbounded(200)));
    assertThat(told(erased.weekly(200))).isEqualTo(told(never.weekly(200)));
    assertThat(erased.daysOf(gone)).isEmpty();
  }

  private static Map<Integer, List<Long>> told(Map<Integer, long[]> cohorts) {
    Map<Integer, List<Long>> told = new TreeMap<>();
    cohorts.forEach((day, ages) -> told.put(day, Arrays.stream(ages).boxed().toList()));
    return told;
  }

  @Test
  void the_same_day_twice_counts_once() {
    Activity activity = new Activity(MAX_AGE);
    assertThat(activity.act(3, 7)).isTrue();
    assertThat(activity.act(3, 7)).isFalse();
    assertThat(activity.days(7, 7).getFirst().dau()).isEqualTo(1);
  }

  @Test
  void some_left_and_some_still_stay() {
    List<Survival.Point> curve =
        Survival.curve(
            List.of(
                new Survival.Stay(2, true),
                new Survival.Stay(3, false),
                new Survival.Stay(4, true),
                new Survival.Stay(4, false)));
    assertThat(curve)
        .containsExactly(new Survival.Point(2, 0.75, 4), new Survival.Point(4, 0.375, 2));
  }
}
