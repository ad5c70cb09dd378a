package org.coomunity.analytics.pulse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;

/// What has changed in all communities since the last look, and what is old in all of them.
final class PollStore {
  /// A day of a community.
  record Day(
      CommunityId communityId,
      LocalDate onDay,
      long lastSeen,
      long joined,
      long traded,
      long back1,
      long back7,
      long back30,
      long trades,
      long meritos,
      long ondas,
      long income,
      long contributions) {}

  /// Trades of ten seconds.
  record Tally(CommunityId communityId, Instant at, long trades) {}

  /// When somebody's last act was heard of.
  record Seen(CommunityId communityId, int no, Instant seenAt) {}

  /// What was counted of all days of a region's or the platform's communities.
  record Totals(
      CommunityId communityId, long trades, long meritos, long ondas, long contributions) {}

  private static final String DAY =
      """
      select community_id, on_day, last_seen, joined, traded, back1, back7, back30, trades, meritos,
        ondas, income, contributions
      from pulse.day
      """;

  private PollStore() {}

  static List<Day> days(Tx tx, LocalDate from) {
    return tx.query(DAY + " where on_day >= :from").bind("from", from).mapTo(Day.class).list();
  }

  static List<Day> changed(Tx tx, Instant since) {
    return tx.query(DAY + " where changed_at >= :since")
        .bind("since", since)
        .mapTo(Day.class)
        .list();
  }

  static List<Totals> totals(Tx tx, LocalDate before) {
    return tx.query(
            """
            select community_id, sum(trades)::bigint as trades, sum(meritos)::bigint as meritos,
              sum(ondas)::bigint as ondas, sum(contributions)::bigint as contributions
            from pulse.day where on_day < :before group by community_id
            """)
        .bind("before", before)
        .mapTo(Totals.class)
        .list();
  }

  static List<Tally> tallies(Tx tx, Instant since) {
    return tx.query(
            """
            select community_id, at, trades from pulse.tally where changed_at >= :since
            """)
        .bind("since", since)
        .mapTo(Tally.class)
        .list();
  }

  static List<Seen> seen(Tx tx, Instant since) {
    return tx.query(
            """
            select community_id, no, seen_at from pulse.person where seen_at >= :since
            """)
        .bind("since", since)
        .mapTo(Seen.class)
        .list();
  }

  /// Makes samples of a longer step from those of a shorter one, for a span that is over.
  static void rollUp(Tx tx, Step from, Step to, Instant begin, Instant end) {
    StringBuilder columns = new StringBuilder();
    StringBuilder figures = new StringBuilder();
    for (Measure measure : Measure.values()) {
      String column = measure.column();
      columns.append(", ").append(column);
      figures.append(
          switch (measure.over()) {
            case MEAN -> ", avg(" + column + ")";
            case HIGHEST -> ", max(" + column + ")";
            case LAST -> ", (array_agg(" + column + " order by at desc))[1]";
          });
    }
    tx.update(
            "insert into pulse.sample (community_id, step, at"
                + columns
                + ") select community_id, :to, :begin"
                + figures
                + " from pulse.sample where step = :from and at >= :begin and at < :end"
                + " group by community_id on conflict (community_id, step, at) do nothing")
        .bind("to", to.code())
        .bind("from", from.code())
        .bind("begin", begin)
        .bind("end", end)
        .execute();
  }

  static int forgetSamples(Tx tx, Step step, Instant before, int most) {
    return tx.update(
            """
            delete from pulse.sample where (community_id, step, at) in (
              select community_id, step, at from pulse.sample
              where step = :step and at < :before limit :most)
            """)
        .bind("step", step.code())
        .bind("before", before)
        .bind("most", most)
        .execute();
  }

  static int forgetTallies(Tx tx, Instant before, int most) {
    return tx.update(
            """
            delete from pulse.tally where (community_id, at) in (
              select community_id, at from pulse.tally where changed_at < :before limit :most)
            """)
        .bind("before", before)
        .bind("most", most)
        .execute();
  }
}
