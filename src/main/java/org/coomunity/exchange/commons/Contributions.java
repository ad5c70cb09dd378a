package org.coomunity.exchange.commons;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.exchange.commons.CommonsDoors.Person;
import org.coomunity.exchange.commons.CommonsDoors.Seat;
import org.coomunity.exchange.commons.ContributionStore.Party;
import org.coomunity.exchange.commons.ContributionStore.Row;
import org.jspecify.annotations.Nullable;

/// What members did for all, and the two others who say that it is so. A person confirms once,
/// whichever organisation they act for, and never what is theirs.
final class Contributions {
  private final Database database;
  private final InstantSource clock;
  private final CommonsDoors doors;

  private final Evidence evidence;

  Contributions(Database database, InstantSource clock, CommonsDoors doors, Evidence evidence) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
    this.evidence = evidence;
  }

  Made<Contribution> contribute(Standing standing, Contribution.Draft draft) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    Row row =
        new Row(
            draft.id() == null ? Uuid7.at(now) : draft.id(),
            standing.no(),
            standing.actorNo(),
            ContributionKind.of(draft.kind()),
            CommonsRules.title(draft.title()),
            CommonsRules.story(draft.story()),
            CommonsRules.benefit(draft.benefit()),
            CommonsRules.hours(draft.hours()),
            CommonsRules.evidence(draft.evidence()),
            CommonsRules.link(draft.link()),
            draft.mission(),
            draft.mission() == null ? null : draft.step(),
            ContributionState.OPEN,
            0,
            0,
            Json.write(draft),
            now,
            null);
    List<Party> parties = parties(standing, row.id(), draft);
    Made<Row> made =
        database.write(tx -> {
          Optional<Row> earlier = ContributionStore.find(tx, community, row.id());
          if (earlier.isPresent()) {
            return Made.replay(same(earlier.get(), row));
          }
          if (row.mission() != null) {
            Missions.demand(tx, community, row.mission(), row.step(), now);
          }
          Instant since = now.minus(CommonsRules.DAY);
          if (ContributionStore.since(tx, community, row.no(), since) >= CommonsRules.DAY_MOST) {
            throw Refused.because(
                Refusal.TOO_MANY_TODAY,
                "limit",
                CommonsRules.DAY_MOST,
                "retryAfter",
                CommonsRules.DAY.toSeconds());
          }
          if (!ContributionStore.insert(tx, community, row)) {
            Row other = ContributionStore.find(tx, community, row.id()).orElseThrow();
            return Made.replay(same(other, row));
          }
          ContributionStore.parties(tx, community, parties);
          tx.publish(
              new CommonsEvent.ContributionMade(
                  community, row.id(), row.no(), row.kind(), row.title(), asked(parties), now));
          return Made.fresh(row);
        });
    return made.map(one -> view(standing, one));
  }

  private static Row same(Row earlier, Row said) {
    if (earlier.no() != said.no() || !earlier.asked().equals(said.asked())) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "id");
    }
    return earlier;
  }

  /// Who is asked: those who were named, and those who had something of it, as far as they may.
  private static List<Integer> asked(List<Party> parties) {
    Set<Integer> asked = new TreeSet<>();
    for (Party party : parties) {
      if (!party.part().equals(ContributionStore.BARRED)) {
        asked.add(party.no());
      }
    }
    parties.stream()
        .filter(party -> party.part().equals(ContributionStore.BARRED))
        .forEach(party -> asked.remove(party.no()));
    return List.copyOf(asked);
  }

  private List<Party> parties(Standing standing, UUID id, Contribution.Draft draft) {
    CommunityId community = standing.community();
    Set<Party> parties = new LinkedHashSet<>();
    parties.add(new Party(id, ContributionStore.BARRED, standing.no()));
    parties.add(new Party(id, ContributionStore.BARRED, standing.actorNo()));
    for (String handle :
        CommonsRules.handles(
            draft.beneficiaries(), "beneficiaries", CommonsRules.BENEFICIARIES_MOST)) {
      Seat seat = seat(community, handle, standing);
      parties.add(new Party(id, ContributionStore.BENEFICIARY, seat.no()));
      if (seat.invitedBy() != null) {
        parties.add(new Party(id, ContributionStore.BARRED, seat.invitedBy()));
      }
    }
    for (String handle :
        CommonsRules.handles(draft.witnesses(), "witnesses", CommonsRules.WITNESSES_MOST)) {
      Seat seat = seat(community, handle, standing);
      if (parties.contains(new Party(id, ContributionStore.BARRED, seat.no()))) {
        throw Refused.field(Refusal.NOT_ALLOWED, "witnesses");
      }
      parties.add(new Party(id, ContributionStore.WITNESS, seat.no()));
    }
    return List.copyOf(parties);
  }

  private Seat seat(CommunityId community, String handle, Standing author) {
    Seat seat = doors.seats().of(community, handle);
    if (seat == null) {
      throw Refused.because(Refusal.MEMBER_UNKNOWN);
    }
    if (seat.no() == author.no() || seat.no() == author.actorNo()) {
      throw Refused.because(Refusal.SAME_MEMBER);
    }
    return seat;
  }

  Contribution contribution(Standing standing, UUID id) {
    Row row =
        database
            .read(tx -> ContributionStore.find(tx, standing.community(), id))
            .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    return view(standing, row);
  }

  Page<Contribution> list(
      Standing standing, @Nullable String state, int limit, Optional<String> cursor) {
    ContributionState wanted = state == null ? null : stateOf(state);
    Place place = Place.of(cursor).orElse(null);
    List<Row> rows =
        database.read(tx ->
            ContributionStore.list(
                tx,
                standing.community(),
                wanted,
                place == null ? null : place.at(),
                place == null ? null : place.id(),
                limit + 1));
    Page<Row> page = Page.of(rows, limit, row -> new Place(row.at(), row.id()).text());
    return new Page<>(views(standing, page.items()), page.next());
  }

  private static ContributionState stateOf(String key) {
    for (ContributionState state : ContributionState.values()) {
      if (state.key().equals(key) && state != ContributionState.WITHDRAWN) {
        return state;
      }
    }
    throw Refused.field(Refusal.FIELD_FORMAT, "state");
  }

  /// Says that it is so, or takes that back.
  Contribution confirm(Standing standing, UUID id, boolean confirms) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    int person = standing.actorNo();
    Row next =
        database.write(tx -> {
          Row row = held(tx, community, id);
          List<Party> parties = ContributionStore.parties(tx, community, List.of(id));
          boolean barred =
              is(parties, ContributionStore.BARRED, person)
                  || is(parties, ContributionStore.BARRED, standing.no());
          if (barred) {
            throw Refused.because(Refusal.NOT_ALLOWED);
          }
          if (row.state() == ContributionState.WITHDRAWN) {
            throw Refused.because(Refusal.WRONG_STATE, "state", row.state().key());
          }
          boolean changed =
              confirms
                  ? ContributionStore.confirm(tx, community, id, person, now)
                  : ContributionStore.unconfirm(tx, community, id, person);
          if (!changed) {
            return row;
          }
          int confirmations = row.confirmations() + (confirms ? 1 : -1);
          return counted(tx, community, row, parties, person, confirmations, now);
        });
    return view(standing, next);
  }

  private static boolean is(List<Party> parties, String part, int no) {
    return parties.stream().anyMatch(party -> party.part().equals(part) && party.no() == no);
  }

  private static Row counted(
      Tx tx,
      CommunityId community,
      Row row,
      List<Party> before,
      int person,
      int confirmations,
      Instant now) {
    boolean was = row.state() == ContributionState.CONFIRMED;
    boolean is = confirmations >= CommonsRules.CONFIRMATIONS;
    int round = row.round() + (is && !was ? 1 : 0);
    ContributionState state = is ? ContributionState.CONFIRMED : ContributionState.OPEN;
    Instant confirmedAt = !is ? null : was ? row.confirmedAt() : now;
    ContributionStore.change(tx, community, row.id(), state, round, confirmations, confirmedAt);
    if (is && !was) {
      Set<Integer> by = new TreeSet<>(Set.of(person));
      before.stream()
          .filter(party -> party.part().equals(ContributionStore.CONFIRMED))
          .forEach(party -> by.add(party.no()));
      tx.publish(
          new CommonsEvent.ContributionConfirmed(
              community,
              row.id(),
              row.no(),
              row.actorNo(),
              row.kind(),
              row.title(),
              round,
              row.hoursE2(),
              List.copyOf(by),
              row.mission(),
              row.step(),
              now));
    }
    if (was && !is) {
      unconfirmed(tx, community, row, now);
    }
    return ContributionStore.find(tx, community, row.id()).orElseThrow();
  }

  private static void unconfirmed(Tx tx, CommunityId community, Row row, Instant now) {
    tx.publish(
        new CommonsEvent.ContributionUnconfirmed(
            community,
            row.id(),
            row.no(),
            row.kind(),
            row.round(),
            row.hoursE2(),
            Objects.requireNonNull(row.confirmedAt()),
            row.mission(),
            row.step(),
            now));
  }

  private static Row held(Tx tx, CommunityId community, UUID id) {
    return ContributionStore.held(tx, community, id)
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  /// Takes back what one told oneself.
  Contribution withdraw(Standing standing, UUID id) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    Row next =
        database.write(tx -> {
          Row row = held(tx, community, id);
          if (row.no() != standing.no()) {
            throw Refused.because(Refusal.NOT_ALLOWED);
          }
          if (row.state() == ContributionState.WITHDRAWN) {
            return row;
          }
          if (row.state() == ContributionState.CONFIRMED) {
            unconfirmed(tx, community, row, now);
          }
          EvidenceStore.removeAll(tx, community, id);
          ContributionStore.change(
              tx,
              community,
              id,
              ContributionState.WITHDRAWN,
              row.round(),
              row.confirmations(),
              null);
          return ContributionStore.find(tx, community, id).orElseThrow();
        });
    return view(standing, next);
  }

  private Contribution view(Standing standing, Row row) {
    return views(standing, List.of(row)).getFirst();
  }

  private List<Contribution> views(Standing standing, List<Row> rows) {
    CommunityId community = standing.community();
    List<UUID> ids = rows.stream().map(Row::id).toList();
    List<Party> parties = database.read(tx -> ContributionStore.parties(tx, community, ids));
    Map<UUID, List<Contribution.Photo>> photos = evidence.of(standing, ids);
    Map<UUID, List<Party>> byRow = new HashMap<>();
    Set<Integer> numbers = new TreeSet<>();
    parties.forEach(party -> {
      byRow.computeIfAbsent(party.contributionId(), id -> new ArrayList<>()).add(party);
      numbers.add(party.no());
    });
    rows.forEach(row -> numbers.add(row.no()));
    Map<Integer, Person> people =
        numbers.isEmpty() ? Map.of() : doors.names().of(community, numbers);
    return rows.stream()
        .map(row ->
            view(
                standing,
                row,
                byRow.getOrDefault(row.id(), List.of()),
                people,
                photos.getOrDefault(row.id(), List.of())))
        .toList();
  }

  private static Contribution view(
      Standing standing,
      Row row,
      List<Party> parties,
      Map<Integer, Person> people,
      List<Contribution.Photo> photos) {
    Person author = people.get(row.no());
    boolean barred =
        is(parties, ContributionStore.BARRED, standing.no())
            || is(parties, ContributionStore.BARRED, standing.actorNo());
    boolean byMe = is(parties, ContributionStore.CONFIRMED, standing.actorNo());
    return new Contribution(
        row.id(),
        author == null ? "" : author.handle(),
        author == null ? "" : author.name(),
        row.kind(),
        row.title(),
        row.story(),
        row.benefit(),
        handles(parties, ContributionStore.BENEFICIARY, people),
        row.hoursE2() == null ? null : CommonsRules.HOURS.format(row.hoursE2()),
        row.evidence(),
        row.link(),
        row.state().key(),
        handles(parties, ContributionStore.CONFIRMED, people),
        Math.max(0, CommonsRules.CONFIRMATIONS - row.confirmations()),
        !byMe && CommonsRules.mayConfirm(row.state(), barred),
        byMe,
        photos,
        row.mission(),
        row.step(),
        row.at(),
        row.confirmedAt());
  }

  private static List<String> handles(
      List<Party> parties, String part, Map<Integer, Person> people) {
    return parties.stream()
        .filter(party -> party.part().equals(part))
        .map(party -> people.get(party.no()))
        .filter(Objects::nonNull)
        .map(Person::handle)
        .toList();
  }
}
