package org.coomunity.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.decisions.circles.Circle;
import org.coomunity.decisions.circles.CircleLife;
import org.coomunity.decisions.circles.Circles;

/// Circles: the list, one of them with its people and sessions, and how one comes in.
final class CirclePages {
  static final String FOLDER = "/circles";
  static final String ALL = "/c/{slug}" + FOLDER;
  static final String ONE = ALL + "/{id}";
  private static final String PLACE = "community";
  private static final int PAGE = 20;
  private static final int MEMBERS = 100;
  private static final int SHORT = 3;

  private final Pages pages;
  private final Circles circles;
  private final Money money;
  private final RateLimits limits;

  CirclePages(Pages pages, Circles circles, Money money, RateLimits limits) {
    this.pages = pages;
    this.circles = circles;
    this.money = money;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get(ALL, visit -> list(visit.at(PLACE))),
        pages.get(ALL + "/new", visit -> fresh(visit.at(PLACE), start())),
        pages.post(ALL + "/new", visit -> found(visit.at(PLACE))),
        pages.get(ONE, visit -> one(visit.at(PLACE), Form.EMPTY)),
        pages.post(ONE + "/join", this::join),
        pages.post(ONE + "/leave", visit -> leave(visit.at(PLACE))),
        pages.post(ONE + "/admit", visit -> answer(visit, true)),
        pages.post(ONE + "/decline", visit -> answer(visit, false)),
        pages.post(ONE + "/invite", visit -> invite(visit.at(PLACE))),
        pages.post(ONE + "/part", visit -> part(visit.at(PLACE))));
  }

  private static Form start() {
    return Form.with("kind", "circle", "admission", "open");
  }

  private Answer list(Visit visit) {
    Standing standing = visit.standing();
    Page<Circle> found = circles.circles(standing, PAGE, visit.exchange().cursor());
    return visit
        .hear("community:" + standing.slug())
        .show("circles", visit.t("circles.title"), new CirclesPage(found.items(), found.next()));
  }

  private static Answer fresh(Visit visit, Form form) {
    return visit.form("circle-new", visit.t("circles.new"), form, new CirclesPage.Fresh(form));
  }

  private Answer found(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing();
    try {
      limits.take(RateLimits.Limit.LISTINGS, standing.actor().toString());
      Circle made =
          circles
              .found(
                  standing,
                  new Circle.Draft(
                      MarketPages.id(form),
                      form.text("kind"),
                      form.exact("name"),
                      form.exact("purpose"),
                      form.text("admission")))
              .value();
      return visit.seeOtherIn(FOLDER + "/" + made.id() + "?said=circle_founded");
    } catch (Refused no) {
      return fresh(visit, form.refused(no, visit));
    }
  }

  private Answer one(Visit visit, Form form) {
    Standing standing = visit.standing();
    UUID id = visit.id("id");
    Circle it = circles.circle(standing, id);
    boolean inside = it.tie().equals("in");
    CircleLife life = circles.life();
    Optional<String> first = Optional.empty();
    CirclesPage.One page =
        new CirclesPage.One(
            it,
            circles.members(standing, id, MEMBERS, Optional.empty()).items(),
            circles.sessions(standing, id, PAGE, Optional.empty()).items(),
            inside ? LifePage.Said.of(life.posts(standing, id, SHORT, first).items()) : List.of(),
            inside ? life.meetings(standing, id, SHORT, first).items() : List.of(),
            money.exchange(standing.community()).unit(),
            form);
    return visit.hear("community:" + standing.slug()).form("circle", it.name(), form, page);
  }

  private Answer done(Visit visit) {
    return visit.seeOtherIn(FOLDER + "/" + visit.id("id") + "?said=circle_done");
  }

  private Answer join(Visit visit) {
    circles.join(visit.standing(), visit.id("id"), new Circle.Wish(visit.form().exact("words")));
    return done(visit);
  }

  private Answer leave(Visit visit) {
    try {
      circles.leave(visit.standing(), visit.id("id"));
      return visit.seeOtherIn(FOLDER + "?said=circle_done");
    } catch (Refused no) {
      return one(visit, visit.form().refused(no, visit));
    }
  }

  private Answer answer(Visit visit, boolean admits) {
    circles.answer(visit.standing(), visit.id("id"), visit.form().text("handle"), admits);
    return done(visit);
  }

  private Answer invite(Visit visit) {
    Form form = visit.form();
    try {
      String handle = form.text("handle").replaceFirst("^@", "");
      circles.invite(visit.standing(), visit.id("id"), handle);
      return done(visit);
    } catch (Refused no) {
      return one(visit, form.refused(no, visit));
    }
  }

  private Answer part(Visit visit) {
    Form form = visit.form();
    try {
      circles.part(visit.standing(), visit.id("id"), form.text("handle"), form.text("role"));
      return done(visit);
    } catch (Refused no) {
      return one(visit, Form.EMPTY.refused(no, visit));
    }
  }
}
