package org.coomunity.analytics.insight;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.coomunity.testing.TestServer;

/// Communities whose members are made up, over a real database. Everybody lets their way be known,
/// and lets themselves be noticed, unless a test says otherwise.
final class InsightTown implements AutoCloseable {
  static final CommunityId PACHA = community("pacha");
  static final CommunityId ILLA = community("illa");
  private static final int FEW = 100;

  final TestClock clock = new TestClock();
  final Database database = TestDatabase.fresh("platform", "audit", "insight");
  private final Outbox outbox = new Outbox(database, clock);
  final Map<CommunityId, List<Life>> lives = new TreeMap<>(InsightTown::byName);
  final Map<String, List<InsightDoors.Did>> did = new HashMap<>();
  final Set<Integer> unnoticed = new HashSet<>();
  final Set<CommunityId> broken = new HashSet<>();
  final Insight insight = another();

  private static int byName(CommunityId one, CommunityId two) {
    return one.toString().compareTo(two.toString());
  }

  static CommunityId community(String slug) {
    return new CommunityId(UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8)));
  }

  /// Another server over the same database.
  Insight another() {
    return new Insight(
        database,
        clock,
        new InsightDoors(
            (after, most) -> new Page<>(List.copyOf(lives.keySet()), null),
            this::gathered,
            (community, numbers) -> people(numbers, unnoticed),
            (community, numbers) -> people(numbers, Set.of()),
            (community, handle) ->
                handle.matches("m[0-9]+")
                    ? new InsightDoors.Seat(
                        Integer.parseInt(handle.substring(1)), TestServer.memberId(handle))
                    : null,
            (language, key) -> key + " in " + language.tag()),
        1);
  }

  private InsightDoors.Gathered gathered(CommunityId community, int after, int most) {
    if (broken.contains(community)) {
      throw new IllegalStateException("nothing to be had of " + community);
    }
    List<InsightDoors.Lived> some = new ArrayList<>();
    for (Life life : lives.getOrDefault(community, List.of())) {
      int no = Integer.parseInt(life.person());
      if (no > after && no <= after + FEW) {
        some.add(
            new InsightDoors.Lived(no, true, life, did.getOrDefault(life.person(), List.of())));
      }
    }
    return new InsightDoors.Gathered(some, some.isEmpty() ? 0 : after + FEW);
  }

  private static Map<Integer, InsightDoors.Person> people(
      Collection<Integer> numbers, Set<Integer> without) {
    Map<Integer, InsightDoors.Person> people = new HashMap<>();
    numbers.stream()
        .filter(no -> !without.contains(no))
        .forEach(no -> people.put(no, new InsightDoors.Person("m" + no, "Vecina " + no)));
    return people;
  }

  List<Life> lives(CommunityId community) {
    return lives.getOrDefault(community, List.of());
  }

  /// The day before today, since 1970.
  int yesterday() {
    return (int) clock.instant().atZone(ZoneOffset.UTC).toLocalDate().toEpochDay() - 1;
  }

  void next(int days) {
    clock.advance(Duration.ofDays(days));
  }

  Instant now() {
    return clock.instant();
  }

  static Standing steward(CommunityId community) {
    return standing(community, Role.STEWARD);
  }

  static Standing standing(CommunityId community, Role role) {
    return new Standing(
        community, "pacha", TestServer.memberId("m1"), "m1", 1, role, TestServer.memberId("m1"), 1);
  }

  Churn churn(CommunityId community) {
    return insight.churn(steward(community), Optional.empty(), Language.EN, 100, Optional.empty());
  }

  @Override
  public void close() {
    outbox.close();
    database.close();
  }
}
