package org.coomunity.analytics.folds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a funnel is for many people together. Each of them can be counted anew when they went on,
/// which costs nothing for the others.
public final class FunnelTally {
  private static final int FEW = 16;
  private static final byte NOBODY = -1;

  private final Funnel funnel;
  private final long[] levels;
  private final long[][] spent;
  private byte[] level = new byte[FEW];
  private int size;
  private long[] some = new long[FEW];
  private @Nullable List<Line> lines;

  public FunnelTally(Funnel funnel) {
    this.funnel = funnel;
    this.levels = new long[funnel.steps().size() + 1];
    this.spent = new long[funnel.steps().size()][FEW];
  }

  /// One step of the answer.
  ///
  /// @param step from 1
  /// @param events what counts as this step
  /// @param reached how many people took it
  /// @param fromPrevious their share of those who took the one before; for the first, of all
  /// @param fromFirst their share of those who took the first
  /// @param interval of `fromFirst`, 95 %, Wilson
  /// @param previousInterval of `fromPrevious`
  /// @param medianTime half of them needed no longer, in the unit of the events; -1 with nobody
  /// @param p90Time nine of ten needed no longer
  @SuppressWarnings("ArrayRecordComponent") // shown, never compared
  public record Line(
      int step,
      List<String> events,
      long reached,
      double fromPrevious,
      double fromFirst,
      double[] interval,
      double[] previousInterval,
      double medianTime,
      double p90Time) {}

  /// Adds one person.
  public void add(FunnelState state) {
    set(size, state);
  }

  /// Says how far somebody is now, a small number; null for somebody who is not counted any more.
  public void set(int person, @Nullable FunnelState state) {
    room(person);
    if (level[person] != NOBODY) {
      levels[level[person]]--;
    }
    level[person] = state == null ? NOBODY : (byte) state.level();
    if (state != null) {
      levels[level[person]]++;
      for (int i = 0; i < level[person]; i++) {
        spent[i][person] = state.spent(i + 1);
      }
    }
    lines = null;
  }

  private void room(int person) {
    if (person >= level.length) {
      int larger = Math.max(person + 1, level.length + level.length / 2);
      level = Arrays.copyOf(level, larger);
      for (int i = 0; i < spent.length; i++) {
        spent[i] = Arrays.copyOf(spent[i], larger);
      }
    }
    while (size <= person) {
      level[size++] = NOBODY;
    }
  }

  /// How many came to exactly this level, from 0 on.
  public long[] levels() {
    return levels.clone();
  }

  /// How many people there are.
  public long people() {
    return Arrays.stream(levels).sum();
  }

  /// The steps.
  public List<Line> lines() {
    List<Line> known = lines;
    if (known == null) {
      known = reckoned();
      lines = known;
    }
    return known;
  }

  private List<Line> reckoned() {
    List<Line> made = new ArrayList<>();
    long previous = people();
    long first = previous - levels[0];
    for (int i = 0; i < spent.length; i++) {
      int reached = gather(i);
      made.add(
          new Line(
              i + 1,
              funnel.steps().get(i).events(),
              reached,
              Statistics.share(reached, previous),
              Statistics.share(reached, first),
              Statistics.wilson((double) reached, (double) first),
              Statistics.wilson((double) reached, (double) previous),
              reached == 0 ? -1 : Statistics.quantile(some, reached, 0.5),
              reached == 0 ? -1 : Statistics.quantile(some, reached, 0.9)));
      previous = reached;
    }
    return List.copyOf(made);
  }

  /// The times of those who took a step.
  private int gather(int step) {
    if (some.length < size) {
      some = new long[level.length];
    }
    int count = 0;
    for (int person = 0; person < size; person++) {
      if (level[person] > step) {
        some[count++] = spent[step][person];
      }
    }
    return count;
  }
}
