package org.coomunity.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.analytics.journeys.FunnelDefinition;
import org.coomunity.analytics.journeys.Journeys;
import org.coomunity.analytics.journeys.JourneysDoors;
import org.coomunity.analytics.journeys.Level;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.testing.TestDatabase;

/// A community with a database and journeys, and members who are numbers.
final class Village implements AutoCloseable {
  static final CommunityId HERE = new CommunityId(new UUID(0, 3));

  /// The kinds of event of the loads; the third, fourth and last are acts.
  static final int PAGE = 32;

  static final int SEARCH = 33;
  static final int LISTING = 34;
  static final int OFFER = 35;
  static final int VOTE = 36;

  final Database database = Database.open(TestDatabase.freshUrl("platform", "journeys"), 8);
  final Standing steward =
      new Standing(HERE, "bench", member(0), "m", 1, Role.STEWARD, member(0), 1);
  private final JourneysDoors doors =
      new JourneysDoors(
          member -> Level.JOURNEYS,
          (member, scope) -> Optional.of((scope + member).getBytes(StandardCharsets.UTF_8)),
          member -> List.of(new JourneysDoors.Seat(HERE, "bench", true)),
          (of, no) -> Optional.of(member(no)),
          community -> ZoneOffset.UTC);
  final Journeys journeys = another();

  /// Another server over the same database, which knows nothing yet.
  Journeys another() {
    return new Journeys(
        database, InstantSource.system(), new Caches(new SimpleMeterRegistry()), doors);
  }

  static MemberId member(int no) {
    return new MemberId(new UUID(1, no));
  }

  /// Search, look at a listing, begin an offer.
  static FunnelDefinition way(long seconds) {
    return new FunnelDefinition(
        List.of(
            new FunnelDefinition.Events(List.of("search_made")),
            new FunnelDefinition.Events(List.of("listing_viewed")),
            new FunnelDefinition.Events(List.of("offer_started"))),
        seconds,
        List.of(),
        List.of());
  }

  @Override
  public void close() {
    database.close();
  }
}
