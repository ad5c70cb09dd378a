package org.coomunity.analytics.folds;

import java.util.Arrays;

/// A funnel of one person over events that come in late: they wait until none can come before them.
/// An event later than that is not folded; then everything is folded again from the log.
public final class StreamingFunnel {
  private static final int FEW = 2;

  private final Funnel funnel;
  private final long lateness;
  private FunnelState state;
  private long[] times = new long[FEW];
  private long[] matches = new long[FEW];
  private int waiting;
  private long newest = Long.MIN_VALUE;
  private long folded = Long.MIN_VALUE;

  /// @param lateness how much older than the newest an event may be, in the unit of the times
  public StreamingFunnel(Funnel funnel, long lateness) {
    this.funnel = funnel;
    this.lateness = lateness;
    this.state = new FunnelState(funnel);
  }

  /// Hears the next event.
  ///
  /// @return false when it came too late and was not heard: `again` with the whole log
  public boolean hear(long time, long match) {
    if (time < folded) {
      return false;
    }
    if (waiting == times.length) {
      times = Arrays.copyOf(times, waiting * 2);
      matches = Arrays.copyOf(matches, waiting * 2);
    }
    int at = waiting++;
    while (at > 0 && times[at - 1] > time) {
      times[at] = times[at - 1];
      matches[at] = matches[at - 1];
      at--;
    }
    times[at] = time;
    matches[at] = match;
    newest = Math.max(newest, time);
    settle();
    return true;
  }

  private void settle() {
    int done = 0;
    while (done < waiting && times[done] <= newest - lateness) {
      state.see(times[done], matches[done]);
      folded = times[done++];
    }
    if (done > 0) {
      waiting -= done;
      System.arraycopy(times, done, times, 0, waiting);
      System.arraycopy(matches, done, matches, 0, waiting);
    }
  }

  /// Folds everything again.
  ///
  /// @param allTimes of all events in the order of their arrival
  /// @param allMatches what each is to the funnel
  /// @param count how many of them
  public void again(long[] allTimes, long[] allMatches, int count) {
    state = new FunnelState(funnel);
    waiting = 0;
    newest = Long.MIN_VALUE;
    folded = Long.MIN_VALUE;
    int[] order = Order.byTime(allTimes, count);
    long settled = count == 0 ? 0 : allTimes[order[count - 1]] - lateness;
    for (int i : order) {
      if (allTimes[i] <= settled) {
        state.see(allTimes[i], allMatches[i]);
        folded = allTimes[i];
      } else {
        hear(allTimes[i], allMatches[i]);
      }
    }
  }

  /// The state with all that was heard; to be read before the next is.
  public FunnelState now() {
    if (waiting == 0) {
      return state;
    }
    FunnelState now = state.copy();
    for (int i = 0; i < waiting; i++) {
      now.see(times[i], matches[i]);
    }
    return now;
  }
}
