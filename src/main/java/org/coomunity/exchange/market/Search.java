package org.coomunity.exchange.market;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coomunity.base.kernel.Page;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Standing;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Looks through the listings of a community in the order that was asked for. By newest, any number
/// of pages; by match the best of the 2,000 newest that fit.
final class Search {
  private static final int QUERY_MOST = 200;
  private static final int OFFSET_MOST = 10_000;
  private static final double RADIUS_MOST = 20_000;

  private final Database database;
  private final MarketDoors doors;
  private final Showcase showcase;

  Search(Database database, MarketDoors doors, Showcase showcase) {
    this.database = database;
    this.doors = doors;
    this.showcase = showcase;
  }

  Page<Listing> page(
      Standing standing, ListingQuery query, int limit, Optional<String> cursor, Instant now) {
    String words = query.text() == null ? null : words(standing, query);
    Order order = order(query, words);
    Integer owner = owner(standing, query);
    if (owner != null && owner == 0) {
      return new Page<>(List.of(), null);
    }
    SearchStore.Filter filter = filter(standing, query, words, owner, now);
    if (order == Order.NEWEST) {
      return newest(standing, filter, limit, cursor);
    }
    int offset = cursor.map(Search::offset).orElse(0);
    return database.read(tx -> {
      List<ListingRow> rows =
          order == Order.MATCH
              ? cut(matches(tx, filter, now), offset, limit + 1)
              : SearchStore.find(tx, filter, stored(order), offset, limit + 1);
      String next = rows.size() > limit ? String.valueOf(offset + limit) : null;
      List<ListingRow> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
      return new Page<>(showcase.all(tx, standing, shown), next);
    });
  }

  private enum Order {
    MATCH,
    NEWEST,
    NEAR,
    PRICE
  }

  private static SearchStore.Order stored(Order order) {
    return order == Order.NEAR ? SearchStore.Order.NEAR : SearchStore.Order.PRICE;
  }

  private static Order order(ListingQuery query, @Nullable String words) {
    String sort = query.sort();
    if (sort == null) {
      return words == null ? Order.NEWEST : Order.MATCH;
    }
    Order order =
        switch (sort) {
          case "match" -> Order.MATCH;
          case "newest" -> Order.NEWEST;
          case "near" -> Order.NEAR;
          case "price" -> Order.PRICE;
          default -> throw Refused.field(Refusal.FIELD_FORMAT, "sort");
        };
    if (order == Order.NEAR && query.near() == null) {
      throw Refused.field(Refusal.FIELD_MISSING, "near");
    }
    return order;
  }

  private static @Nullable String words(Standing standing, ListingQuery query) {
    String text = query.text() == null ? "" : query.text();
    if (text.length() > QUERY_MOST) {
      throw Refused.field(Refusal.FIELD_LENGTH, "q");
    }
    return SearchRules.asked(standing.community(), query.language(), text);
  }

  /// The number of the owner asked for; null for anybody, 0 for one nobody here has.
  private @Nullable Integer owner(Standing standing, ListingQuery query) {
    if (query.owner() == null) {
      return null;
    }
    if (query.owner().equals(standing.handle())) {
      return standing.no();
    }
    Integer number = doors.numbers().of(standing.community(), query.owner());
    return number == null ? Integer.valueOf(0) : number;
  }

  private SearchStore.Filter filter(
      Standing standing,
      ListingQuery query,
      @Nullable String words,
      @Nullable Integer owner,
      Instant now) {
    Double radius = query.radiusKm();
    if (radius != null && !(radius >= 1 && radius <= RADIUS_MOST)) {
      throw Refused.field(Refusal.FIELD_RANGE, "radiusKm");
    }
    if (radius != null && query.near() == null) {
      throw Refused.field(Refusal.FIELD_MISSING, "near");
    }
    Set<Integer> hidden = new TreeSet<>(doors.hidden().from(standing));
    boolean own = owner != null && owner == standing.no();
    if ("match".equals(query.sort()) && !own) {
      hidden.add(standing.no());
    }
    return new SearchStore.Filter(
        standing.community(),
        standing.no(),
        now,
        words,
        query.side() == null ? null : Side.of(query.side()),
        query.kind(),
        query.category() == null ? null : Category.of(query.category()),
        query.near() == null ? null : query.near().rough(),
        radius,
        owner,
        own,
        query.favourites(),
        hidden,
        null,
        null);
  }

  private Page<Listing> newest(
      Standing standing, SearchStore.Filter filter, int limit, Optional<String> cursor) {
    SearchStore.Filter from = cursor.map(text -> after(filter, text)).orElse(filter);
    return database.read(tx -> {
      List<ListingRow> rows = SearchStore.find(tx, from, SearchStore.Order.NEWEST, 0, limit + 1);
      Page<ListingRow> page = Page.of(rows, limit, row -> row.freshAt() + "_" + row.id());
      return new Page<>(showcase.all(tx, standing, page.items()), page.next());
    });
  }

  private static SearchStore.Filter after(SearchStore.Filter f, String cursor) {
    try {
      String[] parts = cursor.split("_", 2);
      Instant fresh = Instant.parse(parts[0]);
      UUID id = UUID.fromString(parts[1]);
      return new SearchStore.Filter(
          f.community(),
          f.viewer(),
          f.now(),
          f.words(),
          f.side(),
          f.kind(),
          f.category(),
          f.near(),
          f.radiusKm(),
          f.owner(),
          f.all(),
          f.favourites(),
          f.hidden(),
          fresh,
          id);
    } catch (RuntimeException notOurs) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
  }

  private static int offset(String cursor) {
    if (!cursor.matches("[0-9]{1,5}") || Integer.parseInt(cursor) > OFFSET_MOST) {
      throw Refused.field(Refusal.FIELD_FORMAT, "cursor");
    }
    return Integer.parseInt(cursor);
  }

  private List<ListingRow> matches(Tx tx, SearchStore.Filter filter, Instant now) {
    List<ListingRow> rows =
        SearchStore.find(tx, filter, SearchStore.Order.NEWEST, 0, SearchStore.CANDIDATES);
    Set<Integer> owners = new TreeSet<>();
    rows.forEach(row -> owners.add(row.owner()));
    Map<Integer, Double> needs = doors.needs().of(filter.community(), owners);
    Map<ListingRow, SearchRules.Match> matches = new HashMap<>();
    for (ListingRow row : rows) {
      matches.put(
          row,
          new SearchRules.Match(
              row.rank(),
              row.distanceKm(),
              Duration.between(row.freshAt(), now).toMinutes() / 1_440.0,
              row.side() == Side.OFFER,
              needs.getOrDefault(row.owner(), 0.0)));
    }
    return SearchRules.ranked(rows, matches);
  }

  private static List<ListingRow> cut(List<ListingRow> rows, int offset, int limit) {
    return rows.subList(Math.min(offset, rows.size()), Math.min(offset + limit, rows.size()));
  }
}
