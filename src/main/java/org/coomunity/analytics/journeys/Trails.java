package org.coomunity.analytics.journeys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.db.Database;

/// What members did, read through their own keys: only of those who agree to it now.
final class Trails {
  private static final int STOPS_MOST = 100_000;

  private final Database database;
  private final JourneysDoors doors;

  Trails(Database database, JourneysDoors doors) {
    this.database = database;
    this.doors = doors;
  }

  Map<MemberId, Trail> of(
      CommunityId community,
      Collection<MemberId> members,
      Collection<String> named,
      Instant since) {
    Map<String, MemberId> pseudonyms = new LinkedHashMap<>();
    for (MemberId member : members) {
      if (doors.consent().of(member) == Level.JOURNEYS) {
        doors
            .key()
            .pseudonym(member, Intake.scope(community))
            .ifPresent(found -> pseudonyms.put(HexFormat.of().formatHex(found), member));
      }
    }
    if (pseudonyms.isEmpty()) {
      return Map.of();
    }
    return database.read(tx -> {
      Map<Long, MemberId> people = new TreeMap<>();
      for (JourneysStore.Numbered one : JourneysStore.people(tx, community, pseudonyms.keySet())) {
        Optional.ofNullable(pseudonyms.get(one.pseudonym()))
            .ifPresent(member -> people.put(one.no(), member));
      }
      Map<Long, Sum> sums = new TreeMap<>();
      for (JourneysStore.DayOf day : JourneysStore.days(tx, community, people.keySet())) {
        sums.computeIfAbsent(day.person(), p -> new Sum()).add(day, named);
      }
      for (JourneysStore.Fact fact :
          JourneysStore.stops(tx, community, people.keySet(), since, STOPS_MOST)) {
        Sum sum = fact.person() == null ? null : sums.get(fact.person());
        EventType type = EventType.of(fact.type());
        if (sum != null && (type.act() || type.screen())) {
          sum.stops.add(new Trail.Stop(fact.at(), type.word()));
        }
      }
      Map<MemberId, Trail> trails = new HashMap<>();
      people.forEach((no, member) -> {
        Sum sum = sums.get(no);
        if (sum != null && !sum.active.isEmpty()) {
          trails.put(member, sum.trail(named));
        }
      });
      return trails;
    });
  }

  /// What is gathered of one.
  private static final class Sum {
    final TreeSet<Integer> active = new TreeSet<>();
    final Map<String, List<Integer>> days = new HashMap<>();
    final List<Trail.Stop> stops = new ArrayList<>();

    void add(JourneysStore.DayOf day, Collection<String> named) {
      EventType type = EventType.of(day.type());
      int on = (int) day.day().toEpochDay();
      if (type.act()) {
        active.add(on);
      }
      if (named.contains(type.word())) {
        days.computeIfAbsent(type.word(), word -> new ArrayList<>()).add(on);
      }
    }

    Trail trail(Collection<String> named) {
      Map<String, List<Integer>> all = new HashMap<>();
      named.forEach(word -> all.put(word, List.copyOf(days.getOrDefault(word, List.of()))));
      return new Trail(List.copyOf(active), Map.copyOf(all), List.copyOf(stops));
    }
  }
}
