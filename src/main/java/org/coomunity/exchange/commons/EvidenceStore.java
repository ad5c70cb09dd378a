package org.coomunity.exchange.commons;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.exchange.commons.CommonsDoors.Picture;

/// Photos that show contributions, as they were re-encoded.
final class EvidenceStore {
  /// What is known of a photo without its bytes.
  record Row(UUID contributionId, int n, String hash, int width, int height) {}

  private EvidenceStore() {}

  static void put(
      Tx tx, CommunityId community, UUID contribution, int n, Picture photo, Instant at) {
    tx.update(
            """
            insert into commons.photo
              (community_id, contribution_id, n, hash, width, height, large, thumb, at)
            values (:community, :contribution, :n, :hash, :width, :height, :large, :thumb, :at)
            on conflict (community_id, contribution_id, n) do update set hash = excluded.hash,
              width = excluded.width, height = excluded.height, large = excluded.large,
              thumb = excluded.thumb, at = excluded.at
            """)
        .bind("community", community)
        .bind("contribution", contribution)
        .bind("n", n)
        .bind("hash", photo.hash())
        .bind("width", photo.width())
        .bind("height", photo.height())
        .bind("large", photo.large())
        .bind("thumb", photo.thumb())
        .bind("at", at)
        .execute();
  }

  static void remove(Tx tx, CommunityId community, UUID contribution, int n) {
    tx.update(
            """
            delete from commons.photo
            where community_id = :community and contribution_id = :contribution and n = :n
            """)
        .bind("community", community)
        .bind("contribution", contribution)
        .bind("n", n)
        .execute();
  }

  static void removeAll(Tx tx, CommunityId community, UUID contribution) {
    tx.update(
            """
            delete from commons.photo
            where community_id = :community and contribution_id = :contribution
            """)
        .bind("community", community)
        .bind("contribution", contribution)
        .execute();
  }

  static List<Row> of(Tx tx, CommunityId community, List<UUID> contributions) {
    if (contributions.isEmpty()) {
      return List.of();
    }
    return tx.query(
            """
            select contribution_id, n, hash, width, height from commons.photo
            where community_id = :community and contribution_id in (<contributions>)
            order by contribution_id, n
            """)
        .bind("community", community)
        .bindList("contributions", contributions)
        .mapTo(Row.class)
        .list();
  }

  static Optional<byte[]> bytes(
      Tx tx, CommunityId community, UUID contribution, int n, String hash, boolean thumb) {
    String column = thumb ? "thumb" : "large";
    return tx.query(
            "select "
                + column
                + """
                 from commons.photo where community_id = :community
                  and contribution_id = :contribution and n = :n and (:hash = '' or hash = :hash)
                """)
        .bind("community", community)
        .bind("contribution", contribution)
        .bind("n", n)
        .bind("hash", hash)
        .mapTo(byte[].class)
        .findOne();
  }
}
