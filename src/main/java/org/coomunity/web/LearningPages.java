package org.coomunity.web;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.learning.Learning;
import org.coomunity.decisions.learning.Lesson;
import org.jspecify.annotations.Nullable;

/// Learning: where one was, the Mundos, and items with their questions.
final class LearningPages {
  static final String FOLDER = "/learning";
  private static final String ALL = "/c/{slug}" + FOLDER;
  private static final String ITEM = ALL + "/items/{id}";
  private static final int OPTIONS_MOST = 8;

  private final Pages pages;
  private final Learning learning;
  private final RateLimits limits;

  LearningPages(Pages pages, Learning learning, RateLimits limits) {
    this.pages = pages;
    this.learning = learning;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get(ALL, visit -> home(visit.at("community"))),
        pages.get(ALL + "/mundos/{id}", visit -> mundo(visit.at("community"))),
        pages.get(ITEM, visit -> lesson(visit.at("community"), Form.EMPTY, "")),
        pages.post(ITEM + "/answer", visit -> answer(visit.at("community"))),
        pages.post(ITEM + "/finish", this::finish));
  }

  private Answer home(Visit visit) {
    Standing standing = visit.standing();
    return visit.show(
        "learning",
        visit.t("learning.title"),
        new LearningPage(
            learning.progress(standing, visit.language()),
            learning.mundos(standing, visit.language()),
            learning.writes(standing)));
  }

  private Answer mundo(Visit visit) {
    Standing standing = visit.standing();
    var whole = learning.mundo(standing, visit.id("id"), visit.language());
    return visit.show(
        "mundo", whole.mundo().title(), new MundoPage(whole, learning.writes(standing)));
  }

  private Answer lesson(Visit visit, Form form, String asking) {
    Standing standing = visit.standing();
    Lesson lesson = learning.lesson(standing, visit.id("id"), visit.language());
    LessonPage page = new LessonPage(lesson, form, asking, learning.writes(standing));
    return visit.form("lesson", lesson.title(), form, page);
  }

  private Answer answer(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing();
    UUID question = id(form.text("question"));
    try {
      limits.take(RateLimits.Limit.MESSAGES, standing.actor().toString());
      Lesson.Answered answered =
          learning
              .answer(standing, visit.id("id"), question, reply(form), visit.language())
              .value();
      String said =
          answered.correct() == null
              ? "learned"
              : answered.correct() ? "learned_right" : "learned_other";
      return visit.seeOtherIn(
          FOLDER + "/items/" + visit.id("id") + "?said=" + said + "#q-" + question);
    } catch (Refused no) {
      return lesson(visit, form.refused(no, visit), question.toString());
    }
  }

  static UUID id(String text) {
    try {
      return Json.uuid(text);
    } catch (IllegalArgumentException broken) {
      throw Refused.because(Refusal.STALE_PAGE);
    }
  }

  private static Lesson.Reply reply(Form form) {
    List<Integer> choice = new ArrayList<>();
    for (int n = 0; n < OPTIONS_MOST; n++) {
      if (form.ticked("choice" + n)) {
        choice.add(n);
      }
    }
    Integer one = number(form, "choice");
    if (one != null) {
      choice.add(one);
    }
    Integer version = number(form, "version");
    return new Lesson.Reply(
        version == null ? 0 : version,
        choice.isEmpty() ? null : choice,
        number(form, "number"),
        form.maybe("text").orElse(null));
  }

  /// A whole number of a form; null when there is none.
  static @Nullable Integer number(Form form, String field) {
    String text = form.text(field);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException broken) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
  }

  /// On to the next one, or back to where it stands.
  private Answer finish(Visit visit) {
    Standing standing = visit.standing();
    Lesson lesson = learning.lesson(standing, visit.id("id"), visit.language());
    learning.mark(standing, lesson.id(), new Lesson.Position(0, true));
    return visit.seeOtherIn(
        lesson.next() == null
            ? FOLDER + "/mundos/" + lesson.mundo() + "?said=lesson_done"
            : FOLDER + "/items/" + lesson.next());
  }
}
