package org.coomunity.exchange.ayni;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;

/// The daily rows, as they are added to. Each statement takes all rows of a batch at once, in the
/// order of their keys.
final class TallyStore {
  private TallyStore() {}

  /// Remembers what is counted now, and says what was not counted before.
  static Set<UUID> fresh(Tx tx, CommunityId community, Collection<UUID> ids, Instant at) {
    return new HashSet<>(
        tx.query(
                """
                insert into ayni.seen (community_id, id, at)
                select :community, id, :at from unnest(cast(:ids as uuid[])) id order by id
                on conflict do nothing returning id
                """)
            .bind("community", community)
            .bind("at", at)
            .bind("ids", ids.stream().distinct().map(UUID::toString).toArray(String[]::new))
            .mapTo(UUID.class)
            .list());
  }

  private static <T> int[] ints(List<T> rows, ToIntFunction<T> part) {
    return rows.stream().mapToInt(part).toArray();
  }

  private static <T> long[] longs(List<T> rows, ToLongFunction<T> part) {
    return rows.stream().mapToLong(part).toArray();
  }

  static void sides(Tx tx, CommunityId community, List<Sums.Side> sides) {
    tx.update(
            """
            insert into ayni.day as d (community_id, no, day, given, received, gave, got)
            select :community, no, date '1970-01-01' + day, given, received, gave, got
            from unnest(:nos, :days, :given, :received, :gave, :got)
              as s (no, day, given, received, gave, got)
            on conflict (community_id, no, day) do update set given = d.given + excluded.given,
              received = d.received + excluded.received, gave = d.gave + excluded.gave,
              got = d.got + excluded.got
            """)
        .bind("community", community)
        .bind("nos", ints(sides, Sums.Side::no))
        .bind("days", ints(sides, Sums.Side::day))
        .bind("given", longs(sides, Sums.Side::given))
        .bind("received", longs(sides, Sums.Side::received))
        .bind("gave", ints(sides, Sums.Side::gave))
        .bind("got", ints(sides, Sums.Side::got))
        .execute();
  }

  static void pairs(Tx tx, CommunityId community, List<Sums.Pair> pairs) {
    tx.update(
            """
            insert into ayni.pair as p (community_id, payer, payee, day, paid, times)
            select :community, payer, payee, date '1970-01-01' + day, paid, times
            from unnest(:payers, :payees, :days, :paid, :times)
              as s (payer, payee, day, paid, times)
            on conflict (community_id, payer, payee, day) do update
              set paid = p.paid + excluded.paid, times = p.times + excluded.times
            """)
        .bind("community", community)
        .bind("payers", ints(pairs, Sums.Pair::payer))
        .bind("payees", ints(pairs, Sums.Pair::payee))
        .bind("days", ints(pairs, Sums.Pair::day))
        .bind("paid", longs(pairs, Sums.Pair::paid))
        .bind("times", ints(pairs, Sums.Pair::times))
        .execute();
  }

  static void days(Tx tx, CommunityId community, List<Sums.Day> days) {
    tx.update(
            """
            insert into ayni.community_day as c
              (community_id, day, volume, trades, payments, gifts, score, scored)
            select :community, date '1970-01-01' + day, volume, trades, payments, gifts, score, scored
            from unnest(:days, :volume, :trades, :payments, :gifts, :score, :scored)
              as s (day, volume, trades, payments, gifts, score, scored)
            on conflict (community_id, day) do update set volume = c.volume + excluded.volume,
              trades = c.trades + excluded.trades, payments = c.payments + excluded.payments,
              gifts = c.gifts + excluded.gifts, score = c.score + excluded.score,
              scored = c.scored + excluded.scored
            """)
        .bind("community", community)
        .bind("days", ints(days, Sums.Day::day))
        .bind("volume", longs(days, Sums.Day::volume))
        .bind("trades", ints(days, Sums.Day::trades))
        .bind("payments", ints(days, Sums.Day::payments))
        .bind("gifts", ints(days, Sums.Day::gifts))
        .bind("score", longs(days, Sums.Day::score))
        .bind("scored", ints(days, Sums.Day::scored))
        .execute();
  }

  static void pulses(Tx tx, CommunityId community, List<Sums.Pulse> pulses) {
    tx.update(
            """
            insert into ayni.pulse as u (community_id, minute, score, scored)
            select :community, to_timestamp(minute * 60), score, scored
            from unnest(:minutes, :score, :scored) as s (minute, score, scored)
            on conflict (community_id, minute) do update
              set score = u.score + excluded.score, scored = u.scored + excluded.scored
            """)
        .bind("community", community)
        .bind("minutes", longs(pulses, Sums.Pulse::minute))
        .bind("score", longs(pulses, Sums.Pulse::score))
        .bind("scored", ints(pulses, Sums.Pulse::scored))
        .execute();
  }
}
