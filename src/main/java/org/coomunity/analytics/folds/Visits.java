package org.coomunity.analytics.folds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Visits: what people did in one go, up to a goal.
public final class Visits {
  private final long gap;
  private final int goal;
  private final List<Visit> visits = new ArrayList<>();

  /// @param gap a longer silence ends a visit, in the unit of the times
  /// @param goal the event that is the goal
  public Visits(long gap, int goal) {
    this.gap = gap;
    this.goal = goal;
  }

  /// One visit.
  ///
  /// @param person whose
  /// @param events before the goal, or all where it was not reached
  /// @param reached whether the goal was
  @SuppressWarnings("ArrayRecordComponent") // counted, never compared
  public record Visit(int person, int[] events, boolean reached) {}

  /// Adds all events of a person, in order. Each person is added once.
  ///
  /// @param times of the events
  /// @param events numbers of kinds of event
  public void add(int person, long[] times, int[] events) {
    int from = 0;
    for (int i = 1; i <= times.length; i++) {
      if (i == times.length || times[i] - times[i - 1] > gap) {
        close(person, events, from, i);
        from = i;
      }
    }
  }

  private void close(int person, int[] events, int from, int to) {
    int end = from;
    while (end < to && events[end] != goal) {
      end++;
    }
    if (from < to) {
      visits.add(new Visit(person, Arrays.copyOfRange(events, from, end), end < to));
    }
  }

  /// The visits, in the order in which people were added.
  public List<Visit> all() {
    return List.copyOf(visits);
  }
}
