package org.coomunity.decisions.circles;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.coomunity.decisions.circles.CircleStore.Member;
import org.coomunity.decisions.circles.CirclesDoors.Person;
import org.coomunity.decisions.circles.MeetingStore.Guest;
import org.coomunity.decisions.circles.MeetingStore.Row;

/// Meetings of circles: called by who facilitates, answered by those in the circle; afterwards it
/// is marked who was there. Only who is in the circle reads them.
final class Meetings {
  private final Database database;
  private final InstantSource clock;
  private final CirclesDoors doors;

  Meetings(Database database, InstantSource clock, CirclesDoors doors) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
  }

  Made<Meeting> call(Standing standing, UUID circle, Meeting.Draft draft) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    Row row =
        new Row(
            circle,
            draft.id() == null ? Uuid7.at(now) : draft.id(),
            standing.no(),
            CircleRules.words(draft.title(), "title", 3, 120),
            CircleRules.words(draft.place(), "place", 1, 200),
            draft.startsAt(),
            CircleRules.minutes(draft.minutes()),
            null,
            null,
            Json.write(draft),
            0,
            0,
            false);
    Made<Row> made =
        database.write(tx -> {
          if (CircleStore.held(tx, community, circle).isEmpty()) {
            throw Refused.because(Refusal.NOT_FOUND);
          }
          Optional<Row> earlier = MeetingStore.find(tx, community, row.id(), standing.no());
          if (earlier.isPresent()) {
            return Made.replay(same(earlier.get(), row));
          }
          Ties.demand(tx, standing, circle);
          CircleRules.starts(row.startsAt(), now);
          if (MeetingStore.ahead(tx, community, circle, now) >= CircleRules.MEETINGS_MOST) {
            throw Refused.because(Refusal.TOO_MANY_OPEN, "most", CircleRules.MEETINGS_MOST);
          }
          if (!MeetingStore.insert(tx, community, row, now)) {
            throw Refused.because(Refusal.BUSY);
          }
          tx.publish(
              new CirclesEvent.MeetingCalled(
                  community,
                  circle,
                  row.id(),
                  row.byNo(),
                  others(tx, standing, circle),
                  row.title(),
                  now));
          return Made.fresh(row);
        });
    return made.map(one -> one(standing, circle, one.id()));
  }

  private static Row same(Row earlier, Row said) {
    boolean same =
        earlier.byNo() == said.byNo()
            && earlier.circleId().equals(said.circleId())
            && earlier.asked().equals(said.asked());
    if (!same) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "id");
    }
    return earlier;
  }

  private static List<Integer> others(Tx tx, Standing standing, UUID circle) {
    return CircleStore.insiders(
        tx, standing.community(), circle, standing.no(), CircleRules.TOLD_MOST);
  }

  /// What is done to a meeting while nobody else does something to it.
  @FunctionalInterface
  private interface Act {
    void on(Tx tx, Row row, Instant now);
  }

  private Meeting hold(Standing standing, UUID circle, UUID id, boolean facilitators, Act act) {
    Instant now = clock.instant();
    database.write(tx -> {
      Ties.inside(tx, standing, circle);
      MeetingStore.hold(tx, standing.community(), id);
      Row row = find(tx, standing, circle, id);
      if (facilitators) {
        Ties.demand(tx, standing, circle);
      }
      act.on(tx, row, now);
      return id;
    });
    return one(standing, circle, id);
  }

  private static Row find(Tx tx, Standing standing, UUID circle, UUID id) {
    return MeetingStore.find(tx, standing.community(), id, standing.no())
        .filter(row -> row.circleId().equals(circle))
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  private static String state(Row row, Instant now) {
    return CircleRules.meeting(row.cancelledAt() != null, row.startsAt(), row.minutes(), now);
  }

  private static void ahead(Row row, Instant now) {
    if (!state(row, now).equals(CircleRules.CALLED)) {
      throw Refused.because(Refusal.WRONG_STATE, "state", state(row, now));
    }
  }

  /// Another time or place, while it has not begun.
  Meeting move(Standing standing, UUID circle, UUID id, Meeting.Change change) {
    return hold(
        standing,
        circle,
        id,
        true,
        (tx, row, now) -> {
          ahead(row, now);
          String place =
              change.place() == null
                  ? row.place()
                  : CircleRules.words(change.place(), "place", 1, 200);
          Instant starts =
              change.startsAt() == null
                  ? row.startsAt()
                  : CircleRules.starts(change.startsAt(), now);
          if (!place.equals(row.place()) || !starts.equals(row.startsAt())) {
            MeetingStore.moved(tx, standing.community(), id, place, starts);
            tx.publish(
                new CirclesEvent.MeetingMoved(
                    standing.community(),
                    circle,
                    id,
                    standing.no(),
                    others(tx, standing, circle),
                    row.title(),
                    now));
          }
        });
  }

  Meeting cancel(Standing standing, UUID circle, UUID id) {
    return hold(
        standing,
        circle,
        id,
        true,
        (tx, row, now) -> {
          if (row.cancelledAt() == null) {
            ahead(row, now);
            MeetingStore.cancel(tx, standing.community(), id, now);
            tx.publish(
                new CirclesEvent.MeetingCancelled(
                    standing.community(),
                    circle,
                    id,
                    standing.no(),
                    others(tx, standing, circle),
                    row.title(),
                    now));
          }
        });
  }

  /// Says that one comes, or no longer.
  Meeting come(Standing standing, UUID circle, UUID id, boolean comes) {
    return hold(
        standing,
        circle,
        id,
        false,
        (tx, row, now) -> {
          if (row.mine() != comes) {
            ahead(row, now);
            MeetingStore.comes(tx, standing.community(), id, standing.no(), comes, now);
            told(tx, standing, circle, id, now);
          }
        });
  }

  private static void told(Tx tx, Standing standing, UUID circle, UUID id, Instant now) {
    tx.publish(new CirclesEvent.MeetingChanged(standing.community(), circle, id, now));
  }

  /// Marks who was there, once it has begun and for thirty days.
  Meeting mark(Standing standing, UUID circle, UUID id, Meeting.Attendance said) {
    if (said.handles().size() > CircleRules.TOLD_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, "handles");
    }
    CommunityId community = standing.community();
    Set<Integer> there = new TreeSet<>();
    for (String handle : said.handles()) {
      Integer no = doors.seats().of(community, handle);
      if (no == null) {
        throw Refused.because(Refusal.MEMBER_UNKNOWN);
      }
      there.add(no);
    }
    return hold(
        standing,
        circle,
        id,
        true,
        (tx, row, now) -> {
          if (!CircleRules.marks(row.cancelledAt() != null, row.startsAt(), now)) {
            throw Refused.because(Refusal.WRONG_STATE, "state", state(row, now));
          }
          for (int no : there) {
            if (CircleStore.member(tx, community, circle, no).filter(Member::inside).isEmpty()) {
              throw Refused.because(Refusal.MEMBER_UNKNOWN);
            }
          }
          MeetingStore.mark(tx, community, id, there, now);
          told(tx, standing, circle, id, now);
        });
  }

  Meeting one(Standing standing, UUID circle, UUID id) {
    return database.read(tx -> {
      Ties.inside(tx, standing, circle);
      Row row = find(tx, standing, circle, id);
      List<Guest> guests = MeetingStore.guests(tx, standing.community(), id, CircleRules.TOLD_MOST);
      return views(standing, List.of(row), guests).getFirst();
    });
  }

  /// The latest first.
  Page<Meeting> list(Standing standing, UUID circle, int limit, Optional<String> cursor) {
    Place place = Place.of(cursor).orElse(null);
    List<Row> rows =
        database.read(tx -> {
          Ties.inside(tx, standing, circle);
          return MeetingStore.list(
              tx,
              standing.community(),
              circle,
              standing.no(),
              place == null ? null : place.at(),
              place == null ? null : place.id(),
              limit + 1);
        });
    Page<Row> page = Page.of(rows, limit, row -> new Place(row.startsAt(), row.id()).text());
    return new Page<>(views(standing, page.items(), List.of()), page.next());
  }

  private List<Meeting> views(Standing standing, List<Row> rows, List<Guest> guests) {
    Instant now = clock.instant();
    Set<Integer> numbers = new TreeSet<>();
    rows.forEach(row -> numbers.add(row.byNo()));
    guests.forEach(guest -> numbers.add(guest.no()));
    Map<Integer, Person> people =
        numbers.isEmpty() ? Map.of() : doors.names().of(standing.community(), numbers);
    List<Meeting.Guest> shown = new ArrayList<>();
    for (Guest guest : guests) {
      Person person = people.get(guest.no());
      if (person != null) {
        shown.add(new Meeting.Guest(person.handle(), person.name(), guest.comes(), guest.was()));
      }
    }
    return rows.stream()
        .map(row -> {
          Person by = people.get(row.byNo());
          return new Meeting(
              row.id(),
              row.circleId(),
              by == null ? "" : by.handle(),
              by == null ? "" : by.name(),
              row.title(),
              row.place(),
              row.startsAt(),
              row.minutes(),
              state(row, now),
              row.coming(),
              row.attended(),
              row.markedAt() != null,
              row.mine(),
              shown);
        })
        .toList();
  }
}
