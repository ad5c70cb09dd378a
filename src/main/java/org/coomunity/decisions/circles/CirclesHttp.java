package org.coomunity.decisions.circles;

import java.util.List;
import java.util.stream.Stream;
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

  private final Circles circles;
  private final RateLimits limits;

  CirclesHttp(Circles circles, RateLimits limits) {
    this.circles = circles;
    this.limits = limits;
  }

  List<Route> routes() {
    return Stream.of(groups(), people(), lessons(), places()).flatMap(List::stream).toList();
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
                    circles.change(e.standing(), e.pathId("id"), e.body(Circle.Change.class)))),
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
                Answer.ok(circles.members(e.standing(), e.pathId("id"), e.limit(), e.cursor()))),
        Route.post(ONE + "/invitations")
            .by(Access.MEMBER)
            .doc("Invites a member of the community, by who facilitates it.")
            .takes(Circle.Guest.class)
            .answers(Circle.class)
            .to(e -> {
              circles.invite(e.standing(), e.pathId("id"), e.body(Circle.Guest.class).handle());
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
              circles.part(
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
                Answer.ok(circles.sessions(e.standing(), e.pathId("id"), e.limit(), e.cursor()))),
        Route.get(SESSION)
            .by(Access.MEMBER)
            .doc("One session; who learns, for the teacher.")
            .answers(KnowledgeSession.class)
            .to(e -> Answer.ok(circles.session(e.standing(), e.pathId("id"), e.pathId("session")))),
        Route.patch(SESSION)
            .by(Access.MEMBER)
            .doc("Moves a session that has not begun.")
            .takes(KnowledgeSession.Change.class)
            .answers(KnowledgeSession.class)
            .to(e ->
                Answer.ok(
                    circles.move(
                        e.standing(),
                        e.pathId("id"),
                        e.pathId("session"),
                        e.body(KnowledgeSession.Change.class)))));
  }

  private List<Route> places() {
    return List.of(
        Route.post(SESSION + "/join")
            .by(Access.MEMBER)
            .doc("Takes a place, or one on the waiting list; the price is reserved with a place.")
            .answers(KnowledgeSession.class)
            .to(acts(SessionAct.JOIN)),
        Route.post(SESSION + "/leave")
            .by(Access.MEMBER)
            .doc("Gives a place back before it begins; what was reserved is free.")
            .answers(KnowledgeSession.class)
            .to(acts(SessionAct.LEAVE)),
        Route.post(SESSION + "/confirm")
            .by(Access.MEMBER)
            .doc("Says that it took place; once both did, it is paid.")
            .takes(KnowledgeSession.Confirmation.class)
            .answers(KnowledgeSession.class)
            .to(e ->
                Answer.ok(
                    circles.confirm(
                        e.standing(),
                        e.pathId("id"),
                        e.pathId("session"),
                        e.body(KnowledgeSession.Confirmation.class)))),
        Route.post(SESSION + "/absent")
            .by(Access.MEMBER)
            .doc("Says that nobody came to teach: what was reserved goes back.")
            .answers(KnowledgeSession.class)
            .to(acts(SessionAct.ABSENT)),
        Route.post(SESSION + "/cancel")
            .by(Access.MEMBER)
            .doc("Calls a session off: what was reserved goes back.")
            .answers(KnowledgeSession.class)
            .to(acts(SessionAct.CANCEL)));
  }

  private Handler acts(SessionAct act) {
    return e -> Answer.ok(circles.act(e.standing(), e.pathId("id"), e.pathId("session"), act));
  }

  private Handler answers(boolean admits) {
    return e -> {
      circles.answer(e.standing(), e.pathId("id"), e.path("handle"), admits);
      return Answer.ok(circles.circle(e.standing(), e.pathId("id")));
    };
  }

  private static Circle.Wish wish(Exchange exchange) {
    return exchange.bytes().length == 0 ? new Circle.Wish(null) : exchange.body(Circle.Wish.class);
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
