package org.coomunity.decisions.learning;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.json.Json;
import org.coomunity.decisions.learning.AnswerStore.AnswerRow;
import org.coomunity.decisions.learning.AnswerStore.BookmarkRow;
import org.coomunity.decisions.learning.LearningEvent.LearningAnswered;
import org.coomunity.decisions.learning.LearningStore.EditionRow;
import org.coomunity.decisions.learning.LearningStore.ItemRow;
import org.coomunity.decisions.learning.LearningStore.ShelfRow;
import org.jspecify.annotations.Nullable;

/// Learning: reading an item, answering its questions, once each, and going on where one was.
final class Lessons {
  private static final int SHOWN = 3;
  private static final int OPEN_MOST = 20;
  private static final int WEEKS_MOST = 520;
  private static final int POSITION_MOST = 86_400;

  /// An item that members may read now.
  private record Open(ItemRow item, ShelfRow playlist, EditionRow edition, Content content) {}

  private final Database database;
  private final InstantSource clock;
  private final Gamifiers gamifiers;

  Lessons(Database database, InstantSource clock, Gamifiers gamifiers) {
    this.database = database;
    this.clock = clock;
    this.gamifiers = gamifiers;
  }

  List<Begun> begun(CommunityId community, Instant since, int most) {
    return database.read(tx -> AnswerStore.begun(tx, community, since, most)).stream()
        .map(row ->
            new Begun(
                row.item(),
                Shelves.title(row.titles(), row.language()),
                row.member(),
                row.finished(),
                row.at()))
        .toList();
  }

  private static Open open(Tx tx, CommunityId community, UUID id) {
    ItemRow item =
        LearningStore.item(tx, community, id)
            .filter(ItemRow::published)
            .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    ShelfRow list = LearningStore.shelf(tx, community, item.playlist()).orElseThrow();
    ShelfRow mundo =
        LearningStore.shelf(tx, community, Objects.requireNonNull(list.mundo())).orElseThrow();
    if (list.retiredAt() != null || mundo.retiredAt() != null) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    EditionRow edition = LearningStore.edition(tx, community, id, item.version()).orElseThrow();
    return new Open(item, list, edition, Json.read(edition.body(), Content.class));
  }

  Lesson lesson(Standing standing, UUID id, Language reader) {
    CommunityId community = standing.community();
    int member = standing.actorNo();
    return database.read(tx -> {
      Open open = open(tx, community, id);
      Map<UUID, AnswerRow> answers =
          AnswerStore.ofItem(tx, community, member, id).stream()
              .collect(Collectors.toMap(AnswerRow::question, Function.identity()));
      Optional<BookmarkRow> bookmark = AnswerStore.bookmark(tx, community, member, id);
      Gamifiers.Names names = gamifiers.names(community, List.of(open.item().author()));
      return lesson(
          open.item(),
          Objects.requireNonNull(open.playlist().mundo()),
          open.content(),
          reader,
          answers,
          bookmark.orElse(new BookmarkRow(id, 0, false, Instant.EPOCH)),
          names,
          next(tx, community, open.item()));
    });
  }

  private static @Nullable UUID next(Tx tx, CommunityId community, ItemRow item) {
    boolean passed = false;
    for (ItemRow one : LearningStore.items(tx, community, item.playlist())) {
      if (passed && one.published()) {
        return one.id();
      }
      passed |= one.id().equals(item.id());
    }
    return null;
  }

  private static Lesson lesson(
      ItemRow item,
      UUID mundo,
      Content content,
      Language reader,
      Map<UUID, AnswerRow> answers,
      BookmarkRow bookmark,
      Gamifiers.Names names,
      @Nullable UUID next) {
    Content.Words words =
        LearningRules.nearest(content.texts(), Content.Words::language, reader, content.language());
    return new Lesson(
        item.id(),
        mundo,
        item.playlist(),
        item.version(),
        content.kind(),
        words.language(),
        content.texts().stream().map(Content.Words::language).toList(),
        words.title(),
        words.text(),
        content.video(),
        ContentRules.slides(words),
        content.questions().stream()
            .map(question -> asked(question, words.language(), answers.get(question.id())))
            .toList(),
        bookmark.position(),
        bookmark.finished(),
        names.handle(item.author()),
        names.name(item.author()),
        next);
  }

  /// A draft as members would read it, with nothing answered.
  static Lesson preview(Work work, Language reader) {
    Content.Words words =
        LearningRules.nearest(
            work.content().texts(), Content.Words::language, reader, work.content().language());
    return new Lesson(
        work.id(),
        work.mundo(),
        work.playlist(),
        work.version(),
        work.content().kind(),
        words.language(),
        work.content().texts().stream().map(Content.Words::language).toList(),
        words.title(),
        words.text(),
        work.content().video(),
        ContentRules.slides(words),
        work.content().questions().stream()
            .map(question -> asked(question, words.language(), null))
            .toList(),
        0,
        false,
        work.author(),
        work.author(),
        null);
  }

  private static Content.Prompt prompt(Content.Question question, String language) {
    return question.texts().stream()
        .filter(one -> one.language().equals(language))
        .findFirst()
        .orElseThrow();
  }

