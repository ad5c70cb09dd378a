package org.coomunity.decisions.merits;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.coomunity.decisions.merits.AwardRow.Key;
import org.coomunity.decisions.merits.MeritsDoors.Person;

/// What one call of awards works on.
final class Work {
  /// Whose rows are locked.
  final SortedSet<Integer> numbers = new TreeSet<>();

  Map<Integer, Person> people = Map.of();
  final Map<Integer, Place> places = new TreeMap<>();

  /// How the facts that are touched stood, and how they stand.
  final Map<Key, AwardRow> before = new HashMap<>();

  final Map<Key, AwardRow> after = new LinkedHashMap<>();

  Place place(int no) {
    return places.getOrDefault(no, new Place(Place.Row.none(no)));
  }

  boolean closed(int one, int other) {
    Person first = people.get(one);
    Person second = people.get(other);
    return first != null
        && second != null
        && Reckoning.closed(first, second, (no, than) -> place(no).outside(than));
  }

  /// Somebody did something with another.
  ///
  /// @param opened filled with who thereby is there for others than those who brought them in
  void meet(int no, int other, Set<Integer> opened) {
    Place place = place(no);
    Person person = people.get(no);
    Integer maker = person == null ? null : person.invitedBy();
    boolean was = maker != null && place.outside(maker);
    place.met(other);
    if (maker != null && !was && place.outside(maker)) {
      opened.add(no);
    }
  }
}
