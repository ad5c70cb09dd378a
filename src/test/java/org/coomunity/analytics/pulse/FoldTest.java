package org.coomunity.analytics.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Uuid8;
import org.junit.jupiter.api.Test;

class FoldTest {
  private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
  private static final CommunityId PACHA = new CommunityId(Uuid8.of("pacha"));
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  private static final long HOUR = 100;

  /// What is kept between folds.
  private static final class Kept {
    private final Map<Integer, Person> people = new HashMap<>();
    private final Map<LocalDate, EnumMap<Fold.Count, Long>> days = new TreeMap<>();
    private final Map<Instant, Long> tallies = new TreeMap<>();

    void take(List<Act> acts) {
      Fold fold = new Fold(BOGOTA, HOUR, BEGIN, people);
      acts.forEach(fold::add);
      fold.changed().forEach(person -> people.put(person.no(), person));
      people.keySet().removeAll(fold.gone());
      fold.days()
          .forEach((day, counts) ->
              counts.forEach((what, more) ->
                  days.computeIfAbsent(day, d -> new EnumMap<>(Fold.Count.class))
                      .merge(what, more, Long::sum)));
      fold.tallies().forEach((at, more) -> tallies.merge(at, more, Long::sum));
    }

    long count(LocalDate day, Fold.Count what) {
      return days.getOrDefault(day, new EnumMap<>(Fold.Count.class)).getOrDefault(what, 0L);
    }

    List<PollStore.Day> rows() {
      List<PollStore.Day> rows = new ArrayList<>();
      for (LocalDate day : days.keySet()) {
        rows.add(
            new PollStore.Day(
                PACHA,
                day,
                count(day, Fold.Count.LAST_SEEN),
                count(day, Fold.Count.JOINED),
                count(day, Fold.Count.TRADED),
                count(day, Fold.Count.BACK1),
                count(day, Fold.Count.BACK7),
                count(day, Fold.Count.BACK30),
                count(day, Fold.Count.TRADES),
                count(day, Fold.Count.MERITOS),
                count(day, Fold.Count.ONDAS),
                count(day, Fold.Count.INCOME),
                count(day, Fold.Count.CONTRIBUTIONS)));
      }
      return rows;
    }
  }

  private static Act act(Act.What what, long amount, Instant at, Integer... who) {
    return new Act(List.of(who), what, amount, at);
  }

  private static LocalDate day(Instant at) {
    return at.atZone(BOGOTA).toLocalDate();
  }

  /// Seventy days of a hundred members who join, do something now and then, trade, and go.
  private static List<Act> log(Random random) {
    List<Act> acts = new ArrayList<>();
    for (int no = 1; no <= 100; no++) {
      Instant joined = BEGIN.plus(Duration.ofMinutes(random.nextInt(70 * 24 * 60)));
      acts.add(act(Act.What.JOINED, 0, joined, no));
      for (int i = 0; i < random.nextInt(25); i++) {
        Instant at = joined.plus(Duration.ofMinutes(random.nextInt(45 * 24 * 60)));
        int other = 1 + random.nextInt(100);
        acts.add(
            random.nextInt(3) == 0
                ? act(Act.What.TRADED, random.nextInt(50), at, no, other)
                : Act.by(no, at));
      }
    }
    acts.sort(Comparator.comparing(Act::at));
    return acts;
  }

  /// The same by looking through the whole log.
  private static Sums bruteForce(List<Act> log, Set<Integer> gone, LocalDate today) {
    Map<Integer, LocalDate> joined = new HashMap<>();
    Map<Integer, Set<LocalDate>> active = new HashMap<>();
    Map<Integer, LocalDate> traded = new HashMap<>();
    for (Act act : log) {
      for (int no : act.who()) {
        if (!gone.contains(no)) {
          active.computeIfAbsent(no, n -> new HashSet<>()).add(day(act.at()));
          if (act.what() == Act.What.JOINED) {
            joined.putIfAbsent(no, day(act.at()));
          }
          if (act.what() == Act.What.TRADED) {
            traded.merge(no, day(act.at()), (a, b) -> a.isBefore(b) ? a : b);
          }
        }
      }
    }
    return new Sums(
        within(active, today, 1),
        within(active, today, 7),
        within(active, today, 30),
        0,
        0,
        income(log, today),
        joined.values().stream().filter(on -> ripe(on, today)).count(),
        joined.entrySet().stream()
            .filter(one -> ripe(one.getValue(), today))
            .filter(one -> {
              LocalDate first = traded.get(one.getKey());
              return first != null && !first.isAfter(one.getValue().plusDays(30));
            })
            .count(),
        cohort(joined, active, today, 1, false),
        cohort(joined, active, today, 1, true),
        cohort(joined, active, today, 7, false),
        cohort(joined, active, today, 7, true),
        cohort(joined, active, today, 30, false),
        cohort(joined, active, today, 30, true),
        0);
  }

  private static long within(Map<Integer, Set<LocalDate>> active, LocalDate today, int days) {
    return active.values().stream()
        .filter(on -> on.stream().anyMatch(day -> day.isAfter(today.minusDays(days))))
        .count();
  }