  private static Lesson.Asked asked(
      Content.Question question, String language, @Nullable AnswerRow answer) {
    Content.Prompt prompt = prompt(question, language);
    return new Lesson.Asked(
        Objects.requireNonNull(question.id()),
        question.kind(),
        question.at(),
        question.promised(),
        prompt.prompt(),
        prompt.choices(),
        question.from(),
        question.to(),
        answer == null ? null : answered(answer, question, language));
  }

  /// @param question null when the item does not ask it any more
  private static Lesson.Answered answered(
      AnswerRow row, Content.@Nullable Question question, String language) {
    Lesson.Reply reply = Json.read(row.choice(), Lesson.Reply.class);
    String because = question == null ? null : prompt(question, language).because();
    return new Lesson.Answered(
        reply.choice() == null ? List.of() : reply.choice(),
        reply.number(),
        reply.text(),
        row.correct(),
        row.ondas(),
        question == null ? null : question.right(),
        because == null || because.isEmpty() ? null : because);
  }

  /// Answers a question for good. The first answer counts, whoever asks how often.
  Made<Lesson.Answered> answer(
      Standing standing, UUID id, UUID questionId, Lesson.Reply reply, Language reader) {
    Instant now = clock.instant();
    CommunityId community = standing.community();
    int member = standing.actorNo();
    return database.write(tx -> {
      Open open = open(tx, community, id);
      Optional<Content.Question> asked =
          open.content().questions().stream()
              .filter(one -> questionId.equals(one.id()))
              .findFirst();
      String language =
          LearningRules.nearest(
                  open.content().texts(),
                  Content.Words::language,
                  reader,
                  open.content().language())
              .language();
      Optional<AnswerRow> earlier =
          AnswerStore.find(tx, community, member, questionId).filter(row -> row.item().equals(id));
      if (earlier.isPresent()) {
        return Made.replay(answered(earlier.get(), asked.orElse(null), language));
      }
      Content.Question question = asked.orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      if (reply.version() != open.item().version()) {
        throw Refused.because(Refusal.TEXT_MOVED, "version", open.item().version());
      }
      AnswerRow row = row(open, question, reply, member, now);
      if (!AnswerStore.first(tx, community, member, row)) {
        AnswerRow first = AnswerStore.find(tx, community, member, questionId).orElseThrow();
        return Made.replay(answered(first, question, language));
      }
      AnswerStore.begin(tx, community, member, id, now);
      LocalDate monday = LearningRules.monday(now);
      AnswerStore.count(tx, community, member, monday, row.ondas());
      tx.publish(
          new LearningAnswered(
              community, member, questionId, id, question.kind(), row.ondas(), now));
      return Made.fresh(answered(row, question, language));
    });
  }

  private static AnswerRow row(
      Open open, Content.Question question, Lesson.Reply reply, int member, Instant now) {
    Integer reviewer = open.edition().reviewer();
    boolean insider =
        member == open.item().author()
            || member == open.edition().writer()
            || (reviewer != null && reviewer == member);
    LearningRules.Verdict verdict = LearningRules.verdict(question, reply, insider);
    return new AnswerRow(
        Objects.requireNonNull(question.id()),
        open.item().id(),
        open.item().version(),
        question.kind().name(),
        Json.write(
            new Lesson.Reply(
                reply.version(),
                verdict.choice().isEmpty() ? null : verdict.choice(),
                verdict.number(),
                verdict.text())),
        verdict.correct(),
        verdict.ondas(),
        now);
  }

  void mark(Standing standing, UUID id, Lesson.Position position) {
    if (position.position() < 0 || position.position() > POSITION_MOST) {
      throw Refused.field(Refusal.FIELD_RANGE, "position");
    }
    Instant now = clock.instant();
    database.write(tx -> {
      open(tx, standing.community(), id);
      AnswerStore.mark(
          tx,
          standing.community(),
          standing.actorNo(),
          new BookmarkRow(id, position.position(), position.finished(), now));
      return now;
    });
  }

  Progress progress(Standing standing, Language reader) {
    CommunityId community = standing.community();
    int member = standing.actorNo();
    LocalDate now = LearningRules.monday(clock.instant());
    return database.read(tx -> {
      AnswerStore.TotalRow total = AnswerStore.total(tx, community, member);
      List<Progress.Week> weeks = AnswerStore.weeks(tx, community, member, WEEKS_MOST);
      List<ItemRow> begun =
          AnswerStore.open(tx, community, member, OPEN_MOST).stream()
              .flatMap(mark -> LearningStore.item(tx, community, mark.item()).stream())
              .filter(ItemRow::published)
              .limit(SHOWN)
              .toList();
      return new Progress(
          total.answers(),
          total.ondas(),
          total.weeks(),
          LearningRules.together(weeks.stream().map(Progress.Week::monday).toList(), now),
          LearningRules.latest(weeks, now),
          Shelves.cards(tx, standing, begun, reader),
          Shelves.cards(tx, standing, LearningStore.fresh(tx, community, member, SHOWN), reader));
    });
  }
}
