package org.coomunity.analytics.folds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a funnel is for many people together.
public final class FunnelTally {
  private static final int FEW = 16;

  private final Funnel funnel;
  private final long[] levels;
  private final long[][] spent;
  private final int[] sizes;

  public FunnelTally(Funnel funnel) {
    this.funnel = funnel;
    this.levels = new long[funnel.steps().size() + 1];
    this.spent = new long[funnel.steps().size()][FEW];
    this.sizes = new int[funnel.steps().size()];
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
    int level = state.level();
    levels[level]++;
    for (int i = 0; i < level; i++) {
      if (sizes[i] == spent[i].length) {
        spent[i] = Arrays.copyOf(spent[i], sizes[i] * 2);
      }
      spent[i][sizes[i]++] = state.spent(i + 1);
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
    List<Line> lines = new ArrayList<>();
    long previous = people();
    long first = previous - levels[0];
    for (int i = 0; i < sizes.length; i++) {
      long reached = sizes[i];
      long[] sorted = Arrays.copyOf(spent[i], sizes[i]);
      Arrays.sort(sorted);
      lines.add(
          new Line(
              i + 1,
              funnel.steps().get(i).events(),
              reached,
              Statistics.share(reached, previous),
              Statistics.share(reached, first),
              Statistics.wilson(reached, first),
              Statistics.wilson(reached, previous),
              sorted.length == 0 ? -1 : Statistics.quantile(sorted, 0.5),
              sorted.length == 0 ? -1 : Statistics.quantile(sorted, 0.9)));
      previous = reached;
    }
    return lines;
  }
}
