package org.coomunity.analytics.journeys;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.coomunity.analytics.folds.Activity;
import org.coomunity.analytics.folds.Funnel;
import org.coomunity.analytics.folds.FunnelTally;
import org.coomunity.analytics.folds.Mode;
import org.coomunity.analytics.folds.StreamingFunnel;
import org.coomunity.analytics.journeys.JourneysStore.Fact;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// All figures of one community in memory: the log, folded up to a place. Reading on from there
/// gives the same as reading everything again, on whatever server, so nothing of it is kept
/// elsewhere. Days are those of UTC. Whoever uses it holds its lock.
final class CommunityFold {
  /// Up to which day after the first it is kept who came back.
  static final int MAX_AGE = 90;

  private static final int AT_ONCE = 10_000;
  private static final long LATENESS = Duration.ofMinutes(2).toMillis();
  private static final int TYPES = 64;
  private static final int OPEN_DAYS = 2;

  private final CommunityId community;
  private final Map<Long, Integer> people = new HashMap<>();
  private final Set<Long> erased = new HashSet<>();
  private final Activity activity = new Activity(MAX_AGE);
  private final TreeMap<Integer, Set<Long>> visitors = new TreeMap<>();
  private final Map<Integer, Integer> visitorCounts = new HashMap<>();
  private final Map<String, Way> ways = new HashMap<>();
  private long seq;

  CommunityFold(CommunityId community) {
    this.community = community;
  }

  /// A funnel, and how far each is.
  private static final class Way {
    final Funnel funnel;
    final int version;
    final long[] matches = new long[TYPES];
    final Map<Integer, StreamingFunnel> states = new HashMap<>();
    final Map<Integer, Long> late = new HashMap<>();
    final boolean hearsAll;

    Way(Funnel funnel, int version) {
      this.funnel = funnel;
      this.version = version;
      this.hearsAll = funnel.modes().contains(Mode.STRICT_ORDER);
      Funnel.Matching matching = funnel.matching();
      for (EventType type : EventType.values()) {
        matches[type.no()] = matching.match(type.word());
      }
    }

    void hear(int person, long no, Fact fact) {
      long match = matches[fact.type()];
      if (match == 0 && !hearsAll) {
        return;
      }
      StreamingFunnel state =
          states.computeIfAbsent(person, p -> new StreamingFunnel(funnel, LATENESS));
      if (!state.hear(fact.at().toEpochMilli(), match)) {
        late.put(person, no);
      }
    }

    /// Those who were heard too late are heard again from the beginning.
    void settle(Tx tx, CommunityFold fold) {
      late.forEach((person, no) -> {
        StreamingFunnel state = states.get(person);
        if (state != null) {
          List<Fact> facts = JourneysStore.of(tx, fold.community, no, fold.seq);
          long[] times = facts.stream().mapToLong(fact -> fact.at().toEpochMilli()).toArray();
          long[] heard = facts.stream().mapToLong(fact -> matches[fact.type()]).toArray();
          state.again(times, heard, times.length);
        }
      });
      late.clear();
    }
  }

  /// Reads on to the end of the log.
  void catchUp(Tx read) {
    List<Fact> facts;
    do {
      facts = JourneysStore.after(read, community, seq, AT_ONCE);
      for (Fact fact : facts) {
        hear(fact);
      }
      if (!facts.isEmpty()) {
        seq = facts.getLast().seq();
      }
    } while (facts.size() == AT_ONCE);
    for (long no : JourneysStore.erased(read, community)) {
      if (erased.add(no)) {
        erase(no);
      }
    }
    ways.values().forEach(way -> way.settle(read, this));
  }

  private void hear(Fact fact) {
    Long no = fact.person();
    Long visitor = fact.visitor();
    boolean act = EventType.of(fact.type()).act();
    int day = day(fact.at());
    if (no == null) {
      if (act && visitor != null) {
        visit(day, visitor);
      }
    } else if (!erased.contains(no)) {
      int person = people.computeIfAbsent(no, n -> people.size());
      if (act) {
        activity.act(person, day);
      }
      ways.values().forEach(way -> way.hear(person, no, fact));
    }
  }

  /// Visitors are told apart on the newest days alone; of the others their number is enough, for
  /// nothing comes to them any more.
  private void visit(int day, long visitor) {
    visitors.computeIfAbsent(day, d -> new HashSet<>()).add(visitor);
    while (visitors.size() > OPEN_DAYS) {
      Map.Entry<Integer, Set<Long>> oldest = visitors.pollFirstEntry();
      visitorCounts.merge(oldest.getKey(), oldest.getValue().size(), Integer::sum);
    }
  }

  private void erase(long no) {
    Integer person = people.get(no);
    if (person != null) {
      activity.erase(person);
      ways.values()
          .forEach(way -> {
            way.states.remove(person);
            way.late.remove(person);
          });
    }
  }

  static int day(Instant at) {
    return (int) at.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
  }

  Activity activity() {
    return activity;
  }

  /// How many were there on a day, whether they agreed to journeys or are only counted.
  long all(Activity.Day day) {
    Set<Long> open = visitors.get(day.day());
    return day.dau() + visitorCounts.getOrDefault(day.day(), 0) + (open == null ? 0 : open.size());
  }

  /// The steps of a funnel. One that is new, or was changed, is folded from the beginning once.
  List<FunnelTally.Line> funnel(Tx read, String name, Funnel funnel, int version) {
    Way way = ways.get(name);
    if (way == null || way.version != version || !way.funnel.equals(funnel)) {
      way = folded(read, funnel, version);
      ways.put(name, way);
    }
    FunnelTally tally = new FunnelTally(funnel);
    new TreeMap<>(way.states).values().forEach(state -> tally.add(state.now()));
    return tally.lines();
  }

  void forget(String funnel) {
    ways.remove(funnel);
  }

  private Way folded(Tx read, Funnel funnel, int version) {
    Way way = new Way(funnel, version);
    long place = 0;
    List<Fact> facts;
    do {
      facts = JourneysStore.after(read, community, place, AT_ONCE);
      for (Fact fact : facts) {
        if (fact.seq() > seq) {
          break;
        }
        Long no = fact.person();
        @Nullable Integer person = no == null ? null : people.get(no);
        if (no != null && person != null && !erased.contains(no)) {
          way.hear(person, no, fact);
        }
      }
      if (!facts.isEmpty()) {
        place = facts.getLast().seq();
      }
    } while (facts.size() == AT_ONCE && facts.getLast().seq() <= seq);
    way.settle(read, this);
    return way;
  }
}
