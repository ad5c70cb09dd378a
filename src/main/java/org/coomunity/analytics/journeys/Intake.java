package org.coomunity.analytics.journeys;

import static java.util.stream.Collectors.joining;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.coomunity.analytics.journeys.EventRules.NotKept;
import org.coomunity.analytics.journeys.EventRules.Sighting;
import org.coomunity.analytics.journeys.JourneysDoors.Seat;
import org.coomunity.analytics.journeys.JourneysStore.Row;
import org.coomunity.analytics.journeys.PeopleStore.Person;
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

  /// What is heard of so late was not done today.
  private static final Duration LATE = Duration.ofDays(1);

  /// A day is over everywhere so long after it is in UTC.
  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  private static final int SALT = 32;
  private static final int AROUND = 2;

  /// So many batches are written in one transaction at most.
  private static final int TOGETHER = 64;

  private final InstantSource clock;
  private final JourneysDoors doors;
  private final SecureRandom random = new SecureRandom();
  private final Map<LocalDate, byte[]> salts = new ConcurrentHashMap<>();
  private final Together<Batch, Write> together;

  /// Who did something.
  ///
  /// @param member absent for strangers
  /// @param mark what a visitor of a day is told apart by
  record Who(@Nullable MemberId member, Level level, String mark) {}

  private record Numbered(int index, Sighting sighting) {}

  /// What one told of one community.
  private record Batch(CommunityId community, Who who, List<Numbered> some, Instant now) {}

  private record Write(int accepted, int duplicates, List<Told.Rejected> conflicts) {}

  Intake(Database database, InstantSource clock, JourneysDoors doors) {
    this.clock = clock;
    this.doors = doors;
    this.together = new Together<>(TOGETHER, batches -> database.write(tx -> written(tx, batches)));
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
      Write written = together.run(new Batch(some.getKey(), who, some.getValue(), now));
      accepted += written.accepted();
      duplicates += written.duplicates();
      rejected.addAll(written.conflicts());
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

  /// Writes what many told, community by community, always in the same order, so that two who do so
  /// never wait for each other.
  private List<Write> written(Tx tx, List<Batch> batches) {
    Map<CommunityId, List<Batch>> places = new TreeMap<>(Comparator.comparing(CommunityId::value));
    batches.forEach(
        one -> places.computeIfAbsent(one.community(), c -> new ArrayList<>()).add(one));
    IdentityHashMap<Batch, Write> results = new IdentityHashMap<>();
    places.forEach((community, some) -> write(tx, community, some, results));
    return batches.stream().map(results::get).toList();
  }

  private void write(
      Tx tx, CommunityId community, List<Batch> batches, IdentityHashMap<Batch, Write> results) {
    Instant now = batches.getFirst().now();
    JourneysStore.lock(tx, community);
    Map<UUID, Long> known = known(tx, community, batches, now);
    Map<MemberId, Person> people = people(tx, community, batches, now.minus(BEFORE));
    Instant today = today(community, now);
    List<Row> rows = new ArrayList<>();
    for (Batch batch : batches) {
      Optional<Identity> identity = identity(tx, batch, people);
      List<Told.Rejected> conflicts = new ArrayList<>();
      int accepted = 0;
      int duplicates = 0;
      for (Numbered one : batch.some()) {
        Long said = known.putIfAbsent(one.sighting().id(), one.sighting().said());
        if (said == null) {
          accepted++;
          identity.flatMap(id -> row(id, one.sighting(), today)).ifPresent(rows::add);
        } else if (said == one.sighting().said()) {
          duplicates++;
        } else {
          conflicts.add(new Told.Rejected(one.index(), "idempotency_conflict", "id"));
        }
      }
      results.put(batch, new Write(accepted, duplicates, conflicts));
    }
    if (!rows.isEmpty()) {
      JourneysStore.copy(tx, community, rows, now);
    }
  }

  private static Map<UUID, Long> known(
      Tx tx, CommunityId community, List<Batch> batches, Instant now) {
    List<Numbered> all = batches.stream().flatMap(batch -> batch.some().stream()).toList();
    Map<UUID, Long> known = new HashMap<>();
    String ids =
        all.stream().map(one -> one.sighting().id().toString()).collect(joining(",", "{", "}"));
    LocalDate last = day(now).plusDays(AROUND);
    for (LocalDate day = first(all, now).minusDays(AROUND);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      JourneysStore.known(tx, community, ids, day).forEach(one -> known.put(one.id(), one.said()));
    }
    return known;
  }

  /// The numbers of those whose journeys are kept; who comes for the first time gets one.
  private Map<MemberId, Person> people(
      Tx tx, CommunityId community, List<Batch> batches, Instant since) {
    Map<MemberId, ByteBuffer> marks = new HashMap<>();
    for (Batch batch : batches) {
      MemberId member = batch.who().member();
      if (member != null && batch.who().level() == Level.JOURNEYS && !marks.containsKey(member)) {
        doors
            .key()
            .pseudonym(member, scope(community))
            .ifPresent(mark -> marks.put(member, ByteBuffer.wrap(mark)));
      }
    }
    if (marks.isEmpty()) {
      return Map.of();
    }
    List<byte[]> wanted = marks.values().stream().map(ByteBuffer::array).toList();
    List<PeopleStore.Named> named = PeopleStore.people(tx, community, wanted);
    if (named.size() < wanted.size()) {
      PeopleStore.enter(tx, community, wanted, since);
      named = PeopleStore.people(tx, community, wanted);
    }
    Map<ByteBuffer, Person> people = new HashMap<>();
    named.forEach(
        one -> people.put(ByteBuffer.wrap(one.pseudonym()), new Person(one.no(), one.since())));
    Map<MemberId, Person> known = new HashMap<>();
    marks.forEach((member, mark) -> {
      Person person = people.get(mark);
      if (person != null) {
        known.put(member, person);
      }
    });
    return known;
  }

  private Optional<Identity> identity(Tx tx, Batch batch, Map<MemberId, Person> people) {
    MemberId member = batch.who().member();
    if (member != null && batch.who().level() == Level.JOURNEYS) {
      return Optional.ofNullable(people.get(member)).map(person -> new Identity(person, null));
    }
    return Optional.of(
        new Identity(null, visitor(tx, batch.community(), batch.who().mark(), batch.now())));
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
    return Optional.of(new Identity(null, visitor(tx, community, who.mark(), now)));
  }

  static String scope(CommunityId community) {
    return "journeys " + community;
  }

  private static Person person(Tx tx, CommunityId community, byte[] pseudonym, Instant since) {
    return PeopleStore.person(tx, community, pseudonym)
        .orElseGet(() -> {
          PeopleStore.enter(tx, community, List.of(pseudonym), since);
          return PeopleStore.person(tx, community, pseudonym).orElseThrow();
        });
  }

  /// A row, unless it is from a time that was forgotten. Of those who are only counted nothing is
  /// kept but that they did something today.
  ///
  /// @param today when the day began where the community is
  private static Optional<Row> row(Identity identity, Sighting sighting, Instant today) {
    Person person = identity.person();
    if (person == null) {
      return Optional.of(
          new Row(
              sighting.id(),
              today,
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

  private LocalDate local(CommunityId community, Instant now) {
    return now.atZone(doors.zones().of(community)).toLocalDate();
  }

  private Instant today(CommunityId community, Instant now) {
    return local(community, now).atStartOfDay(doors.zones().of(community)).toInstant();
  }

  /// The mark of a visitor, made with the salt of the day where the community is, which nobody has
  /// when that day is over everywhere.
  private long visitor(Tx tx, CommunityId community, String mark, Instant now) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt(tx, local(community, now), now), "HmacSHA256"));
      byte[] own = (community + " " + mark).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(mac.doFinal(own)).getLong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] salt(Tx tx, LocalDate today, Instant now) {
    LocalDate oldest = day(now.minus(HALF_A_DAY));
    salts.keySet().removeIf(day -> day.isBefore(oldest));
    byte[] known = salts.get(today);
    if (known == null) {
      byte[] fresh = new byte[SALT];
      random.nextBytes(fresh);
      known = JourneysStore.salt(tx, today, oldest, fresh);
      salts.put(today, known);
    }
    return known;
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
    if (level == Level.COUNTS && fact.at().isBefore(now.minus(LATE))) {
      return; // of them it is only kept that they did something today
    }
    Who who = new Who(member, level, member.toString());
    JourneysStore.lock(tx, community);
    identity(tx, community, who, now, now.minus(BEFORE))
        .flatMap(identity -> row(identity, sighting(identity, fact, now), today(community, now)))
        .ifPresent(row -> JourneysStore.insert(tx, community, List.of(row), now));
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
    JourneysStore.lock(tx, community);
    doors
        .key()
        .pseudonym(member, scope(community))
        .ifPresent(pseudonym -> {
          PeopleStore.leave(tx, community, pseudonym)
              .ifPresent(no -> JourneysStore.forget(tx, community, no));
          if (stays) {
            PeopleStore.enter(tx, community, List.of(pseudonym), clock.instant());
          }
        });
  }
}
