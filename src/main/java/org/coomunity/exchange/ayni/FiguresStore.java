package org.coomunity.exchange.ayni;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;

/// Reads figures from the daily rows. Each statement is about one community and a bounded span of
/// days.
final class FiguresStore {
  /// What a member gave and received.
  record Totals(long given, long received, long gave, long got) {}

  /// What a member exchanged with a partner, both ways.
  record PartnerRow(int partner, long volume, long times) {}

  /// What all who were active gave and received.
  ///
  /// @param gap the sum of the differences between given and received
  /// @param spread the sum of `v ln v` over the volumes v of members
  record Whole(
      long active,
      long givers,
      long receivers,
      double given,
      double received,
      double gap,
      double spread) {}

  /// A community over some days.
  record Span(long volume, long trades, long payments, long gifts, long weeks) {}

  /// Scores of trades.
  record Scores(long score, long scored) {}

  /// What changes with every exchange that is counted.
  record Stamp(LocalDate day, long volume, int trades, int payments) {}

  private FiguresStore() {}

  static Totals totals(Tx tx, CommunityId community, int no, LocalDate after) {
    return tx.query(
            """
            select coalesce(sum(given), 0)::bigint as given,
              coalesce(sum(received), 0)::bigint as received, coalesce(sum(gave), 0) as gave,
              coalesce(sum(got), 0) as got
            from ayni.day where community_id = :community and no = :no and day > :after
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("after", after)
        .mapTo(Totals.class)
        .one();
  }

  /// In how many spans of seven days before the end of `today` a member was active.
  static int weeks(Tx tx, CommunityId community, int no, LocalDate after, LocalDate today) {
    return tx.query(
            """
            select count(distinct (cast(:today as date) - day) / 7) from ayni.day
            where community_id = :community and no = :no and day > :after and gave + got > 0
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("after", after)
        .bind("today", today)
        .mapTo(Integer.class)
        .one();
  }

  static List<ActiveDay> activeDays(Tx tx, CommunityId community, LocalDate after, int most) {
    return tx.query(
            """
            select no, day from ayni.day
            where community_id = :community and day > :after and gave + got > 0
            order by day desc, no limit :most
            """)
        .bind("community", community)
        .bind("after", after)
        .bind("most", most)
        .mapTo(ActiveDay.class)
        .list();
  }

  static List<PartnerRow> partners(
      Tx tx, CommunityId community, int no, LocalDate after, int most) {
    return tx.query(
            """
            select partner, sum(paid)::bigint as volume, sum(times) as times from (
              select payee as partner, paid, times from ayni.pair
              where community_id = :community and payer = :no and day > :after
              union all
              select payer as partner, paid, times from ayni.pair
              where community_id = :community and payee = :no and day > :after) both_ways
            group by partner order by sum(times) desc, partner limit :most
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("after", after)
        .bind("most", most)
        .mapTo(PartnerRow.class)
        .list();
  }

  /// All members who were active from one day to another.
  ///
  /// @param counts true to weigh exchanges, false to weigh what they were worth
  static Whole whole(
      Tx tx, CommunityId community, LocalDate after, LocalDate last, boolean counts) {
    return tx.query(
            """
            select count(*) filter (where times > 0) as active,
              count(*) filter (where gave > 0) as givers,
              count(*) filter (where got > 0) as receivers,
              coalesce(sum(g), 0) as given, coalesce(sum(r), 0) as received,
              coalesce(sum(abs(g - r)), 0) as gap,
              coalesce(sum((g + r) * ln(g + r)) filter (where g + r > 0), 0) as spread
            from (
              select sum(gave) as gave, sum(got) as got, sum(gave + got) as times,
                greatest(0, sum(case when :counts then gave else given end))::float8 as g,
                greatest(0, sum(case when :counts then got else received end))::float8 as r
              from ayni.day where community_id = :community and day > :after and day <= :last
              group by no) members
            """)
        .bind("community", community)
        .bind("after", after)
        .bind("last", last)
        .bind("counts", counts)
        .mapTo(Whole.class)
        .one();
  }

  static Span span(Tx tx, CommunityId community, LocalDate after, LocalDate last) {
    return tx.query(
            """
            select coalesce(sum(volume), 0)::bigint as volume, coalesce(sum(trades), 0) as trades,
              coalesce(sum(payments), 0) as payments, coalesce(sum(gifts), 0) as gifts,
              count(distinct (cast(:last as date) - day) / 7) filter (where trades + payments > 0) as weeks
            from ayni.community_day
            where community_id = :community and day > :after and day <= :last
            """)
        .bind("community", community)
        .bind("after", after)
        .bind("last", last)
        .mapTo(Span.class)
        .one();
  }

  static Scores scores(Tx tx, CommunityId community, Instant after) {
    return tx.query(
            """
            select coalesce(sum(score), 0)::bigint as score, coalesce(sum(scored), 0) as scored
            from ayni.pulse where community_id = :community and minute > :after
            """)
        .bind("community", community)
        .bind("after", after)
        .mapTo(Scores.class)
        .one();
  }

  static Stamp stamp(Tx tx, CommunityId community) {
    return tx.query(
            """
            select day, volume, trades, payments from ayni.community_day
            where community_id = :community order by day desc limit 1
            """)
        .bind("community", community)
        .mapTo(Stamp.class)
        .findOne()
        .orElse(new Stamp(LocalDate.EPOCH, 0, 0, 0));
  }

  /// What was paid between members in some days, the largest sums first when there are too many.
  static List<TrustFlow.Edge> flows(
      Tx tx, CommunityId community, LocalDate after, LocalDate last, int most) {
    return tx.query(
            """
            select payer, payee, sum(paid)::bigint as paid from ayni.pair
            where community_id = :community and day > :after and day <= :last
            group by payer, payee having sum(paid) > 0 order by paid desc limit :most
            """)
        .bind("community", community)
        .bind("after", after)
        .bind("last", last)
        .bind("most", most)
        .mapTo(TrustFlow.Edge.class)
        .list();
  }
}
