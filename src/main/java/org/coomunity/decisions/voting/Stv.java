package org.coomunity.decisions.voting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The single transferable vote, for several seats: the weighted inclusive Gregory method, as the
/// Scottish Local Government Elections Order 2011 counts (rules 45 to 52), with exact fractions
/// where that order cuts after five places.
///
/// The quota is `floor(ballots / (seats + 1)) + 1`. Whoever reaches it is elected. The largest
/// surplus is passed on first: all ballots of the elected go to the next candidate who is still in,
/// each worth its part of the surplus. Without a surplus the last one is out, and their ballots go
/// on with what they are worth. When as many are left as there are seats, they are elected. Equals
/// are told apart by the latest earlier round in which they were not, and else by lot.
public final class Stv {
  /// The most seats: exact fractions grow with each surplus that is passed on.
  public static final int MOST_SEATS = 12;

  private static final int NOBODY = -1;

  private enum State {
    HOPEFUL,
    ELECTED,
    /// Elected, and the surplus was passed on.
    DONE,
    OUT
  }

  /// Who was elected.
  ///
  /// @param elected in the order of their election
  /// @param quota how many ballots a seat took
  public record Seats(List<String> elected, long quota) {}

  private final List<String> candidates;
  private final int seats;
  private final Comparator<String> lot;
  private final int[][] orders;
  private final long[] counts;
  private final int[] at;
  private final int[] weight;
  private final List<Fraction> weights = new ArrayList<>(List.of(Fraction.ONE));
  private final State[] states;
  private final List<Fraction[]> rounds = new ArrayList<>();
  private final List<Integer> elected = new ArrayList<>();
  private final Fraction quota;

  private Stv(List<String> candidates, int seats, Map<List<String>, Long> ballots, Lot lot) {
    this.candidates = candidates;
    this.seats = seats;
    this.lot = lot;
    this.orders = new int[ballots.size()][];
    this.counts = new long[ballots.size()];
    this.at = new int[ballots.size()];
    this.weight = new int[ballots.size()];
    this.states = new State[candidates.size()];
    Arrays.fill(states, State.HOPEFUL);
    int i = 0;
    long all = 0;
    for (Map.Entry<List<String>, Long> ballot : ballots.entrySet()) {
      orders[i] = ballot.getKey().stream().mapToInt(candidates::indexOf).toArray();
      counts[i] = orders[i].length == 0 ? 0 : ballot.getValue();
      all += counts[i++];
    }
    this.quota = Fraction.of(all / (seats + 1) + 1);
  }

  /// Counts.
  ///
  /// @param ballots how often each order was chosen; who is not in it gets nothing from it
  /// @param lot what decides between equals
  public static Seats count(
      List<String> candidates, int seats, Map<List<String>, Long> ballots, Lot lot) {
    if (seats < 1 || seats > MOST_SEATS) {
      throw new IllegalArgumentException(seats + " seats");
    }
    Stv stv = new Stv(List.copyOf(candidates), seats, ballots, lot);
    stv.count();
    return new Seats(
        stv.elected.stream().map(stv.candidates::get).toList(), stv.quota.over().longValueExact());
  }

  private void count() {
    while (elected.size() < seats) {
      rounds.add(totals());
      List<Integer> hopeful = all(State.HOPEFUL);
      if (hopeful.size() <= seats - elected.size()) {
        elect(hopeful);
        return;
      }
      elect(hopeful.stream().filter(c -> total(c).compareTo(quota) >= 0).toList());
      if (elected.size() < seats) {
        passOn();
      }
    }
  }

  private void passOn() {
    List<Integer> surplus =
        all(State.ELECTED).stream().filter(c -> total(c).compareTo(quota) > 0).toList();
    if (!surplus.isEmpty()) {
      int first = surplus.stream().min(this::better).orElseThrow();
      states[first] = State.DONE;
      Fraction total = total(first);
      pass(first, total.minus(quota).dividedBy(total));
    } else {
      int last = all(State.HOPEFUL).stream().max(this::better).orElseThrow();
      states[last] = State.OUT;
      pass(last, Fraction.ONE);
    }
  }

  /// All ballots of somebody go to the next who is still in, worth `part` of what they were.
  private void pass(int from, Fraction part) {
    Map<Integer, Integer> changed = new HashMap<>();
    for (int ballot = 0; ballot < orders.length; ballot++) {
      if (holder(ballot) == from) {
        weight[ballot] =
            changed.computeIfAbsent(
                weight[ballot],
                old -> {
                  weights.add(weights.get(old).times(part));
                  return weights.size() - 1;
                });
        do {
          at[ballot]++;
        } while (holder(ballot) != NOBODY && states[holder(ballot)] != State.HOPEFUL);
      }
    }
  }

  private int holder(int ballot) {
    return at[ballot] < orders[ballot].length ? orders[ballot][at[ballot]] : NOBODY;
  }

  private Fraction[] totals() {
    List<Map<Integer, Long>> piles = new ArrayList<>();
    states().forEach(s -> piles.add(new HashMap<>()));
    for (int ballot = 0; ballot < orders.length; ballot++) {
      if (holder(ballot) != NOBODY) {
        piles.get(holder(ballot)).merge(weight[ballot], counts[ballot], Long::sum);
      }
    }
    Fraction[] totals = new Fraction[states.length];
    for (int c = 0; c < totals.length; c++) {
      totals[c] = states[c] == State.DONE ? quota : Fraction.ZERO;
      for (Map.Entry<Integer, Long> part : piles.get(c).entrySet()) {
        totals[c] = totals[c].plus(weights.get(part.getKey()).times(Fraction.of(part.getValue())));
      }
    }
    return totals;
  }

  private List<State> states() {
    return Arrays.asList(states);
  }

  private List<Integer> all(State state) {
    List<Integer> found = new ArrayList<>();
    for (int c = 0; c < states.length; c++) {
      if (states[c] == state) {
        found.add(c);
      }
    }
    return found;
  }

  private void elect(List<Integer> those) {
    those.stream()
        .sorted(this::better)
        .limit(seats - elected.size())
        .forEach(c -> {
          states[c] = State.ELECTED;
          elected.add(c);
        });
  }

  private Fraction total(int candidate) {
    return rounds.getLast()[candidate];
  }

  /// Who has more now comes first, or had more in the latest round that tells.
  private int better(int one, int other) {
    for (Fraction[] totals : rounds.reversed()) {
      int compared = totals[other].compareTo(totals[one]);
      if (compared != 0) {
        return compared;
      }
    }
    return lot.compare(candidates.get(one), candidates.get(other));
  }
}
