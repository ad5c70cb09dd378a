package org.coomunity.exchange.market;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Place;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.jspecify.annotations.Nullable;

/// The routes of the market.
final class MarketHttp {
  private static final String LISTINGS = "/communities/{slug}/listings";
  private static final String ONE = LISTINGS + "/{id}";
  private static final String PHOTO = ONE + "/photos/{n}";
  private static final String QUESTIONS = ONE + "/questions";
  private static final String FAVOURITE = ONE + "/favourite";

  private final Market market;
  private final RateLimits limits;

  MarketHttp(Market market, RateLimits limits) {
    this.market = market;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.post(LISTINGS)
            .by(Access.MEMBER)
            .doc("Publishes an offer or a want.")
            .takes(ListingDraft.class)
            .creates(Listing.class)
            .to(this::publish),
        Route.get(LISTINGS)
            .by(Access.MEMBER)
            .doc("Finds offers and wants; the newest first, with words the best match first.")
            .lists(Listing.class)
            .queries("q", "side", "kind", "category", "near", "radiusKm", "sort", "owner")
            .queries("favourites")
            .to(this::find),
        Route.get(ONE)
            .by(Access.MEMBER)
            .doc("One listing.")
            .answers(Listing.class)
            .to(e -> Answer.ok(market.listing(e.standing(), e.pathId("id")))),
        Route.patch(ONE)
            .by(Access.MEMBER)
            .doc("Changes, pauses, closes, shows again or renews a listing of one's own.")
            .takes(ListingChange.class)
            .answers(Listing.class)
            .to(e ->
                Answer.ok(
                    market.change(e.standing(), e.pathId("id"), e.body(ListingChange.class)))),
        Route.delete(ONE)
            .by(Access.MEMBER)
            .doc("Deletes a listing of one's own; a moderator may delete any.")
            .to(e -> {
              market.remove(e.standing(), e.pathId("id"));
              return Answer.empty();
            }),
        Route.put(PHOTO)
            .by(Access.MEMBER)
            .doc("Puts a photo (the body: JPEG, PNG or WebP) at place 0..7 of one's own listing.")
            .answers(Photo.class)
            .bodyLimit(PhotoRules.BYTES_MOST + 1)
            .to(this::putPhoto),
        Route.get(PHOTO)
            .by(Access.MEMBER)
            .doc("A photo as JPEG; `size=thumb` for the small one, `v` as in its address.")
            .queries("v", "size")
            .to(this::photo),
        Route.delete(PHOTO)
            .by(Access.MEMBER)
            .doc("Takes a photo away.")
            .to(e -> {
              market.removePhoto(e.standing(), e.pathId("id"), place(e));
              return Answer.empty();
            }),
        Route.post(QUESTIONS)
            .by(Access.MEMBER)
            .doc("Asks the owner of a listing.")
            .takes(Question.Draft.class)
            .creates(Question.class)
            .to(this::ask),
        Route.get(QUESTIONS)
            .by(Access.MEMBER)
            .doc("Questions of a listing: one's own, all to its owner, and those answered.")
            .lists(Question.class)
            .to(e -> Answer.ok(new Page<>(market.questions(e.standing(), e.pathId("id")), null))),
        Route.post(QUESTIONS + "/{question}/answer")
            .by(Access.MEMBER)
            .doc("Answers a question about one's own listing.")
            .takes(Question.Reply.class)
            .answers(Question.class)
            .to(e ->
                Answer.ok(
                    market.answer(
                        e.standing(),
                        e.pathId("id"),
                        e.pathId("question"),
                        e.body(Question.Reply.class)))),
        Route.put(FAVOURITE)
            .by(Access.MEMBER)
            .doc("Keeps a listing.")
            .answers(Listing.class)
            .to(e -> {
              market.favour(e.standing(), e.pathId("id"), true);
              return Answer.ok(market.listing(e.standing(), e.pathId("id")));
            }),
        Route.delete(FAVOURITE)
            .by(Access.MEMBER)
            .doc("Keeps a listing no longer.")
            .to(e -> {
              market.favour(e.standing(), e.pathId("id"), false);
              return Answer.empty();
            }),
        Route.get("/communities/{slug}/favourites")
            .by(Access.MEMBER)
            .doc("The listings one keeps, newest first.")
            .lists(Listing.class)
            .to(this::favourites));
  }

  private Answer publish(Exchange exchange) {
    limits.take(RateLimits.Limit.LISTINGS, exchange.standing().member().toString());
    return Answer.made(
        market.publish(
            exchange.standing(), exchange.body(ListingDraft.class), exchange.language()));
  }

  private Answer ask(Exchange exchange) {
    limits.take(RateLimits.Limit.MESSAGES, exchange.standing().member().toString());
    return Answer.made(
        market.ask(
            exchange.standing(), exchange.pathId("id"), exchange.body(Question.Draft.class)));
  }

  private Answer find(Exchange exchange) {
    ListingQuery query =
        new ListingQuery(
            exchange.query("q").orElse(null),
            exchange.query("side").orElse(null),
            exchange.query("kind").map(MarketHttp::kind).orElse(null),
            exchange.query("category").orElse(null),
            exchange.query("near").map(MarketHttp::near).orElse(null),
            radius(exchange),
            exchange.query("sort").orElse(null),
            exchange.query("owner").orElse(null),
            exchange.query("favourites").map("true"::equals).orElse(false),
            exchange.language());
    return listed(exchange, query);
  }

  private Answer favourites(Exchange exchange) {
    return listed(
        exchange,
        new ListingQuery(
            null, null, null, null, null, null, null, null, true, exchange.language()));
  }

  private Answer listed(Exchange exchange, ListingQuery query) {
    return Answer.ok(
        market.listings(exchange.standing(), query, exchange.limit(), exchange.cursor()));
  }

  private static ListingKind kind(String name) {
    for (ListingKind kind : ListingKind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    throw Refused.field(Refusal.FIELD_FORMAT, "kind");
  }

  private static Place near(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 2) {
      throw Refused.field(Refusal.FIELD_FORMAT, "near");
    }
    return new Place(number(parts[0], "near"), number(parts[1], "near"));
  }

  private static @Nullable Double radius(Exchange exchange) {
    Optional<String> radius = exchange.query("radiusKm");
    return radius.isEmpty() ? null : Double.valueOf(number(radius.get(), "radiusKm"));
  }

  private static double number(String text, String field) {
    if (!text.strip().matches("-?[0-9]{1,9}(\\.[0-9]{1,12})?")) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
    return Double.parseDouble(text.strip());
  }

  private static int place(Exchange exchange) {
    String n = exchange.path("n");
    if (!n.matches("[0-7]")) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    return n.charAt(0) - '0';
  }

  private Answer putPhoto(Exchange exchange) {
    limits.take(RateLimits.Limit.PHOTOS, exchange.standing().member().toString());
    UUID id = exchange.pathId("id");
    return Answer.ok(market.putPhoto(exchange.standing(), id, place(exchange), exchange.bytes()));
  }

  /// With the hash in its address a photo never changes; only the member's own cache may keep it,
  /// for what one member may see another may not.
  private Answer photo(Exchange exchange) {
    String hash = exchange.query("v").orElse("").toLowerCase(Locale.ROOT);
    boolean thumb = exchange.query("size").orElse("").equals("thumb");
    byte[] bytes =
        market.photo(exchange.standing(), exchange.pathId("id"), place(exchange), hash, thumb);
    return Answer.of("image/jpeg", bytes)
        .header(
            "Cache-Control",
            hash.isEmpty() ? "private, no-cache" : "private, max-age=31536000, immutable");
  }
}
