package org.coomunity.analytics.journeys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.coomunity.analytics.journeys.EventRules.NotKept;
import org.coomunity.analytics.journeys.EventRules.Sighting;
import org.coomunity.analytics.journeys.JourneysDoors.Seat;
import org.coomunity.analytics.journeys.JourneysStore.Person;
import org.coomunity.analytics.journeys.JourneysStore.Row;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// Takes in what happened: of each only what its member lets be known.
final class Intake {
  /// Where those belong who are in no community.
  static final CommunityId NOWHERE = new CommunityId(new UUID(0, 0));

  private static final Duration BEFORE = Duration.ofDays(31);
  private static final int SALT = 32;
  private static final int AROUND = 2;

  private final Database database;
  private final InstantSource clock;
  private final JourneysDoors doors;
  private final SecureRandom random = new SecureRandom();
  private volatile @Nullable Salt salt;

  @SuppressWarnings("ArrayRecordComponent") // a secret of a day; nobody compares it
  private record Salt(LocalDate day, byte[] bytes) {}

  /// Who did something.
  ///
  /// @param member absent for strangers
  /// @param mark what a visitor of a day is told apart by
  record Who(@Nullable MemberId member, Level level, String mark) {}

  private record Numbered(int index, Sighting sighting) {}

  private record Write(int accepted, int duplicates) {}

