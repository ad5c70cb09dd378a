package org.coomunity.exchange.ayni;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.exchange.ayni.AyniStore.MemberRow;
import org.coomunity.exchange.lets.Lets;
import org.coomunity.exchange.lets.Policy;

/// Lets the limits of members follow what was counted: at once after a trade or a rating, for all
/// of a community at night.
///
/// A limit is always computed and set under the lock of the member's row, which is taken before the
/// lock of their account. After a trade it is set in a transaction of its own, so that the account
/// is not held until a whole batch of events is worked; should that batch be undone, it is worked
/// again and finds the limit set.
final class Credit {
  private static final Duration NIGHT = Duration.ofDays(1);
  private static final Duration SPREAD = Duration.ofHours(3);
  private static final Duration SEEN_KEPT = Duration.ofDays(15);
  private static final Duration PULSE_KEPT = Duration.ofDays(2);
  private static final Duration CLAIM = Duration.ofMinutes(30);
  private static final int YEAR = 365;
  private static final int MEMBERS_MOST = 200_000;
  private static final int PAIRS_MOST = 2_000_000;
  private static final int PAGE = 500;
  private static final int FORGET = 10_000;
  private static final int FORGET_ROUNDS = 100;

  /// The code under which limits are kept in the ledger.
  private static final String TRUST = "trust";

  private final Database database;
  private final InstantSource clock;
  private final Lets lets;

  Credit(Database database, InstantSource clock, Lets lets) {
    this.database = database;
    this.clock = clock;
    this.lets = lets;
  }

  /// The quick rule: what an anchor paid somebody lifts them at once by as much, while the two are
  /// within what one may vouch for another. Only anchors: what a group without one gains this way
  /// is then at most what came in from outside, at every moment of the day.
  void vouch(Tx tx, CommunityId community, int payer, int payee, long paid, Instant at) {
    Map<Integer, MemberRow> rows = rows(tx, community, List.of(payer, payee));
    MemberRow from = rows.get(payer);
    MemberRow to = rows.get(payee);
    if (from == null || to == null || !from.inside() || !from.anchor() || to.anchor()) {
      return;
    }
    long most = TrustFlow.PAIR_HOURS * lets.exchange(community).unit().one();
    long year = AyniStore.paid(tx, community, payer, payee, AyniStore.day(at).minusDays(YEAR));
    long gained = AyniRules.vouched(year, paid, most);
    if (gained > 0) {
      AyniStore.quick(tx, community, payee, gained);
    }
  }

  private static Map<Integer, MemberRow> rows(
      Tx tx, CommunityId community, Collection<Integer> numbers) {
    Map<Integer, MemberRow> rows = new HashMap<>();
    AyniStore.members(tx, community, numbers).forEach(row -> rows.put(row.no(), row));
    return rows;
  }

  /// Sets the limits of these members where they are no longer right.
  void follow(Tx tx, CommunityId community, List<Integer> numbers) {
    Policy policy = lets.exchange(community).policy();
    for (MemberRow row : AyniStore.members(tx, community, numbers)) {
      long limit = AyniRules.limit(row.facts(), policy);
      if (row.inside() && !Long.valueOf(limit).equals(row.credit())) {
        database.write(own -> lets.creditLimit(own, community, row.no(), limit, TRUST));
        AyniStore.credit(tx, community, row.no(), limit);
      }
    }
  }

  /// Counts the communities whose night has come.
  ///
  /// @return how many limits changed
  int night(int most) {
    Instant now = clock.instant();
    int changed = 0;
    for (CommunityId community : database.read(tx -> NightStore.due(tx, now, most))) {
      changed += night(community, now);
    }
    return changed;
  }

  private int night(CommunityId community, Instant now) {
    Instant claimed = now.plus(CLAIM).truncatedTo(ChronoUnit.MILLIS);
    database.write(tx -> {
      NightStore.claim(tx, community, claimed);
      return 0;
    });
    List<NightStore.Found> found =
        database.write(tx -> {
          NightStore.oneMoment(tx);
          return found(tx, community, now);
        });
    database.write(tx -> {
      NightStore.found(tx, community, found);
      return 0;
    });
    int changed = settle(community);
    database.write(tx -> {
      NightStore.forgetPulse(tx, community, now.minus(PULSE_KEPT));
      NightStore.counted(tx, community, claimed, now, next(community, now));
      return 0;
    });
    forget(community, now.minus(SEEN_KEPT));
    return changed;
  }

