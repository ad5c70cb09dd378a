package org.coomunity.analytics.journeys;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.cache.Caches;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.coomunity.testing.TestServer;
import org.jspecify.annotations.Nullable;

/// A community whose members are made up and whose events are real. Everybody agreed to journeys
/// unless a test says otherwise.
final class JourneysTown implements AutoCloseable {
  static final String SLUG = "pacha";
  static final CommunityId PACHA =
      new CommunityId(UUID.nameUUIDFromBytes(SLUG.getBytes(StandardCharsets.UTF_8)));

  final TestClock clock = new TestClock();
  final Database database = TestDatabase.fresh("platform", "journeys");
  ZoneId zone = ZoneOffset.UTC;
  final Outbox outbox = new Outbox(database, clock);
  final Map<MemberId, Level> levels = new HashMap<>();
  final Set<MemberId> shredded = new HashSet<>();
  final JourneysDoors doors =
      new JourneysDoors(
          member -> levels.getOrDefault(member, Level.JOURNEYS),
          (member, scope) ->
              shredded.contains(member)
                  ? Optional.empty()
                  : Optional.of((scope + member).getBytes(StandardCharsets.UTF_8)),
          member -> List.of(new JourneysDoors.Seat(PACHA, SLUG, true)),
          (community, no) -> Optional.of(member(no)),
          community -> zone);
  final Journeys journeys = another();
  private int told;

  /// Another server over the same database.
  Journeys another() {
    return new Journeys(database, clock, new Caches(new SimpleMeterRegistry()), doors);
  }

  static MemberId member(int no) {
    return TestServer.memberId("m" + no);
  }

  static Standing steward() {
    return new Standing(PACHA, SLUG, member(0), "m0", 1, Role.STEWARD, member(0), 1);
  }

  Told event(EventType type, Object at) {
    return event(Uuid8.of("told " + ++told), type.word(), at, null, null);
  }

  static Told event(
      UUID id,
      String type,
      Object at,
      @Nullable String subject,
      @Nullable Map<String, Object> properties) {
    return new Told(id.toString(), type, at.toString(), null, "s", subject, properties);
  }

  Told.Intake tell(int no, Told... events) {
    return journeys.take(Optional.of(member(no)), false, "", List.of(events));
  }

  /// Somebody does these now, a second after each other.
  void does(int no, EventType... types) {
    List<Told> events = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      events.add(event(types[i], clock.instant().plusSeconds(i)));
    }
    tell(no, events.toArray(Told[]::new));
  }

  @Override
  public void close() {
    outbox.close();
    database.close();
  }
}
