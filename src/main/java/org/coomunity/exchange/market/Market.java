package org.coomunity.exchange.market;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.audit.AuditEntry;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Place;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.registry.DataClass;
import org.jspecify.annotations.Nullable;

/// The market of a community: its members publish offers and wants, find those of others in their
/// own language, ask about them and keep them. Trades begin here and live in `trades`.
public final class Market {
  private static final int FAVOURITES_MOST = 1_000;

  private final Database database;
  private final InstantSource clock;
  private final MarketDoors doors;
  private final Showcase showcase;
  private final Search search;
  private final Questions questions;
  private final Photos photos;
  private final Demand demand;

  public Market(Database database, InstantSource clock, MarketDoors doors) {
    this.database = database;
    this.clock = clock;
    this.doors = doors;
    this.showcase = new Showcase(doors);
    this.search = new Search(database, doors, showcase);
    this.questions = new Questions(database, clock, doors, showcase);
    this.photos = new Photos(database, clock, doors);
    this.demand = new Demand(database, clock);
  }

  /// Publishes a listing for as long as the community lets them live.
  ///
  /// @param otherwise the language it is in when the draft does not say
  /// @throws Refused `too_many_open` past 100, `idempotency_conflict` with the first differing
  ///   field
  public Made<Listing> publish(Standing standing, ListingDraft draft, Language otherwise) {
    Instant now = clock.instant();
    ListingRow row = row(standing, draft, otherwise, now);
    return database.write(tx -> {
      CommunityId community = standing.community();
      MarketStore.lockOwner(tx, community, standing.no());
      Optional<ListingRow> earlier = MarketStore.find(tx, community, row.id(), standing.no());
      if (earlier.isPresent()) {
        return Made.replay(showcase.one(tx, standing, same(standing, earlier.get(), draft)));
      }
      roomForOneMore(tx, standing);
      MarketStore.insert(tx, community, row, stored(community, row));
      tx.publish(
          new MarketEvent.ListingPublished(
              community,
              row.id(),
              row.owner(),
              row.side().key(),
              row.category().key(),
              row.title(),
              now));
      return Made.fresh(showcase.one(tx, standing, row));
    });
  }

  private ListingRow row(Standing standing, ListingDraft draft, Language otherwise, Instant now) {
    MarketDoors.Terms terms = doors.terms().of(standing.community());
    Place place = draft.place();
    return new ListingRow(
        draft.id() == null ? Uuid7.at(now) : draft.id(),
        standing.no(),
        Side.of(draft.side()),
        draft.kind(),
        Category.of(draft.category()),
        MarketRules.title(draft.title()),
        MarketRules.words(draft.text(), "text", 0, MarketRules.TEXT_MOST),
        MarketRules.price(terms.unit(), draft.price()),
        MarketRules.quantity(draft.quantity(), 1),
        String.join("\n", MarketRules.tags(draft.tags())),
        place == null ? null : hundredths(place.lat()),
        place == null ? null : hundredths(place.lon()),
        MarketRules.language(draft.language(), otherwise).tag(),
        ListingState.ACTIVE,
        Json.write(draft),
        now,
        now,
        MarketRules.expiry(draft.expiresAt(), now, terms.listingLife()),
        false,
        null,
        0);
  }

  private static Integer hundredths(double degrees) {
    return (int) Math.round(degrees * 100);
  }

