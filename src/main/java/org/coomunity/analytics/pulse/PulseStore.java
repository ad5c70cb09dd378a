package org.coomunity.analytics.pulse;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jdbi.v3.core.statement.PreparedBatch;

/// What is counted of one community, in the database.
final class PulseStore {
  private PulseStore() {}

  static Map<Integer, Person> people(Tx tx, CommunityId community, Collection<Integer> numbers) {
    Map<Integer, Person> people = new HashMap<>();
    tx.query(
            """
            select no, joined_on, last_on, seen_at, traded_on, back::int as back
            from pulse.person where community_id = :community and no = any(:numbers)
            """)
        .bind("community", community)
        .bind("numbers", numbers.toArray(new Integer[0]))
        .mapTo(Person.class)
        .forEach(person -> people.put(person.no(), person));
    return people;
  }

  /// Writes what a fold has made.
  static void write(Tx tx, CommunityId community, Fold fold, Instant now) {
    people(tx, community, fold);
    days(tx, community, fold, now);
    tallies(tx, community, fold.tallies(), now);
    gone(tx, community, fold.gone());
  }

  private static void people(Tx tx, CommunityId community, Fold fold) {
    try (PreparedBatch batch =
        tx.batch(
            """
            insert into pulse.person (community_id, no, joined_on, last_on, seen_at, traded_on, back)
            values (:community, :no, :joined, :last, :seen, :traded, :back)
            on conflict (community_id, no) do update set joined_on = excluded.joined_on,
              last_on = excluded.last_on, seen_at = excluded.seen_at,
              traded_on = excluded.traded_on, back = excluded.back
            """)) {
      for (Person person : fold.changed()) {
        batch
            .bind("community", community)
            .bind("no", person.no())
            .bind("joined", person.joinedOn())
            .bind("last", person.lastOn())
            .bind("seen", person.seenAt())
            .bind("traded", person.tradedOn())
            .bind("back", person.back())
            .add();
      }
      batch.execute();
    }
  }

  private static void days(Tx tx, CommunityId community, Fold fold, Instant now) {
    try (PreparedBatch batch =
        tx.batch(
            """
            insert into pulse.day as d (community_id, on_day, last_seen, joined, traded, back1, back7,
              back30, trades, meritos, ondas, income, contributions, changed_at)
            values (:community, :day, :last_seen, :joined, :traded, :back1, :back7, :back30, :trades,
              :meritos, :ondas, :income, :contributions, :now)
            on conflict (community_id, on_day) do update set
              last_seen = d.last_seen + excluded.last_seen, joined = d.joined + excluded.joined,
              traded = d.traded + excluded.traded, back1 = d.back1 + excluded.back1,
              back7 = d.back7 + excluded.back7, back30 = d.back30 + excluded.back30,
              trades = d.trades + excluded.trades, meritos = d.meritos + excluded.meritos,
              ondas = d.ondas + excluded.ondas, income = d.income + excluded.income,
              contributions = d.contributions + excluded.contributions, changed_at = :now
            """)) {
      fold.days()
          .forEach((day, counts) -> {
            batch.bind("community", community).bind("day", day).bind("now", now);
            for (Fold.Count count : Fold.Count.values()) {
              batch.bind(count.column(), counts.getOrDefault(count, 0L));
            }
            batch.add();
          });
      batch.execute();
    }
  }

  private static void tallies(
      Tx tx, CommunityId community, Map<Instant, Long> tallies, Instant now) {
    try (PreparedBatch batch =
        tx.batch(
            """
            insert into pulse.tally as t (community_id, at, trades, changed_at)
            values (:community, :at, :trades, :now)
            on conflict (community_id, at) do update
              set trades = t.trades + excluded.trades, changed_at = :now
            """)) {
      tallies.forEach((at, trades) ->
          batch
              .bind("community", community)
              .bind("at", at)
              .bind("trades", trades)
              .bind("now", now)
              .add());
      batch.execute();
    }
  }

  private static void gone(Tx tx, CommunityId community, Set<Integer> gone) {
    if (!gone.isEmpty()) {
      tx.update("delete from pulse.person where community_id = :community and no = any(:numbers)")
          .bind("community", community)
          .bind("numbers", gone.toArray(new Integer[0]))
          .execute();
    }
  }

  /// The samples of one measure; those without a figure are left out.
  static Map<Instant, Double> history(Tx tx, CommunityId scope, History.Wish wish) {
    record Point(Instant at, double value) {}
    Map<Instant, Double> points = new LinkedHashMap<>();
    tx.query(
            "select at, "
                + wish.measure().column()
                + " as value from pulse.sample where community_id = :scope and step = :step"
                + " and at >= :from and at < :to and "
                + wish.measure().column()
                + " is not null order by at limit :most")
        .bind("scope", scope)
        .bind("step", wish.step().code())
        .bind("from", wish.from())
        .bind("to", wish.to())
        .bind("most", History.POINTS)
        .mapTo(Point.class)
        .forEach(point -> points.put(point.at(), point.value()));
    return points;
  }

  /// The samples of all measures, the oldest first.
  static List<Course.Moment> course(Tx tx, CommunityId scope, Step step, Instant from, Instant to) {
    return tx.query(
            """
            select at, active_users, daily_active_users, monthly_active_users, ayni_transactions,
              meritos_earned, ondas_generated, revenue, conversion_rate, retention_rate,
              system_load, response_time, error_rate
            from pulse.sample
            where community_id = :scope and step = :step and at >= :from and at < :to
            order by at limit :most
            """)
        .bind("scope", scope)
        .bind("step", step.code())
        .bind("from", from)
        .bind("to", to)
        .bind("most", History.POINTS)
        .map((row, context) -> moment(row))
        .list();
  }

  private static Course.Moment moment(ResultSet row) throws SQLException {
    EnumMap<Measure, Double> values = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      double value = row.getDouble(measure.column());
      if (!row.wasNull()) {
        values.put(measure, value);
      }
    }
    return new Course.Moment(row.getTimestamp("at").toInstant(), values);
  }

  /// Keeps samples of one moment; one that is there already stays.
  static void sample(
      Tx tx, Step step, Instant at, Map<CommunityId, EnumMap<Measure, Double>> samples) {
    try (PreparedBatch batch =
        tx.batch(
            """
            insert into pulse.sample (community_id, step, at, active_users, daily_active_users,
              monthly_active_users, ayni_transactions, meritos_earned, ondas_generated, revenue,
              conversion_rate, retention_rate, system_load, response_time, error_rate)
            values (:community, :step, :at, :active_users, :daily_active_users,
              :monthly_active_users, :ayni_transactions, :meritos_earned, :ondas_generated, :revenue,
              :conversion_rate, :retention_rate, :system_load, :response_time, :error_rate)
            on conflict (community_id, step, at) do nothing
            """)) {
      samples.forEach((scope, values) -> {
        batch.bind("community", scope).bind("step", step.code()).bind("at", at);
        for (Measure measure : Measure.values()) {
          batch.bind(measure.column(), values.get(measure));
        }
        batch.add();
      });
      batch.execute();
    }
  }

  static boolean sampled(Tx tx, CommunityId scope, Step step, Instant at) {
    return tx.query(
            """
            select exists (select 1 from pulse.sample
              where community_id = :scope and step = :step and at = :at)
            """)
        .bind("scope", scope)
        .bind("step", step.code())
        .bind("at", at)
        .mapTo(Boolean.class)
        .one();
  }
}
