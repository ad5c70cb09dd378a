package org.coomunity.analytics.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What people do next: a Markov chain of the first order over the names of what they do, which
/// falls back on what anybody does the less is known of a state (Witten and Bell, 1991). Doing the
/// same again is no next thing.
///
/// @param trial how it did on the last quarter of the steps, taught by those before
/// @param after what was seen, by people
record NextActs(Trial trial, List<After> after) {
  /// Fewer steps than these to be tried on say nothing.
  static final int FEWEST = 200;

  private static final int TOP = 3;
  private static final double SURE = 1.96;

  /// Something done by somebody.
  ///
  /// @param at in seconds of the epoch
  record Act(String person, long at, String name) {}

  /// @param top1 share of the steps of which it named the next first
  /// @param top3 share of which it was among the first three
  /// @param base1 the same by naming what is done most, whatever came before
  /// @param low the lower 95 % bound of what it wins in the first place
  /// @param n steps it was tried on
  /// @param people whose steps they were
  /// @param from the first of them, in seconds of the epoch
  record Trial(
      double top1,
      double top3,
      double base1,
      double base3,
      double low,
      int n,
      int people,
      long from) {
    boolean tells() {
      return low > 0 && n >= FEWEST && people >= Insight.FEWEST_PEOPLE;
    }
  }

  /// What came after something, of which at least ten people are behind each.
  record After(String name, int people, List<Next> next) {}

  record Next(String name, double share, int people) {}

  private record Step(String person, long at, String from, String to) {}

  static NextActs of(List<Act> acts) {
    List<Step> steps = steps(acts);
    steps.sort(Comparator.comparingLong(Step::at).thenComparing(Step::person));
    int cut = steps.size() * 3 / 4;
    // what happened at one moment is on one side
    while (cut > 0 && cut < steps.size() && steps.get(cut).at() == steps.get(cut - 1).at()) {
      cut++;
    }
    return new NextActs(
        tried(steps.subList(0, cut), steps.subList(cut, steps.size())), after(steps));
  }

  private static List<Step> steps(List<Act> acts) {
    Map<String, List<Act>> people = new TreeMap<>();
    acts.forEach(act -> people.computeIfAbsent(act.person(), p -> new ArrayList<>()).add(act));
    List<Step> steps = new ArrayList<>();
    for (List<Act> own : people.values()) {
      own.sort(Comparator.comparingLong(Act::at));
      for (int i = 1; i < own.size(); i++) {
        Act one = own.get(i - 1);
        Act two = own.get(i);
        if (!one.name().equals(two.name())) {
          steps.add(new Step(two.person(), two.at(), one.name(), two.name()));
        }
      }
    }
    return steps;
  }

  private static Trial tried(List<Step> known, List<Step> later) {
    Counts counts = new Counts();
    known.forEach(counts::add);
    int[] hits = new int[4];
    Map<String, double[]> gains = new HashMap<>();
    for (Step step : later) {
      List<String> said = counts.ranked(step.from());
      List<String> base = counts.base(step.from());
      boolean hit = first(said, step.to());
      boolean plain = first(base, step.to());
      hits[0] += hit ? 1 : 0;
      hits[1] += among(said, step.to()) ? 1 : 0;
      hits[2] += plain ? 1 : 0;
      hits[3] += among(base, step.to()) ? 1 : 0;
      double[] own = gains.computeIfAbsent(step.person(), p -> new double[2]);
      own[0] += (hit ? 1 : 0) - (plain ? 1 : 0);
      own[1]++;
    }
    double n = Math.max(1, later.size());
    return new Trial(
        hits[0] / n,
        hits[1] / n,
        hits[2] / n,
        hits[3] / n,
        low(gains, (hits[0] - hits[2]) / n, n),
        later.size(),
        gains.size(),
        later.isEmpty() ? 0 : later.getFirst().at());
  }

  /// The steps of one person go together: the error is that of people, not of steps.
  private static double low(Map<String, double[]> gains, double mean, double n) {
    double squares = 0;
    for (double[] own : gains.values()) {
      double off = own[0] - mean * own[1];
      squares += off * off;
    }
    double people = gains.size();
    double spread = people < 2 ? 1 : Math.sqrt(squares * people / (people - 1)) / n;
    return mean - SURE * spread;
  }

  private static boolean first(List<String> said, String name) {
    return !said.isEmpty() && said.getFirst().equals(name);
  }

  private static boolean among(List<String> said, String name) {
    return said.subList(0, Math.min(TOP, said.size())).contains(name);
  }

  private static List<After> after(List<Step> steps) {
    Map<String, List<Step>> states = new TreeMap<>();
    steps.forEach(step -> states.computeIfAbsent(step.from(), s -> new ArrayList<>()).add(step));
    List<After> after = new ArrayList<>();
    states.forEach((name, some) -> {
      Map<String, Set<String>> doers = new TreeMap<>();
      Map<String, Integer> counts = new TreeMap<>();
      Set<String> people = new HashSet<>();
      for (Step step : some) {
        people.add(step.person());
        doers.computeIfAbsent(step.to(), s -> new HashSet<>()).add(step.person());
        counts.merge(step.to(), 1, Integer::sum);
      }
      List<Next> next = new ArrayList<>();
      doers.forEach((to, who) -> {
        if (who.size() >= Insight.FEWEST_PEOPLE) {
          next.add(new Next(to, (double) counts.getOrDefault(to, 0) / some.size(), who.size()));
        }
      });
      next.sort(Comparator.comparingDouble((Next one) -> -one.share()).thenComparing(Next::name));
      if (!next.isEmpty()) {
        after.add(
            new After(
                name, people.size(), List.copyOf(next.subList(0, Math.min(TOP, next.size())))));
      }
    });
    after.sort(Comparator.comparingInt((After one) -> -one.people()).thenComparing(After::name));
    return List.copyOf(after);
  }

  /// How often what came after what.
  private static final class Counts {
    private final Map<String, Map<String, Integer>> after = new HashMap<>();
    private final Map<String, Integer> all = new TreeMap<>();
    private int sum;

    void add(Step step) {
      after.computeIfAbsent(step.from(), s -> new HashMap<>()).merge(step.to(), 1, Integer::sum);
      all.merge(step.to(), 1, Integer::sum);
      sum++;
    }

    /// What is done most, but for what was just done.
    List<String> base(String from) {
      return names(from, Map.of(), 0);
    }

    List<String> ranked(String from) {
      Map<String, Integer> own = after.getOrDefault(from, Map.of());
      int seen = own.values().stream().mapToInt(Integer::intValue).sum();
      return names(from, own, seen == 0 ? 0 : (double) seen / (seen + own.size()));
    }

    private List<String> names(String from, Map<String, Integer> own, double trust) {
      double seen = Math.max(1, own.values().stream().mapToInt(Integer::intValue).sum());
      Map<String, Double> chances = new TreeMap<>();
      all.forEach((name, count) -> {
        if (!name.equals(from)) {
          chances.put(
              name,
              trust * own.getOrDefault(name, 0) / seen + (1 - trust) * count / Math.max(1, sum));
        }
      });
      return chances.entrySet().stream()
          .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
          .map(Map.Entry::getKey)
          .toList();
    }
  }
}
