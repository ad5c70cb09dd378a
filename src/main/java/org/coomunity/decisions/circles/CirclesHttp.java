package org.coomunity.decisions.circles;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.Handler;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.RateLimits.Limit;
import org.coomunity.base.platform.http.Route;

/// The routes of circles and their sessions.
final class CirclesHttp {
  private static final String ALL = "/communities/{slug}/circles";
  private static final String ONE = ALL + "/{id}";
  private static final String MEMBER = ONE + "/members/{handle}";
  private static final String SESSIONS = ONE + "/sessions";
  private static final String SESSION = SESSIONS + "/{session}";

  /// Something done to one session.
  @FunctionalInterface
  private interface Act {
    void on(Standing standing, UUID circle, UUID session);
  }

  private final Circles circles;
  private final Ties ties;
  private final Places places;
  private final Sessions sessions;
  private final RateLimits limits;

  CirclesHttp(
      Circles circles, Ties ties, Places places, Sessions sessions, RateLimits limits) {
    this.circles = circles;
    this.ties = ties;
    this.places = places;
    this.sessions = sessions;
    this.limits = limits;
  }

  List<Route> routes() {
    return Stream.of(groups(), people(), lessons()).flatMap(List::stream).toList();
  }

  private List<Route> groups() {
    return List.of(
        Route.post(ALL)
            .by(Access.MEMBER)
            .doc("Begins a circle; whoever founds it facilitates it.")
            .takes(Circle.Draft.class)
            .creates(Circle.class)
            .to(this::found),
        Route.get(ALL)
            .by(Access.MEMBER)
            .doc("The circles of a community, the newest first.")
            .lists(Circle.class)
            .to(e -> Answer.ok(circles.circles(e.standing(), e.limit(), e.cursor()))),
        Route.get(ONE)
            .by(Access.MEMBER)
            .doc("One circle.")
            .answers(Circle.class)
            .to(e -> Answer.ok(circles.circle(e.standing(), e.pathId("id")))),
        Route.patch(ONE)
            .by(Access.MEMBER)
            .doc("Changes what a circle says of itself, by who facilitates it.")
            .takes(Circle.Change.class)
            .answers(Circle.class)
            .to(e ->
                Answer.ok(
                    circles.change(
                        e.standing(), e.pathId("id"), e.body(Circle.Change.class)))),
        Route.post(ONE + "/join")
            .by(Access.MEMBER)
            .doc("Joins, or asks to; words may be left out.")
            .takes(Circle.Wish.class)
            .answers(Circle.class)
            .to(e -> Answer.ok(circles.join(e.standing(), e.pathId("id"), wish(e)))),
        Route.post(ONE + "/leave")
            .by(Access.MEMBER)
            .doc("Leaves; a circle keeps somebody who facilitates it.")
            .answers(Circle.class)
            .to(e -> {
              Circle before = circles.circle(e.standing(), e.pathId("id"));
              circles.leave(e.standing(), before.id());
              return Answer.ok(before.left());
            }));
  }

  private List<Route> people() {
    return List.of(
        Route.get(ONE + "/members")
            .by(Access.MEMBER)
            .doc("Those of a circle, with their levels.")
            .lists(Circle.Companion.class)
            .to(e ->
                Answer.ok(
                    circles.members(e.standing(), e.pathId("id"), e.limit(), e.cursor()))),
        Route.post(ONE + "/invitations")
            .by(Access.MEMBER)
            .doc("Invites a member of the community, by who facilitates it.")
            .takes(Circle.Guest.class)
            .answers(Circle.class)
            .to(e -> {
              ties.invite(e.standing(), e.pathId("id"), e.body(Circle.Guest.class).handle());
              return Answer.ok(circles.circle(e.standing(), e.pathId("id")));
            }),
        Route.post(MEMBER + "/admit")
            .by(Access.MEMBER)
            .doc("Says yes to whoever asked to join.")
            .answers(Circle.class)
            .to(answers(true)),
        Route.post(MEMBER + "/decline")
            .by(Access.MEMBER)
            .doc("Says no to whoever asked to join.")
            .answers(Circle.class)
            .to(answers(false)),
        Route.patch(MEMBER)
            .by(Access.MEMBER)
            .doc("Gives somebody of the circle another part in it.")
            .takes(Circle.Part.class)
            .answers(Circle.class)
            .to(e -> {
              ties.part(
                  e.standing(), e.pathId("id"), e.path("handle"), e.body(Circle.Part.class).role());
              return Answer.ok(circles.circle(e.standing(), e.pathId("id")));
            }));
  }

