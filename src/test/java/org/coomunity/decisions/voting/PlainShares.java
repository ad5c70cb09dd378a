package org.coomunity.decisions.voting;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Equal shares without any art: every price is made anew in every round. What ours is measured by
/// and compared with.
public final class PlainShares {
  private final long fund;
  private final List<Option> projects;
  private final List<Map<String, Integer>> points;
  private final Lot lot;
  private Fraction[] money = {};
  private List<String> bought = new ArrayList<>();
  private List<String> funded = List.of();
  private Map<String, Fraction> paid = new HashMap<>();
  private Map<String, Fraction> payments = Map.of();
  private Fraction[] left = {};
  private int raises;

  private record Price(Option project, Fraction rho, int supporters) {}

  /// Shares a fund out, with the beginning raised until nothing more fits.
  public PlainShares(long fund, List<Option> projects, List<Map<String, Integer>> points, Lot lot) {
    this(fund, projects, points, lot, EqualShares.MOST_RAISES);
  }

  /// The same with at most so many raises.
  public PlainShares(
      long fund, List<Option> projects, List<Map<String, Integer>> points, Lot lot, int most) {
    this.fund = fund;
    this.projects = projects;
    this.points = points;
    this.lot = lot;
    for (int raise = 0; raise <= most; raise++) {
      run(raise);
      if (cost(bought) > fund) {
        return;
      }
      funded = List.copyOf(bought);
      payments = Map.copyOf(paid);
      left = money.clone();
      raises = raise;
      if (full()) {
        return;
      }
    }
  }

  private boolean full() {
    Set<String> wanted = new HashSet<>();
    points.forEach(own -> wanted.addAll(own.keySet()));
    return projects.stream()
        .noneMatch(p ->
            wanted.contains(p.id()) && !funded.contains(p.id()) && p.cost() <= fund - cost(funded));
  }

  private long cost(List<String> those) {
    return projects.stream().filter(p -> those.contains(p.id())).mapToLong(Option::cost).sum();
  }

  /// What was bought, in its order.
  public List<String> funded() {
    return funded;
  }

  /// How often the beginning was raised.
  public int raises() {
    return raises;
  }

  /// What it cost.
  public long spent() {
    return cost(funded);
  }

  Map<String, Fraction> payments() {
    return payments;
  }

  /// Whether its supporters could still pay for a project.
  boolean affordable(String id) {
    Fraction all = Fraction.ZERO;
    for (int v = 0; v < points.size(); v++) {
      if (points.get(v).getOrDefault(id, 0) > 0) {
        all = all.plus(left[v]);
      }
    }
    long cost = cost(List.of(id));
    return all.compareTo(Fraction.of(cost)) >= 0;
  }

  private void run(int raise) {
    money = new Fraction[points.size()];
    Arrays.fill(
        money,
        new Fraction(
            BigInteger.valueOf(fund * (100 + raise)), BigInteger.valueOf(100L * points.size())));
    bought = new ArrayList<>();
    paid = new HashMap<>();
    List<String> order = lot.order(projects.stream().map(Option::id).toList());
    Comparator<Price> cheapest =
        Comparator.comparing(Price::rho)
            .thenComparing(Comparator.comparingInt(Price::supporters).reversed())
            .thenComparingInt(price -> order.indexOf(price.project().id()));
    while (true) {
      Price best = null;
      for (Option project : projects) {
        Price price = bought.contains(project.id()) ? null : price(project);
        if (price != null && (best == null || cheapest.compare(price, best) < 0)) {
          best = price;
        }
      }
      if (best == null) {
        return;
      }
      pay(best);
    }
  }

  private @Nullable Price price(Option project) {
    int[] supporters =
        IntStream.range(0, money.length)
            .filter(v -> points.get(v).getOrDefault(project.id(), 0) > 0)
            .boxed()
            .sorted(Comparator.comparing(v -> money[v].dividedBy(Fraction.of(given(v, project)))))
            .mapToInt(v -> v)
            .toArray();
    long rest = IntStream.of(supporters).mapToLong(v -> given(v, project)).sum();
    Fraction cost = Fraction.of(project.cost());
    for (int v : supporters) {
      Fraction rho = cost.dividedBy(Fraction.of(rest));
      if (money[v].compareTo(rho.times(Fraction.of(given(v, project)))) >= 0) {
        return new Price(project, rho, supporters.length);
      }
      cost = cost.minus(money[v]);
      rest -= given(v, project);
    }
    return null;
  }

  private int given(int voter, Option project) {
    return points.get(voter).getOrDefault(project.id(), 0);
  }

  private void pay(Price price) {
    Fraction sum = Fraction.ZERO;
    for (int v = 0; v < money.length; v++) {
      Fraction asked = price.rho().times(Fraction.of(given(v, price.project())));
      Fraction gives = asked.compareTo(money[v]) < 0 ? asked : money[v];
      money[v] = money[v].minus(gives);
      sum = sum.plus(gives);
    }
    bought.add(price.project().id());
    paid.put(price.project().id(), sum);
  }
}