  private static long income(List<Act> log, LocalDate today) {
    return log.stream()
        .filter(act -> act.what() == Act.What.TRADED)
        .filter(act -> day(act.at()).isAfter(today.minusDays(30)))
        .mapToLong(act -> act.amount() * 1_000_000 / HOUR)
        .sum();
  }

  private static boolean ripe(LocalDate joined, LocalDate today) {
    return !joined.isAfter(today.minusDays(30)) && !joined.isBefore(today.minusDays(60));
  }

  private static long cohort(
      Map<Integer, LocalDate> joined,
      Map<Integer, Set<LocalDate>> active,
      LocalDate today,
      int after,
      boolean back) {
    return joined.entrySet().stream()
        .filter(one -> one.getValue().isBefore(today.minusDays(after)))
        .filter(one -> !one.getValue().isBefore(today.minusDays(after + 7)))
        .filter(one ->
            !back
                || active
                    .getOrDefault(one.getKey(), Set.of())
                    .contains(one.getValue().plusDays(after)))
        .count();
  }

  @Test
  void figures_are_those_of_looking_through_the_whole_log_however_it_is_cut() {
    for (int seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      List<Act> log = log(random);
      Kept kept = new Kept();
      int from = 0;
      Instant until = BEGIN.plus(Duration.ofDays(70));
      List<Act> heard = new ArrayList<>();
      while (from < log.size()) {
        int to = Math.min(log.size(), from + 1 + random.nextInt(40));
        List<Act> part =
            log.subList(from, to).stream().filter(act -> act.at().isBefore(until)).toList();
        kept.take(part);
        heard.addAll(part);
        from = to;
      }
      LocalDate today = day(until);
      assertThat(Sums.of(kept.rows(), today))
          .as("seed %s", seed)
          .isEqualTo(bruteForce(heard, Set.of(), today));
    }
  }

  @Test
  void who_is_forgotten_was_never_there_as_far_as_members_are_counted() {
    List<Act> log = log(new Random(7));
    Kept kept = new Kept();
    kept.take(log);
    Set<Integer> gone = Set.of(3, 14, 15, 92);
    gone.forEach(no -> kept.take(List.of(act(Act.What.GONE, 0, BEGIN, no))));
    LocalDate today = day(log.getLast().at());
    assertThat(kept.people.keySet()).doesNotContainAnyElementsOf(gone);
    assertThat(Sums.of(kept.rows(), today)).isEqualTo(bruteForce(log, gone, today));
  }

  @Test
  void a_day_ends_at_midnight_of_the_community() {
    Kept kept = new Kept();
    Instant lateEvening = Instant.parse("2026-03-02T04:59:00Z");
    kept.take(List.of(act(Act.What.MERITOS, 5, lateEvening)));
    kept.take(List.of(act(Act.What.MERITOS, 7, lateEvening.plusSeconds(120))));
    assertThat(kept.count(LocalDate.parse("2026-03-01"), Fold.Count.MERITOS)).isEqualTo(5);
    assertThat(kept.count(LocalDate.parse("2026-03-02"), Fold.Count.MERITOS)).isEqualTo(7);
  }

  @Test
  void trades_are_counted_by_ten_seconds_and_the_fund_in_hours() {
    Kept kept = new Kept();
    kept.take(
        List.of(
            act(Act.What.TRADED, 50, BEGIN, 1, 2),
            act(Act.What.TRADED, 25, BEGIN.plusSeconds(9), 2, 1),
            act(Act.What.GIVEN, 100, BEGIN.plusSeconds(10), 1)));
    assertThat(kept.tallies).containsExactly(Map.entry(BEGIN, 2L));
    assertThat(kept.count(day(BEGIN), Fold.Count.INCOME)).isEqualTo(1_750_000);
  }

  @Test
  void an_act_heard_late_does_not_make_somebody_younger() {
    Kept kept = new Kept();
    kept.take(List.of(Act.by(1, BEGIN.plus(Duration.ofDays(3)))));
    kept.take(List.of(Act.by(1, BEGIN)));
    assertThat(kept.count(day(BEGIN), Fold.Count.LAST_SEEN)).isZero();
    assertThat(kept.count(day(BEGIN).plusDays(3), Fold.Count.LAST_SEEN)).isEqualTo(1);
  }

  @Test
  void nothing_is_told_of_fewer_than_ten_members() {
    for (int people : List.of(9, 10)) {
      Kept kept = new Kept();
      for (int no = 1; no <= people; no++) {
        kept.take(List.of(act(Act.What.JOINED, 0, BEGIN, no)));
      }
      EnumMap<Measure, Double> values = new EnumMap<>(Measure.class);
      Sums.of(kept.rows(), day(BEGIN)).into(values);
      assertThat(values.containsKey(Measure.DAILY_ACTIVE_USERS)).isEqualTo(people == 10);
      EnumMap<Measure, Double> later = new EnumMap<>(Measure.class);
      Sums.of(kept.rows(), day(BEGIN).plusDays(35)).into(later);
      assertThat(later.containsKey(Measure.CONVERSION_RATE)).isEqualTo(people == 10);
      assertThat(later.containsKey(Measure.RETENTION_RATE)).isEqualTo(people == 10);
    }
  }
}
