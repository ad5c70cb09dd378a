package org.coomunity.exchange.market;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;

/// Photos of listings, as they were re-encoded.
final class PhotoStore {
  /// What is known of a photo without its bytes.
  record Row(UUID listing, int n, String hash, int width, int height) {}

  private PhotoStore() {}

  static void put(Tx tx, CommunityId community, UUID listing, int n, Picture photo, Instant at) {
    tx.update(
            """
            insert into market.photo
              (community_id, listing, n, hash, width, height, large, thumb, at)
            values (:community, :listing, :n, :hash, :width, :height, :large, :thumb, :at)
            on conflict (community_id, listing, n) do update set hash = excluded.hash,
              width = excluded.width, height = excluded.height, large = excluded.large,
              thumb = excluded.thumb, at = excluded.at
            """)
        .bind("community", community)
        .bind("listing", listing)
        .bind("n", n)
        .bind("hash", photo.hash())
        .bind("width", photo.width())
        .bind("height", photo.height())
        .bind("large", photo.large())
        .bind("thumb", photo.thumb())
        .bind("at", at)
        .execute();
  }

  static void remove(Tx tx, CommunityId community, UUID listing, int n) {
    tx.update(
            """
            delete from market.photo
            where community_id = :community and listing = :listing and n = :n
            """)
        .bind("community", community)
        .bind("listing", listing)
        .bind("n", n)
        .execute();
  }

  static void removeAll(Tx tx, CommunityId community, UUID listing) {
    tx.update("delete from market.photo where community_id = :community and listing = :listing")
        .bind("community", community)
        .bind("listing", listing)
        .execute();
  }

  static List<Row> of(Tx tx, CommunityId community, Collection<UUID> listings) {
    return tx.query(
            """
            select listing, n, hash, width, height from market.photo
            where community_id = :community and listing = any (cast(:listings as uuid[]))
            order by listing, n
            """)
        .bind("community", community)
        .bind("listings", MarketStore.array(listings))
        .mapTo(Row.class)
        .list();
  }

  static Optional<byte[]> bytes(
      Tx tx, CommunityId community, UUID listing, int n, String hash, boolean thumb) {
    String column = thumb ? "thumb" : "large";
    return tx.query(
            "select "
                + column
                + """
                 from market.photo where community_id = :community and listing = :listing
                  and n = :n and (:hash = '' or hash = :hash)
                """)
        .bind("community", community)
        .bind("listing", listing)
        .bind("n", n)
        .bind("hash", hash)
        .mapTo(byte[].class)
        .findOne();
  }
}
