package org.coomunity.analytics.folds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Funnels: how far somebody came, whatever the mode and the order in which it is heard.
class FunnelTest {
  private record Event(long time, String name) {}

  private static Funnel funnel(String steps, long window, String modes, String exclude) {
    Set<Mode> set = EnumSet.noneOf(Mode.class);
    if (!modes.isEmpty()) {
      Stream.of(modes.split("[+]")).forEach(word -> set.add(Mode.of(word).orElseThrow()));
    }
    List<Funnel.Exclusion> exclusions = new ArrayList<>();
    if (!exclude.isEmpty()) {
      String[] parts = exclude.split("[@-]", -1);
      exclusions.add(
          new Funnel.Exclusion(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
    }
    return new Funnel(Stream.of(steps.split(",")).map(Step::of).toList(), window, set, exclusions);
  }

  private static List<Event> events(String text) {
    return Stream.of(text.split(" "))
        .map(event -> event.split("(?<=[A-Za-z])(?=[0-9])"))
        .map(parts -> new Event(Long.parseLong(parts[1]), parts[0]))
        .toList();
  }

  private static FunnelState batch(Funnel funnel, List<Event> events) {
    FunnelState state = new FunnelState(funnel);
    Funnel.Matching matching = funnel.matching();
    events.stream()
        .sorted(Comparator.comparingLong(Event::time))
        .forEach(event -> state.see(event.time(), matching.match(event.name())));
    return state;
  }

  @ParameterizedTest(name = "{0} {1} {2} {4} -> {5}")
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      nullValues = "none",
      textBlock =
          """
          a1 b2 c3           | a,b,c   | 10 | ''                          | ''      | 3
          b1 a2 c3           | a,b,c   | 10 | ''                          | ''      | 1
          a1 b2 c12          | a,b,c   | 10 | ''                          | ''      | 2
          a1 b2 c11          | a,b,c   | 10 | ''                          | ''      | 3
          a1 a5 b12          | a,b     | 10 | ''                          | ''      | 2
          a1 b1              | a,b     | 10 | ''                          | ''      | 2
          a1 b1              | a,b     | 10 | strict_increase             | ''      | 1
          a1 x2 b3           | a,b     | 10 | strict_order                | ''      | 1
          x1 a2 b3           | a,b     | 10 | strict_order                | ''      | 2
          a1 c2 b3           | a,b,c   | 10 | strict_order                | ''      | 1
          a1 b2 a3 c4        | a,b,c   | 10 | strict_order                | ''      | 2
          a1 b2 a3 c4        | a,b,c   | 10 | strict_order+allow_reentry  | ''      | 3
          a1 a2 b3           | a,b     | 10 | strict_order                | ''      | 2
          a1 b2 b3 c4        | a,b,c   | 10 | strict_deduplication        | ''      | 2
          a1 b2 a3 b4 c5     | a,b,c   | 10 | strict_deduplication        | ''      | 1
          a1 a2              | a,a     | 10 | ''                          | ''      | 2
          a1                 | a,a     | 10 | ''                          | ''      | 2
          a1                 | a,a     | 10 | strict_once                 | ''      | 1
          a1 a2 a3           | a,a,a   | 10 | strict_once                 | ''      | 3
          c1 b2 a3           | a,b,c   | 10 | any_order                   | ''      | 3
          c1 b2 a13          | a,b,c   | 10 | any_order                   | ''      | 2
          a1 x2 b3           | a,b     | 10 | ''                          | x@1-2   | 1
          a1 x2 a3 b4        | a,b     | 10 | ''                          | x@1-2   | 2
          a1 b2 x3 b4 c5     | a,b,c   | 10 | ''                          | x@1-3   | 1
          a1 b2 x3 c4        | a,b,c   | 10 | ''                          | x@1-2   | 3
          a1 b2 x20          | a,b,c   | 10 | ''                          | x@1-3   | 2
          x1 y2              | a,b     | 10 | ''                          | ''      | 0
          x1 y2              | *,*     | 10 | ''                          | ''      | 2
          """)
  void a_funnel_ends_where_it_should(
      String events, String steps, long window, String modes, String exclude, int level) {
    assertThat(batch(funnel(steps, window, modes, exclude), events(events)).level())
        .isEqualTo(level);
  }

  @Test
  void numbers_are_compared_and_words_are_not() {
    Funnel.Matching matching = funnel("<3,>=4.5", 1, "", "").matching();
    assertThat(matching.match("2.9")).isEqualTo(1);
    assertThat(matching.match("4.50")).isEqualTo(2);
    assertThat(matching.match("3")).isZero();
    assertThat(matching.match("many")).isZero();
  }

  @Test
  void what_is_no_funnel_is_refused_with_what_is_wrong() {
    assertThatThrownBy(() -> funnel("a", 0, "", "")).hasMessageStartingWith("window");
    assertThatThrownBy(() -> funnel("a,b", 1, "any_order+strict_once", ""))
        .hasMessageStartingWith("modes");
    assertThatThrownBy(() -> funnel("a,b", 1, "", "x@2-1")).hasMessageStartingWith("exclude");
    assertThatThrownBy(() -> funnel("a," + "b,".repeat(32), 1, "", ""))
        .hasMessageStartingWith("steps");
  }

  @Test
  void the_time_to_a_step_is_that_of_the_way_that_got_there() {
    FunnelState state = batch(funnel("a,b,c", 100, "", ""), events("a1 b2 a10 b15 c16"));
    assertThat(state.spent(1)).isZero();
    assertThat(state.spent(2)).isEqualTo(5);
    assertThat(state.spent(3)).isEqualTo(6);
  }

  /// The same answer, reckoned over a list of (time, step) as the original does.
  private static int listed(Funnel funnel, List<Event> events) {
    Funnel.Matching matching = funnel.matching();
    boolean order = funnel.modes().contains(Mode.STRICT_ORDER);
    boolean once = funnel.modes().contains(Mode.STRICT_ONCE);
    boolean again = funnel.modes().contains(Mode.ALLOW_REENTRY);
    int n = funnel.steps().size();
    List<long[]> list = new ArrayList<>();
    for (Event event : events.stream().sorted(Comparator.comparingLong(Event::time)).toList()) {
      long match = matching.match(event.name());
      List<Integer> steps = new ArrayList<>();
      for (int k = 1; k <= n; k++) {
        if ((match & 1L << (k - 1)) != 0) {
          steps.add(once ? 0 : steps.size(), k);
        }
      }
      steps.forEach(k -> list.add(new long[] {event.time(), k}));
      if (steps.isEmpty() && order) {
        list.add(new long[] {event.time(), 0});
      }
    }
    long[][] t = new long[n + 2][];
    for (int i = 0; i < list.size(); i++) {
      long time = list.get(i)[0];
      int k = (int) list.get(i)[1];
      if (k == 0 && t[1] != null) {
        break;
      } else if (k == 1) {
        if (order && !again && t[2] != null) {
          break;
        } else if (!(again && t[1] != null && t[2] != null)) {
          t[1] = new long[] {time, time};
        }
      } else if (k > 1 && funnel.modes().contains(Mode.STRICT_DEDUPLICATION) && t[k] != null) {
        return (int) list.get(i - 1)[1];
      } else if (k > 1 && order && t[1] != null && t[k - 1] == null) {
        return (int) Arrays.stream(t).skip(1).takeWhile(set -> set != null).count();
      } else if (k > 1 && t[k - 1] != null && time <= t[k - 1][0] + funnel.window()) {
        if (!funnel.modes().contains(Mode.STRICT_INCREASE) || t[k - 1][1] < time) {
          t[k] = new long[] {t[k - 1][0], time};
        }
      }
      if (t[n] != null) {
        return n;
      }
    }
    for (int k = n; k > 0; k--) {
      if (t[k] != null) {
        return k;
      }
    }
    return 0;
  }

  private static List<Event> randomEvents(Random random) {
    List<Event> events = new ArrayList<>();
    int count = random.nextInt(25);
    long time = 0;
    for (int i = 0; i < count; i++) {
      time += random.nextInt(4);
      events.add(new Event(time, String.valueOf((char) ('a' + random.nextInt(5)))));
    }
    return events;
  }

  private static Funnel randomFunnel(Random random, int modes, boolean excluding) {
    List<Step> steps = new ArrayList<>();
    int n = 1 + random.nextInt(4);
    for (int i = 0; i < n; i++) {
      String one = String.valueOf((char) ('a' + random.nextInt(5)));
      steps.add(random.nextInt(4) == 0 ? Step.of(one + "|a") : Step.of(one));
    }
    Set<Mode> set = EnumSet.noneOf(Mode.class);
    Mode[] all = Mode.values();
    for (int i = 0; i < all.length; i++) {
      if (all[i] != Mode.ANY_ORDER && (modes & 1 << i) != 0) {
        set.add(all[i]);
      }
    }
    if (modes == 32) {
      set.add(Mode.ANY_ORDER);
    }
    List<Funnel.Exclusion> exclusions =
        excluding && n > 1 && modes != 32
            ? List.of(new Funnel.Exclusion("e", 1 + random.nextInt(n - 1), n))
            : List.of();
    return new Funnel(steps, 1 + random.nextInt(12), set, exclusions);
  }

  @Property(tries = 4_000)
  void every_mode_is_that_of_the_list(@ForAll long seed, @ForAll @IntRange(max = 31) int modes) {
    Random random = new Random(seed);
    Funnel funnel = randomFunnel(random, modes, false);
    List<Event> events = randomEvents(random);
    assertThat(batch(funnel, events).level())
        .as("%s %s", funnel, events)
        .isEqualTo(listed(funnel, events));
  }

  @Property(tries = 3_000)
  void streaming_is_batch_in_whatever_order_and_however_late(
      @ForAll long seed,
      @ForAll @IntRange(max = 32) int modes,
      @ForAll @IntRange(max = 8) int lateness,
      @ForAll @IntRange(max = 16) int jitter) {
    Random random = new Random(seed);
    Funnel funnel = randomFunnel(random, modes, true);
    List<Event> events = randomEvents(random);
    record Arrival(double at, Event event) {}
    List<Event> arrived =
        events.stream()
            .map(event -> new Arrival(event.time() + random.nextDouble() * jitter, event))
            .sorted(Comparator.comparingDouble(Arrival::at))
            .map(Arrival::event)
            .toList();
    StreamingFunnel stream = new StreamingFunnel(funnel, lateness);
    Funnel.Matching matching = funnel.matching();
    long[] times = arrived.stream().mapToLong(Event::time).toArray();
    long[] matches = arrived.stream().mapToLong(event -> matching.match(event.name())).toArray();
    boolean again = false;
    for (int i = 0; i < times.length; i++) {
      if (!stream.hear(times[i], matches[i])) {
        again = true;
        stream.again(times, matches, i + 1);
      }
    }
    if (jitter <= lateness) {
      assertThat(again).isFalse();
    }
    FunnelState streamed = stream.now();
    FunnelState whole = batch(funnel, arrived);
    assertThat(streamed.level()).isEqualTo(whole.level());
    for (int step = 1; step <= whole.level(); step++) {
      assertThat(streamed.spent(step)).isEqualTo(whole.spent(step));
    }
  }

  @Property(tries = 2_000)
  void more_time_takes_nothing_away_and_strictness_gives_nothing(@ForAll long seed) {
    Random random = new Random(seed);
    Funnel plain = randomFunnel(random, 0, false);
    List<Event> events = randomEvents(random);
    int level = batch(plain, events).level();
    Funnel longer = new Funnel(plain.steps(), plain.window() + 5, Set.of(), List.of());
    assertThat(batch(longer, events).level()).isGreaterThanOrEqualTo(level);
    for (Mode mode : List.of(Mode.STRICT_INCREASE, Mode.STRICT_ONCE, Mode.STRICT_ORDER)) {
      Funnel strict = new Funnel(plain.steps(), plain.window(), Set.of(mode), List.of());
      assertThat(batch(strict, events).level()).as(mode.word()).isLessThanOrEqualTo(level);
    }
  }

  @Test
  void many_people_are_counted_with_intervals_and_times() {
    Funnel funnel = funnel("a,b", 10, "", "");
    FunnelTally tally = new FunnelTally(funnel);
    for (String way : List.of("a1 b2", "a1 b4", "a1", "x1")) {
      tally.add(batch(funnel, events(way)));
    }
    assertThat(tally.levels()).containsExactly(1, 1, 2);
    FunnelTally.Line second = tally.lines().get(1);
    assertThat(second.reached()).isEqualTo(2);
    assertThat(second.fromFirst()).isEqualTo(2 / 3.0);
    assertThat(second.interval()[0]).isBetween(0.2, 0.21);
    assertThat(second.interval()[1]).isBetween(0.93, 0.94);
    assertThat(second.medianTime()).isEqualTo(2);
    assertThat(second.p90Time()).isEqualTo(2.8);
  }

  @Property(tries = 500)
  void an_interval_lies_around_the_share(
      @ForAll @IntRange(max = 1000) int part, @ForAll @IntRange(max = 1000) int more) {
    double[] interval = Statistics.wilson(part, part + more);
    double share = Statistics.share(part, part + more);
    assertThat(interval[0]).isBetween(0.0, share);
    assertThat(interval[1]).isBetween(share, 1.0);
  }
}
