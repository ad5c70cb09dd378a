package org.coomunity.decisions.circles;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.decisions.circles.CirclesDoors.Purse;
import org.coomunity.decisions.circles.SessionStore.Row;
import org.coomunity.decisions.circles.SessionStore.Seat;
import org.coomunity.decisions.circles.Words.SeatState;
import org.coomunity.decisions.circles.Words.SessionState;
import org.coomunity.exchange.ledger.Ledger;
import org.coomunity.exchange.ledger.Transfer;

/// Places in sessions and what is reserved for them. A place and its money change together: each
/// change is guarded by how the place stood, and whoever comes second looks again.
final class Places {
  private static final int LOOKS = 8;

  private final Database database;
  private final Bookings bookings;
  private final Outbox outbox;
  private final InstantSource clock;
  private final CirclesDoors doors;

  Places(Database database, Ledger ledger, Outbox outbox, InstantSource clock, CirclesDoors doors) {
    this.database = database;
    this.bookings = new Bookings(database, ledger);
    this.outbox = outbox;
    this.clock = clock;
    this.doors = doors;
  }

  /// Takes a place, or one on the waiting list.
  void join(Standing standing, UUID circle, UUID id) {
    CommunityId community = standing.community();
    int no = standing.no();
    for (int look = 0; look < LOOKS; look++) {
      Instant now = clock.instant();
      Row row = row(community, id);
      SeatState state = seat(community, id, no).map(Seat::state).orElse(SeatState.LEFT);
      boolean here =
          database
              .read(tx -> CircleStore.member(tx, community, circle, no))
              .filter(CircleStore.Member::inside)
              .isPresent();
      if (!row.circleId().equals(circle)) {
        throw Refused.because(Refusal.NOT_FOUND);
      }
      if (state == SeatState.SEATED || state == SeatState.CONFIRMED) {
        return;
      }
      if (!here) {
        throw Refused.because(Refusal.NOT_ALLOWED);
      }
      if (row.teacherNo() == no) {
        throw Refused.because(Refusal.SAME_MEMBER);
      }
      if (row.state() != SessionState.PLANNED
          || !row.startsAt().isAfter(now)
          || state == SeatState.RETURNED) {
        throw Sessions.wrong(row, now);
      }
      boolean done =
          row.seated() < row.capacity()
              ? seated(row, no, standing.actorNo(), false, now)
              : waits(row, no, now);
      if (done) {
        return;
      }
    }
    throw Refused.because(Refusal.BUSY);
  }