  Intake(Database database, InstantSource clock, JourneysDoors doors) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
  }

  /// A batch of what screens tell.
  Told.Intake take(Who who, List<Told> batch) {
    Instant now = clock.instant();
    List<Told.Rejected> rejected = new ArrayList<>();
    Map<CommunityId, List<Numbered>> sorted = new LinkedHashMap<>();
    MemberId member = who.member();
    List<Seat> seats =
        member == null || who.level() == Level.NONE
            ? List.of()
            : doors.seats().of(member).stream().filter(Seat::inside).toList();
    for (int i = 0; i < batch.size(); i++) {
      try {
        if (who.level() == Level.NONE) {
          throw new NotKept("consent_missing", null);
        }
        Sighting sighting = EventRules.sighting(batch.get(i), now);
        CommunityId community = place(batch.get(i).community(), seats);
        sorted.computeIfAbsent(community, c -> new ArrayList<>()).add(new Numbered(i, sighting));
      } catch (NotKept no) {
        rejected.add(new Told.Rejected(i, no.code, no.field));
      }
    }
    int accepted = 0;
    int duplicates = 0;
    for (Map.Entry<CommunityId, List<Numbered>> some : sorted.entrySet()) {
      List<Told.Rejected> conflicts = new ArrayList<>();
      Write written =
          database.write(tx -> {
            conflicts.clear();
            return write(tx, some.getKey(), who, some.getValue(), now, conflicts);
          });
      accepted += written.accepted();
      duplicates += written.duplicates();
      rejected.addAll(conflicts);
    }
    return new Told.Intake(accepted, duplicates, List.copyOf(rejected));
  }

  private static CommunityId place(@Nullable String slug, List<Seat> seats) throws NotKept {
    if (slug == null) {
      return seats.isEmpty() ? NOWHERE : seats.getFirst().community();
    }
    for (Seat seat : seats) {
      if (seat.slug().equals(slug)) {
        return seat.community();
      }
    }
    throw new NotKept("field_format", "community");
  }

  private Write write(
      Tx tx,
      CommunityId community,
      Who who,
      List<Numbered> some,
      Instant now,
      List<Told.Rejected> conflicts) {
    Map<UUID, Long> known = new HashMap<>();
    JourneysStore.known(
            tx,
            community,
            some.stream().map(one -> one.sighting().id()).toList(),
            first(some, now).minusDays(AROUND),
            day(now).plusDays(AROUND))
        .forEach(one -> known.put(one.id(), one.said()));
    List<Row> rows = new ArrayList<>();
    int accepted = 0;
    int duplicates = 0;
    Optional<Identity> identity = identity(tx, community, who, now, now.minus(BEFORE));
    for (Numbered one : some) {
      Long said = known.putIfAbsent(one.sighting().id(), one.sighting().said());
      if (said == null) {
        accepted++;
        identity.flatMap(id -> row(id, one.sighting(), now)).ifPresent(rows::add);
      } else if (said == one.sighting().said()) {
        duplicates++;
      } else {
        conflicts.add(new Told.Rejected(one.index(), "idempotency_conflict", "id"));
      }
    }
    if (!rows.isEmpty()) {
      JourneysStore.lock(tx, community);
      int written = JourneysStore.insert(tx, community, rows, now);
      accepted -= rows.size() - written;
      duplicates += rows.size() - written;
    }
    return new Write(accepted, duplicates);
  }

  private static LocalDate first(List<Numbered> some, Instant now) {
    return day(some.stream().map(one -> one.sighting().at()).min(Instant::compareTo).orElse(now));
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /// Under what somebody is written down.
  private record Identity(@Nullable Person person, @Nullable Long visitor) {}

  private Optional<Identity> identity(
      Tx tx, CommunityId community, Who who, Instant now, Instant since) {
    MemberId member = who.member();
    if (who.level() == Level.JOURNEYS && member != null) {
      return doors
          .key()
          .pseudonym(member, scope(community))
          .map(pseudonym -> new Identity(person(tx, community, pseudonym, since), null));
    }
    return Optional.of(new Identity(null, visitor(tx, community + " " + who.mark(), now)));
  }

  static String scope(CommunityId community) {
    return "journeys " + community;
  }

  private static Person person(Tx tx, CommunityId community, byte[] pseudonym, Instant since) {
    return JourneysStore.person(tx, community, pseudonym)
        .orElseGet(() -> {
          JourneysStore.enter(tx, community, pseudonym, since);
          return JourneysStore.person(tx, community, pseudonym).orElseThrow();
        });
  }

  /// A row, unless it is from a time that was forgotten. Of those who are only counted nothing is
  /// kept but that they did something today.
  private static Optional<Row> row(Identity identity, Sighting sighting, Instant now) {
    Person person = identity.person();
    if (person == null) {
      return Optional.of(
          new Row(
              sighting.id(),
              now.truncatedTo(ChronoUnit.DAYS),
              null,
              identity.visitor(),
              null,
              sighting.type(),
              null,
              "{}",
              Level.COUNTS,
              sighting.said()));
    }
    if (sighting.at().isBefore(person.since())) {
      return Optional.empty();
    }
    String session = sighting.session();
    return Optional.of(
        new Row(
            sighting.id(),
            sighting.at(),
            person.no(),
            null,
            session == null ? null : EventRules.number(person.no() + " " + session),
            sighting.type(),
            sighting.about(),
            Json.write(sighting.properties()),
            Level.JOURNEYS,
            sighting.said()));
  }

  /// The mark of a visitor, made with the salt of the day, which nobody has the day after.
  private long visitor(Tx tx, String mark, Instant now) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt(tx, day(now)), "HmacSHA256"));
      return ByteBuffer.wrap(mac.doFinal(mark.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] salt(Tx tx, LocalDate today) {
    Salt known = salt;
    if (known == null || !known.day().equals(today)) {
      byte[] fresh = new byte[SALT];
      random.nextBytes(fresh);
      known = new Salt(today, JourneysStore.salt(tx, today, fresh));
      salt = known;
    }
    return known.bytes();
  }

  /// Something the platform knows itself.
  record Fact(EventType type, String cause, Map<String, Object> properties, Instant at) {}

  /// Writes down what the platform knows itself. The identifier is made from the number under which
  /// somebody is known here, not from their number in the community: who has both tables must not
  /// be able to try all members through.
  void record(Tx tx, CommunityId community, MemberId member, Fact fact) {
    Level level = doors.consent().of(member);
    if (level == Level.NONE) {
      return;
    }
    Instant now = clock.instant();
    Who who = new Who(member, level, member.toString());
    identity(tx, community, who, now, now.minus(BEFORE))
        .flatMap(identity -> row(identity, sighting(identity, fact, now), now))
        .ifPresent(row -> {
          JourneysStore.lock(tx, community);
          JourneysStore.insert(tx, community, List.of(row), now);
        });
  }

  private static Sighting sighting(Identity identity, Fact fact, Instant now) {
    Person person = identity.person();
    UUID id =
        person == null
            ? Uuid7.at(now)
            : Uuid8.of("journeys " + person.no() + " " + fact.type() + " " + fact.cause());
    return new Sighting(
        id,
        fact.type(),
        fact.at(),
        null,
        null,
        new TreeMap<>(fact.properties()),
        EventRules.number(fact.type().word()));
  }

  /// Forgets somebody in a community.
  ///
  /// @param stays true when new events of theirs may be kept again
  void forget(Tx tx, CommunityId community, MemberId member, boolean stays) {
    doors
        .key()
        .pseudonym(member, scope(community))
        .ifPresent(pseudonym -> {
          JourneysStore.leave(tx, community, pseudonym)
              .ifPresent(no -> JourneysStore.forget(tx, community, no));
          if (stays) {
            JourneysStore.enter(tx, community, pseudonym, clock.instant());
          }
        });
  }
}
