package org.coomunity.analytics.pulse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// The figures of all communities in the memory of this process: the days of two months, the trades
/// and the presence of five minutes. They are in the database, written exactly once by whoever
/// hears the events; here is what changed since the last look, so a restart, or another node, loses
/// nothing.
///
/// For each community it is some sixty small rows, whatever the number of its members: that is what
/// counting by the last active day is good for.
final class Figures {
  static final Duration LATELY = Duration.ofMinutes(5);

  /// What was written a little earlier may be seen a little later: it is read again.
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  private static final int DAYS = 62;

  /// A community.
  private static final class Held {
    private final PulseDoors.Site site;
    private final Region region;
    private final TreeMap<LocalDate, PollStore.Day> days = new TreeMap<>();
    private final TreeMap<Instant, Long> tallies = new TreeMap<>();
    private final Map<Integer, Instant> seen = new HashMap<>();
    private long trades;
    private long meritos;
    private long ondas;
    private long contributions;
    private @Nullable LocalDate summedOn;
    private Sums sums = Sums.NONE;

    private Held(PulseDoors.Site site) {
      this.site = site;
      this.region = Region.of(site.country());
    }

    private Sums sums(LocalDate today) {
      if (!today.equals(summedOn)) {
        sums = Sums.of(days.values(), today);
        summedOn = today;
      }
      return sums;
    }
  }

  /// A community now.
  ///
  /// @param active members with an act or an open page in five minutes
  /// @param trades completed in five minutes
  /// @param lately trades of today and yesterday
  /// @param month trades of 30 days
  record Now(
      CommunityId community,
      PulseDoors.Site site,
      Region region,
      Sums sums,
      long active,
      long trades,
      long lately,
      long month,
      Totals totals) {}

  /// All that was ever counted.
  record Totals(long trades, long meritos, long ondas, long contributions) {
    Totals plus(Totals other) {
      return new Totals(
          trades + other.trades,
          meritos + other.meritos,
          ondas + other.ondas,
          contributions + other.contributions);
    }
  }

  private final Database database;
  private final PulseDoors doors;
  private final Map<CommunityId, Held> held = new HashMap<>();
  private @Nullable Instant polled;
  private LocalDate floor = LocalDate.EPOCH;

  Figures(Database database, PulseDoors doors) {
    this.database = database;
    this.doors = doors;
  }

  /// Looks for what is new, and says how every community is now.
  synchronized List<Now> look(Instant now) {
    floor = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS);
    Instant since = polled;
    if (since == null) {
      database.snapshot(tx -> load(tx, now));
    } else {
      database.read(tx -> poll(tx, since.minus(OVERLAP)));
    }
    polled = now;
    Map<CommunityId, Set<Integer>> present = doors.presence().now();
    present.keySet().forEach(this::held);
    List<Now> all = new ArrayList<>(held.size());
    held.forEach((community, one) -> all.add(now(community, one, present, now)));
    return all;
  }

  private int load(Tx tx, Instant now) {
    LocalDate from = floor;
    for (PollStore.Totals totals : PollStore.totals(tx, from)) {
      Held one = held(totals.communityId());
      if (one != null) {
        one.trades = totals.trades();
        one.meritos = totals.meritos();
        one.ondas = totals.ondas();
        one.contributions = totals.contributions();
      }
    }
    PollStore.days(tx, from).forEach(this::take);
    recent(tx, now.minus(LATELY).minus(OVERLAP));
    return held.size();
  }

  private int poll(Tx tx, Instant since) {
    PollStore.changed(tx, since).forEach(this::take);
    recent(tx, since);
    return held.size();
  }

  private void recent(Tx tx, Instant since) {
    for (PollStore.Tally tally : PollStore.tallies(tx, since)) {
      Held one = held(tally.communityId());
      if (one != null) {
        one.tallies.put(tally.at(), tally.trades());
      }
    }
    for (PollStore.Seen seen : PollStore.seen(tx, since)) {
      Held one = held(seen.communityId());
      if (one != null) {
        one.seen.put(seen.no(), seen.seenAt());
      }
    }
  }

  private @Nullable Held held(CommunityId community) {
    Held known = held.get(community);
    if (known != null) {
      return known;
    }
    PulseDoors.Site site = doors.places().of(community);
    if (site == null) {
      return null;
    }
    Held made = new Held(site);
    held.put(community, made);
    return made;
  }

  private void take(PollStore.Day day) {
    Held one = day.onDay().isBefore(floor) ? null : held(day.communityId());
    if (one == null) {
      return; // long ago: the totals learn of it at the next start
    }
    PollStore.Day before = one.days.put(day.onDay(), day);
    one.trades += day.trades() - (before == null ? 0 : before.trades());
    one.meritos += day.meritos() - (before == null ? 0 : before.meritos());
    one.ondas += day.ondas() - (before == null ? 0 : before.ondas());
    one.contributions += day.contributions() - (before == null ? 0 : before.contributions());
    one.summedOn = null;
  }

  private Now now(
      CommunityId community, Held one, Map<CommunityId, Set<Integer>> present, Instant now) {
    LocalDate today = now.atZone(one.site.zone()).toLocalDate();
    one.days.headMap(floor).clear();
    one.tallies.headMap(now.minus(LATELY), true).clear();
    one.seen.values().removeIf(at -> !at.isAfter(now.minus(LATELY)));
    Set<Integer> open = present.getOrDefault(community, Set.of());
    long active = one.seen.size();
    if (!open.isEmpty()) {
      Set<Integer> both = new HashSet<>(open);
      both.addAll(one.seen.keySet());
      active = both.size();
    }
    return new Now(
        community,
        one.site,
        one.region,
        one.sums(today),
        active,
        one.tallies.values().stream().mapToLong(Long::longValue).sum(),
        trades(one, today.minusDays(1)),
        trades(one, today.minusDays(Fold.MONTH)),
        new Totals(one.trades, one.meritos, one.ondas, one.contributions));
  }

  private static long trades(Held one, LocalDate from) {
    return one.days.tailMap(from, true).values().stream().mapToLong(PollStore.Day::trades).sum();
  }

  /// Méritos earned on a day, in all communities.
  synchronized long meritosOn(LocalDate day) {
    return held.values().stream()
        .map(one -> one.days.get(day))
        .filter(Objects::nonNull)
        .mapToLong(PollStore.Day::meritos)
        .sum();
  }
}
