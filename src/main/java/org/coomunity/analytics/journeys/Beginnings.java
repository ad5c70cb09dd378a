package org.coomunity.analytics.journeys;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.coomunity.analytics.journeys.JourneysStore.Fact;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Database;

/// The beginnings of those who agreed to journeys. Somebody begins with their first event after
/// sixty days of silence; days are those of UTC.
final class Beginnings {
  private static final int DAYS = 300;
  private static final int SILENCE = 60;
  private static final int FACTS_MOST = 300_000;
  private static final int WEEK = 7;
  private static final int FIFTH_WEEK = 28;
  private static final int SATURDAY = 6;

  private Beginnings() {}

  static List<Beginning> of(Database database, CommunityId community, int today) {
    int since = today - DAYS;
    List<Fact> facts =
        database.read(
            tx -> JourneysStore.walks(tx, community, LocalDate.ofEpochDay(since), FACTS_MOST));
    List<Beginning> beginnings = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= facts.size(); i++) {
      if (i == facts.size() || !Objects.equals(facts.get(i).person(), facts.get(from).person())) {
        int first = LocalDays.utc(facts.get(from).at());
        boolean whole = i < facts.size() || facts.size() < FACTS_MOST;
        if (whole && first >= since + SILENCE && first + FIFTH_WEEK + WEEK <= today) {
          beginnings.add(of(facts.subList(from, i), first));
        }
        from = i;
      }
    }
    return beginnings;
  }

  /// @param facts of one person, in the order of time
  static Beginning of(List<Fact> facts, int first) {
    int acts = 0;
    Set<EventType> kinds = EnumSet.noneOf(EventType.class);
    Set<EventType> used = EnumSet.noneOf(EventType.class);
    boolean stayed = false;
    for (Fact fact : facts) {
      int age = LocalDays.utc(fact.at()) - first;
      EventType type = EventType.of(fact.type());
      if (age == 0) {
        acts++;
        kinds.add(type);
      } else if (age < WEEK) {
        used.add(type);
      }
      stayed |= type.act() && age >= FIFTH_WEEK && age < FIFTH_WEEK + WEEK;
    }
    boolean weekend = LocalDate.ofEpochDay(first).getDayOfWeek().getValue() >= SATURDAY;
    return new Beginning(acts, kinds.size(), weekend, used, stayed);
  }
}
