package org.coomunity.analytics.folds;

/// How many people are behind visits.
///
/// @param people all of them
/// @param reached those who reached the goal in such a visit
/// @param lost those who did not in one
public record Crowd(long people, long reached, long lost) {
  /// Counts people whose visits come one after the other.
  static final class Count {
    private static final int NOBODY = -1;

    private long people;
    private long reached;
    private long lost;
    private int last = NOBODY;
    private int lastReached = NOBODY;
    private int lastLost = NOBODY;

    void add(Visits.Visit visit) {
      int person = visit.person();
      people += last == person ? 0 : 1;
      last = person;
      if (visit.reached()) {
        reached += lastReached == person ? 0 : 1;
        lastReached = person;
      } else {
        lost += lastLost == person ? 0 : 1;
        lastLost = person;
      }
    }

    Crowd crowd() {
      return new Crowd(people, reached, lost);
    }
  }
}
