package org.coomunity.decisions.merits;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.merits.AwardRow.FactKey;
import org.coomunity.decisions.merits.AwardRow.Pair;
import org.coomunity.decisions.merits.AwardStore.ActRow;
import org.coomunity.decisions.merits.AwardStore.DaySum;
import org.coomunity.decisions.merits.MeritsDoors.Person;

/// Writes awards: many facts of a community at once, in the transaction of whoever tells them. The
/// members it touches are locked in the order of their numbers, so that days and balances hold
/// whoever else is at work.
final class Awards {
  /// What is to become of a fact.
  enum Wish {
    /// It happened; told again, nothing changes, also when it was taken back since.
    AWARD,
    /// It holds now, whatever was before.
    STAND,
    /// It does not hold; told before it happened, it never will.
    TAKE,
    /// It does not hold, if it is known at all.
    DROP
  }

  /// A fact, and what is to become of it.
  record Change(Fact fact, Wish wish) {
    FactKey key() {
      return new FactKey(fact.rule().code(), fact.cause(), fact.no());
    }
  }

  private final InstantSource clock;
  private final MeritsDoors doors;

  Awards(InstantSource clock, MeritsDoors doors) {
    this.clock = clock;
    this.doors = doors;
  }

  /// Locks members and reads what they have.
  Map<Integer, Place> lock(Tx tx, CommunityId community, Collection<Integer> numbers) {
    Map<Integer, Place> places = new TreeMap<>();
    PlaceStore.lock(tx, community, new TreeSet<>(numbers))
        .forEach(row -> places.put(row.memberNo(), new Place(row)));
    return places;
  }

  /// Counts these facts.
  ///
  /// @return the members whose place changed, as they stand now; they are written
  Collection<Place> apply(Tx tx, CommunityId community, List<Change> changes) {
    Map<FactKey, Change> wanted = merged(changes);
    if (wanted.isEmpty()) {
      return List.of();
    }
    Work work = new Work();
    gather(work, community, wanted.values());
    work.places.putAll(lock(tx, community, work.numbers));
    AwardStore.standing(tx, community, List.copyOf(wanted.keySet()))
        .forEach(row -> work.before.put(row.key(), row));
    Set<Integer> opened = new TreeSet<>();
    List<AwardRow> fresh = decide(work, wanted.values(), opened);
    repeats(tx, community, work, fresh);
    reopen(tx, community, work, opened);
    List<AwardRow> rows = write(tx, community, work);
    rows.addAll(hold(community, work));
    if (!rows.isEmpty()) {
      AwardStore.insert(tx, community, rows);
    }
    activity(tx, community, work, fresh);
    PlaceStore.put(tx, community, work.places.values());
    told(tx, community, rows);
    return work.places.values();
  }

  /// One wish for each fact: what was taken back stays so unless it is said to stand again.
  private static Map<FactKey, Change> merged(List<Change> changes) {
    Map<FactKey, Change> wanted = new LinkedHashMap<>();
    for (Change change : changes) {
      if (!change.fact().alone()) {
        wanted.merge(change.key(), change, (old, next) -> next.wish() == Wish.AWARD ? old : next);
      }
    }
    return wanted;
  }

  /// Who is in it: members, those with whom, and those who brought them in.
  private void gather(Work work, CommunityId community, Collection<Change> changes) {
    for (Change change : changes) {
      work.numbers.add(change.fact().no());
      if (change.fact().counterparty() != null) {
        work.numbers.add(change.fact().counterparty());
      }
    }
    work.people = doors.people().of(community, work.numbers);
    Set<Integer> makers = new HashSet<>();
    for (Person person : work.people.values()) {
      if (person.invitedBy() != null && person.invitedBy() > 0) {
        makers.add(person.invitedBy());
      }
    }
    makers.removeAll(work.people.keySet());
    Map<Integer, Person> all = new HashMap<>(work.people);
    doors
        .people()
        .of(community, makers)
        .forEach((no, maker) -> {
          all.put(no, maker);
          if (!maker.founder()) {
            work.numbers.add(no);
          }
        });
    work.people = all;
  }

  /// What of it is new, and what is different from before.
  ///
  /// @param opened filled with those who did something with another than who brought them in, for
  ///   the first time
  private List<AwardRow> decide(Work work, Collection<Change> changes, Set<Integer> opened) {
    Instant now = clock.instant();
    List<AwardRow> fresh = new ArrayList<>();
    for (Change change : changes) {
      AwardRow known = work.before.get(change.key());
      Wish wish = change.wish();
      boolean stands = wish == Wish.AWARD || wish == Wish.STAND;
      if (known == null && wish != Wish.DROP) {
        AwardRow row = AwardRow.fresh(change.fact(), stands, now);
        fresh.add(row);
        work.after.put(row.key(), row.as(0, false, stands));
        if (change.fact().counterparty() != null) {
          work.meet(change.fact().no(), change.fact().counterparty(), opened);
          work.meet(change.fact().counterparty(), change.fact().no(), opened);
        }
      } else if (known != null && wish != Wish.AWARD && known.stands() != stands) {
        work.after.put(known.key(), known.as(known.repeat(), known.closed(), stands));
      }
    }
    return fresh;
  }

