package org.coomunity.analytics.folds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// Where people leave on the way to a goal, without anybody having drawn a way: an absorbing Markov
/// chain over the events of visits, with `goal` and `exit` at its ends (Kemeny and Snell, 1960).
/// For each event: how likely the goal is from there, what is lost there, whether chance would lose
/// as much, and how much of the goal would be gone without it.
public final class DropOff {
  /// How often chance is tried.
  public static final int TRIALS = 1_000;

  private static final double RATE = 0.05;

  private final List<Visits.Visit> visits;
  private final int states;

  /// How often a visit goes from one event to another; the last row is the beginning.
  private final double[][] moves;

  private final double[] leaves;
  private final int[] lasts;
  private final boolean[] reached;

  private DropOff(List<Visits.Visit> visits, int states) {
    this.visits = visits;
    this.states = states;
    this.moves = new double[states + 1][states + 1];
    this.leaves = new double[states + 1];
    this.lasts = new int[visits.size()];
    this.reached = new boolean[visits.size()];
    for (int v = 0; v < lasts.length; v++) {
      int at = states;
      for (int event : visits.get(v).events()) {
        moves[at][event]++;
        leaves[at]++;
        at = event;
      }
      leaves[at]++;
      lasts[v] = at;
      reached[v] = visits.get(v).reached();
    }
  }

  /// A kind of event as a place where people are on their way.
  ///
  /// @param event its number
  /// @param visits how many came by
  /// @param goal how likely the goal is from there
  /// @param loss how many visits are lost there, against the mean of all
  /// @param pValue how often chance would lose as much
  /// @param significant whether that holds among all events that were looked at
  /// @param removal the share of the goal that goes by this event
  /// @param crowd who came by
  public record Place(
      int event,
      long visits,
      double goal,
      double loss,
      double pValue,
      boolean significant,
      double removal,
      Crowd crowd) {}

  /// The places, the greatest loss first.
  ///
  /// @param states how many kinds of event there are; their numbers are below it
  public static List<Place> places(List<Visits.Visit> visits, int states, long seed) {
    return visits.isEmpty() ? List.of() : new DropOff(visits, states).places(seed);
  }

  private List<Place> places(long seed) {
    double[][] stays = fundamental();
    double[] goal = goal(stays, reached);
    double mean = goal[states];
    Crowd.Count[] crowds = new Crowd.Count[states];
    Arrays.setAll(crowds, s -> new Crowd.Count());
    long[] counts = counts(crowds);
    double[] chance = chance(stays, goal, seed);
    List<Integer> seen = new ArrayList<>();
    for (int s = 0; s < states; s++) {
      if (counts[s] > 0) {
        seen.add(s);
      }
    }
    boolean[] found =
        Statistics.discoveries(seen.stream().mapToDouble(s -> chance[s]).toArray(), RATE);
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      int s = seen.get(i);
      double hit = stays[states][s] / stays[s][s];
      places.add(
          new Place(
              s,
              counts[s],
              goal[s],
              counts[s] * Math.max(0, mean - goal[s]),
              chance[s],
              found[i],
              mean <= 0 ? 0 : Math.clamp(hit * goal[s] / mean, 0, 1),
              crowds[s].crowd()));
    }
    places.sort(Comparator.comparingDouble(Place::loss).reversed().thenComparingInt(Place::event));
    return places;
  }

  private long[] counts(Crowd.Count[] crowds) {
    long[] counts = new long[states];
    int[] seenIn = new int[states];
    for (int v = 0; v < lasts.length; v++) {
      for (int event : visits.get(v).events()) {
        if (seenIn[event] != v + 1) {
          seenIn[event] = v + 1;
          counts[event]++;
          crowds[event].add(visits.get(v));
        }
      }
    }
    return counts;
  }

  /// `(I - Q)^-1`: how often a place is seen from another before the end.
  private double[][] fundamental() {
    int n = states + 1;
    double[][] left = new double[n][n];
    double[][] right = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        left[i][j] = (i == j ? 1 : 0) - (leaves[i] == 0 ? 0 : moves[i][j] / leaves[i]);
      }
      right[i][i] = 1;
    }
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int row = column + 1; row < n; row++) {
        pivot = Math.abs(left[row][column]) > Math.abs(left[pivot][column]) ? row : pivot;
      }
      swap(left, pivot, column);
      swap(right, pivot, column);
      double scale = left[column][column];
      for (int j = 0; j < n; j++) {
        left[column][j] /= scale;
        right[column][j] /= scale;
      }
      for (int row = 0; row < n; row++) {
        double factor = left[row][column];
        if (row != column && factor != 0) {
          for (int j = 0; j < n; j++) {
            left[row][j] -= factor * left[column][j];
            right[row][j] -= factor * right[column][j];
          }
        }
      }
    }
    return right;
  }

  private static void swap(double[][] rows, int one, int other) {
    double[] row = rows[one];
    rows[one] = rows[other];
    rows[other] = row;
  }

  /// How likely the goal is from each place, when these visits reached it.
  private double[] goal(double[][] stays, boolean[] labels) {
    double[] ends = new double[states + 1];
    for (int v = 0; v < lasts.length; v++) {
      if (labels[v]) {
        ends[lasts[v]]++;
      }
    }
    return goal(stays, ends);
  }

  private double[] goal(double[][] stays, double[] ends) {
    double[] goal = new double[states + 1];
    for (int i = 0; i <= states; i++) {
      double sum = 0;
      for (int j = 0; j <= states; j++) {
        sum += ends[j] == 0 ? 0 : stays[i][j] * ends[j] / leaves[j];
      }
      goal[i] = sum;
    }
    return goal;
  }

  /// How often the goal is as unlikely from a place when those who reach it are drawn by lot.
  private double[] chance(double[][] stays, double[] goal, long seed) {
    int goals = 0;
    for (boolean one : reached) {
      goals += one ? 1 : 0;
    }
    boolean few = goals <= lasts.length / 2;
    int drawn = few ? goals : lasts.length - goals;
    double[] all = new double[states + 1];
    int[] lot = lasts.clone();
    Arrays.stream(lot).forEach(last -> all[last]++);
    int[] asLow = new int[states];
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] ends = few ? new double[states + 1] : all.clone();
      for (int i = 0; i < drawn; i++) {
        int other = i + random.nextInt(lot.length - i);
        int last = lot[other];
        lot[other] = lot[i];
        lot[i] = last;
        ends[last] += few ? 1 : -1;
      }
      double[] tried = goal(stays, ends);
      for (int s = 0; s < states; s++) {
        asLow[s] += tried[s] <= goal[s] + 1e-12 ? 1 : 0;
      }
    }
    return Arrays.stream(asLow).mapToDouble(low -> (1.0 + low) / (1 + TRIALS)).toArray();
  }
}
