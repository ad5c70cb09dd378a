package org.coomunity.decisions.circles;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.db.Database;
import org.coomunity.decisions.circles.CirclesDoors.Person;
import org.coomunity.decisions.circles.SessionStore.Row;
import org.coomunity.decisions.circles.SessionStore.Seat;
import org.coomunity.decisions.circles.Words.SeatState;
import org.jspecify.annotations.Nullable;

/// Sessions as people read them: who learns is for the teacher, and for each their own place.
final class SessionViews {
  private final Database database;
  private final CirclesDoors doors;

  SessionViews(Database database, CirclesDoors doors) {
    this.database = database;
    this.doors = doors;
  }

  KnowledgeSession one(Standing standing, UUID circle, UUID id) {
    Row row =
        database
            .read(tx -> SessionStore.find(tx, standing.community(), id))
            .filter(found -> found.circleId().equals(circle))
            .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    return one(standing, row);
  }

  KnowledgeSession one(Standing standing, Row row) {
    return views(standing, List.of(row)).getFirst();
  }

  Page<KnowledgeSession> list(Standing standing, UUID circle, int limit, Optional<String> cursor) {
    CommunityId community = standing.community();
    Place place = Place.of(cursor).orElse(null);
    List<Row> rows =
        database.read(tx -> {
          if (CircleStore.find(tx, community, circle).isEmpty()) {
            throw Refused.because(Refusal.NOT_FOUND);
          }
          return SessionStore.list(
              tx,
              community,
              circle,
              place == null ? null : place.at(),
              place == null ? null : place.id(),
              limit + 1);
        });
    Page<Row> page = Page.of(rows, limit, row -> new Place(row.startsAt(), row.id()).text());
    return new Page<>(views(standing, page.items()), page.next());
  }

  private List<KnowledgeSession> views(Standing standing, List<Row> rows) {
    CommunityId community = standing.community();
    Map<UUID, List<Seat>> seats = new HashMap<>();
    Set<Integer> numbers = new TreeSet<>();
    for (Row row : rows) {
      List<Seat> all = database.read(tx -> SessionStore.seats(tx, community, row.id()));
      seats.put(row.id(), all);
      numbers.add(row.teacherNo());
      all.stream().map(Seat::no).forEach(numbers::add);
    }
    Map<Integer, Person> people =
        numbers.isEmpty() ? Map.of() : doors.names().of(community, numbers);
    Unit unit = doors.purses().of(community).unit();
    return rows.stream()
        .map(row -> view(standing.no(), row, seats.getOrDefault(row.id(), List.of()), people, unit))
        .toList();
  }

  private static KnowledgeSession view(
      int reader, Row row, List<Seat> seats, Map<Integer, Person> people, Unit unit) {
    boolean teaches = row.teacherNo() == reader;
    List<KnowledgeSession.Seat> shown = new ArrayList<>();
    String mine = teaches ? "teacher" : null;
    for (Seat seat : seats) {
      if (teaches || seat.no() == reader) {
        shown.add(shown(seat, people.get(seat.no())));
      }
      if (seat.no() == reader) {
        mine = Words.key(seat.state());
      }
    }
    Person teacher = people.get(row.teacherNo());
    return new KnowledgeSession(
        row.id(),
        row.circleId(),
        teacher == null ? "" : teacher.handle(),
        teacher == null ? "" : teacher.name(),
        row.title(),
        row.story(),
        row.place(),
        row.startsAt(),
        row.minutes(),
        row.capacity(),
        unit.format(row.price()),
        Words.key(row.state()),
        row.seated(),
        (int) seats.stream().filter(seat -> seat.state() == SeatState.WAITING).count(),
        mine,
        shown);
  }

  private static KnowledgeSession.Seat shown(Seat seat, @Nullable Person person) {
    return new KnowledgeSession.Seat(
        person == null ? "" : person.handle(),
        person == null ? "" : person.name(),
        Words.key(seat.state()),
        seat.teacherRating() != null,
        seat.learnerRating() != null);
  }
}
