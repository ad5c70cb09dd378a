package org.coomunity.analytics.journeys;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.coomunity.analytics.folds.Funnel;
import org.coomunity.analytics.folds.FunnelTally;
import org.coomunity.analytics.folds.Mode;
import org.coomunity.analytics.folds.StreamingFunnel;
import org.coomunity.analytics.journeys.JourneysStore.Fact;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// A funnel, and how far each is.
final class Way {
  private static final long LATENESS = Duration.ofMinutes(2).toMillis();
  private static final int FEW = 64;

  private final Funnel funnel;
  private final int version;
  private final long[] matches;
  private final boolean hearsAll;
  private final FunnelTally tally;
  private final Map<Integer, Long> late = new HashMap<>();
  private final BitSet changed = new BitSet();
  private @Nullable StreamingFunnel[] states = new StreamingFunnel[FEW];

  Way(Funnel funnel, int version) {
    this.funnel = funnel;
    this.version = version;
    this.hearsAll = funnel.modes().contains(Mode.STRICT_ORDER);
    this.tally = new FunnelTally(funnel);
    this.matches = EventType.each(funnel.matching()::match);
  }

  Funnel funnel() {
    return funnel;
  }

  int version() {
    return version;
  }

  void hear(int person, long no, long at, int type) {
    long match = matches[type];
    if (match == 0 && !hearsAll) {
      return;
    }
    room(person + 1);
    StreamingFunnel state = states[person];
    if (state == null) {
      state = new StreamingFunnel(funnel, LATENESS);
      states[person] = state;
    }
    if (!state.hear(at, match)) {
      late.put(person, no);
    }
    changed.set(person);
  }

  private void room(int size) {
    if (size > states.length) {
      states = Arrays.copyOf(states, Math.max(size, states.length + states.length / 2));
    }
  }

  /// Folds all that was done so far.
  void fold(Walks walks) {
    room(walks.people());
    IntStream.range(0, walks.people())
        .parallel()
        .forEach(person -> states[person] = folded(walks, person));
    IntStream.range(0, walks.people())
        .filter(person -> states[person] != null)
        .forEach(changed::set);
  }

  private @Nullable StreamingFunnel folded(Walks walks, int person) {
    int size = walks.size(person);
    int count = 0;
    for (int i = 0; i < size; i++) {
      count += matches[walks.type(person, i)] != 0 || hearsAll ? 1 : 0;
    }
    if (count == 0) {
      return null;
    }
    long[] times = new long[count];
    long[] heard = new long[count];
    count = 0;
    for (int i = 0; i < size; i++) {
      long match = matches[walks.type(person, i)];
      if (match != 0 || hearsAll) {
        times[count] = walks.at(person, i);
        heard[count++] = match;
      }
    }
    StreamingFunnel state = new StreamingFunnel(funnel, LATENESS);
    state.again(times, heard, count);
    return state;
  }

  /// Those who were heard too late are heard again from the beginning.
  void settle(Tx tx, CommunityId community, long seq) {
    late.forEach((person, no) -> {
      StreamingFunnel state = states[person];
      if (state != null) {
        List<Fact> facts = JourneysStore.of(tx, community, no, seq);
        long[] times = facts.stream().mapToLong(fact -> fact.at().toEpochMilli()).toArray();
        long[] heard = facts.stream().mapToLong(fact -> matches[fact.type()]).toArray();
        state.again(times, heard, times.length);
      }
    });
    late.clear();
  }

  void erase(int person) {
    if (person < states.length && states[person] != null) {
      states[person] = null;
      late.remove(person);
      changed.set(person);
    }
  }

  /// How far all are: those are looked at of whom something was heard since the last time.
  List<FunnelTally.Line> lines() {
    changed.stream()
        .forEach(person -> {
          StreamingFunnel state = states[person];
          tally.set(person, state == null ? null : state.now());
        });
    changed.clear();
    return tally.lines();
  }
}
