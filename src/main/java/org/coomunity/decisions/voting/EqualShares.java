package org.coomunity.decisions.voting;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// A budget shared out by the method of equal shares (Peters, Pierczyński and Skowron 2021): each
/// voter holds the same part of the fund, and a project is bought when those who want it can pay
/// for it together, the project first that costs its supporters least for each point.
///
/// The price `rho` of a project is the smallest at which `sum of min(money, rho * points)` over its
/// supporters is its cost. Money only goes, so prices only rise: the price of an earlier round is a
/// bound from below, and only projects whose bound is the lowest are priced again. When none can be
/// paid for, everything begins again with 1 % more for each voter, as long as all together stays
/// within the fund. All numbers are exact; equals are told apart by more supporters, then by lot.
public final class EqualShares {
  /// How often the beginning may be raised: up to eleven times the equal part.
  public static final int MOST_RAISES = 1_000;

  private static final int PERCENT = 100;

  /// Where two rounded numbers are closer than this part of them, whole numbers decide.
  private static final double CLOSE = 1e-9;

  private static final int KEPT_BITS = 900;

  /// What is bought.
  ///
  /// @param funded the projects in the order in which they were bought
  /// @param spent their cost
  /// @param raises by how many percent of the equal part the beginning was raised
  public record Shared(List<String> funded, long spent, int raises) {}

  /// A project with the price of a point, or a bound of it from an earlier round.
  private record Priced(Project project, Fraction price, int round) {}

  private static final class Project {
    private final String id;
    private final BigInteger cost;
    private final int[] voters;
    private final int[] points;
    private final int place;

    Project(Option option, int place, int[] voters, int[] points) {
      this.id = option.id();
      this.cost = BigInteger.valueOf(option.cost());
      this.place = place;
      this.voters = voters;
      this.points = points;
    }
  }

  private final List<Project> projects;
  private final int voters;
  private final long fund;
  private BigInteger[] money = {};
  private double[] rough = {};
  private BigInteger unit = BigInteger.ONE;

  private EqualShares(long fund, int voters, List<Project> projects) {
    this.fund = fund;
    this.voters = voters;
    this.projects = projects;
  }

  /// Shares out a fund.
  ///
  /// @param fund in minor units
  /// @param options the projects, each with its cost
  /// @param points what each voter gives; who gives nothing holds a part all the same
  public static Shared share(
      long fund, List<Option> options, List<Map<String, Integer>> points, Lot lot) {
    return share(fund, options, points, lot, MOST_RAISES);
  }

  /// The same with at most so many raises.
  public static Shared share(
      long fund, List<Option> options, List<Map<String, Integer>> points, Lot lot, int most) {
    if (fund < 0 || options.stream().anyMatch(o -> o.cost() < 1)) {
      throw new IllegalArgumentException("a fund or a cost below zero");
    }
    EqualShares shares = new EqualShares(fund, points.size(), projects(options, points, lot));
    Shared best = new Shared(List.of(), 0, 0);
    for (int raises = 0; raises <= most && !points.isEmpty(); raises++) {
      Shared shared = shares.buy(raises);
      if (shared.spent() > fund) {
        return best;
      }
      best = shared;
      if (shares.full(shared)) {
        return best;
      }
    }
    return best;
  }

  private static List<Project> projects(
      List<Option> options, List<Map<String, Integer>> points, Lot lot) {
    List<String> drawn = lot.order(options.stream().map(Option::id).toList());
    Map<String, List<int[]>> supporters = new HashMap<>();
    for (int voter = 0; voter < points.size(); voter++) {
      for (Map.Entry<String, Integer> given : points.get(voter).entrySet()) {
        if (given.getValue() > 0) {
          supporters
              .computeIfAbsent(given.getKey(), id -> new ArrayList<>())
              .add(new int[] {voter, given.getValue()});
        }
      }
    }
    List<Project> projects = new ArrayList<>();
    for (Option option : options) {
      List<int[]> those = supporters.getOrDefault(option.id(), List.of());
      if (!those.isEmpty()) {
        projects.add(
            new Project(
                option,
                drawn.indexOf(option.id()),
                those.stream().mapToInt(s -> s[0]).toArray(),
                those.stream().mapToInt(s -> s[1]).toArray()));
      }
    }
    return projects;
  }

  /// True when the rest of the fund pays for none of what is left.
  private boolean full(Shared shared) {
    BigInteger left = BigInteger.valueOf(fund - shared.spent());
    return projects.stream()
        .noneMatch(p -> !shared.funded().contains(p.id) && p.cost.compareTo(left) <= 0);
  }

