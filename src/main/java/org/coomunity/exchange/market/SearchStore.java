package org.coomunity.exchange.market;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Place;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Finds listings.
final class SearchStore {
  /// The most listings that words are weighed for: the newest of those that have them.
  static final int CANDIDATES = 2_000;

  private static final double KM_PER_DEGREE = 111.2;

  /// Great-circle distance (haversine) on a sphere of 6,371 km.
  private static final String DISTANCE =
      """
      case when cast(:lat as float8) is null or l.place_lat_e2 is null then null else
        12742 * asin(least(1, sqrt(
          power(sin(radians(l.place_lat_e2 / 100.0 - cast(:lat as float8)) / 2), 2)
          + cos(radians(cast(:lat as float8))) * cos(radians(l.place_lat_e2 / 100.0))
            * power(sin(radians(l.place_lon_e2 / 100.0 - cast(:lon as float8)) / 2), 2)))) end
      """;

  /// Orders that a list can have.
  enum Order {
    NEWEST("fresh_at desc, id desc"),
    NEAR("distance_km nulls last, fresh_at desc, id desc"),
    PRICE("price nulls first, fresh_at desc, id desc");

    private final String sql;

    Order(String sql) {
      this.sql = sql;
    }
  }

  /// What narrows a search; null does not.
  ///
  /// @param words a `tsquery`
  /// @param all true: of every state but removed; false: only what others see
  /// @param hidden owners that are left out
  /// @param afterFresh with `afterId`: only what comes after that in the order of `NEWEST`
  record Filter(
      CommunityId community,
      int viewer,
      Instant now,
      @Nullable String words,
      @Nullable Side side,
      @Nullable ListingKind kind,
      @Nullable Category category,
      @Nullable Place near,
      @Nullable Double radiusKm,
      @Nullable Integer owner,
      boolean all,
      boolean favourites,
      Set<Integer> hidden,
      @Nullable Instant afterFresh,
      @Nullable UUID afterId) {}

  private SearchStore() {}

  static List<ListingRow> find(Tx tx, Filter filter, Order order, int offset, int limit) {
    Place near = filter.near();
    var query =
        tx.query(sql(filter, order))
            .bind("community", filter.community())
            .bind("viewer", filter.viewer())
            .bind("now", filter.now())
            .bind("lat", near == null ? null : Double.valueOf(near.lat()))
            .bind("lon", near == null ? null : Double.valueOf(near.lon()))
            .bind("hidden", MarketStore.array(filter.hidden()))
            .bind("offset", offset)
            .bind("limit", limit);
    bind(query, "words", filter.words());
    bind(query, "side", filter.side() == null ? null : filter.side().name());
    bind(query, "kind", filter.kind() == null ? null : filter.kind().name());
    bind(query, "category", filter.category() == null ? null : filter.category().name());
    bind(query, "owner", filter.owner());
    bind(query, "radius", filter.radiusKm());
    bind(query, "after", filter.afterFresh());
    bind(query, "afterId", filter.afterId());
    if (filter.radiusKm() != null && near != null) {
      double degrees = filter.radiusKm() / KM_PER_DEGREE + 0.02;
      query.bind("south", Math.floor((near.lat() - degrees) * 100));
      query.bind("north", Math.ceil((near.lat() + degrees) * 100));
    }
    return query.mapTo(ListingRow.class).list();
  }

  private static void bind(
      org.jdbi.v3.core.statement.Query query, String name, @Nullable Object value) {
    if (value != null) {
      query.bind(name, value);
    }
  }

  private static String sql(Filter filter, Order order) {
    String rank =
        filter.words() == null
            ? "0"
            : "ts_rank('{0.1, 0.3, 0.6, 1.0}', l.words, cast(:words as tsquery), 32)";
    String inner =
        "select "
            + MarketStore.COLUMNS
            + ", "
            + DISTANCE
            + " as distance_km, "
            + rank
            + " as rank from market.listing l where l.community_id = :community"
            + " and l.owner <> all (cast(:hidden as int[]))"
            + narrowed(filter);
    String far = filter.radiusKm() == null ? "" : " where distance_km <= :radius";
    return "select * from ("
        + inner
        + ") found"
        + far
        + " order by "
        + order.sql
        + " offset :offset limit :limit";
  }

  private static String narrowed(Filter filter) {
    StringBuilder sql = new StringBuilder();
    sql.append(
        filter.all()
            ? " and l.state <> 'REMOVED'"
            : " and l.state = 'ACTIVE' and l.expires_at > :now"
                + " and (l.quantity is null or l.quantity > 0)");
    add(sql, filter.words(), " and l.words @@ cast(:words as tsquery)");
    add(sql, filter.side(), " and l.side = :side");
    add(sql, filter.kind(), " and l.kind = :kind");
    add(sql, filter.category(), " and l.category = :category");
    add(sql, filter.owner(), " and l.owner = :owner");
    add(sql, filter.radiusKm(), " and l.place_lat_e2 between :south and :north");
    add(sql, filter.afterId(), " and (l.fresh_at, l.id) < (:after, :afterId)");
    if (filter.favourites()) {
      sql.append(
          " and l.id in (select f.listing from market.favourite f"
              + " where f.community_id = :community and f.member = :viewer)");
    }
    return sql.toString();
  }

  private static void add(StringBuilder sql, @Nullable Object wanted, String condition) {
    if (wanted != null) {
      sql.append(condition);
    }
  }
}
