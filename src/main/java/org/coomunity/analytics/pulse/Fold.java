package org.coomunity.analytics.pulse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Acts of one community become days of members and figures of days: pure, in any number of pieces.
///
/// An act of a day before the last active one changes no count of the month: that goes by the last
/// day, as it should. It still may be a coming back, or the first trade.
final class Fold {
  /// How fine trades are counted.
  static final Duration TALLY = Duration.ofSeconds(10);

  static final int MONTH = 30;
  private static final int[] AGES = {1, 7, MONTH};
  private static final Count[] BACK = {Count.BACK1, Count.BACK7, Count.BACK30};
  private static final long MICRO = 1_000_000;

  /// What is counted of a day.
  enum Count {
    LAST_SEEN,
    JOINED,
    TRADED,
    BACK1,
    BACK7,
    BACK30,
    TRADES,
    MERITOS,
    ONDAS,
    INCOME,
    CONTRIBUTIONS;

    String column() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final ZoneId zone;
  private final long hour;
  private final Instant heard;
  private final Map<Integer, Person> people;
  private final Set<Integer> changed = new HashSet<>();
  private final Set<Integer> gone = new HashSet<>();
  private final Map<LocalDate, EnumMap<Count, Long>> days = new TreeMap<>();
  private final Map<Instant, Long> tallies = new TreeMap<>();

  /// @param hour minor units of an hour
  /// @param heard now
  /// @param people all who are named by the acts, as far as they are known
  Fold(ZoneId zone, long hour, Instant heard, Map<Integer, Person> people) {
    this.zone = zone;
    this.hour = hour;
    this.heard = heard;
    this.people = new HashMap<>(people);
  }

  /// Takes one act in.
  void add(Act act) {
    LocalDate day = act.at().atZone(zone).toLocalDate();
    if (act.what() == Act.What.GONE) {
      act.who().forEach(this::forget);
      return;
    }
    for (int no : act.who()) {
      if (act.what() == Act.What.JOINED) {
        joined(no, day);
      }
      active(no, day);
      if (act.what() == Act.What.TRADED) {
        traded(no, day);
      }
    }
    switch (act.what()) {
      case TRADED -> {
        count(day, Count.TRADES, 1);
        count(day, Count.INCOME, micro(act.amount()));
        long tenth = Math.floorDiv(act.at().getEpochSecond(), TALLY.toSeconds());
        tallies.merge(Instant.ofEpochSecond(tenth * TALLY.toSeconds()), 1L, Long::sum);
      }
      case GIVEN -> count(day, Count.INCOME, micro(act.amount()));
      case CONTRIBUTED -> count(day, Count.CONTRIBUTIONS, 1);
      case MERITOS -> count(day, Count.MERITOS, act.amount());
      case ONDAS -> count(day, Count.ONDAS, act.amount());
      case OTHER, JOINED, GONE -> {}
    }
  }

  private long micro(long minor) {
    return Math.round((double) minor * MICRO / hour);
  }

  private Person person(int no) {
    return people.getOrDefault(no, Person.unknown(no));
  }

  private void put(Person person) {
    people.put(person.no(), person);
    changed.add(person.no());
    gone.remove(person.no());
  }

  /// Who comes back after leaving joined when they first did.
  private void joined(int no, LocalDate day) {
    Person person = person(no);
    if (person.joinedOn() == null) {
      put(person.joined(day));
      count(day, Count.JOINED, 1);
      if (person.tradedOn() != null && !person.tradedOn().isAfter(day.plusDays(MONTH))) {
        count(day, Count.TRADED, 1);
      }
    }
  }

  private void active(int no, LocalDate day) {
    Person person = person(no);
    LocalDate last = person.lastOn();
    if (last == null || day.isAfter(last)) {
      if (last != null) {
        count(last, Count.LAST_SEEN, -1);
      }
      count(day, Count.LAST_SEEN, 1);
      person = person.active(day, heard);
    } else {
      person = person.seen(heard);
    }
    put(person);
    LocalDate joined = person.joinedOn();
    if (joined != null) {
      long age = ChronoUnit.DAYS.between(joined, day);
      for (int i = 0; i < AGES.length; i++) {
        if (age == AGES[i] && (person.back() & (1 << i)) == 0) {
          put(person.back(person.back() | (1 << i)));
          count(joined, BACK[i], 1);
        }
      }
    }
  }

  private void traded(int no, LocalDate day) {
    Person person = person(no);
    if (person.tradedOn() == null) {
      put(person.traded(day));
      LocalDate joined = person.joinedOn();
      if (joined != null && !day.isAfter(joined.plusDays(MONTH))) {
        count(joined, Count.TRADED, 1);
      }
    }
  }

  private void forget(int no) {
    Person person = people.remove(no);
    changed.remove(no);
    if (person == null) {
      return;
    }
    gone.add(no);
    if (person.lastOn() != null) {
      count(person.lastOn(), Count.LAST_SEEN, -1);
    }
    LocalDate joined = person.joinedOn();
    if (joined != null) {
      count(joined, Count.JOINED, -1);
      for (int i = 0; i < AGES.length; i++) {
        count(joined, BACK[i], -((person.back() >> i) & 1));
      }
      if (person.tradedOn() != null && !person.tradedOn().isAfter(joined.plusDays(MONTH))) {
        count(joined, Count.TRADED, -1);
      }
    }
  }

  private void count(LocalDate day, Count what, long more) {
    if (more != 0) {
      days.computeIfAbsent(day, d -> new EnumMap<>(Count.class)).merge(what, more, Long::sum);
    }
  }

  /// Members as they stand now, of whom something changed.
  Iterable<Person> changed() {
    return changed.stream().sorted().map(this::person).toList();
  }

  /// Members of whom nothing is kept.
  Set<Integer> gone() {
    return gone;
  }

  /// How much more, by day.
  Map<LocalDate, EnumMap<Count, Long>> days() {
    return days;
  }

  /// Trades by ten seconds.
  Map<Instant, Long> tallies() {
    return tallies;
  }
}