  private Shared buy(int raises) {
    begin(raises);
    Comparator<Priced> cheapest =
        Comparator.comparing(Priced::price)
            .thenComparingInt(p -> -p.project().voters.length)
            .thenComparingInt(p -> p.project().place);
    PriorityQueue<Priced> queue = new PriorityQueue<>(cheapest);
    for (Project project : projects) {
      long all = 0;
      for (int given : project.points) {
        all += given;
      }
      queue.add(new Priced(project, new Fraction(project.cost, BigInteger.valueOf(all)), -1));
    }
    List<String> funded = new ArrayList<>();
    BigInteger spent = BigInteger.ZERO;
    for (Priced next = queue.poll(); next != null; next = queue.poll()) {
      if (next.round() == funded.size()) {
        pay(next);
        funded.add(next.project().id);
        spent = spent.add(next.project().cost);
      } else {
        Fraction price = price(next);
        if (price.over().signum() > 0) {
          queue.add(new Priced(next.project(), price, funded.size()));
        }
      }
    }
    return new Shared(List.copyOf(funded), spent.longValueExact(), raises);
  }

  private void begin(int raises) {
    unit = BigInteger.valueOf((long) PERCENT * voters);
    BigInteger part = BigInteger.valueOf(fund).multiply(BigInteger.valueOf(PERCENT + raises));
    money = new BigInteger[voters];
    rough = new double[voters];
    Arrays.fill(money, part);
    Arrays.fill(rough, rough(part, unit));
  }

  /// The price of a point now; zero when the supporters cannot pay the cost. It begins with those
  /// who could not pay the earlier price, and finds more of them with each better price.
  private Fraction price(Priced before) {
    Project project = before.project();
    boolean[] spends = new boolean[project.voters.length];
    Fraction price = before.price();
    do {
      mark(project, spends, price);
      price = split(project, spends);
    } while (price.over().signum() > 0 && mark(project, spends, price));
    return price;
  }

  /// What a point costs those who do not give all they have.
  private Fraction split(Project project, boolean[] spends) {
    BigInteger left = project.cost.multiply(unit);
    long points = 0;
    for (int i = 0; i < spends.length; i++) {
      if (spends[i]) {
        left = left.subtract(money[project.voters[i]]);
      } else {
        points += project.points[i];
      }
    }
    return points == 0
        ? Fraction.ZERO
        : new Fraction(left, unit.multiply(BigInteger.valueOf(points)));
  }

  /// Marks those who have less than a price; true when they are more than before.
  private boolean mark(Project project, boolean[] spends, Fraction price) {
    BigInteger over = price.over().multiply(unit);
    double roughly = rough(price.over(), price.under());
    boolean more = false;
    for (int i = 0; i < spends.length; i++) {
      if (!spends[i]) {
        int voter = project.voters[i];
        double asked = roughly * project.points[i];
        double difference = rough[voter] - asked;
        spends[i] =
            Math.abs(difference) > asked * CLOSE
                ? difference < 0
                : money[voter]
                        .multiply(price.under())
                        .compareTo(over.multiply(BigInteger.valueOf(project.points[i])))
                    < 0;
        more |= spends[i];
      }
    }
    return more;
  }

  /// Takes the price from all supporters. Money is kept in whole numbers of a unit that becomes
  /// fine enough for each price.
  private void pay(Priced priced) {
    Fraction price = priced.price();
    BigInteger finer = price.under().divide(unit.gcd(price.under()));
    unit = unit.multiply(finer);
    for (int voter = 0; voter < voters; voter++) {
      if (money[voter].signum() > 0) {
        money[voter] = money[voter].multiply(finer);
      }
    }
    BigInteger point = price.over().multiply(unit.divide(price.under()));
    Project project = priced.project();
    for (int i = 0; i < project.voters.length; i++) {
      int voter = project.voters[i];
      BigInteger asked = point.multiply(BigInteger.valueOf(project.points[i]));
      money[voter] = money[voter].subtract(asked).max(BigInteger.ZERO);
      rough[voter] = rough(money[voter], unit);
    }
  }

  private static double rough(BigInteger over, BigInteger under) {
    int much = Math.max(0, under.bitLength() - KEPT_BITS);
    return over.shiftRight(much).doubleValue() / under.shiftRight(much).doubleValue();
  }
}
