package org.coomunity.web;

import java.time.InstantSource;
import java.util.List;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.decisions.circles.Circle;
import org.coomunity.decisions.circles.Circles;
import org.coomunity.decisions.circles.KnowledgeSession;
import org.coomunity.decisions.circles.SessionAct;

/// Knowledge sessions of a circle: planning one, taking a place, saying that it took place.
final class LessonPages {
  private static final String SESSIONS = CirclePages.ONE + "/sessions";
  private static final String ONE = SESSIONS + "/{session}";
  private static final String PLACE = "community";

  private final Pages pages;
  private final Circles circles;
  private final Money money;
  private final RateLimits limits;
  private final InstantSource clock;

  LessonPages(Pages pages, Circles circles, Money money, RateLimits limits) {
    this.pages = pages;
    this.circles = circles;
    this.money = money;
    this.limits = limits;
    this.clock = pages.clock();
  }

  List<Route> routes() {
    return List.of(
        pages.get(SESSIONS + "/new", visit -> fresh(visit.at(PLACE), Form.EMPTY)),
        pages.post(SESSIONS + "/new", visit -> plan(visit.at(PLACE))),
        pages.get(ONE, visit -> one(visit.at(PLACE), Form.EMPTY)),
        pages.post(ONE + "/join", visit -> act(visit.at(PLACE), SessionAct.JOIN)),
        pages.post(ONE + "/leave", visit -> act(visit.at(PLACE), SessionAct.LEAVE)),
        pages.post(ONE + "/absent", visit -> act(visit.at(PLACE), SessionAct.ABSENT)),
        pages.post(ONE + "/cancel", visit -> act(visit.at(PLACE), SessionAct.CANCEL)),
        pages.post(ONE + "/confirm", visit -> confirm(visit.at(PLACE))),
        pages.post(ONE + "/move", visit -> move(visit.at(PLACE))));
  }

  private static String folder(Visit visit) {
    return CirclePages.FOLDER + "/" + visit.id("id") + "/sessions/";
  }

  private Answer fresh(Visit visit, Form form) {
    Standing standing = visit.standing();
    Circle circle = circles.circle(standing, visit.id("id"));
    boolean priced = !money.exchange(standing.community()).policy().giftMode();
    return visit.form(
        "session-new", visit.t("sessions.new"), form, new CirclesPage.Lesson(circle, priced, form));
  }

  private Answer plan(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing();
    try {
      limits.take(RateLimits.Limit.LISTINGS, standing.actor().toString());
      KnowledgeSession made =
          circles
              .plan(
                  standing,
                  visit.id("id"),
                  new KnowledgeSession.Draft(
                      MarketPages.id(form),
                      form.exact("title"),
                      form.exact("story"),
                      form.exact("place"),
                      LifePages.starts(visit, form),
                      Numbers.whole(form.text("minutes"), "minutes"),
                      Numbers.whole(form.text("capacity"), "capacity"),
                      form.maybe("price").map(Numbers::plain).orElse(null)))
              .value();
      return visit.seeOtherIn(folder(visit) + made.id() + "?said=session_planned");
    } catch (Refused no) {
      return fresh(visit, form.refused(no, visit));
    }
  }

  private Answer one(Visit visit, Form form) {
    Standing standing = visit.standing();
    Circle circle = circles.circle(standing, visit.id("id"));
    KnowledgeSession it = circles.session(standing, circle.id(), visit.id("session"));
    CirclesPage.Meeting page =
        new CirclesPage.Meeting(
            circle,
            it,
            money.exchange(standing.community()).unit(),
            !it.startsAt().isAfter(clock.instant()),
            "facilitator".equals(circle.role()),
            form);
    return visit.hear("community:" + standing.slug()).form("session", it.title(), form, page);
  }

  private Answer act(Visit visit, SessionAct act) {
    try {
      circles.act(visit.standing(), visit.id("id"), visit.id("session"), act);
      return done(visit);
    } catch (Refused no) {
      return one(visit, visit.form().refused(no, visit));
    }
  }

  private static Answer done(Visit visit) {
    return visit.seeOtherIn(folder(visit) + visit.id("session") + "?said=circle_done");
  }

  private Answer confirm(Visit visit) {
    Form form = visit.form();
    try {
      circles.confirm(
          visit.standing(),
          visit.id("id"),
          visit.id("session"),
          new KnowledgeSession.Confirmation(
              form.maybe("learner").orElse(null), Numbers.whole(form.text("rating"), "rating")));
      return done(visit);
    } catch (Refused no) {
      return one(visit, Form.EMPTY.refused(no, visit));
    }
  }

  private Answer move(Visit visit) {
    Form form = visit.form();
    try {
      circles.move(
          visit.standing(),
          visit.id("id"),
          visit.id("session"),
          new KnowledgeSession.Change(form.exact("place"), LifePages.starts(visit, form)));
      return done(visit);
    } catch (Refused no) {
      return one(visit, form.refused(no, visit));
    }
  }
}
