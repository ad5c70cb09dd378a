package org.coomunity.decisions.learning;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.learning.LearningEvent.ItemPublished;
import org.coomunity.decisions.learning.LearningEvent.ItemRetired;
import org.coomunity.decisions.learning.LearningEvent.ItemReturned;
import org.coomunity.decisions.learning.LearningEvent.ReviewAsked;
import org.coomunity.decisions.learning.LearningStore.EditionRow;
import org.coomunity.decisions.learning.LearningStore.ItemRow;
import org.jspecify.annotations.Nullable;

/// Items from the first draft to everybody, and out of sight again.
final class Studio {
  private static final String DRAFT = "DRAFT";
  private static final String REVIEW = "REVIEW";
  private static final String PUBLISHED = "PUBLISHED";
  private static final String RETIRED = "RETIRED";
  private static final int NOTE_MOST = 1_000;

  private final Database database;
  private final InstantSource clock;
  private final Gamifiers gamifiers;
  private final Works works;

  Studio(Database database, InstantSource clock, Gamifiers gamifiers, Works works) {
    this.database = database;
    this.clock = clock;
    this.gamifiers = gamifiers;
    this.works = works;
  }

  Made<Work> make(Standing standing, UUID playlist, Work.Draft draft) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    UUID id = draft.id() == null ? Uuid7.at(now) : draft.id();
    String asked = Json.write(draft);
    Made<ItemRow> made =
        database.write(tx -> {
          gamifiers.demand(tx, standing);
          LearningStore.lock(tx, community);
          Optional<ItemRow> earlier = LearningStore.item(tx, community, id);
          if (earlier.isPresent()) {
            boolean same =
                earlier.get().author() == standing.actorNo() && earlier.get().asked().equals(asked);
            if (!same) {
              throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "id");
            }
            return Made.replay(earlier.get());
          }
          demandPlaylist(tx, community, playlist);
          List<ItemRow> there = LearningStore.items(tx, community, playlist);
          LearningRules.oneMore(there.size(), LearningRules.ITEMS_MOST);
          Content content = ContentRules.content(draft.content(), null, () -> Uuid7.at(now));
          int place = there.isEmpty() ? 0 : there.getLast().place() + 1;
          ItemRow row =
              about(
                  new ItemRow(
                      id,
                      playlist,
                      place,
                      standing.actorNo(),
                      DRAFT,
                      0,
                      1,
                      "",
                      "",
                      0,
                      0,
                      asked,
                      now,
                      null),
                  content);
          LearningStore.insert(tx, community, row);
          LearningStore.write(tx, community, draft(row, content, standing, "", now));
          return Made.fresh(row);
        });
    return made.map(row -> works.work(standing, row.id()));
  }

  private static void demandPlaylist(Tx tx, CommunityId community, UUID id) {
    if (LearningStore.shelf(tx, community, id).filter(one -> one.mundo() != null).isEmpty()) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
  }

  /// What lists say of an item, from its content.
  private static ItemRow about(ItemRow row, Content content) {
    List<Mundo.Label> titles =
        content.texts().stream()
            .map(words -> new Mundo.Label(words.language(), words.title(), ""))
            .toList();
    return new ItemRow(
        row.id(),
        row.playlist(),
        row.place(),
        row.author(),
        row.state(),
        row.version(),
        row.latest(),
        content.language(),
        Shelves.write(titles),
        content.questions().size(),
        content.questions().stream().mapToInt(Content.Question::promised).sum(),
        row.asked(),
        row.createdAt(),
        row.publishedAt());
  }

  private static ItemRow in(
      ItemRow row, String state, int version, int latest, @Nullable Instant published) {
    return new ItemRow(
        row.id(),
        row.playlist(),
        row.place(),
        row.author(),
        state,
        version,
        latest,
        row.language(),
        row.titles(),
        row.questions(),
        row.ondas(),
        row.asked(),
        row.createdAt(),
        published);
  }

  private static EditionRow draft(
      ItemRow row, Content content, Standing standing, String note, Instant now) {
    return new EditionRow(
        row.id(),
        row.latest(),
        DRAFT,
        Json.write(content),
        standing.actorNo(),
        null,
        note,
        now,
        null);
  }

  private static EditionRow edition(Tx tx, CommunityId community, ItemRow item) {
    return LearningStore.edition(tx, community, item.id(), item.latest()).orElseThrow();
  }

  private static void demandPen(Standing standing, ItemRow item) {
    if (!Works.mayWrite(standing, item)) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
  }

  /// Writes the draft of an item; of a published one it is the next edition. What waits for a
  /// reviewer is a draft again when it is changed.
  Work write(Standing standing, UUID id, Content said) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    database.write(tx -> {
      LearningStore.lock(tx, community);
      ItemRow item = gamifiers.item(tx, standing, id);
      demandPen(standing, item);
      EditionRow last = edition(tx, community, item);
      Content before = Json.read(last.body(), Content.class);
      Content content = ContentRules.content(said, before, () -> Uuid7.at(now));
      boolean open = last.state().equals(DRAFT) || last.state().equals(REVIEW);
      if (content.equals(before) && open) {
        return item;
      }
      ItemRow next =
          in(
              item,
              item.state(),
              item.version(),
              open ? item.latest() : item.latest() + 1,
              item.publishedAt());
      next = next.version() == 0 ? about(next, content) : next;
      LearningStore.write(
          tx, community, draft(next, content, standing, open ? last.note() : "", now));
      LearningStore.change(tx, community, next);
      return next;
    });
    return works.work(standing, id);
  }

  Work ask(Standing standing, UUID id) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    database.write(tx -> {
      LearningStore.lock(tx, community);
      ItemRow item = gamifiers.item(tx, standing, id);
      demandPen(standing, item);
      EditionRow last = edition(tx, community, item);
      if (last.state().equals(REVIEW)) {
        return item;
      }
      demandState(last, DRAFT);
      LearningStore.write(tx, community, turned(last, REVIEW, null, last.note(), now, null));
      List<Integer> others =
          gamifiers.reviewers(tx, community).stream()
              .filter(one -> one != item.author() && one != last.writer())
              .limit(LearningRules.REVIEWERS_MOST)
              .toList();
      tx.publish(
          new ReviewAsked(
              community,
              id,
              last.version(),
              standing.actorNo(),
              others,
              Works.title(Json.read(last.body(), Content.class)),
              now));
      return item;
    });
    return works.work(standing, id);
  }

  private static void demandState(EditionRow row, String state) {
    if (!row.state().equals(state)) {
      throw Refused.because(Refusal.WRONG_STATE, "state", row.state().toLowerCase(Locale.ROOT));
    }
  }

  private static EditionRow turned(
      EditionRow row,
      String state,
      @Nullable Integer reviewer,
      String note,
      Instant at,
      @Nullable Instant decided) {
    return new EditionRow(
        row.item(), row.version(), state, row.body(), row.writer(), reviewer, note, at, decided);
  }

  Work decide(Standing standing, UUID id, Work.Decision decision) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    int who = standing.actorNo();
    String note =
        ContentRules.words(Objects.requireNonNullElse(decision.note(), ""), 0, NOTE_MOST, "note");
    database.write(tx -> {
      LearningStore.lock(tx, community);
      ItemRow item = gamifiers.item(tx, standing, id);
      EditionRow last = edition(tx, community, item);
      if (decision.version() != last.version()) {
        throw Refused.because(Refusal.TEXT_MOVED, "version", last.version());
      }
      demandState(last, REVIEW);
      if (!LearningRules.mayDecide(
          who, item.author(), last.writer(), gamifiers.reviewers(tx, community))) {
        throw Refused.because(Refusal.NOT_ALLOWED, "because", "own_work");
      }
      Content content = Json.read(last.body(), Content.class);
      String title = Works.title(content);
      tx.later(
          AuditEntry.by(
                  standing,
                  decision.publish() ? "learning.publish" : "learning.return",
                  id.toString(),
                  note,
                  now)
              .rider());
      if (!decision.publish()) {
        LearningStore.write(tx, community, turned(last, DRAFT, who, note, now, now));
        tx.publish(new ItemReturned(community, id, last.version(), item.author(), who, title, now));
        return item;
      }
      LearningStore.write(tx, community, turned(last, PUBLISHED, who, note, now, now));
      if (item.version() > 0) {
        LearningStore.past(tx, community, id, item.version());
      }
      ItemRow next = in(about(item, content), PUBLISHED, last.version(), item.latest(), now);
      LearningStore.change(tx, community, next);
      tx.publish(new ItemPublished(community, id, last.version(), item.author(), who, title, now));
      return next;
    });
    return works.work(standing, id);
  }

  /// Takes it out of sight of members, or brings it back; what they answered stays.
  Work retire(Standing standing, UUID id, boolean retired) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    database.write(tx -> {
      LearningStore.lock(tx, community);
      ItemRow item = gamifiers.item(tx, standing, id);
      demandPen(standing, item);
      if (item.retired() == retired) {
        return item;
      }
      String back = item.version() > 0 ? PUBLISHED : DRAFT;
      ItemRow next =
          in(item, retired ? RETIRED : back, item.version(), item.latest(), item.publishedAt());
      LearningStore.change(tx, community, next);
      tx.later(
          AuditEntry.by(
                  standing,
                  retired ? "learning.retire" : "learning.restore",
                  id.toString(),
                  "",
                  now)
              .rider());
      tx.publish(new ItemRetired(community, id, standing.actorNo(), retired, now));
      return next;
    });
    return works.work(standing, id);
  }
}
