package org.coomunity.decisions.learning;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.registry.DataClass;

/// Content with questions: a Mundo holds playlists, a playlist items, an item questions. Gamifiers
/// write it, others of them look through it before it is there for everybody, and each member
/// answers a question once. It is the person who learns and writes, also where they act for an
/// organisation.
public final class Learning {
  private final Gamifiers gamifiers;
  private final Shelves shelves;
  private final Works works;
  private final Studio studio;
  private final Lessons lessons;

  public Learning(Database database, InstantSource clock, LearningDoors doors) {
    this.gamifiers = new Gamifiers(database, clock, doors);
    this.shelves = new Shelves(database, clock, gamifiers);
    this.works = new Works(database, gamifiers);
    this.studio = new Studio(database, clock, gamifiers, works);
    this.lessons = new Lessons(database, clock, gamifiers);
  }

  /// The routes of learning.
  public List<Route> routes(RateLimits limits) {
    return new LearningHttp(this, limits).routes();
  }

  /// The Mundos of a community in their order, at most 50.
  public List<Mundo> mundos(Standing standing, Language reader) {
    return shelves.mundos(standing, reader);
  }

  /// A Mundo with its playlists and their items.
  ///
  /// @throws Refused `not_found`, also where nothing in it is published yet
  public Mundo.Whole mundo(Standing standing, UUID id, Language reader) {
    return shelves.whole(standing, id, reader);
  }

  /// Makes a Mundo.
  ///
  /// @throws Refused `not_allowed`, fields, `too_many_open` with `limit`, `idempotency_conflict`
  public Made<Mundo.Shelf> makeMundo(Standing standing, Mundo.Draft draft) {
    return shelves.make(standing, null, draft);
  }

  /// Makes a playlist in a Mundo.
  ///
  /// @throws Refused as `makeMundo`, and `not_found`
  public Made<Mundo.Shelf> makePlaylist(Standing standing, UUID mundo, Mundo.Draft draft) {
    return shelves.make(standing, mundo, draft);
  }

  /// A Mundo or a playlist with its texts in all languages, for who writes content.
  public Mundo.Shelf shelf(Standing standing, UUID id, boolean playlist) {
    return shelves.shelf(standing, id, playlist);
  }

  /// Changes a Mundo or a playlist, takes it out of sight or brings it back.
  ///
  /// @throws Refused `not_allowed`, `not_found`, fields
  public Mundo.Shelf change(Standing standing, UUID id, boolean playlist, Mundo.Change change) {
    return shelves.change(standing, id, playlist, change);
  }

  /// Makes the first draft of an item.
  ///
  /// @throws Refused as `makePlaylist`
  public Made<Work> make(Standing standing, UUID playlist, Work.Draft draft) {
    return studio.make(standing, playlist, draft);
  }

  /// Writes the newest draft of an item; of a published one it is the next edition.
  ///
  /// @throws Refused `not_allowed` for who is neither its author nor a steward, `not_found`, fields
  public Work write(Standing standing, UUID item, Content content) {
    return studio.write(standing, item, content);
  }

  /// Asks others to look through the draft.
  ///
  /// @throws Refused `not_allowed`, `not_found`, `wrong_state` with `state`
  public Work ask(Standing standing, UUID item) {
    return studio.ask(standing, item);
  }

  /// Publishes what waits, or gives it back with words. Nobody decides about what they wrote,
  /// unless nobody else may.
  ///
  /// @throws Refused `not_allowed`, with `because` `own_work`; `not_found`, `wrong_state`,
  ///   `text_moved` when another edition waits by now
  public Work decide(Standing standing, UUID item, Work.Decision decision) {
    return studio.decide(standing, item, decision);
  }

  /// Takes an item out of sight of members, or brings it back.
  ///
  /// @throws Refused `not_allowed`, `not_found`
  public Work retire(Standing standing, UUID item, boolean retired) {
    return studio.retire(standing, item, retired);
  }

  /// The newest edition of an item, for who writes content.
  ///
  /// @throws Refused `not_allowed`, `not_found`
  public Work work(Standing standing, UUID item) {
    return works.work(standing, item);
  }

  /// The newest edition as members would read it.
  public Lesson preview(Work work, Language reader) {
    return Lessons.preview(work, reader);
  }

  /// What is being written or waits for somebody, the latest first, at most 100; nothing for who
  /// writes no content.
  public List<Work.Line> works(Standing standing) {
    return works.lines(standing);
  }

  /// Whether somebody writes content.
  public boolean writes(Standing standing) {
    return gamifiers.writes(standing);
  }

  /// Whom stewards let write content, at most 50.
  public List<Work.Gamifier> gamifiers(Standing standing) {
    return gamifiers.list(standing);
  }

  /// Lets a member write content, or does so no longer.
  ///
  /// @throws Refused `not_allowed`, `member_unknown`, `too_many_open` with `limit`
  public void name(Standing steward, String handle, boolean named) {
    gamifiers.name(steward, handle, named);
  }

  /// An item to learn from.
  ///
  /// @throws Refused `not_found`
  public Lesson lesson(Standing standing, UUID item, Language reader) {
    return lessons.lesson(standing, item, reader);
  }

  /// Answers a question for good; whoever answers again reads their first answer.
  ///
  /// @throws Refused `not_found` for one the item does not ask, `text_moved` when the item is
  ///   another by now, with its `version`; fields
  public Made<Lesson.Answered> answer(
      Standing standing, UUID item, UUID question, Lesson.Reply reply, Language reader) {
    return lessons.answer(standing, item, question, reply, reader);
  }

  /// Keeps where somebody is in an item.
  ///
  /// @throws Refused `not_found`, `field_range`
  public void mark(Standing standing, UUID item, Lesson.Position position) {
    lessons.mark(standing, item, position);
  }

  /// How far somebody is.
  public Progress progress(Standing standing, Language reader) {
    return lessons.progress(standing, reader);
  }

  /// Who began what is published and how far they came, since a moment; the latest first.
  public List<Begun> begun(CommunityId community, Instant since, int most) {
    return lessons.begun(community, since, most);
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