  /// The first hours of the next day (UTC), each community at its own moment.
  private static Instant next(CommunityId community, Instant now) {
    long spread = Math.floorMod(community.value().hashCode(), SPREAD.toSeconds());
    long days = now.getEpochSecond() / NIGHT.toSeconds() + 1;
    return Instant.ofEpochSecond(days * NIGHT.toSeconds() + spread);
  }

  private List<NightStore.Found> found(Tx tx, CommunityId community, Instant now) {
    Policy policy = lets.exchange(community).policy();
    long hour = lets.exchange(community).unit().one();
    List<MemberRow> rows = AyniStore.inside(tx, community, MEMBERS_MOST);
    List<NightStore.PairRow> pairs =
        NightStore.pairs(tx, community, AyniStore.day(now).minusDays(YEAR), PAIRS_MOST);
    List<TrustFlow.Node> nodes =
        rows.stream()
            .map(row ->
                new TrustFlow.Node(row.no(), row.anchor(), AyniRules.ownExtra(row.facts(), policy)))
            .toList();
    List<TrustFlow.Edge> edges =
        pairs.stream()
            .map(pair -> new TrustFlow.Edge(pair.payer(), pair.payee(), pair.paid()))
            .toList();
    Map<Integer, Long> extras = TrustFlow.extras(nodes, edges, hour);
    Map<Integer, Long> latest = new HashMap<>();
    for (NightStore.PairRow pair : pairs) {
      latest.merge(pair.payer(), pair.latest().toEpochDay(), Math::max);
      latest.merge(pair.payee(), pair.latest().toEpochDay(), Math::max);
    }
    long today = AyniStore.day(now).toEpochDay();
    List<NightStore.Found> found = new ArrayList<>();
    for (MemberRow row : rows) {
      long idle = today - latest.getOrDefault(row.no(), today - YEAR);
      NightStore.Found one =
          new NightStore.Found(row, extras.getOrDefault(row.no(), 0L), AyniRules.halvings(idle));
      if (changes(one, policy)) {
        found.add(one);
      }
    }
    return found;
  }

  private static boolean changes(NightStore.Found found, Policy policy) {
    MemberRow row = found.seen();
    return found.flow() != row.flow()
        || row.quick() != 0
        || found.halvings() != row.halvings()
        || !Long.valueOf(AyniRules.limit(row.facts(), policy)).equals(row.credit());
  }

  /// Sets the limits that are due, each in a transaction of its own.
  private int settle(CommunityId community) {
    int changed = 0;
    int after = 0;
    List<Integer> page;
    do {
      int from = after;
      page = database.read(tx -> AyniStore.due(tx, community, from, PAGE));
      for (int no : page) {
        changed += database.write(tx -> settle(tx, community, no)) ? 1 : 0;
        after = no;
      }
    } while (page.size() == PAGE);
    return changed;
  }

  private boolean settle(Tx tx, CommunityId community, int no) {
    MemberRow row = AyniStore.locked(tx, community, no);
    long limit = AyniRules.limit(row.facts(), lets.exchange(community).policy());
    boolean other = !Long.valueOf(limit).equals(row.credit());
    boolean changed = other && lets.creditLimit(tx, community, no, limit, TRUST);
    AyniStore.credit(tx, community, no, limit);
    return changed;
  }

  private void forget(CommunityId community, Instant before) {
    int rounds = 0;
    int gone;
    do {
      gone = database.write(tx -> NightStore.forgetSeen(tx, community, before, FORGET));
      rounds++;
    } while (gone == FORGET && rounds < FORGET_ROUNDS);
  }

  /// What is known of a member; empty for somebody who was never seen.
  Optional<MemberRow> member(CommunityId community, int no) {
    return database.read(tx -> AyniStore.members(tx, community, List.of(no))).stream().findFirst();
  }
}
