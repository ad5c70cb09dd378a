package org.coomunity.exchange.market;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Listings written and read one by one; favourites.
final class MarketStore {
  /// The columns of a listing, without what a search adds.
  static final String COLUMNS =
      """
      l.id, l.owner, l.side, l.kind, l.category, l.title, l.body, l.price, l.quantity, l.tags,
        l.place_lat_e2, l.place_lon_e2, l.language, l.state, l.asked, l.created_at, l.fresh_at,
        l.expires_at, exists (select 1 from market.favourite f where f.community_id = :community
          and f.member = :viewer and f.listing = l.id) as favourite
      """;

  private static final String TAKE =
      """
      update market.listing set quantity = quantity - ?
      where community_id = ? and id = ? and state = 'ACTIVE' and (quantity is null or quantity >= ?)
      """;

  private static final String GIVE_BACK =
      "update market.listing set quantity = quantity + ? where community_id = ? and id = ?";

  /// A listing of any community.
  record Ref(CommunityId communityId, UUID id, int owner, String title, Instant expiresAt) {}

  private MarketStore() {}

  /// Lets the member's acts on their listings happen one after the other.
  static void lockOwner(Tx tx, CommunityId community, int owner) {
    tx.query("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
        .bind("key", "market " + community + " " + owner)
        .mapTo(Integer.class)
        .one();
  }

  static int open(Tx tx, CommunityId community, int owner) {
    return tx.query(
            """
            select count(*) from market.listing
            where community_id = :community and owner = :owner and state in ('ACTIVE', 'PAUSED')
            """)
        .bind("community", community)
        .bind("owner", owner)
        .mapTo(Integer.class)
        .one();
  }

  static Optional<ListingRow> find(Tx tx, CommunityId community, UUID id, int viewer) {
    return tx.query(
            "select "
                + COLUMNS
                + """
                , cast(null as float8) as distance_km, 0 as rank
                from market.listing l where l.community_id = :community and l.id = :id
                """)
        .bind("community", community)
        .bind("id", id)
        .bind("viewer", viewer)
        .mapTo(ListingRow.class)
        .findOne();
  }

  /// Writes a new listing; false when its identifier is taken.
  static boolean insert(Tx tx, CommunityId community, ListingRow row, String words) {
    return tx.update(
                """
                insert into market.listing (community_id, id, owner, side, kind, category, title,
                  body, price, quantity, tags, place_lat_e2, place_lon_e2, language, state, asked,
                  words, created_at, fresh_at, expires_at)
                values (:community, :id, :owner, :side, :kind, :category, :title, :body, :price,
                  :quantity, :tags, :lat, :lon, :language, :state, :asked, cast(:words as tsvector),
                  :created, :fresh, :expires)
                on conflict do nothing
                """)
            .bind("community", community)
            .bind("id", row.id())
            .bind("owner", row.owner())
            .bind("side", row.side().name())
            .bind("kind", row.kind().name())
            .bind("category", row.category().name())
            .bind("title", row.title())
            .bind("body", row.body())
            .bind("price", row.price())
            .bind("quantity", row.quantity())
            .bind("tags", row.tags())
            .bind("lat", row.placeLatE2())
            .bind("lon", row.placeLonE2())
            .bind("language", row.language())
            .bind("state", row.state().name())
            .bind("asked", row.asked())
            .bind("words", words)
            .bind("created", row.createdAt())
            .bind("fresh", row.freshAt())
            .bind("expires", row.expiresAt())
            .execute()
        == 1;
  }

  /// Writes what an owner may change.
  static void update(Tx tx, CommunityId community, ListingRow row, String words, boolean renewed) {
    tx.update(
            """
            update market.listing set kind = :kind, category = :category, title = :title,
              body = :body, price = :price, quantity = :quantity, tags = :tags,
              place_lat_e2 = :lat, place_lon_e2 = :lon, language = :language, state = :state,
              words = cast(:words as tsvector), fresh_at = :fresh, expires_at = :expires,
              warned_at = case when :renewed then null else warned_at end
            where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", row.id())
        .bind("kind", row.kind().name())
        .bind("category", row.category().name())
        .bind("title", row.title())
        .bind("body", row.body())
        .bind("price", row.price())
        .bind("quantity", row.quantity())
        .bind("tags", row.tags())
        .bind("lat", row.placeLatE2())
        .bind("lon", row.placeLonE2())
        .bind("language", row.language())
        .bind("state", row.state().name())
        .bind("words", words)
        .bind("fresh", row.freshAt())
        .bind("expires", row.expiresAt())
        .bind("renewed", renewed)
        .execute();
  }

  /// Takes all listings of somebody off the shelves; the owner alone still finds them.
  static int pauseAll(Tx tx, CommunityId community, int owner) {
    return tx.update(
            """
            update market.listing set state = 'PAUSED'
            where community_id = :community and owner = :owner and state = 'ACTIVE'
            """)
        .bind("community", community)
        .bind("owner", owner)
        .execute();
  }

  /// Locks a listing for its owner's change.
  static void lock(Tx tx, CommunityId community, UUID id) {
    tx.query("select 1 from market.listing where community_id = :community and id = :id for update")
        .bind("community", community)
        .bind("id", id)
        .mapTo(Integer.class)
        .findOne();
  }

  static void state(Tx tx, CommunityId community, UUID id, ListingState state) {
    tx.update(
            """
            update market.listing set state = :state where community_id = :community and id = :id
            """)
        .bind("state", state.name())
        .bind("community", community)
        .bind("id", id)
        .execute();
  }

  /// Takes from what is left, or gives back.
  static Rider take(CommunityId community, UUID id, int quantity) {
    return quantity > 0
        ? Rider.one(TAKE, quantity, community.value(), id, quantity)
        : Rider.one(GIVE_BACK, -quantity, community.value(), id);
  }

  /// Ends listings whose time is over, of all communities.
  static List<Ref> expire(Tx tx, Instant now, int most) {
    return tx.query(
            """
            update market.listing l set state = 'EXPIRED'
            from (select community_id, id from market.listing
              where state in ('ACTIVE', 'PAUSED') and expires_at <= :now
              order by expires_at limit :most for update skip locked) due
            where l.community_id = due.community_id and l.id = due.id
            returning l.community_id, l.id, l.owner, l.title, l.expires_at
            """)
        .bind("now", now)
        .bind("most", most)
        .mapTo(Ref.class)
        .list();
  }

  /// Marks listings whose time is over soon, of all communities.
  static List<Ref> warn(Tx tx, Instant now, Instant before, int most) {
    return tx.query(
            """
            update market.listing l set warned_at = :now
            from (select community_id, id from market.listing
              where state = 'ACTIVE' and expires_at > :now and expires_at <= :before
                and warned_at is null and created_at < expires_at - interval '3 days'
              order by expires_at limit :most for update skip locked) due
            where l.community_id = due.community_id and l.id = due.id
            returning l.community_id, l.id, l.owner, l.title, l.expires_at
            """)
        .bind("now", now)
        .bind("before", before)
        .bind("most", most)
        .mapTo(Ref.class)
        .list();
  }

  static void favour(Tx tx, CommunityId community, int member, UUID id, @Nullable Instant at) {
    String sql =
        at == null
            ? """
            delete from market.favourite
            where community_id = :community and member = :member and listing = :id
            """
            : """
            insert into market.favourite (community_id, member, listing, at)
            values (:community, :member, :id, :at) on conflict do nothing
            """;
    var update = tx.update(sql).bind("community", community).bind("member", member).bind("id", id);
    if (at != null) {
      update.bind("at", at);
    }
    update.execute();
  }

  static int favourites(Tx tx, CommunityId community, int member) {
    return tx.query(
            """
            select count(*) from market.favourite
            where community_id = :community and member = :member
            """)
        .bind("community", community)
        .bind("member", member)
        .mapTo(Integer.class)
        .one();
  }

  /// Numbers as PostgreSQL writes an array.
  static String array(Collection<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }
}
