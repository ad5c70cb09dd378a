package org.coomunity.exchange.market;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;

/// Sums over the listings of a community.
final class DemandStore {
  /// What a listing is about.
  record About(UUID id, String category, String tags) {}

  private DemandStore() {}

  static List<Demand.Group> groups(Tx tx, CommunityId community, Instant now, int most) {
    return tx
        .query(
            """
            select category, language, cast(round(place_lat_e2 / 100.0) as int) as lat,
              cast(round(place_lon_e2 / 100.0) as int) as lon,
              cast(count(distinct owner) filter (where side = 'WANT') as int) as people,
              cast(count(*) filter (where side = 'OFFER') as int) as offers
            from market.listing
            where community_id = :community and state = 'ACTIVE' and expires_at > :now
            group by 1, 2, 3, 4 order by people desc, category, language limit :most
            """)
        .bind("community", community)
        .bind("now", now)
        .bind("most", most)
        .mapTo(Demand.Group.class)
        .list()
        .stream()
        .map(group ->
            new Demand.Group(
                Category.valueOf(group.category()).key(),
                group.language().toLowerCase(Locale.ROOT),
                group.lat(),
                group.lon(),
                group.people(),
                group.offers()))
        .toList();
  }

  static List<Demand.Spoken> spoken(Tx tx, CommunityId community, Instant now, int most) {
    return tx.query(
            """
            select lower(language) as language, cast(count(distinct owner) as int) as people
            from market.listing
            where community_id = :community and state = 'ACTIVE' and side = 'WANT'
              and expires_at > :now
            group by 1 order by 2 desc, 1 limit :most
            """)
        .bind("community", community)
        .bind("now", now)
        .bind("most", most)
        .mapTo(Demand.Spoken.class)
        .list();
  }

  static List<About> about(Tx tx, CommunityId community, Collection<UUID> listings) {
    return tx.query(
            """
            select id, category, tags from market.listing
            where community_id = :community and id = any(cast(:ids as uuid[]))
            """)
        .bind("community", community)
        .bind("ids", MarketStore.array(listings))
        .mapTo(About.class)
        .list();
  }
}
