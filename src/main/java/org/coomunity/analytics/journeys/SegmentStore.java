package org.coomunity.analytics.journeys;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;

/// Segments of the log in the database.
final class SegmentStore {
  /// Which part of the log a segment holds, both ends in it.
  record Span(long first, long last) {}

  private SegmentStore() {}

  /// Those behind a place of the log, in order.
  static List<Span> spans(Tx tx, CommunityId community, long after) {
    return tx.query(
            """
            select first, last from journeys.segment
            where community_id = :community and first > :after order by first
            """)
        .bind("community", community)
        .bind("after", after)
        .mapTo(Span.class)
        .list();
  }

  /// What is in one, unless it is gone by now.
  static Optional<byte[]> body(Tx tx, CommunityId community, Span span) {
    return tx.query(
            """
            select body from journeys.segment
            where community_id = :community and first = :first and last = :last
            """)
        .bind("community", community)
        .bind("first", span.first())
        .bind("last", span.last())
        .mapTo(byte[].class)
        .findOne();
  }

  static void put(Tx tx, CommunityId community, Span span, LocalDate oldest, byte[] body) {
    tx.update(
            """
            insert into journeys.segment (community_id, first, last, oldest, body)
            values (:community, :first, :last, :oldest, :body)
            """)
        .bind("community", community)
        .bind("first", span.first())
        .bind("last", span.last())
        .bind("oldest", oldest)
        .bind("body", body)
        .execute();
  }

  /// Takes away those in which somebody is. The lock of the community is held.
  static void without(Tx tx, CommunityId community, long no) {
    tx.update(
            """
            delete from journeys.segment s
            where s.community_id = :community and exists (
              select 1 from journeys.event e
              where e.community_id = :community and e.person = :no
                and e.seq between s.first and s.last)
            """)
        .bind("community", community)
        .bind("no", no)
        .execute();
  }

  /// The communities in which somebody is known.
  static List<CommunityId> communities(Tx tx) {
    return tx.query("select distinct community_id from journeys.person").mapTo(UUID.class).stream()
        .map(CommunityId::new)
        .toList();
  }
}