  /// Halves what the same two did again; what is told late changes what came after it.
  private static void repeats(Tx tx, CommunityId community, Work work, List<AwardRow> fresh) {
    Map<Pair, List<AwardRow>> pairs = new LinkedHashMap<>();
    for (AwardRow row : fresh) {
      if (row.counterpartyNo() != null) {
        Pair pair = new Pair(row.memberNo(), row.counterpartyNo(), row.apart());
        pairs.computeIfAbsent(pair, p -> new ArrayList<>()).add(row);
      }
    }
    if (pairs.isEmpty()) {
      return;
    }
    Comparator<AwardRow> byTime = Comparator.comparing(AwardRow::at);
    List<Pair> keys = List.copyOf(pairs.keySet());
    List<Instant> firsts =
        pairs.values().stream().map(rows -> rows.stream().min(byTime).orElseThrow().at()).toList();
    List<Instant> lasts =
        pairs.values().stream().map(rows -> rows.stream().max(byTime).orElseThrow().at()).toList();
    Map<Pair, List<ActRow>> known = new HashMap<>();
    Map<Pair, Instant> since = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      since.put(keys.get(i), firsts.get(i));
    }
    List<FactKey> later = new ArrayList<>();
    for (ActRow act : AwardStore.acts(tx, community, keys, firsts, lasts)) {
      Pair pair =
          new Pair(act.memberNo(), act.counterpartyNo(), act.rule() == Rule.TRUST_VOTE.code());
      known.computeIfAbsent(pair, p -> new ArrayList<>()).add(act);
      if (!act.at().isBefore(since.getOrDefault(pair, Instant.MAX))) {
        later.add(act.key());
      }
    }
    load(tx, community, work, later);
    pairs.forEach((pair, rows) ->
        halve(
            work,
            pair,
            since.getOrDefault(pair, Instant.MAX),
            rows,
            known.getOrDefault(pair, List.of())));
  }

  private static void halve(
      Work work, Pair pair, Instant since, List<AwardRow> fresh, List<ActRow> known) {
    List<Reckoning.Act> acts = new ArrayList<>();
    known.forEach(act -> acts.add(act.act()));
    fresh.forEach(row -> acts.add(row.act()));
    Map<Reckoning.Act, Integer> repeats = Reckoning.repeats(acts);
    boolean closed = work.closed(pair.memberNo(), pair.counterpartyNo());
    Set<FactKey> touched =
        new TreeSet<>(Comparator.comparingInt(FactKey::rule).thenComparing(FactKey::cause));
    fresh.forEach(row -> touched.add(row.key()));
    known.forEach(act -> {
      if (!act.at().isBefore(since)) {
        touched.add(act.key());
      }
    });
    for (FactKey key : touched) {
      AwardRow row = work.after.getOrDefault(key, work.before.get(key));
      if (row != null) {
        int halved = repeats.getOrDefault(row.act(), Reckoning.REPEATS_MOST);
        work.after.put(key, row.as(halved, closed, row.stands()));
      }
    }
  }

  private static void load(Tx tx, CommunityId community, Work work, List<FactKey> keys) {
    List<FactKey> missing = keys.stream().filter(key -> !work.before.containsKey(key)).toList();
    if (!missing.isEmpty()) {
      AwardStore.standing(tx, community, missing).forEach(row -> work.before.put(row.key(), row));
    }
  }

  /// What two did together counts from when one of them was there for others as well.
  private static void reopen(Tx tx, CommunityId community, Work work, Set<Integer> opened) {
    for (int no : opened) {
      Person person = work.people.get(no);
      Person maker =
          person == null || person.invitedBy() == null ? null : work.people.get(person.invitedBy());
      if (maker != null && !maker.founder()) {
        List<ActRow> acts = new ArrayList<>(AwardStore.closed(tx, community, no, maker.no()));
        acts.addAll(AwardStore.closed(tx, community, maker.no(), no));
        List<FactKey> keys = acts.stream().map(ActRow::key).toList();
        load(tx, community, work, keys);
        for (FactKey key : keys) {
          AwardRow row = work.after.getOrDefault(key, work.before.get(key));
          if (row != null) {
            work.after.put(key, row.as(row.repeat(), false, row.stands()));
          }
        }
      }
    }
  }

  /// Makes rows of what is different, and lets balances follow within what a day may bring.
  private List<AwardRow> write(Tx tx, CommunityId community, Work work) {
    List<AwardRow> changed =
        work.after.values().stream()
            .filter(row -> {
              AwardRow old = work.before.get(row.key());
              return old == null || !row.same(old);
            })
            .sorted(Comparator.comparing(AwardRow::at).thenComparing(AwardRow::cause))
            .toList();
    Map<DaySum, Long> days = new LinkedHashMap<>();
    changed.stream()
        .filter(row -> Rule.of(row.rule()).capped())
        .forEach(row -> days.put(dayOf(row), 0L));
    if (!days.isEmpty()) {
      AwardStore.days(tx, community, List.copyOf(days.keySet()))
          .forEach(sum -> days.put(sum.of(0), sum.worth()));
    }
    List<AwardRow> rows = new ArrayList<>();
    for (AwardRow row : changed) {
      AwardRow old = work.before.get(row.key());
      int more = row.worth() - (old == null ? 0 : old.worth());
      int reaches = more;
      Rule rule = Rule.of(row.rule());
      if (rule.capped()) {
        DaySum day = dayOf(row);
        int most = row.sources().most(row.kinds());
        long sum = days.getOrDefault(day, 0L);
        reaches = (int) (Reckoning.granted(sum + more, most) - Reckoning.granted(sum, most));
        days.put(day, sum + more);
      }
      Place place = work.place(row.memberNo());
      place.balance[row.kind()] += reaches;
      count(place, rule, row.stands(), old != null && old.stands());
      rows.add(row.written(++place.lastN, old == null ? 0 : old.turn() + 1, reaches, now()));
    }
    if (!days.isEmpty()) {
      List<DaySum> sums = new ArrayList<>();
      days.forEach((day, worth) -> sums.add(day.of(worth)));
      AwardStore.put(tx, community, sums);
    }
    return rows;
  }

  private Instant now() {
    return clock.instant();
  }

  private static DaySum dayOf(AwardRow row) {
    return new DaySum(row.memberNo(), Reckoning.day(row.at()), row.kind(), row.source(), 0);
  }

  private static void count(Place place, Rule rule, boolean stands, boolean stood) {
    int more = (stands ? 1 : 0) - (stood ? 1 : 0);
    if (rule == Rule.TRADE) {
      place.trades += more;
    } else if (rule == Rule.TRUST_VOTE) {
      place.votes += more;
    }
  }

  /// Keeps up what stands behind the stage that somebody reached.
  private List<AwardRow> hold(CommunityId community, Work work) {
    List<AwardRow> rows = new ArrayList<>();
    for (Place place : work.places.values()) {
      for (Kind kind : Kind.values()) {
        int k = kind.code();
        long earned = place.balance[k] - place.held[k];
        long held = Reckoning.held(earned, place.stage.needs(kind));
        int more = (int) (held - place.held[k]);
        if (more != 0) {
          Rule rule = kind == Kind.MERITO ? Rule.HELD_MERITOS : Rule.HELD_ONDAS;
          long n = ++place.lastN;
          Fact fact =
              new Fact(
                  community,
                  rule,
                  place.no,
                  null,
                  Uuid8.of("held " + community + " " + place.no + " " + n),
                  0,
                  now());
          rows.add(AwardRow.fresh(fact, true, now()).written(n, 0, more, now()));
          place.balance[k] += more;
          place.held[k] = held;
        }
      }
    }
    return rows;
  }

  /// Who earns by an act was there that day; a voto says so of who gives it.
  private static void activity(Tx tx, CommunityId community, Work work, List<AwardRow> fresh) {
    Set<PlaceStore.Day> days = new HashSet<>();
    for (AwardRow row : fresh) {
      Integer who = row.apart() ? row.counterpartyNo() : Integer.valueOf(row.memberNo());
      if (who != null && Rule.of(row.rule()).capped()) {
        days.add(new PlaceStore.Day(who, Reckoning.day(row.at())));
      }
    }
    active(tx, community, work.places, days);
  }

  /// Counts the days on which members did something, as far as more of them say something: of so
  /// many different ones, enough are new.
  static void active(
      Tx tx, CommunityId community, Map<Integer, Place> places, Collection<PlaceStore.Day> days) {
    Map<Integer, Integer> many = new HashMap<>();
    List<PlaceStore.Day> asked =
        days.stream()
            .filter(day -> {
              Place place = places.get(day.memberNo());
              return place != null
                  && place.activeDays < Stage.ACTIVE_DAYS_MOST
                  && many.merge(day.memberNo(), 1, Integer::sum) <= Stage.ACTIVE_DAYS_MOST;
            })
            .toList();
    if (asked.isEmpty()) {
      return;
    }
    for (PlaceStore.Day fresh : PlaceStore.active(tx, community, asked)) {
      Place place = places.get(fresh.memberNo());
      if (place != null && place.activeDays < Stage.ACTIVE_DAYS_MOST) {
        place.activeDays++;
      }
    }
  }

  private static void told(Tx tx, CommunityId community, List<AwardRow> rows) {
    AwardRow.earned(community, rows).forEach(tx::publish);
    for (AwardRow row : rows) {
      Rule rule = Rule.of(row.rule());
      if (row.turn() == 0 && row.amount() >= Merits.NOTED && rule.capped()) {
        tx.publish(
            new MeritsEvent.AwardMade(
                community, row.memberNo(), rule.kind(), row.amount(), rule, row.recordedAt()));
      }
    }
  }
}
