package org.coomunity.exchange.ayni;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jdbi.v3.core.statement.PreparedBatch;

/// What the night reads and writes.
final class NightStore {
  /// What one paid another in a year.
  record PairRow(int payer, int payee, long paid, LocalDate latest) {}

  /// What the night found for a member.
  ///
  /// @param seen the row it began with
  record Found(AyniStore.MemberRow seen, long flow, int halvings) {}

  private NightStore() {}

  /// All that follows sees the same moment.
  static void oneMoment(Tx tx) {
    tx.update("set transaction isolation level repeatable read, read only").execute();
  }

  static List<CommunityId> due(Tx tx, Instant now, int most) {
    return tx.query(
            """
            select community_id from ayni.community where due_at <= :now
            order by due_at, community_id limit :most
            """)
        .bind("now", now)
        .bind("most", most)
        .mapTo(UUID.class)
        .map(CommunityId::new)
        .list();
  }

  /// Payments between members after a day, summed by pair, in order.
  static List<PairRow> pairs(Tx tx, CommunityId community, LocalDate after, int most) {
    return tx.query(
            """
            select payer, payee, sum(paid)::bigint as paid, max(day) as latest from ayni.pair
            where community_id = :community and day > :after
            group by payer, payee order by payer, payee limit :most
            """)
        .bind("community", community)
        .bind("after", after)
        .bind("most", most)
        .mapTo(PairRow.class)
        .list();
  }

  /// Writes what was found. What rose in the meantime stays.
  static void found(Tx tx, CommunityId community, List<Found> all) {
    PreparedBatch batch =
        tx.batch(
            """
            update ayni.member set flow = :flow, quick = quick - :quick,
              halvings = case when trades = :trades then :halvings else halvings end, due = true
            where community_id = :community and no = :no
            """);
    for (Found found : all) {
      batch
          .bind("community", community)
          .bind("no", found.seen().no())
          .bind("flow", found.flow())
          .bind("quick", found.seen().quick())
          .bind("trades", found.seen().trades())
          .bind("halvings", found.halvings())
          .add();
    }
    batch.execute();
  }

  /// Takes a community until a time: it is counted again then, unless it was finished before.
  static void claim(Tx tx, CommunityId community, Instant until) {
    tx.update("update ayni.community set due_at = :until where community_id = :community")
        .bind("community", community)
        .bind("until", until)
        .execute();
  }

  /// A community was counted. What made it due in the meantime holds.
  static void counted(Tx tx, CommunityId community, Instant claimed, Instant at, Instant next) {
    tx.update(
            """
            update ayni.community set counted_at = :at,
              due_at = case when due_at = :claimed then :next else due_at end
            where community_id = :community
            """)
        .bind("community", community)
        .bind("claimed", claimed)
        .bind("at", at)
        .bind("next", next)
        .execute();
  }

  /// Forgets what can no longer come twice.
  static int forgetSeen(Tx tx, CommunityId community, Instant before, int most) {
    return tx.update(
            """
            delete from ayni.seen where community_id = :community and id in (
              select id from ayni.seen where community_id = :community and at < :before
              order by at limit :most)
            """)
        .bind("community", community)
        .bind("before", before)
        .bind("most", most)
        .execute();
  }

  /// Forgets minutes that nobody asks for any more.
  static void forgetPulse(Tx tx, CommunityId community, Instant before) {
    tx.update("delete from ayni.pulse where community_id = :community and minute < :before")
        .bind("community", community)
        .bind("before", before)
        .execute();
  }
}