  private List<Route> lessons() {
    return List.of(
        Route.post(SESSIONS)
            .by(Access.MEMBER)
            .doc("Plans a session in which one teaches.")
            .takes(KnowledgeSession.Draft.class)
            .creates(KnowledgeSession.class)
            .to(this::plan),
        Route.get(SESSIONS)
            .by(Access.MEMBER)
            .doc("The sessions of a circle, the latest first.")
            .lists(KnowledgeSession.class)
            .to(e ->
                Answer.ok(
                    circles.sessions(e.standing(), e.pathId("id"), e.limit(), e.cursor()))),
        Route.get(SESSION)
            .by(Access.MEMBER)
            .doc("One session; who learns, for the teacher.")
            .answers(KnowledgeSession.class)
            .to(acts((standing, circle, session) -> {})),
        Route.patch(SESSION)
            .by(Access.MEMBER)
            .doc("Moves a session that has not begun.")
            .takes(KnowledgeSession.Change.class)
            .answers(KnowledgeSession.class)
            .to(e -> {
              KnowledgeSession.Change change = e.body(KnowledgeSession.Change.class);
              return acts((standing, circle, id) -> sessions.move(standing, circle, id, change))
                  .handle(e);
            }),
        Route.post(SESSION + "/join")
            .by(Access.MEMBER)
            .doc("Takes a place, or one on the waiting list; the price is reserved with a place.")
            .answers(KnowledgeSession.class)
            .to(acts(places::join)),
        Route.post(SESSION + "/leave")
            .by(Access.MEMBER)
            .doc("Gives a place back before it begins; what was reserved is free.")
            .answers(KnowledgeSession.class)
            .to(acts(places::leave)),
        Route.post(SESSION + "/confirm")
            .by(Access.MEMBER)
            .doc("Says that it took place; once both did, it is paid.")
            .takes(KnowledgeSession.Confirmation.class)
            .answers(KnowledgeSession.class)
            .to(e -> {
              KnowledgeSession.Confirmation said = e.body(KnowledgeSession.Confirmation.class);
              return acts((standing, circle, id) -> sessions.confirm(standing, circle, id, said))
                  .handle(e);
            }),
        Route.post(SESSION + "/absent")
            .by(Access.MEMBER)
            .doc("Says that nobody came to teach: what was reserved goes back.")
            .answers(KnowledgeSession.class)
            .to(acts(sessions::absent)),
        Route.post(SESSION + "/cancel")
            .by(Access.MEMBER)
            .doc("Calls a session off: what was reserved goes back.")
            .answers(KnowledgeSession.class)
            .to(acts(sessions::cancel)));
  }

  private Handler acts(Act act) {
    return e -> {
      UUID circle = e.pathId("id");
      UUID session = e.pathId("session");
      act.on(e.standing(), circle, session);
      return Answer.ok(circles.session(e.standing(), circle, session));
    };
  }

  private Handler answers(boolean admits) {
    return e -> {
      circles.answer(e.standing(), e.pathId("id"), e.path("handle"), admits);
      return Answer.ok(circles.circle(e.standing(), e.pathId("id")));
    };
  }

  private static Circle.Wish wish(Exchange exchange) {
    return exchange.bytes().length == 0
        ? new Circle.Wish(null)
        : exchange.body(Circle.Wish.class);
  }

  private Answer found(Exchange exchange) {
    limits.take(Limit.LISTINGS, exchange.standing().actor().toString());
    return Answer.made(circles.found(exchange.standing(), exchange.body(Circle.Draft.class)));
  }

  private Answer plan(Exchange exchange) {
    limits.take(Limit.LISTINGS, exchange.standing().actor().toString());
    return Answer.made(
        circles.plan(
            exchange.standing(),
            exchange.pathId("id"),
            exchange.body(KnowledgeSession.Draft.class)));
  }
}
