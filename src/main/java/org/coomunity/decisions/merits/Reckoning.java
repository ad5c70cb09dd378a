package org.coomunity.decisions.merits;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What a fact is worth. Each figure follows from the set of facts alone and not from the order in
/// which they were told: a repeat is counted by the times of the acts, and a day by its sum.
final class Reckoning {
  /// Within this time a further act of the same two counts half of the one before.
  static final Duration WINDOW = Duration.ofDays(30);

  /// After so many halvings nothing is left of anything.
  static final int REPEATS_MOST = 7;

  /// Something that two did, in the order in which it happened.
  record Act(Instant at, UUID cause) implements Comparable<Act> {
    private static final Comparator<Act> ORDER =
        Comparator.comparing(Act::at).thenComparing(Act::cause);

    @Override
    public int compareTo(Act other) {
      return ORDER.compare(this, other);
    }
  }

  private Reckoning() {}

  static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /// What a fact counts towards its day.
  ///
  /// @param closed true between somebody and a member of their own making
  static int worth(int base, int repeat, boolean closed, boolean stands) {
    return stands && !closed ? base >> Math.min(repeat, REPEATS_MOST) : 0;
  }

  /// How often each act is halved: once for every other act of the same two in the 30 days before.
  static Map<Act, Integer> repeats(Collection<Act> acts) {
    List<Act> sorted = acts.stream().distinct().sorted().toList();
    Map<Act, Integer> repeats = new HashMap<>();
    int first = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Instant since = sorted.get(i).at().minus(WINDOW);
      while (!sorted.get(first).at().isAfter(since)) {
        first++;
      }
      repeats.put(sorted.get(i), Math.min(REPEATS_MOST, i - first));
    }
    return repeats;
  }

  /// What a day brings when its facts come to so much.
  static long granted(long worth, int most) {
    return Math.min(worth, most);
  }

  /// What must be added so that a balance does not fall below what stands behind a stage.
  static long held(long earned, int floor) {
    return Math.max(0, floor - earned);
  }

  /// True for somebody whom another brought in, as long as they did nothing with anybody else: what
  /// the two do together says nothing yet. Whoever began a community has nobody else to bring.
  static boolean closed(MeritsDoors.Person one, MeritsDoors.Person other, Partners of) {
    return puppet(one, other, of) || puppet(other, one, of);
  }

  private static boolean puppet(MeritsDoors.Person maker, MeritsDoors.Person made, Partners of) {
    Integer by = made.invitedBy();
    return by != null && by == maker.no() && !maker.founder() && !of.outside(made.no(), by);
  }

  /// Whom somebody did something with.
  @FunctionalInterface
  interface Partners {
    /// True when there was anybody but this one.
    boolean outside(int no, int than);
  }
}
