package org.coomunity.decisions.circles;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.base.registry.DataClass;
import org.coomunity.decisions.circles.CircleStore.Member;
import org.coomunity.decisions.circles.CircleStore.Row;
import org.coomunity.decisions.circles.CirclesDoors.Person;
import org.coomunity.decisions.circles.Words.Admission;
import org.coomunity.decisions.circles.Words.CircleRole;
import org.coomunity.decisions.circles.Words.Kind;
import org.coomunity.decisions.circles.Words.Tie;
import org.coomunity.exchange.ledger.Ledger;
import org.jspecify.annotations.Nullable;

/// Circles inside a community: who is in them, what they do, and the sessions in which somebody
/// teaches. What a learner pays is reserved on joining and paid once both say that it took place.
public final class Circles {
  private final Database database;
  private final InstantSource clock;
  private final CirclesDoors doors;
  private final Ties ties;
  private final Places places;
  private final Sessions sessions;
  private final SessionViews views;
  private final CircleLife life;

  public Circles(
      Database database, Ledger ledger, Outbox outbox, InstantSource clock, CirclesDoors doors) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
    this.ties = new Ties(database, clock, doors);
    this.places = new Places(database, ledger, outbox, clock, doors);
    this.sessions = new Sessions(database, clock, doors, places);
    this.views = new SessionViews(database, doors);
    this.life = new CircleLife(database, clock, doors);
  }

  /// The routes of circles.
  public List<Route> routes(RateLimits limits) {
    return Stream.of(new CirclesHttp(this, limits).routes(), life.routes(limits))
        .flatMap(List::stream)
        .toList();
  }

  /// What is said in circles, and when they meet.
  public CircleLife life() {
    return life;
  }

  /// Begins a circle; whoever founds it facilitates it.
  ///
  /// @throws Refused lengths, `too_many_open`, `idempotency_conflict`
  public Made<Circle> found(Standing standing, Circle.Draft draft) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    Row row =
        new Row(
            draft.id() == null ? Uuid7.at(now) : draft.id(),
            Words.read(Kind.class, draft.kind(), "kind"),
            CircleRules.name(draft.name()),
            CircleRules.words(draft.purpose(), "purpose", 1, 2_000),
            Words.read(Admission.class, draft.admission(), "admission"),
            1,
            Json.write(draft),
            standing.no(),
            now);
    Made<Row> made =
        database.write(tx -> {
          CircleStore.lock(tx, community);
          Optional<Row> earlier = CircleStore.find(tx, community, row.id());
          if (earlier.isPresent()) {
            boolean same =
                earlier.get().founderNo() == row.founderNo()
                    && earlier.get().asked().equals(row.asked());
            if (!same) {
              throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "id");
            }
            return Made.replay(earlier.get());
          }
          CircleStore.Counts counts = CircleStore.counts(tx, community, standing.no());
          if (counts.own() >= CircleRules.FOUNDED_MOST
              || counts.total() >= CircleRules.CIRCLES_MOST) {
            throw Refused.because(Refusal.TOO_MANY_OPEN, "most", CircleRules.FOUNDED_MOST);
          }
          CircleStore.insert(tx, community, row);
          CircleStore.tie(
              tx, community, row.id(), standing.no(), Tie.IN, CircleRole.FACILITATOR, "", now);
          tx.publish(
              new CirclesEvent.CircleFounded(community, row.id(), standing.no(), row.name(), now));
          return Made.fresh(row);
        });
    return made.map(one -> circle(standing, one.id()));
  }

  /// One circle.
  ///
  /// @throws Refused `not_found`
  public Circle circle(Standing standing, UUID id) {
    return database.read(tx ->
        view(
            CircleStore.find(tx, standing.community(), id)
                .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND)),
            CircleStore.member(tx, standing.community(), id, standing.no()).orElse(null)));
  }

  /// The circles of a community, the newest first.
  public Page<Circle> circles(Standing standing, int limit, Optional<String> cursor) {
    Place place = Place.of(cursor).orElse(null);
    return database.read(tx -> {
      List<Row> rows =
          CircleStore.list(
              tx,
              standing.community(),
              place == null ? null : place.at(),
              place == null ? null : place.id(),
              limit + 1);
      Map<UUID, Member> own = new HashMap<>();
      CircleStore.ties(tx, standing.community(), standing.no(), rows.stream().map(Row::id).toList())
          .forEach(tie -> own.put(tie.circleId(), tie));
      return Page.of(rows, limit, row -> new Place(row.at(), row.id()).text())
          .map(row -> view(row, own.get(row.id())));
    });
  }

  private static Circle view(Row row, @Nullable Member tie) {
    Tie state = tie == null ? Tie.OUT : tie.state();
    String role = tie == null || !tie.inside() ? null : Words.key(tie.role());
    Integer level =
        tie == null || !tie.inside() || row.kind() != Kind.COP
            ? null
            : Integer.valueOf(tie.level());
    return new Circle(
        row.id(),
        Words.key(row.kind()),
        row.name(),
        row.purpose(),
        Words.key(row.admission()),
        row.people(),
        Words.key(state),
        role,
        level,
        row.at());
  }

  /// Changes what a circle says of itself, by who facilitates it.
  ///
  /// @throws Refused `not_allowed`, `not_found`, lengths
  public Circle change(Standing standing, UUID id, Circle.Change change) {
    database.write(tx -> {
      Row row =
          CircleStore.held(tx, standing.community(), id)
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      Ties.demand(tx, standing, id);
      Row next =
          new Row(
              id,
              row.kind(),
              change.name() == null ? row.name() : CircleRules.name(change.name()),
              change.purpose() == null
                  ? row.purpose()
                  : CircleRules.words(change.purpose(), "purpose", 1, 2_000),
              change.admission() == null
                  ? row.admission()
                  : Words.read(Admission.class, change.admission(), "admission"),
              row.people(),
              row.asked(),
              row.founderNo(),
              row.at());
      CircleStore.change(tx, standing.community(), next);
      return next;
    });
    return circle(standing, id);
  }

  /// Those of a circle; who asked and who is invited, for those who facilitate it.
  public Page<Circle.Companion> members(
      Standing standing, UUID id, int limit, Optional<String> cursor) {
    CommunityId community = standing.community();
    int after = cursor.map(Circles::number).orElse(0);
    return database.read(tx -> {
      Row row =
          CircleStore.find(tx, community, id).orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      boolean all =
          CircleStore.member(tx, community, id, standing.no())
              .filter(Member::facilitates)
              .isPresent();
      List<Member> members = CircleStore.members(tx, community, id, all, after, limit + 1);
      Map<Integer, Person> people =
          doors.names().of(community, members.stream().map(Member::no).toList());
      Page<Member> page = Page.of(members, limit, member -> Integer.toString(member.no()));
      List<Circle.Companion> items = new ArrayList<>();
      for (Member member : page.items()) {
        Person person = people.get(member.no());
        if (person != null) {
          items.add(companion(row, member, person));
        }
      }
      return new Page<>(items, page.next());
    });
  }

  private static int number(String cursor) {
    if (!cursor.matches("[0-9]{1,9}")) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
    return Integer.parseInt(cursor);
  }

  private static Circle.Companion companion(Row row, Member member, Person person) {
    return new Circle.Companion(
        person.handle(),
        person.name(),
        Words.key(member.state()),
        Words.key(member.role()),
        member.words(),
        row.kind() == Kind.COP && member.inside() ? member.level() : null,
        member.attended(),
        member.taught(),
        BigDecimal.valueOf(member.minutes())
            .divide(BigDecimal.valueOf(60), 2, RoundingMode.DOWN)
            .toPlainString(),
        member.ratingN() == 0
            ? null
            : BigDecimal.valueOf(member.ratingSum())
                .divide(BigDecimal.valueOf(member.ratingN()), 2, RoundingMode.DOWN)
                .toPlainString(),
        member.since());
  }

  /// Joins an open circle or one that invited, or asks one that answers requests.
  ///
  /// @throws Refused `not_allowed` where only those come who were invited, `not_found`
  public Circle join(Standing standing, UUID id, Circle.Wish wish) {
    ties.join(standing, id, wish);
    return circle(standing, id);
  }

  /// Leaves, takes back that one asked, or says no to an invitation. The last one closes it.
  ///
  /// @throws Refused `last_facilitator` while others are in it
  public void leave(Standing standing, UUID id) {
    ties.leave(standing, id);
  }

  /// Answers whoever asked to join.
  ///
  /// @throws Refused `not_allowed`, `member_unknown`, `wrong_state`
  public void answer(Standing standing, UUID id, String handle, boolean admits) {
    ties.answer(standing, id, handle, admits);
  }

  /// Invites a member of the community.
  ///
  /// @throws Refused `not_allowed`, `member_unknown`
  public void invite(Standing standing, UUID id, String handle) {
    ties.invite(standing, id, handle);
  }

  /// Gives somebody of the circle another part in it.
  ///
  /// @throws Refused `not_allowed`, `member_unknown`, `last_facilitator`
  public void part(Standing standing, UUID id, String handle, String role) {
    ties.part(standing, id, handle, role);
  }

  /// Takes a place in a session, gives it back, says that nobody came to teach, or calls it off.
  ///
  /// @throws Refused `not_allowed`, `same_member` to the teacher, `wrong_state`, `credit_limit`
  public KnowledgeSession act(Standing standing, UUID circle, UUID id, SessionAct act) {
    switch (act) {
      case JOIN -> places.join(standing, circle, id);
      case LEAVE -> places.leave(standing, circle, id);
      case ABSENT -> sessions.absent(standing, circle, id);
      case CANCEL -> sessions.cancel(standing, circle, id);
    }
    return session(standing, circle, id);
  }

  /// Says that a session took place; once teacher and learner did, it is paid.
  ///
  /// @throws Refused `not_allowed`, `rating_range`, `wrong_state` before it begins
  public KnowledgeSession confirm(
      Standing standing, UUID circle, UUID id, KnowledgeSession.Confirmation said) {
    sessions.confirm(standing, circle, id, said);
    return session(standing, circle, id);
  }

  /// Moves a session that has not begun.
  ///
  /// @throws Refused `not_allowed`, `wrong_state`
  public KnowledgeSession move(
      Standing standing, UUID circle, UUID id, KnowledgeSession.Change change) {
    sessions.move(standing, circle, id, change);
    return session(standing, circle, id);
  }

  /// Plans a session.
  ///
  /// @throws Refused `not_allowed` to who has not come far enough, `gift_mode`, `too_many_open`
  public Made<KnowledgeSession> plan(Standing standing, UUID circle, KnowledgeSession.Draft draft) {
    return sessions.plan(standing, circle, draft).map(row -> views.one(standing, row));
  }

  /// One session, with the places whoever reads may see.
  ///
  /// @throws Refused `not_found`
  public KnowledgeSession session(Standing standing, UUID circle, UUID id) {
    return views.one(standing, circle, id);
  }

  /// The sessions of a circle, the latest first.
  public Page<KnowledgeSession> sessions(
      Standing standing, UUID circle, int limit, Optional<String> cursor) {
    return views.list(standing, circle, limit, cursor);
  }

  /// Ends sessions whose time to confirm is over; a job calls it.
  ///
  /// @return how many
  public int sweep(int most) {
    return sessions.sweep(most);
  }

  /// Frees what somebody who takes their leave of the platform has reserved or is promised.
  public void end(CommunityId community, int no) {
    sessions.end(community, no);
  }

  /// Somebody is no longer in the community.
  public void gone(Tx tx, CommunityId community, int no) {
    Instant now = clock.instant();
    sessions.gone(tx, community, no, now);
    ties.gone(tx, community, no, now);
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
