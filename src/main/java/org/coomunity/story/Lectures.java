package org.coomunity.story;

import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.Language;
import org.coomunity.decisions.learning.Content;
import org.coomunity.decisions.learning.Learning;
import org.coomunity.decisions.learning.Lesson;
import org.coomunity.decisions.learning.Mundo;
import org.coomunity.decisions.learning.QuestionKind;
import org.coomunity.decisions.learning.Work;

/// The first Mundo of a community: a steward writes it, the founder looks through it, and a
/// neighbour learns from it and leaves a little open.
final class Lectures {
  private static final double WRITTEN_DAYS = 20;
  private static final double READ_DAYS = 18;
  private static final double LEARNED_DAYS = 6;

  /// What is written in `story/lessons.json`.
  record Lessons(
      List<Mundo.Label> mundo, List<Mundo.Label> playlist, List<Content> items, String summary) {}

  private final Script script;
  private final Learning learning;
  private final Plot plot;
  private final Cast cast;
  private final Lessons lessons = Script.lessons();

  Lectures(Script script, Stage stage, Plot plot, Cast cast) {
    this.script = script;
    this.learning = stage.learning();
    this.plot = plot;
    this.cast = cast;
  }

  void plan() {
    plot.at(plot.before(WRITTEN_DAYS), this::write);
    plot.at(plot.before(READ_DAYS), this::publish);
    plot.at(plot.before(LEARNED_DAYS), this::learn);
  }

  private Player someone(int n) {
    return cast.player(script.people().get(n).handle());
  }

  private UUID item(int n) {
    return script.id("lesson " + n);
  }

  private void write() {
    var author = someone(1).standing();
    UUID mundo = script.id("mundo");
    UUID playlist = script.id("mundo playlist");
    learning.makeMundo(author, new Mundo.Draft(mundo, "es", lessons.mundo()));
    learning.makePlaylist(author, mundo, new Mundo.Draft(playlist, "es", lessons.playlist()));
    for (int n = 0; n < lessons.items().size(); n++) {
      Work work =
          learning.make(author, playlist, new Work.Draft(item(n), lessons.items().get(n))).value();
      if (work.state().equals("draft")) {
        learning.ask(author, work.id());
      }
    }
  }

  private void publish() {
    var reader = someone(0).standing();
    for (int n = 0; n < lessons.items().size(); n++) {
      Work work = learning.work(reader, item(n));
      if (work.state().equals("review")) {
        learning.decide(reader, work.id(), new Work.Decision(work.version(), true, ""));
      }
    }
  }

  /// Answers the first item but for its last question.
  private void learn() {
    var learner = someone(3).standing();
    Lesson lesson = learning.lesson(learner, item(0), Language.ES);
    for (Lesson.Asked asked : lesson.questions()) {
      if (asked.kind() != QuestionKind.SUMMARY) {
        learning.answer(
            learner,
            lesson.id(),
            asked.id(),
            new Lesson.Reply(lesson.version(), List.of(1), null, null),
            Language.ES);
      }
    }
    Player other = someone(2);
    Lesson again = learning.lesson(other.standing(), item(0), Language.ES);
    again.questions().stream()
        .filter(asked -> asked.kind() == QuestionKind.SUMMARY)
        .forEach(asked ->
            learning.answer(
                other.standing(),
                again.id(),
                asked.id(),
                new Lesson.Reply(again.version(), null, null, lessons.summary()),
                Language.ES));
  }
}
