package org.coomunity.analytics.folds;

/// How far one person came in a funnel: folded event by event, in the order of time and, at the
/// same moment, of arrival. The answer after the last event is that of ClickHouse's `windowFunnel`
/// over all events at once.
///
/// For each step it holds when the way to it began and when it was taken. The newest beginning
/// wins, and a step stays taken when a newer way begins.
public final class FunnelState {
  private final Funnel funnel;
  private final int steps;
  private final boolean strictOrder;
  private final boolean deduplication;
  private final boolean increase;
  private final boolean once;
  private final boolean reentry;
  private final boolean anyOrder;
  private final long[] starts;
  private final long[] lasts;
  private int set;

  /// Steps from which an exclusion bars the way on until they are taken anew.
  private int barred;

  private boolean ended;
  private int answer;
  private int looked;

  public FunnelState(Funnel funnel) {
    this.funnel = funnel;
    this.steps = funnel.steps().size();
    this.strictOrder = funnel.modes().contains(Mode.STRICT_ORDER);
    this.deduplication = funnel.modes().contains(Mode.STRICT_DEDUPLICATION);
    this.increase = funnel.modes().contains(Mode.STRICT_INCREASE);
    this.once = funnel.modes().contains(Mode.STRICT_ONCE);
    this.reentry = funnel.modes().contains(Mode.ALLOW_REENTRY);
    this.anyOrder = funnel.modes().contains(Mode.ANY_ORDER);
    this.starts = new long[steps];
    this.lasts = new long[steps];
  }

  /// The same state, apart from this one.
  public FunnelState copy() {
    FunnelState copy = new FunnelState(funnel);
    System.arraycopy(starts, 0, copy.starts, 0, steps);
    System.arraycopy(lasts, 0, copy.lasts, 0, steps);
    copy.set = set;
    copy.barred = barred;
    copy.ended = ended;
    copy.answer = answer;
    copy.looked = looked;
    return copy;
  }

  /// Folds the next event.
  ///
  /// @param match what the event is to the funnel, see `Funnel.Matching`
  public void see(long time, long match) {
    int matched = (int) match;
    if (ended) {
      return;
    }
    if (anyOrder) {
      gather(time, matched);
      return;
    }
    int before = set;
    int taken = 0;
    if (matched == 0) {
      nothing();
    }
    while (matched != 0 && !ended) {
      int step =
          once
              ? 31 - Integer.numberOfLeadingZeros(matched)
              : Integer.numberOfTrailingZeros(matched);
      matched &= ~(1 << step);
      taken |= look(step, time) ? 1 << step : 0;
    }
    int banned = (int) (match >>> Funnel.STEPS_MOST);
    if (banned != 0 && before != 0 && !ended) {
      exclude(time, banned, taken);
    }
  }

  /// An event that is no step.
  private void nothing() {
    if (strictOrder) {
      looked = 0;
      if (isSet(0)) {
        end(highest());
      }
    }
  }

  private boolean isSet(int step) {
    return step < steps && (set & 1 << step) != 0;
  }

  private int highest() {
    return 32 - Integer.numberOfLeadingZeros(set);
  }

  private void end(int level) {
    ended = true;
    answer = level;
  }

  /// Whether the step was taken by this.
  private boolean look(int step, long time) {
    boolean taken = step == 0 ? first(time) : later(step, time);
    looked = step + 1;
    return taken;
  }

  private boolean first(long time) {
    if (isSet(1)) {
      if (strictOrder && !reentry) {
        end(highest());
        return false;
      }
      if (reentry && isSet(0)) {
        return false;
      }
    }
    take(0, time, time);
    return true;
  }

  private boolean later(int step, long time) {
    if (deduplication && isSet(step)) {
      end(looked);
    } else if (strictOrder && isSet(0) && !isSet(step - 1)) {
      end(Integer.numberOfTrailingZeros(~set));
    } else if (isSet(step - 1)
        && (barred & 1 << (step - 1)) == 0
        && time <= starts[step - 1] + funnel.window()
        && (!increase || lasts[step - 1] < time)) {
      take(step, starts[step - 1], time);
      return true;
    }
    return false;
  }

  private void take(int step, long start, long time) {
    starts[step] = start;
    lasts[step] = time;
    set |= 1 << step;
    barred &= ~(1 << step);
    if (step + 1 == steps) {
      end(steps);
    }
  }

  /// What must not happen did: whoever is between the two steps, within the time, goes back.
  private void exclude(long time, int banned, int taken) {
    for (int i = 0; i < funnel.exclusions().size(); i++) {
      Funnel.Exclusion exclusion = funnel.exclusions().get(i);
      int after = exclusion.after() - 1;
      boolean between =
          (banned & 1 << i) != 0
              && isSet(after)
              && !isSet(exclusion.before() - 1)
              && (taken & 1 << after) == 0
              && time <= starts[after] + funnel.window();
      if (between) {
        set &= (1 << exclusion.after()) - 1;
        barred |= 1 << after;
      }
    }
  }

  /// In any order: `starts` holds when each step was seen last, `lasts` how long each number of
  /// steps took when it was first reached.
  private void gather(long time, int matched) {
    for (int rest = matched; rest != 0; rest &= rest - 1) {
      int step = Integer.numberOfTrailingZeros(rest);
      starts[step] = time;
      set |= 1 << step;
    }
    int count = 0;
    long earliest = time;
    for (int rest = set; rest != 0; rest &= rest - 1) {
      int step = Integer.numberOfTrailingZeros(rest);
      if (time - starts[step] <= funnel.window()) {
        count++;
        earliest = Math.min(earliest, starts[step]);
      }
    }
    while (answer < count) {
      lasts[answer++] = time - earliest;
    }
    ended = answer == steps;
  }

  /// How many steps were taken.
  public int level() {
    return ended || anyOrder ? answer : highest();
  }

  /// From the beginning of the way to a step that was taken.
  ///
  /// @param step from 1, at most `level()`
  public long spent(int step) {
    return anyOrder ? lasts[step - 1] : lasts[step - 1] - starts[step - 1];
  }
}