  private static ListingRow same(Standing standing, ListingRow earlier, ListingDraft draft) {
    if (earlier.owner() != standing.no()) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", "id");
    }
    String field = MarketRules.difference(Json.read(earlier.asked(), ListingDraft.class), draft);
    if (field != null) {
      throw Refused.because(Refusal.IDEMPOTENCY_CONFLICT, "field", field);
    }
    return earlier;
  }

  private static void roomForOneMore(Tx tx, Standing standing) {
    if (MarketStore.open(tx, standing.community(), standing.no()) >= MarketRules.LISTINGS_MOST) {
      throw Refused.because(Refusal.TOO_MANY_OPEN, "most", MarketRules.LISTINGS_MOST);
    }
  }

  private static String stored(CommunityId community, ListingRow row) {
    Language language = Language.of(row.language()).orElse(Language.ES);
    return SearchRules.stored(community, language, row.title(), row.tagList(), row.body());
  }

  /// Finds listings; see `ListingQuery`. Order is stable inside a page cursor.
  public Page<Listing> listings(
      Standing standing, ListingQuery query, int limit, Optional<String> cursor) {
    return search.page(standing, query, limit, cursor, clock.instant());
  }

  /// One listing. What others may not see does not exist for them.
  public Listing listing(Standing standing, UUID id) {
    return database.read(tx -> showcase.one(tx, standing, visible(tx, standing, id)));
  }

  private ListingRow visible(Tx tx, Standing standing, UUID id) {
    return visible(tx, standing, id, doors, clock.instant());
  }

  static ListingRow visible(Tx tx, Standing standing, UUID id, MarketDoors doors, Instant now) {
    ListingRow row =
        MarketStore.find(tx, standing.community(), id, standing.no())
            .filter(found -> found.state() != ListingState.REMOVED)
            .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
    if (row.owner() != standing.no()
        && (!row.seen(now) || doors.hidden().from(standing).contains(row.owner()))) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    return row;
  }

  static ListingRow own(Tx tx, Standing standing, UUID id, MarketDoors doors, Instant now) {
    ListingRow row = visible(tx, standing, id, doors, now);
    if (row.owner() != standing.no()) {
      throw Refused.because(Refusal.NOT_ALLOWED);
    }
    return row;
  }

  /// Changes, pauses, closes, shows again or renews a listing of one's own.
  public Listing change(Standing standing, UUID id, ListingChange change) {
    Instant now = clock.instant();
    MarketDoors.Terms terms = doors.terms().of(standing.community());
    return database.write(tx -> {
      CommunityId community = standing.community();
      MarketStore.lockOwner(tx, community, standing.no());
      MarketStore.lock(tx, community, id);
      ListingRow before = own(tx, standing, id, doors, now);
      MarketRules.droppable(change.without());
      MarketRules.Verdict verdict =
          MarketRules.verdict(
              before.state(),
              before.over(now),
              change.state(),
              Boolean.TRUE.equals(change.renew()));
      if (MarketRules.counts(verdict.state()) && !MarketRules.counts(before.state())) {
        roomForOneMore(tx, standing);
      }
      ListingRow after = changed(before, change, verdict, terms, now);
      MarketStore.update(tx, community, after, stored(community, after), verdict.renewed());
      tx.publish(
          new MarketEvent.ListingChanged(community, id, after.owner(), after.state().key(), now));
      return showcase.one(tx, standing, after);
    });
  }

  private static ListingRow changed(
      ListingRow old,
      ListingChange change,
      MarketRules.Verdict verdict,
      MarketDoors.Terms terms,
      Instant now) {
    Place place = change.place();
    boolean unplaced = change.drops("place");
    String category = change.category();
    String title = change.title();
    return new ListingRow(
        old.id(),
        old.owner(),
        old.side(),
        change.kind() == null ? old.kind() : change.kind(),
        category == null ? old.category() : Category.of(category),
        title == null ? old.title() : MarketRules.title(title),
        change.text() == null
            ? old.body()
            : MarketRules.words(change.text(), "text", 0, MarketRules.TEXT_MOST),
        change.price() == null ? old.price() : MarketRules.price(terms.unit(), change.price()),
        change.drops("quantity")
            ? null
            : change.quantity() == null
                ? old.quantity()
                : MarketRules.quantity(change.quantity(), 0),
        change.tags() == null ? old.tags() : String.join("\n", MarketRules.tags(change.tags())),
        unplaced ? null : place == null ? old.placeLatE2() : hundredths(place.lat()),
        unplaced ? null : place == null ? old.placeLonE2() : hundredths(place.lon()),
        change.language() == null
            ? old.language()
            : MarketRules.language(change.language(), Language.ES).tag(),
        verdict.state(),
        old.asked(),
        old.createdAt(),
        verdict.renewed() ? now : old.freshAt(),
        verdict.renewed() ? now.plus(terms.listingLife()) : old.expiresAt(),
        old.favourite(),
        null,
        0);
  }

  /// Deletes a listing of one's own; a moderator may delete any. Twice is once.
  public void remove(Standing standing, UUID id) {
    database.write(tx -> {
      CommunityId community = standing.community();
      MarketStore.lock(tx, community, id);
      ListingRow row =
          MarketStore.find(tx, community, id, standing.no())
              .orElseThrow(() -> Refused.because(Refusal.NOT_FOUND));
      if (row.owner() != standing.no() && !standing.role().includes(Role.MODERATOR)) {
        visible(tx, standing, id);
        throw Refused.because(Refusal.NOT_ALLOWED);
      }
      if (row.state() != ListingState.REMOVED) {
        MarketStore.state(tx, community, id, ListingState.REMOVED);
        PhotoStore.removeAll(tx, community, id);
        tx.publish(new MarketEvent.ListingRemoved(community, id, row.owner(), clock.instant()));
        if (row.owner() != standing.no()) {
          tx.later(
              AuditEntry.by(standing, "listing.remove", id.toString(), "", clock.instant())
                  .rider());
        }
      }
      return id;
    });
  }

  /// Puts a photo (JPEG, PNG or WebP, at most 4 MiB and 40 megapixels) at place `n`, 0..7, of a
  /// listing of one's own. It is turned upright, scaled and written anew: nothing of what the
  /// camera wrote stays.
  public Photo putPhoto(Standing standing, UUID id, int n, byte[] sent) {
    return photos.put(standing, id, n, sent);
  }

  /// Makes of a photo that somebody sends one that others may see, for other modules to keep.
  ///
  /// @throws Refused `photo_size` over 4 MiB or 40 megapixels, `photo_format` for what is no photo
  public static Picture picture(byte[] sent) {
    return PhotoRules.prepared(sent);
  }

  /// Takes a photo away.
  public void removePhoto(Standing standing, UUID id, int n) {
    photos.remove(standing, id, n);
  }

  /// The bytes (JPEG) of a photo.
  ///
  /// @param hash of its content, as in its address; empty for whatever is there
  public byte[] photo(Standing standing, UUID id, int n, String hash, boolean thumb) {
    return photos.bytes(standing, id, n, hash, thumb);
  }

  /// Takes all listings of somebody off the shelves who takes their leave; the photos go with them.
  public void pauseAll(Tx tx, CommunityId community, int owner) {
    MarketStore.pauseAll(tx, community, owner);
  }

  /// Keeps a listing, or no longer.
  public void favour(Standing standing, UUID id, boolean keep) {
    database.write(tx -> {
      if (keep) {
        visible(tx, standing, id);
        MarketStore.lockOwner(tx, standing.community(), standing.no());
        if (MarketStore.favourites(tx, standing.community(), standing.no()) >= FAVOURITES_MOST) {
          throw Refused.because(Refusal.TOO_MANY_OPEN, "most", FAVOURITES_MOST);
        }
      }
      Instant at = keep ? clock.instant() : null;
      MarketStore.favour(tx, standing.community(), standing.no(), id, at);
      return id;
    });
  }

  /// Asks about a listing of somebody else.
  public Made<Question> ask(Standing standing, UUID listing, Question.Draft draft) {
    return questions.ask(standing, listing, draft);
  }

  /// Answers a question about one's own listing; from then on everybody sees both.
  public Question answer(Standing standing, UUID listing, UUID question, Question.Reply reply) {
    return questions.answer(standing, listing, question, reply);
  }

  /// The questions of a listing that one may see, oldest first.
  public List<Question> questions(Standing standing, UUID listing) {
    return questions.of(standing, listing);
  }

  /// What a trade needs to know of a listing that others can see.
  ///
  /// @param price of one, in minor units; null for a gift
  /// @param left null when they do not run out
  public record Offered(
      int owner, boolean offer, @Nullable Long price, @Nullable Integer left, String title) {}

  /// Whether a community has a listing, shown or not; one that was deleted it has no longer.
  public boolean known(CommunityId community, UUID id) {
    return database
        .read(tx -> MarketStore.find(tx, community, id, 0))
        .filter(row -> row.state() != ListingState.REMOVED)
        .isPresent();
  }

  /// The listing as a trade sees it; empty when nobody can trade from it.
  public Optional<Offered> offered(Tx tx, CommunityId community, UUID id) {
    return MarketStore.find(tx, community, id, 0)
        .filter(row -> row.seen(clock.instant()))
        .map(row ->
            new Offered(
                row.owner(), row.side() == Side.OFFER, row.price(), row.quantity(), row.title()));
  }

  /// The statement that takes `quantity` from a listing, or gives it back when negative; it touches
  /// one row, and none when so many are not left.
  public Rider take(CommunityId community, UUID id, int quantity) {
    return MarketStore.take(community, id, quantity);
  }

  /// Ends listings whose time is over and warns the owners of those that end within three days, at
  /// most `most` of each; a job calls it.
  ///
  /// @return how many were ended or warned
  public int sweep(int most) {
    Instant now = clock.instant();
    return database.write(tx -> {
      List<MarketStore.Ref> ended = MarketStore.expire(tx, now, most);
      for (MarketStore.Ref one : ended) {
        tx.publish(
            new MarketEvent.ListingExpired(
                one.communityId(), one.id(), one.owner(), one.title(), now));
      }
      List<MarketStore.Ref> warned = MarketStore.warn(tx, now, now.plus(MarketRules.WARNING), most);
      for (MarketStore.Ref one : warned) {
        tx.publish(
            new MarketEvent.ListingExpiring(
                one.communityId(), one.id(), one.owner(), one.title(), one.expiresAt(), now));
      }
      return ended.size() + warned.size();
    });
  }

  /// The routes of the market.
  public List<Route> routes(RateLimits limits) {
    return new MarketHttp(this, limits).routes();
  }

  /// The keys of the thirteen shelves, in order.
  public static List<String> categories() {
    return List.of(Category.values()).stream().map(Category::key).toList();
  }

  /// What is looked for and offered, seen as a whole.
  public Demand demand() {
    return demand;
  }

  /// What it keeps about people.
  public static List<DataClass> data() {
    return PersonalStore.DATA;
  }
}