  private Row row(CommunityId community, UUID id) {
    return database
        .read(tx -> SessionStore.find(tx, community, id))
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  private Optional<Seat> seat(CommunityId community, UUID id, int no) {
    return database.read(tx -> SessionStore.seat(tx, community, id, no));
  }

  /// False when somebody else was faster.
  private boolean seated(Row row, int no, int actor, boolean promoted, Instant now) {
    Purse purse = doors.purses().of(row.communityId());
    List<Transfer> transfers = new ArrayList<>();
    Reserved reserved =
        row.price() == 0 ? Reserved.NOTHING : reserved(row, no, actor, purse, transfers, now);
    Rider sits =
        promoted
            ? SessionStore.promote(row, no, reserved)
            : SessionStore.sit(row, no, reserved, now);
    return bookings.carried(
        purse,
        transfers,
        List.of(
            SessionStore.seated(row, now),
            sits,
            outbox.rider(
                new CirclesEvent.SessionJoined(
                    row.communityId(),
                    row.circleId(),
                    row.id(),
                    row.teacherNo(),
                    no,
                    promoted,
                    row.title(),
                    now))));
  }

  /// The levy of the community is paid like that of a trade: as it is when the place is taken.
  private Reserved reserved(
      Row row, int no, int actor, Purse purse, List<Transfer> transfers, Instant now) {
    CirclesDoors.Share split = doors.shares().of(row.communityId(), row.price());
    int learner = doors.accounts().of(row.communityId(), no);
    int teacher = doors.accounts().of(row.communityId(), row.teacherNo());
    UUID pay = null;
    UUID share = null;
    if (split.received() > 0) {
      pay = Uuid7.at(now);
      transfers.add(
          Transfer.pending(
              pay, learner, teacher, split.received(), purse.kind(), actor, row.title(), null));
    }
    if (split.levy() > 0) {
      share = Uuid7.at(now);
      transfers.add(
          Transfer.pending(
              share,
              learner,
              purse.fund(),
              split.levy(),
              purse.fundKind(),
              actor,
              row.title(),
              null));
    }
    return new Reserved(pay, share, split.levy(), split.received());
  }

  private boolean waits(Row seen, int no, Instant now) {
    return database.write(tx -> {
      Row row = SessionStore.held(tx, seen.communityId(), seen.id()).orElseThrow();
      if (row.seated() < row.capacity()) {
        return false;
      }
      SessionStore.wait(tx, row.communityId(), row.id(), no, now);
      return true;
    });
  }

  /// Gives a place back before it begins; whoever waits the longest and can pay has it then.
  void leave(Standing standing, UUID circle, UUID id) {
    CommunityId community = standing.community();
    Row row = row(community, id);
    Instant now = clock.instant();
    if (!row.circleId().equals(circle)) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    Optional<Seat> seat = seat(community, id, standing.no());
    if (seat.isEmpty() || seat.get().state() == SeatState.LEFT) {
      return;
    }
    if (row.state() != SessionState.PLANNED || !row.startsAt().isAfter(now)) {
      throw Sessions.wrong(row, now);
    }
    boolean waited = database.write(tx -> SessionStore.unwait(tx, community, id, standing.no()));
    if (!waited) {
      seat(community, id, standing.no())
          .filter(own -> own.state() == SeatState.SEATED)
          .ifPresent(own -> free(row, own, SeatState.LEFT, standing.actorNo()));
      promote(row);
    }
  }

  private void promote(Row row) {
    Instant now = clock.instant();
    for (Seat seat : database.read(tx -> SessionStore.seats(tx, row.communityId(), row.id()))) {
      Row fresh = row(row.communityId(), row.id());
      if (fresh.seated() >= fresh.capacity()) {
        return;
      }
      if (seat.state() == SeatState.WAITING) {
        offered(fresh, seat.no(), now);
      }
    }
  }

  /// Whoever has nothing free now keeps their place on the list; the next one is asked.
  private void offered(Row row, int no, Instant now) {
    try {
      seated(row, no, no, true, now);
    } catch (Refused refused) {
      if (refused.refusal() != Refusal.CREDIT_LIMIT
          && refused.refusal() != Refusal.ACCOUNT_CLOSED) {
        throw refused;
      }
    }
  }

  /// Frees a place and what was reserved for it. Nothing happens when it is free already.
  void free(Row row, Seat seat, SeatState to, int actor) {
    Purse purse = doors.purses().of(row.communityId());
    List<Rider> riders =
        new ArrayList<>(List.of(SessionStore.end(row, seat.no(), to), SessionStore.freed(row)));
    if (to == SeatState.RETURNED) {
      riders.add(
          outbox.rider(
              new CirclesEvent.SessionReturned(
                  row.communityId(),
                  row.circleId(),
                  row.id(),
                  row.teacherNo(),
                  seat.no(),
                  seat.pay(),
                  row.title(),
                  clock.instant())));
    }
    List<Transfer> back =
        reserved(seat).stream()
            .map(transfer -> Transfer.release(Uuid7.at(clock.instant()), transfer, actor))
            .toList();
    bookings.carried(purse, back, riders);
  }

  private static List<UUID> reserved(Seat seat) {
    List<UUID> reserved = new ArrayList<>();
    if (seat.pay() != null) {
      reserved.add(seat.pay());
    }
    if (seat.share() != null) {
      reserved.add(seat.share());
    }
    return reserved;
  }

  /// Somebody who has nothing reserved gives their place back inside a transaction.
  void stand(Tx tx, Row row, int no) {
    Bookings.run(tx, List.of(SessionStore.end(row, no, SeatState.LEFT), SessionStore.freed(row)));
  }

  /// Frees all places.
  void empty(Row row, SeatState to) {
    for (Seat seat : database.read(tx -> SessionStore.seats(tx, row.communityId(), row.id()))) {
      if (seat.state() == SeatState.SEATED) {
        free(row, seat, to, 0);
      } else if (seat.state() == SeatState.WAITING) {
        database.write(tx -> SessionStore.unwait(tx, row.communityId(), row.id(), seat.no()));
      }
    }
  }

  /// Pays for a place once both have said that it took place.
  void settle(CommunityId community, UUID id, int no, int actor) {
    for (int look = 0; look < LOOKS; look++) {
      Row row = row(community, id);
      Seat seat = seat(community, id, no).orElseThrow();
      if (seat.state() != SeatState.SEATED
          || seat.teacherRating() == null
          || seat.learnerRating() == null
          || paid(row, seat, actor)) {
        return;
      }
    }
    throw Refused.because(Refusal.BUSY);
  }

  private boolean paid(Row row, Seat seat, int actor) {
    Instant now = clock.instant();
    boolean first = !row.taught();
    int ofTeacher = Objects.requireNonNull(seat.learnerRating());
    int ofLearner = Objects.requireNonNull(seat.teacherRating());
    List<Rider> riders =
        List.of(
            SessionStore.first(row, first),
            SessionStore.learned(row, seat.no(), ofLearner),
            SessionStore.taught(row, ofTeacher, first),
            outbox.rider(
                new CirclesEvent.SessionConfirmed(
                    row.communityId(),
                    row.circleId(),
                    row.id(),
                    pair(row, seat),
                    row.teacherNo(),
                    seat.no(),
                    row.minutes(),
                    ofTeacher,
                    ofLearner,
                    row.price(),
                    row.title(),
                    now)));
    return posted(row, seat, actor, riders, now);
  }

  private static UUID pair(Row row, Seat seat) {
    return Uuid8.of(row.id() + " " + seat.no());
  }

  /// Posts what is reserved for a place, and what else belongs to it; false when somebody else was
  /// faster.
  private boolean posted(Row row, Seat seat, int actor, List<Rider> more, Instant now) {
    List<Rider> riders = new ArrayList<>();
    riders.add(SessionStore.end(row, seat.no(), SeatState.CONFIRMED));
    riders.addAll(more);
    List<Transfer> transfers =
        reserved(seat).stream()
            .map(transfer -> Transfer.post(Uuid7.at(now), transfer, -1, actor))
            .toList();
    if (!transfers.isEmpty()) {
      riders.add(
          outbox.rider(
              new CirclesEvent.SessionPaid(
                  row.communityId(),
                  row.circleId(),
                  row.id(),
                  pair(row, seat),
                  row.teacherNo(),
                  seat.no(),
                  row.price(),
                  seat.levy(),
                  seat.received(),
                  now)));
    }
    return bookings.carried(doors.purses().of(row.communityId()), transfers, riders);
  }

  /// Pays for a place of which the teacher said that the learner was there, while the learner said
  /// nothing. Nobody is rated.
  void silent(Row row, Seat seat) {
    if (seat.learnerRating() == null) {
      posted(row, seat, 0, List.of(), clock.instant());
    } else {
      settle(row.communityId(), row.id(), seat.no(), 0);
    }
  }

  /// The time to confirm is over: where the teacher said that a learner was there and they said
  /// nothing, it is paid, as a trade is; all else goes back. Nobody is rated.
  void finish(Row row) {
    kept(row);
    empty(row, SeatState.RETURNED);
  }

  /// Pays for all places of which the teacher said that the learner was there.
  void kept(Row row) {
    for (Seat seat : database.read(tx -> SessionStore.seats(tx, row.communityId(), row.id()))) {
      if (seat.state() == SeatState.SEATED && seat.teacherRating() != null) {
        silent(row, seat);
      }
    }
  }
}
