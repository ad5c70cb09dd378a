package org.coomunity.decisions.circles;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.circles.CircleStore.Member;
import org.coomunity.decisions.circles.SessionStore.Row;
import org.coomunity.decisions.circles.SessionStore.Seat;
import org.coomunity.decisions.circles.Words.Kind;
import org.coomunity.decisions.circles.Words.SeatState;
import org.coomunity.decisions.circles.Words.SessionState;

/// Sessions from plan to end: who may teach, who has a place, what both say afterwards.
final class Sessions {
  private final Database database;
  private final InstantSource clock;
  private final CirclesDoors doors;
  private final Places places;

  Sessions(Database database, InstantSource clock, CirclesDoors doors, Places places) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
    this.places = places;
  }

  Made<Row> plan(Standing standing, UUID circle, KnowledgeSession.Draft draft) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    CirclesDoors.Purse purse = doors.purses().of(community);
    long price = draft.price() == null ? 0 : purse.unit().parseOrZero(draft.price(), "price");
    if (price > 0 && purse.gifts()) {
      throw Refused.because(Refusal.GIFT_MODE);
    }
    Row row =
        new Row(
            community,
            draft.id() == null ? Uuid7.at(now) : draft.id(),
            circle,
            standing.no(),
            CircleRules.words(draft.title(), "title", 3, 120),
            CircleRules.words(draft.story(), "story", 1, 4_000),
            CircleRules.words(draft.place(), "place", 1, 200),
            draft.startsAt(),
            CircleRules.minutes(draft.minutes()),
            CircleRules.capacity(draft.capacity()),
            price,
            SessionState.PLANNED,
            0,
            false,
            Json.write(draft),
            now);
    return database.write(tx -> {
      CircleStore.Row where =
          CircleStore.held(tx, community, circle)
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      Optional<Row> earlier = SessionStore.find(tx, community, row.id());
      if (earlier.isPresent()) {
        return Made.replay(same(earlier.get(), row));
      }
      CircleRules.starts(draft.startsAt(), now);
      teaches(tx, where, standing);
      if (SessionStore.planned(tx, community, row.teacherNo()) >= CircleRules.PLANNED_MOST) {
        throw Refused.because(Refusal.TOO_MANY_OPEN, "most", CircleRules.PLANNED_MOST);
      }
      if (!SessionStore.insert(tx, row)) {
        throw Refused.because(Refusal.BUSY);
      }
      tx.publish(
          new CirclesEvent.SessionPlanned(
              community, circle, row.id(), row.teacherNo(), row.title(), now));
      return Made.fresh(row);
    });
  }

  private static Row same(Row earlier, Row said) {
    if (earlier.teacherNo() != said.teacherNo() || !earlier.asked().equals(said.asked())) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "id");
    }
    return earlier;
  }

  /// In a circle elders and those who facilitate teach; in a CoP those who have come far enough.
  private static void teaches(Tx tx, CircleStore.Row circle, Standing standing) {
    CommunityId community = standing.community();
    Member member =
        CircleStore.member(tx, community, circle.id(), standing.no())
            .filter(Member::inside)
            .orElseThrow(() -> Refused.because(Refusal.NOT_ALLOWED));
    boolean may =
        circle.kind() == Kind.COP
            ? CircleRules.teaches(
                member.facilitates(), member.level(), far(tx, community, circle.id()))
            : member.role() != Words.CircleRole.MEMBER;
    if (!may) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
  }

  private static boolean far(Tx tx, CommunityId community, UUID circle) {
    return CircleStore.practised(tx, community, circle, CircleRules.FAR_ATTENDED, 500).stream()
        .anyMatch(member -> member.level() >= CircleRules.TEACHES);
  }

  /// Moves a session that has not begun.
  Row move(Standing standing, UUID circle, UUID id, KnowledgeSession.Change change) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    return database.write(tx -> {
      Row row = held(tx, community, circle, id);
      if (row.teacherNo() != standing.no()) {
        throw Refused.because(Refusal.NOT_ALLOWED);
      }
      ahead(row, now);
      String place =
          change.place() == null ? row.place() : CircleRules.words(change.place(), "place", 1, 200);
      Instant starts =
          change.startsAt() == null ? row.startsAt() : CircleRules.starts(change.startsAt(), now);
      if (place.equals(row.place()) && starts.equals(row.startsAt())) {
        return row;
      }
      SessionStore.moved(tx, community, id, place, starts);
      tx.publish(
          new CirclesEvent.SessionMoved(
              community, circle, id, row.teacherNo(), learners(tx, row), row.title(), now));
      return SessionStore.find(tx, community, id).orElseThrow();
    });
  }

  private static Row held(Tx tx, CommunityId community, UUID circle, UUID id) {
    return SessionStore.held(tx, community, id)
        .filter(row -> row.circleId().equals(circle))
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  private static void ahead(Row row, Instant now) {
    if (row.state() != SessionState.PLANNED || !row.startsAt().isAfter(now)) {
      throw wrong(row, now);
    }
  }

  static Refused wrong(Row row, Instant now) {
    boolean begun = row.state() == SessionState.PLANNED && !row.startsAt().isAfter(now);
    return Refused.because(Refusal.WRONG_STATE, "state", begun ? "begun" : Words.key(row.state()));
  }

  private static List<Integer> learners(Tx tx, Row row) {
    return SessionStore.seats(tx, row.communityId(), row.id()).stream()
        .filter(seat -> seat.state() == SeatState.SEATED || seat.state() == SeatState.WAITING)
        .map(Seat::no)
        .toList();
  }

  /// Calls a session off while nobody confirmed it: the teacher, or who facilitates the circle.
  void cancel(Standing standing, UUID circle, UUID id) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    Row cancelled =
        database.write(tx -> {
          Row row = held(tx, community, circle, id);
          if (row.teacherNo() != standing.no()) {
            Ties.demand(tx, standing, circle);
          }
          if (row.state() == SessionState.CANCELLED) {
            return row;
          }
          if (row.state() != SessionState.PLANNED || row.taught()) {
            throw Refused.because(Refusal.WRONG_STATE, "state", "begun");
          }
          off(tx, row, now);
          return row;
        });
    places.empty(cancelled, SeatState.RETURNED);
  }

  private static void off(Tx tx, Row row, Instant now) {
    List<Integer> learners = learners(tx, row);
    SessionStore.state(tx, row.communityId(), row.id(), SessionState.CANCELLED);
    tx.publish(
        new CirclesEvent.SessionCancelled(
            row.communityId(),
            row.circleId(),
            row.id(),
            row.teacherNo(),
            learners,
            row.title(),
            now));
  }

  /// Says that it took place: the teacher of a learner, or a learner of the session.
  void confirm(Standing standing, UUID circle, UUID id, KnowledgeSession.Confirmation said) {
    int rating = CircleRules.rating(said.rating());
    CommunityId community = standing.community();
    int learner =
        database.write(tx -> {
          Row row = held(tx, community, circle, id);
          boolean teacher = row.teacherNo() == standing.no();
          int no = teacher ? learner(community, said) : standing.no();
          Seat seat =
              SessionStore.seat(tx, community, id, no)
                  .orElseThrow(() ->
                      Refused.because(teacher ? Refusal.MEMBER_UNKNOWN : Refusal.NOT_ALLOWED));
          if (seat.state() == SeatState.CONFIRMED) {
            return no;
          }
          begun(row);
          if (seat.state() != SeatState.SEATED) {
            throw Refused.because(Refusal.WRONG_STATE, "state", Words.key(seat.state()));
          }
          if (teacher) {
            SessionStore.teacherSaid(tx, community, id, no, rating);
          } else {
            SessionStore.learnerSaid(tx, community, id, no, rating);
          }
          return no;
        });
    places.settle(community, id, learner, standing.actorNo());
  }

  private int learner(CommunityId community, KnowledgeSession.Confirmation said) {
    String handle = said.learner();
    if (handle == null || handle.isBlank()) {
      throw Refused.field(Refusal.FIELD_MISSING, "learner");
    }
    Integer no = doors.seats().of(community, handle);
    if (no == null) {
      throw Refused.because(Refusal.MEMBER_UNKNOWN);
    }
    return no;
  }

  private void begun(Row row) {
    Instant now = clock.instant();
    if (row.state() != SessionState.PLANNED || row.startsAt().isAfter(now)) {
      throw Refused.because(Refusal.WRONG_STATE, "state", Words.key(row.state()));
    }
  }

  /// A learner says that nobody came to teach: what was reserved goes back, nobody is rated.
  void absent(Standing standing, UUID circle, UUID id) {
    CommunityId community = standing.community();
    Row row =
        database.read(tx ->
            SessionStore.find(tx, community, id)
                .filter(found -> found.circleId().equals(circle))
                .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND)));
    Seat seat =
        database
            .read(tx -> SessionStore.seat(tx, community, id, standing.no()))
            .orElseThrow(() -> Refused.because(Refusal.NOT_ALLOWED));
    if (seat.state() == SeatState.RETURNED) {
      return;
    }
    begun(row);
    if (seat.state() != SeatState.SEATED || seat.learnerRating() != null) {
      throw Refused.because(Refusal.WRONG_STATE, "state", Words.key(seat.state()));
    }
    places.free(row, seat, SeatState.RETURNED, standing.actorNo());
  }

  /// Ends sessions whose time to confirm is over; a job calls it.
  int sweep(int most) {
    Instant now = clock.instant();
    List<Row> due =
        database.read(tx -> SessionStore.due(tx, now.minus(CircleRules.PATIENCE), most));
    for (Row row : due) {
      if (row.state() == SessionState.PLANNED) {
        places.finish(row);
        database.write(tx -> {
          SessionStore.state(tx, row.communityId(), row.id(), SessionState.OVER);
          return 0;
        });
      } else {
        places.empty(row, SeatState.RETURNED);
      }
    }
    return due.size();
  }

  /// Somebody left the community: their places are free, their sessions do not take place. Where
  /// something was reserved they could not have left.
  void gone(Tx tx, CommunityId community, int no, Instant now) {
    for (UUID id : SessionStore.open(tx, community, no)) {
      SessionStore.held(tx, community, id)
          .ifPresent(row -> {
            if (row.teacherNo() == no) {
              off(tx, row, now);
            } else if (!SessionStore.unwait(tx, community, id, no)) {
              SessionStore.seat(tx, community, id, no)
                  .filter(seat -> seat.state() == SeatState.SEATED && seat.pay() == null)
                  .ifPresent(seat -> places.stand(tx, row, no));
            }
          });
    }
  }

  /// Settles what somebody who takes their leave of the platform has reserved or is promised: what
  /// the teacher already said took place is paid, all else is free.
  void end(CommunityId community, int no) {
    Instant now = clock.instant();
    for (UUID id : database.read(tx -> SessionStore.open(tx, community, no))) {
      Row row = database.read(tx -> SessionStore.find(tx, community, id)).orElseThrow();
      if (row.teacherNo() == no) {
        places.kept(row);
        database.write(tx -> {
          SessionStore.held(tx, community, id)
              .filter(held -> held.state() == SessionState.PLANNED)
              .ifPresent(held -> off(tx, held, now));
          return 0;
        });
        places.empty(row, SeatState.RETURNED);
      } else {
        database
            .read(tx -> SessionStore.seat(tx, community, id, no))
            .filter(seat -> seat.state() == SeatState.SEATED)
            .ifPresent(seat -> {
              if (seat.teacherRating() == null) {
                places.free(row, seat, SeatState.RETURNED, 0);
              } else {
                places.silent(row, seat);
              }
            });
        database.write(tx -> SessionStore.unwait(tx, community, id, no));
      }
    }
  }
}
