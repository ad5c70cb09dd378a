package org.coomunity.exchange.market;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;

/// Questions about listings, before any trade.
final class Questions {
  private final Database database;
  private final InstantSource clock;
  private final MarketDoors doors;
  private final Showcase showcase;

  Questions(Database database, InstantSource clock, MarketDoors doors, Showcase showcase) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
    this.showcase = showcase;
  }

  Made<Question> ask(Standing standing, UUID listing, Question.Draft draft) {
    String text = MarketRules.words(draft.text(), "text", 1, MarketRules.WORDS_MOST);
    Instant now = clock.instant();
    UUID id = draft.id() == null ? Uuid7.at(now) : draft.id();
    return database.write(tx -> {
      CommunityId community = standing.community();
      ListingRow row = Market.visible(tx, standing, listing, doors, now);
      if (row.owner() == standing.no()) {
        throw Refused.because(Refusal.SAME_MEMBER);
      }
      Optional<QuestionStore.Row> earlier = QuestionStore.find(tx, community, id);
      if (earlier.isPresent()) {
        return Made.replay(view(standing, same(earlier.get(), listing, standing.no(), text)));
      }
      if (QuestionStore.count(tx, community, listing) >= MarketRules.QUESTIONS_MOST) {
        throw Refused.because(Refusal.TOO_MANY_OPEN, "most", MarketRules.QUESTIONS_MOST);
      }
      QuestionStore.Row asked =
          new QuestionStore.Row(id, listing, standing.no(), text, null, now, null);
      if (!QuestionStore.insert(tx, community, asked)) {
        // asked twice at once: the other one is committed by now
        QuestionStore.Row first = QuestionStore.find(tx, community, id).orElseThrow();
        return Made.replay(view(standing, same(first, listing, standing.no(), text)));
      }
      tx.publish(
          new MarketEvent.QuestionAsked(
              community, listing, row.owner(), id, standing.no(), row.title(), now));
      return Made.fresh(view(standing, asked));
    });
  }

  private static QuestionStore.Row same(
      QuestionStore.Row earlier, UUID listing, int asker, String text) {
    if (earlier.asker() != asker || !earlier.listing().equals(listing)) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "id");
    }
    if (!earlier.words().equals(text)) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "text");
    }
    return earlier;
  }

  Question answer(Standing standing, UUID listing, UUID question, Question.Reply reply) {
    String text = MarketRules.words(reply.text(), "text", 1, MarketRules.WORDS_MOST);
    Instant now = clock.instant();
    return database.write(tx -> {
      CommunityId community = standing.community();
      ListingRow row = Market.visible(tx, standing, listing, doors, now);
      if (row.owner() != standing.no()) {
        throw Refused.because(Refusal.NOT_ALLOWED);
      }
      QuestionStore.Row asked = asked(tx, community, listing, question);
      QuestionStore.answer(tx, community, question, text, now);
      tx.publish(
          new MarketEvent.QuestionAnswered(
              community, listing, row.owner(), question, asked.asker(), row.title(), now));
      return view(standing, asked(tx, community, listing, question));
    });
  }

  private static QuestionStore.Row asked(
      Tx tx, CommunityId community, UUID listing, UUID question) {
    return QuestionStore.find(tx, community, question)
        .filter(found -> found.listing().equals(listing))
        .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
  }

  List<Question> of(Standing standing, UUID listing) {
    return database.read(tx -> {
      ListingRow row = Market.visible(tx, standing, listing, doors, clock.instant());
      return showcase.questions(
          standing,
          QuestionStore.of(
              tx, standing.community(), listing, standing.no(), row.owner() == standing.no()));
    });
  }

  private Question view(Standing standing, QuestionStore.Row row) {
    return showcase.questions(standing, List.of(row)).getFirst();
  }
}
