package org.coomunity.exchange.trades;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.exchange.trades.TradeDoors.Person;
import org.jspecify.annotations.Nullable;

/// What the sides of a trade say: messages on the way, ratings at its end.
final class Talk {
  private static final int MESSAGES_MOST = 1_000;
  private static final int RATINGS_MOST = 20;
  private static final UUID FIRST = new UUID(0, 0);

  private final Database database;
  private final InstantSource clock;
  private final TradeDoors doors;
  private final Steps steps;

  Talk(Database database, InstantSource clock, TradeDoors doors, Steps steps) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
    this.steps = steps;
  }

  /// A text that people wrote, without blanks around it.
  static String words(@Nullable String text, String field, int least) {
    String stripped = text == null ? "" : text.strip();
    if (stripped.length() < least || stripped.length() > TradeRules.WORDS_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, field);
    }
    if (stripped.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r')) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
    return stripped;
  }

  Made<Message> send(Standing standing, UUID trade, Message.Draft draft) {
    String text = words(draft.text(), "text", 1);
    TradeRow row = steps.seen(standing, trade);
    Instant now = clock.instant();
    UUID id = draft.id() == null ? Uuid7.at(now) : draft.id();
    TalkStore.MessageRow sent = new TalkStore.MessageRow(id, standing.no(), text, now);
    return database.write(tx -> {
      CommunityId community = standing.community();
      Optional<TalkStore.MessageRow> earlier = TalkStore.message(tx, community, trade, id);
      if (earlier.isPresent()) {
        return Made.replay(same(standing, earlier.get(), text));
      }
      if (TalkStore.messages(tx, community, trade) >= MESSAGES_MOST) {
        throw Refused.because(Refusal.TOO_MANY_OPEN, "most", MESSAGES_MOST);
      }
      if (!TalkStore.insert(tx, community, trade, sent)) {
        // sent twice at once: the other one is committed by now
        return Made.replay(
            same(standing, TalkStore.message(tx, community, trade, id).orElseThrow(), text));
      }
      tx.publish(
          new TradesEvent.TradeMessaged(
              community, trade, row.buyer(), row.seller(), standing.no(), id, now));
      return Made.fresh(new Message(id, standing.handle(), text, now));
    });
  }

  private static Message same(Standing standing, TalkStore.MessageRow earlier, String text) {
    if (earlier.sender() != standing.no()) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "id");
    }
    if (!earlier.words().equals(text)) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "text");
    }
    return new Message(earlier.id(), standing.handle(), text, earlier.at());
  }

  Page<Message> messages(Standing standing, UUID trade, int limit, Optional<String> cursor) {
    TradeRow row = steps.seen(standing, trade);
    Cursor after = cursor.map(Cursor::parse).orElse(new Cursor(Instant.EPOCH, FIRST));
    List<TalkStore.MessageRow> rows =
        database.read(tx ->
            TalkStore.messages(tx, row.communityId(), trade, after.at(), after.id(), limit + 1));
    TreeSet<Integer> numbers = new TreeSet<>();
    rows.forEach(message -> numbers.add(message.sender()));
    Map<Integer, Person> people = doors.names().of(row.communityId(), numbers);
    return Page.of(rows, limit, message -> new Cursor(message.at(), message.id()).text())
        .map(message ->
            new Message(
                message.id(),
                TradeViews.handle(people, message.sender()),
                message.words(),
                message.at()));
  }

  /// A place in a list by time.
  record Cursor(Instant at, UUID id) {
    String text() {
      return at + "_" + id;
    }

    static Cursor parse(String text) {
      try {
        String[] parts = text.split("_", 2);
        return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
      } catch (RuntimeException notOurs) {
        throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
      }
    }
  }

  Made<Rating> rate(Standing standing, UUID trade, Rating.Draft draft) {
    TradeRow row = steps.seen(standing, trade);
    if (!row.hasSide(standing.no())) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    if (row.state() != TradeState.COMPLETED) {
      throw Refused.because(Refusal.WRONG_STATE, "state", row.state().key());
    }
    String text = words(draft.text(), "text", 0);
    int overall = stars(draft.overall(), "overall");
    Instant now = clock.instant();
    return database.write(tx -> {
      CommunityId community = standing.community();
      TradesStore.lockMember(tx, community, standing.no());
      Optional<TalkStore.RatingRow> earlier =
          TalkStore.ratings(tx, community, trade).stream()
              .filter(rating -> rating.rater() == standing.no())
              .findFirst();
      int n = earlier.map(TalkStore.RatingRow::n).orElse(0) + 1;
      TalkStore.RatingRow rating =
          new TalkStore.RatingRow(
              trade,
              standing.no(),
              n,
              row.otherSide(standing.no()),
              overall,
              starsOrNone(draft.communication(), "communication"),
              starsOrNone(draft.delivery(), "delivery"),
              starsOrNone(draft.quality(), "quality"),
              text,
              now);
      Map<Integer, Person> people = Map.of(standing.no(), new Person(standing.handle(), ""));
      if (earlier.isPresent() && repeats(earlier.get(), rating)) {
        return Made.replay(TradeViews.rating(earlier.get(), people));
      }
      if (n > RATINGS_MOST) {
        throw Refused.because(Refusal.TOO_MANY_OPEN, "most", RATINGS_MOST);
      }
      TalkStore.insert(tx, community, rating);
      tx.publish(
          new TradesEvent.TradeRated(
              community,
              trade,
              row.buyer(),
              row.seller(),
              standing.no(),
              rating.rated(),
              n,
              overall,
              now));
      Rating shown = TradeViews.rating(rating, people);
      return n == 1 ? Made.fresh(shown) : Made.replay(shown);
    });
  }

  private static boolean repeats(TalkStore.RatingRow a, TalkStore.RatingRow b) {
    return a.overall() == b.overall()
        && java.util.Objects.equals(a.communication(), b.communication())
        && java.util.Objects.equals(a.delivery(), b.delivery())
        && java.util.Objects.equals(a.quality(), b.quality())
        && a.words().equals(b.words());
  }

  private static int stars(int stars, String field) {
    if (stars < 1 || stars > 5) {
      throw Refused.field(Refusal.RATING_RANGE, field);
    }
    return stars;
  }

  private static @Nullable Integer starsOrNone(@Nullable Integer stars, String field) {
    return stars == null ? null : Integer.valueOf(stars(stars, field));
  }

  List<Rating> about(CommunityId community, int member, int limit) {
    List<TalkStore.RatingRow> rows =
        database.read(tx -> TalkStore.about(tx, community, member, limit));
    TreeSet<Integer> numbers = new TreeSet<>();
    rows.forEach(row -> numbers.add(row.rater()));
    Map<Integer, Person> people = doors.names().of(community, numbers);
    return rows.stream().map(row -> TradeViews.rating(row, people)).toList();
  }

  Rating.Summary summary(CommunityId community, int member) {
    TalkStore.SummaryRow row = database.read(tx -> TalkStore.summary(tx, community, member));
    return new Rating.Summary(row.count(), row.mean() == null ? null : row.mean().toPlainString());
  }
}
