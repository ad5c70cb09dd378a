package org.coomunity.decisions.learning;

import java.util.List;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;

/// The routes of learning. Who writes content is a matter of the module: members may ask.
final class LearningHttp {
  private static final String HERE = "/communities/{slug}/learning";
  private static final String MUNDO = HERE + "/mundos/{id}";
  private static final String PLAYLIST = HERE + "/playlists/{id}";
  private static final String ITEM = HERE + "/items/{id}";
  private static final String GAMIFIERS = HERE + "/gamifiers";
  private static final String MINE = "/communities/{slug}/me/learning";
  private static final int CONTENT = 1024 * 1024;

  private final Learning learning;
  private final RateLimits limits;

  LearningHttp(Learning learning, RateLimits limits) {
    this.learning = learning;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.get(MINE)
            .by(Access.MEMBER)
            .doc("How far one is, and where to go on.")
            .answers(Progress.class)
            .to(e -> Answer.ok(learning.progress(e.standing(), e.language()))),
        Route.put(MINE + "/items/{id}")
            .by(Access.MEMBER)
            .doc("Keeps where one is in an item.")
            .takes(Lesson.Position.class)
            .to(this::mark),
        Route.get(HERE + "/mundos")
            .by(Access.MEMBER)
            .doc("The Mundos in their order; all on one page.")
            .lists(Mundo.class)
            .to(e -> Answer.ok(new Page<>(learning.mundos(e.standing(), e.language()), null))),
        Route.post(HERE + "/mundos")
            .by(Access.MEMBER)
            .doc("Makes a Mundo; gamifiers and stewards only.")
            .takes(Mundo.Draft.class)
            .creates(Mundo.Shelf.class)
            .to(e -> Answer.made(learning.makeMundo(e.standing(), written(e, Mundo.Draft.class)))),
        Route.get(MUNDO)
            .by(Access.MEMBER)
            .doc("A Mundo with its playlists and items.")
            .answers(Mundo.Whole.class)
            .to(e -> Answer.ok(learning.mundo(e.standing(), e.pathId("id"), e.language()))),
        Route.patch(MUNDO)
            .by(Access.MEMBER)
            .doc("Changes or retires a Mundo; gamifiers and stewards only.")
            .takes(Mundo.Change.class)
            .answers(Mundo.Shelf.class)
            .to(e -> change(e, false)),
        Route.post(MUNDO + "/playlists")
            .by(Access.MEMBER)
            .doc("Makes a playlist; gamifiers and stewards only.")
            .takes(Mundo.Draft.class)
            .creates(Mundo.Shelf.class)
            .to(this::playlist),
        Route.patch(PLAYLIST)
            .by(Access.MEMBER)
            .doc("Changes or retires a playlist; gamifiers and stewards only.")
            .takes(Mundo.Change.class)
            .answers(Mundo.Shelf.class)
            .to(e -> change(e, true)),
        Route.post(PLAYLIST + "/items")
            .by(Access.MEMBER)
            .doc("Makes the first draft of an item; gamifiers and stewards only.")
            .bodyLimit(CONTENT)
            .takes(Work.Draft.class)
            .creates(Work.class)
            .to(this::make),
        Route.get(ITEM)
            .by(Access.MEMBER)
            .doc(
                "An item to learn from, in the nearest language; right answers only after one's own.")
            .answers(Lesson.class)
            .to(e -> Answer.ok(learning.lesson(e.standing(), e.pathId("id"), e.language()))),
        Route.post(ITEM + "/questions/{question}/answer")
            .by(Access.MEMBER)
            .doc("Answers a question, once; again gives the first answer.")
            .takes(Lesson.Reply.class)
            .creates(Lesson.Answered.class)
            .to(this::answer),
        Route.get(ITEM + "/draft")
            .by(Access.MEMBER)
            .doc("The newest edition; gamifiers and stewards only.")
            .answers(Work.class)
            .to(e -> Answer.ok(learning.work(e.standing(), e.pathId("id")))),
        Route.put(ITEM + "/draft")
            .by(Access.MEMBER)
            .doc("Writes the newest edition; its author and stewards only.")
            .bodyLimit(CONTENT)
            .takes(Content.class)
            .answers(Work.class)
            .to(this::write),
        Route.post(ITEM + "/review")
            .by(Access.MEMBER)
            .doc("Asks others to look through the draft.")
            .answers(Work.class)
            .to(e -> Answer.ok(learning.ask(e.standing(), e.pathId("id")))),
        Route.post(ITEM + "/decision")
            .by(Access.MEMBER)
            .doc("Publishes what waits, or gives it back; not one's own work.")
            .takes(Work.Decision.class)
            .answers(Work.class)
            .to(this::decide),
        Route.post(ITEM + "/retire")
            .by(Access.MEMBER)
            .doc("Takes an item out of sight; its author and stewards only.")
            .answers(Work.class)
            .to(e -> Answer.ok(learning.retire(e.standing(), e.pathId("id"), true))),
        Route.post(ITEM + "/restore")
            .by(Access.MEMBER)
            .doc("Brings an item back; its author and stewards only.")
            .answers(Work.class)
            .to(e -> Answer.ok(learning.retire(e.standing(), e.pathId("id"), false))),
        Route.get(HERE + "/works")
            .by(Access.MEMBER)
            .doc("What is being written or waits, latest first; nothing for who writes no content.")
            .lists(Work.Line.class)
            .to(e -> Answer.ok(new Page<>(learning.works(e.standing()), null))),
        Route.get(GAMIFIERS)
            .by(Access.MEMBER)
            .doc("Whom stewards let write content.")
            .lists(Work.Gamifier.class)
            .to(e -> Answer.ok(new Page<>(learning.gamifiers(e.standing()), null))),
        Route.put(GAMIFIERS + "/{handle}")
            .by(Access.STEWARD)
            .doc("Lets a member write content.")
            .to(e -> name(e, true)),
        Route.delete(GAMIFIERS + "/{handle}")
            .by(Access.STEWARD)
            .doc("Lets a member write content no longer.")
            .to(e -> name(e, false)));
  }

  private <T> T written(Exchange exchange, Class<T> type) {
    limits.take(RateLimits.Limit.CONTENT, exchange.standing().actor().toString());
    return exchange.body(type);
  }

  private Answer mark(Exchange exchange) {
    learning.mark(exchange.standing(), exchange.pathId("id"), exchange.body(Lesson.Position.class));
    return Answer.empty();
  }

  private Answer change(Exchange exchange, boolean playlist) {
    return Answer.ok(
        learning.change(
            exchange.standing(),
            exchange.pathId("id"),
            playlist,
            written(exchange, Mundo.Change.class)));
  }

  private Answer playlist(Exchange exchange) {
    return Answer.made(
        learning.makePlaylist(
            exchange.standing(), exchange.pathId("id"), written(exchange, Mundo.Draft.class)));
  }

  private Answer make(Exchange exchange) {
    return Answer.made(
        learning.make(
            exchange.standing(), exchange.pathId("id"), written(exchange, Work.Draft.class)));
  }

  private Answer write(Exchange exchange) {
    return Answer.ok(
        learning.write(
            exchange.standing(), exchange.pathId("id"), written(exchange, Content.class)));
  }

  private Answer decide(Exchange exchange) {
    return Answer.ok(
        learning.decide(
            exchange.standing(), exchange.pathId("id"), exchange.body(Work.Decision.class)));
  }

  private Answer answer(Exchange exchange) {
    return Answer.made(
        learning.answer(
            exchange.standing(),
            exchange.pathId("id"),
            exchange.pathId("question"),
            exchange.body(Lesson.Reply.class),
            exchange.language()));
  }

  private Answer name(Exchange exchange, boolean named) {
    learning.name(exchange.standing(), exchange.path("handle"), named);
    return Answer.empty();
  }
}
