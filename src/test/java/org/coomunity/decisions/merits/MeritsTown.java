package org.coomunity.decisions.merits;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Event;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.trades.TradesEvent;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.coomunity.testing.TestServer;
import org.jspecify.annotations.Nullable;

/// Communities whose members are made up and whose reputation is real. In each, member 1 began it;
/// everybody was there for 100 days and came by the platform unless a test says otherwise.
final class MeritsTown implements AutoCloseable {
  static final String SLUG = "pacha";
  static final CommunityId PACHA =
      new CommunityId(UUID.nameUUIDFromBytes(SLUG.getBytes(StandardCharsets.UTF_8)));
  static final int ANA = 1;

  final TestClock clock = new TestClock();
  final Database database = TestDatabase.fresh("platform", "merits");
  final Outbox outbox = new Outbox(database, clock);
  final Map<Integer, MeritsDoors.Person> special = new ConcurrentHashMap<>();
  final Map<MemberId, MeritsDoors.Introduction> introductions = new HashMap<>();
  final Instant since = clock.instant().minus(Duration.ofDays(100));
  final Merits merits =
      new Merits(
          database,
          outbox,
          clock,
          new Caches(new SimpleMeterRegistry()),
          new MeritsDoors(
              (community, numbers) -> {
                Map<Integer, MeritsDoors.Person> people = new HashMap<>();
                numbers.forEach(no -> people.put(no, person(no)));
                return people;
              },
              (community, numbers) -> Map.of(),
              (community, handle) -> number(handle),
              member ->
                  introductions.getOrDefault(member, new MeritsDoors.Introduction(false, false))));
  private int causes;

  static String handle(int no) {
    return no == ANA ? "ana" : "m" + no;
  }

  static @Nullable Integer number(String handle) {
    return handle.equals("ana")
        ? Integer.valueOf(ANA)
        : handle.matches("m[0-9]{1,5}") ? Integer.valueOf(handle.substring(1)) : null;
  }

  MeritsDoors.Person person(int no) {
    return special.getOrDefault(
        no, new MeritsDoors.Person(no, handle(no), since, null, no == ANA, no == ANA, true));
  }

  /// Somebody whom another brought in.
  void invited(int no, int by) {
    special.put(no, new MeritsDoors.Person(no, handle(no), since, by, false, false, true));
  }

  void role(int no, boolean admin, boolean active) {
    special.put(no, new MeritsDoors.Person(no, handle(no), since, null, false, admin, active));
  }

  void joined(int no, Instant at) {
    special.put(no, new MeritsDoors.Person(no, handle(no), at, null, false, false, true));
  }

  static Standing standing(int no) {
    MemberId member = TestServer.memberId(handle(no));
    return new Standing(PACHA, SLUG, member, handle(no), no, Role.MEMBER, member, no);
  }

  UUID cause() {
    return Uuid8.of("cause " + ++causes);
  }

  Fact fact(Rule rule, int no, @Nullable Integer with, long measure) {
    return new Fact(PACHA, rule, no, with, cause(), measure, clock.instant());
  }

  void award(Fact... facts) {
    award(List.of(facts));
  }

  void award(List<Fact> facts) {
    database.write(tx -> {
      facts.forEach(fact -> merits.award(tx, fact));
      return 0;
    });
  }

  void takeBack(Fact fact) {
    database.write(tx -> {
      merits.takeBack(tx, fact);
      return 0;
    });
  }

  void publish(Event... events) {
    database.write(tx -> {
      for (Event event : events) {
        tx.publish(event);
      }
      return 0;
    });
    outbox.settle();
  }

  TradesEvent.TradeCompleted completed(UUID trade, int buyer, int seller) {
    return new TradesEvent.TradeCompleted(
        PACHA, trade, buyer, seller, buyer, 100, 2, 98, 100, null, null, 1, clock.instant());
  }

  TradesEvent.TradeRated rated(UUID trade, int buyer, int seller, int by, int n, int stars) {
    int other = by == buyer ? seller : buyer;
    return new TradesEvent.TradeRated(
        PACHA, trade, buyer, seller, by, other, n, stars, clock.instant());
  }

  /// Gives somebody so many Méritos and Öndas by contributions and questions on as many days as it
  /// takes; the clock stays.
  void enrich(int no, int meritos, int ondas) {
    List<Fact> facts = new ArrayList<>();
    Instant day = clock.instant();
    for (int left = meritos; left > 0; left -= 50) {
      facts.add(new Fact(PACHA, Rule.CONTRIBUTION, no, null, cause(), 1_440, day));
      day = day.minus(Duration.ofDays(1));
    }
    for (int left = ondas; left > 0; left -= 10) {
      facts.add(new Fact(PACHA, Rule.DISCOVERY, no, null, cause(), 10, day));
      day = day.minus(Duration.ofDays(1));
    }
    award(facts);
  }

  Reputation of(int no) {
    return merits.reputation(standing(no), handle(no), Optional.empty(), 100, Optional.empty());
  }

  long meritos(int no) {
    return of(no).meritos();
  }

  /// What is true at every instant: balances are the sums of their rows.
  boolean sound() {
    return merits.unequal(PACHA).isEmpty();
  }

  List<String> told(String event) {
    return database.read(tx ->
        tx.query("select body::text from platform.outbox where type = :event order by position")
            .bind("event", event)
            .mapTo(String.class)
            .list());
  }

  @Override
  public void close() {
    outbox.close();
    database.close();
  }
}
