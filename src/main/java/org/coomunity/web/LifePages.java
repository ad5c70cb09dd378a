package org.coomunity.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.decisions.circles.Circle;
import org.coomunity.decisions.circles.CircleLife;
import org.coomunity.decisions.circles.CirclePost;
import org.coomunity.decisions.circles.Circles;
import org.coomunity.decisions.circles.Meeting;

/// What goes on inside a circle: what is said in it, and when it meets.
final class LifePages {
  private static final String POSTS = CirclePages.ONE + "/posts";
  private static final String POST = POSTS + "/{post}";
  private static final String MEETINGS = CirclePages.ONE + "/meetings";
  private static final String MEETING = MEETINGS + "/{meeting}";
  private static final String PLACE = "community";
  private static final String WAS = "was.";
  private static final int PAGE = 20;
  private static final int MARKS = 500;

  private final Pages pages;
  private final Circles circles;
  private final CircleLife life;
  private final RateLimits limits;

  LifePages(Pages pages, Circles circles, RateLimits limits) {
    this.pages = pages;
    this.circles = circles;
    this.life = circles.life();
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get(POSTS, visit -> posts(visit.at(PLACE), Form.EMPTY)),
        pages.post(POSTS, visit -> say(visit.at(PLACE))),
        pages.post(POST + "/remove", this::takeAway),
        pages.post(POST + "/hide", visit -> hide(visit, true)),
        pages.post(POST + "/show", visit -> hide(visit, false)),
        pages.get(MEETINGS, visit -> calendar(visit.at(PLACE))),
        pages.get(MEETINGS + "/new", visit -> fresh(visit.at(PLACE), Form.with("minutes", "90"))),
        pages.post(MEETINGS + "/new", visit -> call(visit.at(PLACE))),
        pages.get(MEETING, visit -> meeting(visit.at(PLACE), Form.EMPTY)),
        pages.post(MEETING + "/come", visit -> come(visit.at(PLACE), true)),
        pages.post(MEETING + "/stay", visit -> come(visit.at(PLACE), false)),
        pages.post(MEETING + "/move", visit -> move(visit.at(PLACE))),
        pages.post(MEETING + "/cancel", visit -> cancel(visit.at(PLACE))),
        pages.post(MEETING + "/mark", visit -> mark(visit.at(PLACE))));
  }

  private static String folder(Visit visit) {
    return CirclePages.FOLDER + "/" + visit.id("id");
  }

  private Answer posts(Visit visit, Form form) {
    Standing standing = visit.standing();
    Circle circle = circles.circle(standing, visit.id("id"));
    Optional<String> cursor = visit.exchange().cursor();
    Page<CirclePost> found = life.posts(standing, circle.id(), PAGE, cursor);
    LifePage page =
        new LifePage(circle, LifePage.Said.of(found.items()), found.next(), cursor.isEmpty(), form);
    return visit
        .hear("community:" + standing.slug())
        .form("circle-posts", visit.t("posts.title"), form, page);
  }

  private Answer say(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing();
    try {
      limits.take(RateLimits.Limit.MESSAGES, standing.actor().toString());
      life.say(
          standing, visit.id("id"), new CirclePost.Draft(MarketPages.id(form), form.exact("text")));
      return visit.seeOtherIn(folder(visit) + "/posts?said=post_said");
    } catch (Refused no) {
      return posts(visit, form.refused(no, visit));
    }
  }

  private Answer takeAway(Visit visit) {
    life.takeAway(visit.standing(), visit.id("id"), visit.id("post"));
    return visit.seeOtherIn(folder(visit) + "/posts?said=post_gone");
  }

  private Answer hide(Visit visit, boolean hidden) {
    life.hide(visit.standing(), visit.id("id"), visit.id("post"), hidden);
    return visit.seeOtherIn(folder(visit) + "/posts?said=circle_done");
  }

  private Answer calendar(Visit visit) {
    Standing standing = visit.standing();
    Circle circle = circles.circle(standing, visit.id("id"));
    Page<Meeting> found = life.meetings(standing, circle.id(), PAGE, visit.exchange().cursor());
    return visit
        .hear("community:" + standing.slug())
        .show(
            "circle-meetings",
            visit.t("meetings.title"),
            new LifePage.Calendar(circle, found.items(), found.next()));
  }

  private Answer fresh(Visit visit, Form form) {
    Circle circle = circles.circle(visit.standing(), visit.id("id"));
    if (!"facilitator".equals(circle.role())) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    return visit.form(
        "meeting-new", visit.t("meetings.new"), form, new LifePage.Fresh(circle, form));
  }

  private Answer call(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing();
    try {
      limits.take(RateLimits.Limit.LISTINGS, standing.actor().toString());
      Meeting made =
          life.call(
                  standing,
                  visit.id("id"),
                  new Meeting.Draft(
                      MarketPages.id(form),
                      form.exact("title"),
                      form.exact("place"),
                      starts(visit, form),
                      Numbers.whole(form.text("minutes"), "minutes")))
              .value();
      return visit.seeOtherIn(folder(visit) + "/meetings/" + made.id() + "?said=meeting_called");
    } catch (Refused no) {
      return fresh(visit, form.refused(no, visit));
    }
  }

  /// The moment that was named in the time of the community.
  static Instant starts(Visit visit, Form form) {
    try {
      return LocalDateTime.parse(form.text("startsAt")).atZone(visit.zone()).toInstant();
    } catch (DateTimeParseException notATime) {
      throw Refused.field(Refusal.FIELD_FORMAT, "startsAt");
    }
  }

  private Answer meeting(Visit visit, Form form) {
    Standing standing = visit.standing();
    Circle circle = circles.circle(standing, visit.id("id"));
    Meeting it = life.meeting(standing, circle.id(), visit.id("meeting"));
    LifePage.Gathering page =
        new LifePage.Gathering(circle, it, Links.of(it.place()), marks(standing, circle, it), form);
    return visit
        .hear("community:" + standing.slug())
        .form("circle-meeting", it.title(), form, page);
  }

  /// Who may be marked: those in the circle, ticked as it was marked or as they said.
  private List<LifePage.Guest> marks(Standing standing, Circle circle, Meeting it) {
    boolean open = it.state().equals("begun") || it.state().equals("over");
    if (!open || !"facilitator".equals(circle.role())) {
      return List.of();
    }
    Map<String, Boolean> ticked = new LinkedHashMap<>();
    it.people()
        .forEach(guest -> ticked.put(guest.handle(), it.marked() ? guest.was() : guest.comes()));
    return circles.members(standing, circle.id(), MARKS, Optional.empty()).items().stream()
        .filter(member -> member.state().equals("in"))
        .map(member ->
            new LifePage.Guest(
                member.handle(), member.name(), ticked.getOrDefault(member.handle(), false)))
        .toList();
  }

  /// What is done to a meeting.
  @FunctionalInterface
  private interface Act {
    void on(Standing standing, UUID circle, UUID meeting);
  }

  private Answer act(Visit visit, Form form, Act act) {
    try {
      act.on(visit.standing(), visit.id("id"), visit.id("meeting"));
      return visit.seeOtherIn(
          folder(visit) + "/meetings/" + visit.id("meeting") + "?said=circle_done");
    } catch (Refused no) {
      return meeting(visit, form.refused(no, visit));
    }
  }

  private Answer come(Visit visit, boolean comes) {
    return act(visit, Form.EMPTY, (standing, circle, id) -> life.come(standing, circle, id, comes));
  }

  private Answer move(Visit visit) {
    Form form = visit.form();
    return act(
        visit,
        form,
        (standing, circle, id) ->
            life.move(
                standing,
                circle,
                id,
                new Meeting.Change(form.exact("place"), starts(visit, form))));
  }

  private Answer cancel(Visit visit) {
    return act(visit, Form.EMPTY, life::cancel);
  }

  private Answer mark(Visit visit) {
    List<String> handles =
        visit.form().values().keySet().stream()
            .filter(name -> name.startsWith(WAS))
            .map(name -> name.substring(WAS.length()))
            .toList();
    return act(
        visit,
        Form.EMPTY,
        (standing, circle, id) -> life.mark(standing, circle, id, new Meeting.Attendance(handles)));
  }
}
