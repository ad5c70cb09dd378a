package org.coomunity.decisions.circles;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.circles.CircleStore.Member;
import org.coomunity.decisions.circles.CircleStore.Row;
import org.coomunity.decisions.circles.Words.Admission;
import org.coomunity.decisions.circles.Words.CircleRole;
import org.coomunity.decisions.circles.Words.Tie;

/// Who comes into a circle, who goes, and who does what in it. Everything that changes that holds
/// the circle, so that it never is without somebody who facilitates it.
final class Ties {
  private final Database database;
  private final InstantSource clock;
  private final CirclesDoors doors;

  Ties(Database database, InstantSource clock, CirclesDoors doors) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
  }

  /// What is done while a circle is held.
  @FunctionalInterface
  private interface Act {
    void on(Tx tx, Row circle, Instant now);
  }

  private void hold(CommunityId community, UUID id, Act act) {
    Instant now = clock.instant();
    database.write(tx -> {
      Row circle =
          CircleStore.held(tx, community, id).orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      act.on(tx, circle, now);
      return 0;
    });
  }

  private static Optional<Member> tie(Tx tx, CommunityId community, UUID circle, int no) {
    return CircleStore.member(tx, community, circle, no);
  }

  /// The circle, for those who are in it.
  ///
  /// @throws Refused `not_found`, `not_allowed`
  static Row inside(Tx tx, Standing standing, UUID circle) {
    Row row =
        CircleStore.find(tx, standing.community(), circle)
            .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    if (tie(tx, standing.community(), circle, standing.no()).filter(Member::inside).isEmpty()) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    return row;
  }

  static void demand(Tx tx, Standing standing, UUID circle) {
    boolean facilitates =
        tie(tx, standing.community(), circle, standing.no())
            .filter(Member::facilitates)
            .isPresent();
    if (!facilitates) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
  }

  void join(Standing standing, UUID id, Circle.Wish wish) {
    String words = CircleRules.words(wish.words(), "words", 0, 400);
    CommunityId community = standing.community();
    int no = standing.no();
    hold(
        community,
        id,
        (tx, circle, now) -> {
          Tie tie = tie(tx, community, id, no).map(Member::state).orElse(Tie.OUT);
          if (tie == Tie.IN) {
            return;
          }
          if (circle.admission() == Admission.OPEN || tie == Tie.INVITED) {
            enter(tx, community, circle, no, CircleRole.MEMBER, now);
          } else if (circle.admission() == Admission.INVITATION) {
            throw Refused.because(Refusal.NOT_ALLOWED);
          } else if (tie == Tie.OUT) {
            CircleStore.tie(tx, community, id, no, Tie.ASKED, CircleRole.MEMBER, words, now);
            List<Integer> facilitators = CircleStore.facilitators(tx, community, id);
            tx.publish(
                new CirclesEvent.CircleAsked(community, id, no, circle.name(), facilitators, now));
          }
        });
  }

  private static void enter(
      Tx tx, CommunityId community, Row circle, int no, CircleRole role, Instant now) {
    CircleStore.tie(tx, community, circle.id(), no, Tie.IN, role, "", now);
    CircleStore.count(tx, community, circle.id(), now);
    tx.publish(new CirclesEvent.CircleJoined(community, circle.id(), no, now));
  }

  /// Says yes or no to whoever asked.
  void answer(Standing standing, UUID id, String handle, boolean admits) {
    CommunityId community = standing.community();
    int no = number(community, handle);
    hold(
        community,
        id,
        (tx, circle, now) -> {
          demand(tx, standing, id);
          Tie tie = tie(tx, community, id, no).map(Member::state).orElse(Tie.OUT);
          if (tie == Tie.IN && admits) {
            return;
          }
          if (tie != Tie.ASKED) {
            throw Refused.because(Refusal.WRONG_STATE, "state", Words.key(tie));
          }
          if (admits) {
            enter(tx, community, circle, no, CircleRole.MEMBER, now);
          } else {
            CircleStore.tie(tx, community, id, no, Tie.OUT, CircleRole.MEMBER, "", now);
          }
          tx.publish(
              new CirclesEvent.CircleAnswered(
                  community, id, no, standing.no(), admits, circle.name(), now));
        });
  }

  void invite(Standing standing, UUID id, String handle) {
    CommunityId community = standing.community();
    int no = number(community, handle);
    hold(
        community,
        id,
        (tx, circle, now) -> {
          demand(tx, standing, id);
          Tie tie = tie(tx, community, id, no).map(Member::state).orElse(Tie.OUT);
          if (tie == Tie.ASKED) {
            enter(tx, community, circle, no, CircleRole.MEMBER, now);
          } else if (tie == Tie.OUT) {
            CircleStore.tie(tx, community, id, no, Tie.INVITED, CircleRole.MEMBER, "", now);
            tx.publish(
                new CirclesEvent.CircleInvited(
                    community, id, no, standing.no(), circle.name(), now));
          }
        });
  }

  /// Gives somebody of the circle another part in it.
  void part(Standing standing, UUID id, String handle, String role) {
    CircleRole next = Words.read(CircleRole.class, role, "role");
    CommunityId community = standing.community();
    int no = number(community, handle);
    hold(
        community,
        id,
        (tx, circle, now) -> {
          demand(tx, standing, id);
          Member member =
              tie(tx, community, id, no)
                  .filter(Member::inside)
                  .orElseThrow(() -> Refused.because(Refusal.MEMBER_UNKNOWN));
          if (next != CircleRole.FACILITATOR) {
            another(tx, community, id, member);
          }
          CircleStore.tie(tx, community, id, no, Tie.IN, next, "", member.since());
        });
  }

  /// A circle always keeps somebody who facilitates it.
  private static void another(Tx tx, CommunityId community, UUID id, Member member) {
    List<Integer> facilitators = CircleStore.facilitators(tx, community, id);
    if (facilitators.equals(List.of(member.no()))) {
      throw Refused.because(Refusal.LAST_FACILITATOR);
    }
  }

  /// Leaves, takes back that one asked, or says no to an invitation. Whoever is the last in a
  /// circle closes it.
  void leave(Standing standing, UUID id) {
    CommunityId community = standing.community();
    hold(
        community,
        id,
        (tx, circle, now) ->
            tie(tx, community, id, standing.no())
                .filter(member -> member.state() != Tie.OUT)
                .ifPresent(member -> {
                  if (member.inside() && circle.people() > 1) {
                    another(tx, community, id, member);
                  }
                  out(tx, community, circle, member, now);
                }));
  }

  private static void out(Tx tx, CommunityId community, Row circle, Member member, Instant now) {
    CircleStore.tie(tx, community, circle.id(), member.no(), Tie.OUT, CircleRole.MEMBER, "", now);
    if (member.inside()) {
      MeetingStore.away(tx, community, circle.id(), member.no(), now);
      CircleStore.count(tx, community, circle.id(), now);
      tx.publish(new CirclesEvent.CircleLeft(community, circle.id(), member.no(), now));
    }
  }

  /// Somebody is no longer in the community: where they were the last to facilitate, an elder does,
  /// or whoever is there the longest.
  void gone(Tx tx, CommunityId community, int no, Instant now) {
    for (Member tie : CircleStore.ties(tx, community, no)) {
      CircleStore.held(tx, community, tie.circleId())
          .ifPresent(circle -> {
            List<Integer> facilitators = CircleStore.facilitators(tx, community, circle.id());
            out(tx, community, circle, tie, now);
            if (facilitators.equals(List.of(no))) {
              CircleStore.next(tx, community, circle.id(), no)
                  .flatMap(heir -> tie(tx, community, circle.id(), heir))
                  .ifPresent(heir ->
                      CircleStore.tie(
                          tx,
                          community,
                          circle.id(),
                          heir.no(),
                          Tie.IN,
                          CircleRole.FACILITATOR,
                          "",
                          heir.since()));
            }
          });
    }
  }

  private int number(CommunityId community, String handle) {
    Integer no = doors.seats().of(community, handle);
    if (no == null) {
      throw Refused.because(Refusal.MEMBER_UNKNOWN);
    }
    return no;
  }
}
