package org.coomunity.decisions.circles;

import java.util.List;
import java.util.stream.Stream;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.RateLimits.Limit;
import org.coomunity.base.platform.http.Route;

/// The routes of what is said in circles and when they meet.
final class LifeHttp {
  private static final String CIRCLE = "/communities/{slug}/circles/{id}";
  private static final String POSTS = CIRCLE + "/posts";
  private static final String POST = POSTS + "/{post}";
  private static final String MEETINGS = CIRCLE + "/meetings";
  private static final String MEETING = MEETINGS + "/{meeting}";

  private final CircleLife life;
  private final RateLimits limits;

  LifeHttp(CircleLife life, RateLimits limits) {
    this.life = life;
    this.limits = limits;
  }

  List<Route> routes() {
    return Stream.of(posts(), meetings(), acts()).flatMap(List::stream).toList();
  }

  private List<Route> posts() {
    return List.of(
        Route.post(POSTS)
            .by(Access.MEMBER)
            .doc("Says something to those of a circle.")
            .takes(CirclePost.Draft.class)
            .creates(CirclePost.class)
            .to(this::say),
        Route.get(POSTS)
            .by(Access.MEMBER)
            .doc("What was said in a circle, the latest first.")
            .lists(CirclePost.class)
            .to(e -> Answer.ok(life.posts(e.standing(), e.pathId("id"), e.limit(), e.cursor()))),
        Route.delete(POST)
            .by(Access.MEMBER)
            .doc("Takes one's own words away.")
            .to(e -> {
              life.takeAway(e.standing(), e.pathId("id"), e.pathId("post"));
              return Answer.empty();
            }),
        Route.post(POST + "/hide")
            .by(Access.MEMBER)
            .doc("Hides words from the circle, by who facilitates it.")
            .answers(CirclePost.class)
            .to(e -> hide(e, true)),
        Route.post(POST + "/show")
            .by(Access.MEMBER)
            .doc("Shows words again that were hidden.")
            .answers(CirclePost.class)
            .to(e -> hide(e, false)));
  }

  private Answer hide(Exchange exchange, boolean hidden) {
    return Answer.ok(
        life.hide(exchange.standing(), exchange.pathId("id"), exchange.pathId("post"), hidden));
  }

  private List<Route> meetings() {
    return List.of(
        Route.post(MEETINGS)
            .by(Access.MEMBER)
            .doc("Calls a meeting of a circle, by who facilitates it.")
            .takes(Meeting.Draft.class)
            .creates(Meeting.class)
            .to(this::call),
        Route.get(MEETINGS)
            .by(Access.MEMBER)
            .doc("The meetings of a circle, the latest first.")
            .lists(Meeting.class)
            .to(e -> Answer.ok(life.meetings(e.standing(), e.pathId("id"), e.limit(), e.cursor()))),
        Route.get(MEETING)
            .by(Access.MEMBER)
            .doc("One meeting with those who come.")
            .answers(Meeting.class)
            .to(e -> Answer.ok(life.meeting(e.standing(), e.pathId("id"), e.pathId("meeting")))),
        Route.patch(MEETING)
            .by(Access.MEMBER)
            .doc("Moves a meeting that has not begun.")
            .takes(Meeting.Change.class)
            .answers(Meeting.class)
            .to(e ->
                Answer.ok(
                    life.move(
                        e.standing(),
                        e.pathId("id"),
                        e.pathId("meeting"),
                        e.body(Meeting.Change.class)))));
  }

  private List<Route> acts() {
    return List.of(
        Route.post(MEETING + "/cancel")
            .by(Access.MEMBER)
            .doc("Calls a meeting off.")
            .answers(Meeting.class)
            .to(e -> Answer.ok(life.cancel(e.standing(), e.pathId("id"), e.pathId("meeting")))),
        Route.post(MEETING + "/come")
            .by(Access.MEMBER)
            .doc("Says that one comes to a meeting.")
            .answers(Meeting.class)
            .to(e -> come(e, true)),
        Route.delete(MEETING + "/come")
            .by(Access.MEMBER)
            .doc("Says that one comes no longer.")
            .to(e -> {
              come(e, false);
              return Answer.empty();
            }),
        Route.put(MEETING + "/attendance")
            .by(Access.MEMBER)
            .doc("Marks who was there, by who facilitates the circle.")
            .takes(Meeting.Attendance.class)
            .answers(Meeting.class)
            .to(e ->
                Answer.ok(
                    life.mark(
                        e.standing(),
                        e.pathId("id"),
                        e.pathId("meeting"),
                        e.body(Meeting.Attendance.class)))));
  }

  private Answer come(Exchange exchange, boolean comes) {
    return Answer.ok(
        life.come(exchange.standing(), exchange.pathId("id"), exchange.pathId("meeting"), comes));
  }

  private Answer say(Exchange exchange) {
    limits.take(Limit.MESSAGES, exchange.standing().actor().toString());
    return Answer.made(
        life.say(
            exchange.standing(), exchange.pathId("id"), exchange.body(CirclePost.Draft.class)));
  }

  private Answer call(Exchange exchange) {
    limits.take(Limit.LISTINGS, exchange.standing().actor().toString());
    return Answer.made(
        life.call(exchange.standing(), exchange.pathId("id"), exchange.body(Meeting.Draft.class)));
  }
}
