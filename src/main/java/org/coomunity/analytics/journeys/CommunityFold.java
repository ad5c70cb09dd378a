package org.coomunity.analytics.journeys;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.coomunity.analytics.folds.Activity;
import org.coomunity.analytics.folds.Funnel;
import org.coomunity.analytics.folds.FunnelTally;
import org.coomunity.analytics.folds.Numbering;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// All figures of one community in memory: the log, folded up to a place. Reading on from there
/// gives the same as reading everything again, on whatever server, so nothing of it is kept
/// elsewhere. Days are those of the community's zone. Whoever uses it holds its lock.
final class CommunityFold {
  /// Up to which day after the first it is kept who came back.
  static final int MAX_AGE = 90;

  /// The most events that are folded at once; what comes behind them is folded one by one.
  private static final int AT_ONCE = 20_000_000;

  private static final int OPEN_DAYS = 2;

  private final CommunityId community;
  private final LocalDays days;
  private final Numbering people = new Numbering();
  private final Set<Long> erased = new HashSet<>();
  private final Activity activity = new Activity(MAX_AGE);
  private final TreeMap<Integer, Numbering> visitors = new TreeMap<>();
  private final Map<Integer, Integer> visitorCounts = new HashMap<>();
  private final Map<String, Way> ways = new HashMap<>();
  private Walks.@Nullable Gathering gathered;
  private long seq;

  CommunityFold(CommunityId community, ZoneId zone) {
    this.community = community;
    this.days = new LocalDays(zone);
  }

  LocalDays days() {
    return days;
  }

  /// Reads on to the end of the log.
  void catchUp(Tx read) {
    if (seq == 0) {
      load(read);
    } else if (seq < JourneysStore.end(read, community)) {
      seq = EventLog.read(read, community, seq, this::hear);
    }
    for (long no : JourneysStore.erased(read, community)) {
      if (erased.add(no)) {
        erase(no);
      }
    }
    ways.values().forEach(way -> way.settle(read, community, seq));
  }

  /// Reads all of it at once.
  private void load(Tx read) {
    Walks.Gathering gathering = new Walks.Gathering(people);
    boolean[] full = new boolean[1];
    seq =
        EventLog.read(
            read,
            community,
            0,
            segment -> {
              if (gathering.size() < AT_ONCE) {
                gathering.add(segment);
                visits(segment);
              } else {
                if (!full[0]) {
                  full[0] = true;
                  fill(gathering);
                }
                hear(segment);
              }
            });
    if (!full[0]) {
      fill(gathering);
      gathered = gathering;
    }
  }

  private void fill(Walks.Gathering all) {
    Presence presence = all.presence(days);
    activity.fill(presence.people(), presence::of);
  }

  /// Takes back the memory that was needed to read all at once.
  void rest() {
    gathered = null;
  }

  private void hear(Segment segment) {
    visits(segment);
    for (int i = 0; i < segment.size(); i++) {
      if (segment.who(i) < segment.people()) {
        long no = segment.names()[segment.who(i)];
        if (!erased.contains(no)) {
          int person = people.of(no);
          long at = segment.at(i);
          int type = segment.type(i);
          if (EventType.act(type)) {
            activity.act(person, days.of(at));
          }
          ways.values().forEach(way -> way.hear(person, no, at, type));
        }
      }
    }
  }

  /// Visitors are told apart on the newest days alone; of the others their number is enough, for
  /// nothing comes to them any more.
  private void visits(Segment segment) {
    if (segment.people() == segment.names().length) {
      return;
    }
    for (int i = 0; i < segment.size(); i++) {
      if (segment.who(i) >= segment.people() && EventType.act(segment.type(i))) {
        visitors
            .computeIfAbsent(days.of(segment.at(i)), d -> new Numbering())
            .of(segment.names()[segment.who(i)]);
      }
    }
    while (visitors.size() > OPEN_DAYS) {
      Map.Entry<Integer, Numbering> oldest = visitors.pollFirstEntry();
      visitorCounts.merge(oldest.getKey(), oldest.getValue().size(), Integer::sum);
    }
  }

  private void erase(long no) {
    int person = people.find(no);
    if (person >= 0) {
      activity.erase(person);
      ways.values().forEach(way -> way.erase(person));
    }
  }

  Activity activity() {
    return activity;
  }

  /// How many were there on a day, whether they agreed to journeys or are only counted.
  long all(Activity.Day day) {
    Numbering open = visitors.get(day.day());
    return day.dau() + visitorCounts.getOrDefault(day.day(), 0) + (open == null ? 0 : open.size());
  }

  /// The steps of a funnel. One that is new, or was changed, is folded from the beginning once.
  List<FunnelTally.Line> funnel(Tx read, String name, Funnel funnel, int version) {
    Way way = ways.get(name);
    if (way == null || way.version() != version || !way.funnel().equals(funnel)) {
      way = folded(read, funnel, version);
      ways.put(name, way);
    }
    return way.lines();
  }

  void forget(String funnel) {
    ways.remove(funnel);
  }

  private Way folded(Tx read, Funnel funnel, int version) {
    Way way = new Way(funnel, version);
    Walks.Gathering all = gathered;
    if (all == null) {
      all = new Walks.Gathering(people);
      seq = EventLog.read(read, community, seq, this::hear);
      EventLog.read(read, community, 0, seq, all::add);
      gathered = all;
    }
    way.fold(all.walks());
    erased.forEach(no -> {
      int person = people.find(no);
      if (person >= 0) {
        way.erase(person);
      }
    });
    return way;
  }
}
