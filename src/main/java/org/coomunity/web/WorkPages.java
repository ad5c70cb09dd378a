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
import org.coomunity.decisions.learning.Content;
import org.coomunity.decisions.learning.ItemKind;
import org.coomunity.decisions.learning.Learning;
import org.coomunity.decisions.learning.QuestionKind;
import org.coomunity.decisions.learning.Work;
import org.jspecify.annotations.Nullable;

/// Writing items and their questions, and looking through what others wrote.
final class WorkPages {
  private static final String ALL = "/c/{slug}" + LearningPages.FOLDER;
  private static final String ITEM = ALL + "/items/{id}";
  private static final String NEW = ALL + "/playlists/{id}/items/new";
  private static final String QUESTION = ITEM + "/questions/{question}";

  private final Pages pages;
  private final Learning learning;
  private final RateLimits limits;

  WorkPages(Pages pages, Learning learning, RateLimits limits) {
    this.pages = pages;
    this.learning = learning;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        pages.get(NEW, visit -> fresh(visit.at("community"))),
        pages.post(NEW, visit -> make(visit.at("community"))),
        pages.get(ITEM + "/work", visit -> work(visit.at("community"), Form.EMPTY)),
        pages.get(ITEM + "/edit", visit -> edit(visit.at("community"))),
        pages.post(ITEM + "/edit", visit -> write(visit.at("community"))),
        pages.get(ITEM + "/questions/new", visit -> ask(visit.at("community"))),
        pages.post(ITEM + "/questions/new", visit -> question(visit.at("community"), null)),
        pages.get(QUESTION + "/edit", visit -> change(visit.at("community"))),
        pages.post(
            QUESTION + "/edit", visit -> question(visit.at("community"), visit.id("question"))),
        pages.post(QUESTION + "/remove", visit -> remove(visit.at("community"))),
        pages.post(
            ITEM + "/ask",
            visit -> act(visit, "asked", () -> learning.ask(visit.standing(), visit.id("id")))),
        pages.post(
            ITEM + "/retire",
            visit ->
                act(visit, "saved", () -> learning.retire(visit.standing(), visit.id("id"), true))),
        pages.post(
            ITEM + "/restore",
            visit ->
                act(
                    visit,
                    "saved",
                    () -> learning.retire(visit.standing(), visit.id("id"), false))),
        pages.post(ITEM + "/decide", visit -> act(visit, "decided", () -> decide(visit))));
  }

  private Answer fresh(Visit visit) {
    learning.shelf(visit.standing(), visit.id("id"), true);
    return page(visit, Form.EMPTY, visit.id("id"), null);
  }

  private static Answer page(Visit visit, Form form, UUID playlist, @Nullable UUID id) {
    List<String> languages = StudioPages.languages(form, visit);
    return visit.form(
        "item",
        visit.t(id == null ? "learning.item.new" : "learning.item.edit"),
        form,
        new ItemPage(
            form,
            playlist,
            id,
            form.maybe("kind").orElse(ItemKind.TEXT.name()),
            languages,
            StudioPages.others(languages)));
  }

  private Answer make(Visit visit) {
    Form form = visit.form();
    Standing standing = visit.standing();
    List<String> languages = StudioPages.languages(form, visit);
    try {
      limits.take(RateLimits.Limit.CONTENT, standing.actor().toString());
      Content content = WorkForms.content(form, languages, List.of());
      Work made =
          learning
              .make(standing, visit.id("id"), new Work.Draft(MarketPages.id(form), content))
              .value();
      return on(visit, made.id(), StudioPages.added(form, languages));
    } catch (Refused no) {
      return page(visit, StudioPages.refused(form, no, visit, languages), visit.id("id"), null);
    }
  }

  private static Answer on(Visit visit, UUID item, String added) {
    return visit.seeOtherIn(
        LearningPages.FOLDER
            + "/items/"
            + item
            + (added.isEmpty() ? "/work" : "/edit")
            + "?said=saved");
  }

  private Answer work(Visit visit, Form form) {
    Work work = learning.work(visit.standing(), visit.id("id"));
    LessonPage preview =
        new LessonPage(learning.preview(work, visit.language()), Form.EMPTY, "", true);
    return visit.form("work", preview.it().title(), form, new WorkPage(work, preview, form));
  }

  private Answer edit(Visit visit) {
    Work work = mine(visit);
    return page(visit, WorkForms.filled(work.content()), work.playlist(), work.id());
  }

  private Work mine(Visit visit) {
    Work work = learning.work(visit.standing(), visit.id("id"));
    if (!work.may().contains("edit")) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    return work;
  }

  private Answer write(Visit visit) {
    Form form = visit.form();
    Work work = mine(visit);
    List<String> languages = StudioPages.languages(form, visit);
    try {
      limits.take(RateLimits.Limit.CONTENT, visit.standing().actor().toString());
      learning.write(
          visit.standing(),
          work.id(),
          WorkForms.content(form, languages, work.content().questions()));
      return on(visit, work.id(), StudioPages.added(form, languages));
    } catch (Refused no) {
      return page(
          visit, StudioPages.refused(form, no, visit, languages), work.playlist(), work.id());
    }
  }

  private Answer ask(Visit visit) {
    QuestionKind kind = WorkForms.questionKind(visit.query("kind", ""));
    return asking(
        visit, mine(visit), null, kind, Form.with("ondas", Integer.toString(kind.least())));
  }

  private Answer change(Visit visit) {
    Work work = mine(visit);
    Content.Question question =
        WorkForms.question(work.content(), visit.id("question"))
            .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    return asking(visit, work, question.id(), question.kind(), WorkForms.filled(question));
  }

  private static Answer asking(
      Visit visit, Work work, @Nullable UUID question, QuestionKind kind, Form form) {
    String place =
        switch (work.content().kind()) {
          case VIDEO -> "video";
          case SLIDES -> "slides";
          case TEXT -> "";
        };
    return visit.form(
        "question",
        visit.t(question == null ? "learning.question.new" : "learning.question.edit"),
        form,
        new QuestionPage(
            form, work.id(), question, kind, WorkForms.languages(work.content()), place));
  }

  private Answer question(Visit visit, @Nullable UUID id) {
    Form form = visit.form();
    Work work = mine(visit);
    QuestionKind kind = WorkForms.questionKind(form.text("kind"));
    List<String> languages = WorkForms.languages(work.content());
    try {
      limits.take(RateLimits.Limit.CONTENT, visit.standing().actor().toString());
      Content.Question said = WorkForms.question(form, id, kind, languages);
      List<Content.Question> questions = new ArrayList<>(work.content().questions());
      if (id == null) {
        questions.add(said);
      } else {
        questions.replaceAll(one -> id.equals(one.id()) ? said : one);
      }
      learning.write(visit.standing(), work.id(), WorkForms.asking(work.content(), questions));
      return on(visit, work.id(), "");
    } catch (Refused no) {
      String main = languages.getFirst();
      Form again =
          form.refused(
              no,
              visit,
              "questions.prompt",
              "prompt-" + main,
              "questions.options",
              "options-" + main,
              "questions.because",
              "because-" + main,
              "questions.right",
              "right",
              "questions.ondas",
              "ondas",
              "questions.at",
              "at",
              "questions.from",
              "from");
      return asking(visit, work, id, kind, again);
    }
  }

  private Answer remove(Visit visit) {
    Work work = mine(visit);
    UUID id = visit.id("question");
    learning.write(
        visit.standing(),
        work.id(),
        WorkForms.asking(
            work.content(),
            work.content().questions().stream().filter(one -> !id.equals(one.id())).toList()));
    return on(visit, work.id(), "");
  }

  private Work decide(Visit visit) {
    Form form = visit.form();
    Integer version = LearningPages.number(form, "version");
    return learning.decide(
        visit.standing(),
        visit.id("id"),
        new Work.Decision(
            version == null ? 0 : version, form.ticked("publish"), form.exact("note")));
  }

  /// What is done with an item, and its page again.
  private interface Act {
    Work done();
  }

  private Answer act(Visit visit, String said, Act act) {
    try {
      Work work = act.done();
      return visit.seeOtherIn(
          LearningPages.FOLDER + "/items/" + work.id() + "/work?said=" + said(said, work));
    } catch (Refused no) {
      return work(visit.at("community"), visit.form().refused(no, visit));
    }
  }

  private static String said(String said, Work work) {
    return switch (said) {
      case "asked" -> "review_asked";
      case "decided" -> work.state().equals("published") ? "item_published" : "item_returned";
      default -> said;
    };
  }
}
