package org.coomunity.exchange.ayni;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// What several exchanges of a community come to: one row for each member and day, each pair and
/// day, each day and each minute, in the order of their keys.
final class Sums {
  /// What a member gave and received on a day (of the epoch).
  record Side(int no, int day, long given, long received, int gave, int got) {
    Side plus(Side other) {
      return new Side(
          no,
          day,
          given + other.given,
          received + other.received,
          gave + other.gave,
          got + other.got);
    }
  }

  /// What one paid another on a day.
  record Pair(int payer, int payee, int day, long paid, int times) {
    Pair plus(Pair other) {
      return new Pair(payer, payee, day, paid + other.paid, times + other.times);
    }
  }

  /// A day of the community.
  record Day(int day, long volume, int trades, int payments, int gifts, long score, int scored) {
    Day plus(Day other) {
      return new Day(
          day,
          volume + other.volume,
          trades + other.trades,
          payments + other.payments,
          gifts + other.gifts,
          score + other.score,
          scored + other.scored);
    }
  }

  /// Scores of a minute (of the epoch).
  record Pulse(long minute, long score, int scored) {
    Pulse plus(Pulse other) {
      return new Pulse(minute, score + other.score, scored + other.scored);
    }
  }

  private final TreeMap<Side, Side> sides =
      new TreeMap<>(Comparator.comparingInt(Side::no).thenComparingInt(Side::day));
  private final TreeMap<Pair, Pair> pairs =
      new TreeMap<>(
          Comparator.comparingInt(Pair::payer)
              .thenComparingInt(Pair::payee)
              .thenComparingInt(Pair::day));
  private final TreeMap<Integer, Day> days = new TreeMap<>();
  private final TreeMap<Long, Pulse> pulses = new TreeMap<>();

  Sums(List<Tally> tallies) {
    tallies.forEach(this::add);
  }

  private void add(Tally tally) {
    int day = (int) AyniStore.day(tally.at()).toEpochDay();
    int times = tally.times();
    Side gave = new Side(tally.giver(), day, tally.worth(), 0, times, 0);
    Side got = new Side(tally.receiver(), day, 0, tally.worth(), 0, times);
    sides.merge(gave, gave, Side::plus);
    sides.merge(got, got, Side::plus);
    Pair pair = new Pair(tally.receiver(), tally.giver(), day, tally.paid(), times);
    pairs.merge(pair, pair, Pair::plus);
    Integer scored = tally.scoreE4();
    long score = scored == null ? 0 : scored;
    days.merge(
        day,
        new Day(
            day,
            tally.worth(),
            tally.trade() ? times : 0,
            tally.trade() ? 0 : times,
            tally.worth() == 0 ? times : 0,
            score,
            scored == null ? 0 : 1),
        Day::plus);
    if (scored != null) {
      long minute =
          tally.at().truncatedTo(ChronoUnit.MINUTES).getEpochSecond()
              / ChronoUnit.MINUTES.getDuration().toSeconds();
      pulses.merge(minute, new Pulse(minute, score, 1), Pulse::plus);
    }
  }

  List<Side> sides() {
    return List.copyOf(sides.values());
  }

  List<Pair> pairs() {
    return List.copyOf(pairs.values());
  }

  List<Day> days() {
    return List.copyOf(days.values());
  }

  List<Pulse> pulses() {
    return List.copyOf(pulses.values());
  }
}
