package org.coomunity.exchange.market;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Place;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.coomunity.testing.TestServer;
import org.jspecify.annotations.Nullable;

/// A community with a market on a real database, and its people: Ana (1), Ben (2), Caro (3) and Mo
/// (4), who moderates.
final class MarketTown implements AutoCloseable {
  static final String SLUG = "pacha";
  static final CommunityId PACHA =
      new CommunityId(
          UUID.nameUUIDFromBytes(SLUG.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  static final Unit LUKA = new Unit("LUKA", "Lükas", "Ł", 2);

  final TestClock clock = new TestClock();
  final Database database = TestDatabase.fresh("platform", "audit", "market");
  final Outbox outbox = new Outbox(database, clock);
  final Map<Integer, Double> needs = new HashMap<>();
  final Set<Set<Integer>> blocks = new HashSet<>();
  final Market market;

  private final Map<Integer, String> handles =
      new TreeMap<>(Map.of(1, "ana", 2, "ben", 3, "caro", 4, "mo"));

  MarketTown() {
    this.market =
        new Market(
            database,
            clock,
            new MarketDoors(
                (community, numbers) -> {
                  Map<Integer, MarketDoors.Person> people = new HashMap<>();
                  numbers.forEach(
                      n -> people.put(n, new MarketDoors.Person(handle(n), handle(n) + "!")));
                  return people;
                },
                this::number,
                this::hidden,
                community -> new MarketDoors.Terms(LUKA, Duration.ofDays(30)),
                (community, numbers) -> needs));
  }

  private String handle(int number) {
    return handles.getOrDefault(number, "nobody");
  }

  private @Nullable Integer number(CommunityId community, String handle) {
    for (Map.Entry<Integer, String> one : handles.entrySet()) {
      if (one.getValue().equals(handle)) {
        return one.getKey();
      }
    }
    return null;
  }

  private Set<Integer> hidden(Standing standing) {
    Set<Integer> hidden = new HashSet<>();
    for (Set<Integer> pair : blocks) {
      if (pair.contains(standing.no())) {
        hidden.addAll(pair);
      }
    }
    hidden.remove(standing.no());
    return hidden;
  }

  Standing standing(int number) {
    return standing(PACHA, number);
  }

  Standing standing(CommunityId community, int number) {
    MemberId member = TestServer.memberId(handle(number));
    Role role = number == 4 ? Role.MODERATOR : Role.MEMBER;
    return new Standing(community, SLUG, member, handle(number), number, role, member, number);
  }

  static ListingDraft draft(String title, String text, String language) {
    return new ListingDraft(
        UUID.randomUUID(),
        "offer",
        ListingKind.SERVICE,
        "other",
        title,
        text,
        "2.50",
        3,
        new Place(4.65, -74.05),
        null,
        language,
        null);
  }

  Listing publish(int owner, String title, String text, Language language) {
    return market.publish(standing(owner), draft(title, text, language.tag()), Language.ES).value();
  }

  static ListingQuery words(String words, Language reader) {
    return new ListingQuery(words, null, null, null, null, null, null, null, false, reader);
  }

  @Override
  public void close() {
    outbox.close();
    database.close();
  }
}
