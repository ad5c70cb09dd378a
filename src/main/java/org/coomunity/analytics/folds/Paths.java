package org.coomunity.analytics.folds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What those did who reached a goal, and others did less: frequent sequences of events, found by
/// growing prefixes (Pei and others, 2001), compared between the two kinds of visits with shrunk
/// lift, and kept only where chance is no explanation and a shorter one does not say as much.
public final class Paths {
  /// The longest sequence.
  public static final int LENGTH_MOST = 5;

  /// How far two events that follow each other may be apart.
  public static final int GAP_MOST = 3;

  /// The fewest visits in which a sequence must be found.
  public static final int SUPPORT_LEAST = 10;

  private static final int PER_LENGTH = 4_000;
  private static final int EVENTS_MOST = 500;
  private static final double SHRINK = 20;
  private static final double RATE = 0.05;

  private final List<Visits.Visit> visits;
  private final long goals;

  private Paths(List<Visits.Visit> visits) {
    this.visits = visits;
    this.goals = visits.stream().filter(Visits.Visit::reached).count();
  }

  /// A sequence that goes with the goal.
  ///
  /// @param events numbers of kinds of event, in order
  /// @param lift logarithm of how much more often those who reached the goal did this
  /// @param interval of `lift`, 95 %
  /// @param support in how many visits it is found
  /// @param reached how many of them reached the goal
  /// @param crowd who made them
  @SuppressWarnings("ArrayRecordComponent") // shown, never compared
  public record Path(
      int[] events, double lift, double[] interval, long support, long reached, Crowd crowd) {}

  /// A sequence and where it ends: pairs of visit and position, in order.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Found(
      int[] events, int[] places, int size, long support, long reached, Crowd crowd) {}

  /// The sequences, the surest first.
  ///
  /// @param states how many kinds of event there are; their numbers are below it
  public static List<Path> successful(List<Visits.Visit> visits, int states) {
    return new Paths(visits).successful(states);
  }

  private List<Path> successful(int states) {
    List<Path> tested = new ArrayList<>();
    List<Found> grown = singles(states);
    for (int length = 1; length <= LENGTH_MOST && !grown.isEmpty(); length++) {
      grown.forEach(found -> tested.add(measure(found)));
      List<Found> next = new ArrayList<>();
      if (length < LENGTH_MOST) {
        grown.forEach(found -> grow(found, next));
      }
      grown = most(next);
    }
    double[] chances =
        tested.stream()
            .mapToDouble(path ->
                Statistics.twoSided(
                    path.lift()
                        / ((path.interval()[1] - path.interval()[0]) / (2 * Statistics.Z95))))
            .toArray();
    boolean[] found = Statistics.discoveries(chances, RATE);
    List<Path> kept = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      Path path = tested.get(i);
      if (found[i] && path.interval()[0] > 0 && kept.stream().noneMatch(k -> explains(k, path))) {
        kept.add(path);
      }
    }
    kept.sort(Comparator.comparingDouble((Path path) -> path.interval()[0]).reversed());
    return kept;
  }

  /// The most frequent ones, so that the memory has a bound.
  private static List<Found> most(List<Found> all) {
    return all.stream()
        .sorted(
            Comparator.comparingLong(Found::support)
                .reversed()
                .thenComparing(Found::events, Arrays::compare))
        .limit(PER_LENGTH)
        .toList();
  }

  private List<Found> singles(int states) {
    Map<Integer, Ends> ends = new TreeMap<>();
    for (int v = 0; v < visits.size(); v++) {
      int[] events = visits.get(v).events();
      for (int at = 0; at < Math.min(events.length, EVENTS_MOST); at++) {
        if (events[at] < states) {
          ends.computeIfAbsent(events[at], event -> new Ends()).add(v, at, visits);
        }
      }
    }
    List<Found> found = new ArrayList<>();
    ends.forEach((event, places) -> places.to(new int[] {event}, found));
    return most(found);
  }

  private void grow(Found found, List<Found> into) {
    Map<Integer, Ends> ends = new TreeMap<>();
    for (int i = 0; i < found.size(); i += 2) {
      int visit = found.places()[i];
      int[] events = visits.get(visit).events();
      int from = found.places()[i + 1] + 1;
      int to = Math.min(Math.min(events.length, EVENTS_MOST), from + GAP_MOST);
      for (int at = from; at < to; at++) {
        ends.computeIfAbsent(events[at], event -> new Ends()).add(visit, at, visits);
      }
    }
    ends.forEach((event, places) -> {
      int[] longer = Arrays.copyOf(found.events(), found.events().length + 1);
      longer[longer.length - 1] = event;
      places.to(longer, into);
    });
  }

  /// The places where a sequence ends, as they are found.
  private static final class Ends {
    private int[] places = new int[8];
    private int size;
    private long support;
    private long reached;
    private final Crowd.Count crowd = new Crowd.Count();

    /// Visits come in order, and the positions of one visit nearly: one that was just added is not
    /// added again.
    void add(int visit, int at, List<Visits.Visit> visits) {
      boolean known = size > 0 && places[size - 2] == visit;
      for (int i = size - 2; known && i >= 0 && places[i] == visit; i -= 2) {
        if (places[i + 1] == at) {
          return;
        }
      }
      if (size == places.length) {
        places = Arrays.copyOf(places, size * 2);
      }
      places[size++] = visit;
      places[size++] = at;
      if (!known) {
        support++;
        crowd.add(visits.get(visit));
        reached += visits.get(visit).reached() ? 1 : 0;
      }
    }

    void to(int[] events, List<Found> into) {
      if (support >= SUPPORT_LEAST) {
        into.add(new Found(events, places, size, support, reached, crowd.crowd()));
      }
    }
  }

  private Path measure(Found found) {
    double all = visits.size();
    double rate = found.support() / all;
    double with = found.reached() + SHRINK * rate;
    double without = found.support() - found.reached() + SHRINK * rate;
    double goalSize = goals + SHRINK;
    double otherSize = all - goals + SHRINK;
    double lift = Math.log(with / goalSize) - Math.log(without / otherSize);
    double spread =
        Math.sqrt(
            Math.max(1e-12, 1 / with - 1 / goalSize)
                + Math.max(1e-12, 1 / without - 1 / otherSize));
    return new Path(
        found.events(),
        lift,
        new double[] {lift - Statistics.Z95 * spread, lift + Statistics.Z95 * spread},
        found.support(),
        found.reached(),
        found.crowd());
  }

  /// Whether a shorter sequence within a longer one says as much.
  private static boolean explains(Path shorter, Path longer) {
    if (shorter.lift() < longer.interval()[0]
        || shorter.events().length >= longer.events().length) {
      return false;
    }
    int at = 0;
    for (int event : longer.events()) {
      if (at < shorter.events().length && shorter.events()[at] == event) {
        at++;
      }
    }
    return at == shorter.events().length;
  }
}
