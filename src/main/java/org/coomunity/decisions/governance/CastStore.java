package org.coomunity.decisions.governance;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// The ballot box in the database. Each statement is about a whole batch; locks are taken in one
/// order: proposals, voices, sums.
final class CastStore {
  private static final int NOBODY = -1;

  private CastStore() {}

  private record VoiceRow(UUID periodId, int no, int budget, int spent) {}

  private record SeatRow(
      UUID proposalId,
      int no,
      String tracker,
      int n,
      int cost,
      boolean castNow,
      String source,
      Instant at,
      @Nullable String choice,
      @Nullable String reason,
      boolean sealed) {}

  /// Fills a box with all that these casts are about.
  static void load(Tx tx, CommunityId community, List<Cast> casts, BallotBox box) {
    byKeys(tx);
    papers(tx, community, casts.stream().map(Cast::proposal).distinct().toList())
        .forEach(box::know);
    voices(tx, community, casts).forEach(box::know);
    seats(tx, community, casts).forEach(box::know);
  }

  /// Everything here is found by its whole key. A plan that was made while a table was empty would
  /// read all of it, long after it has grown: so these statements are planned each time, for a
  /// batch, and never by reading whole tables.
  private static void byKeys(Tx tx) {
    tx.query(
            """
            select set_config('plan_cache_mode', 'force_custom_plan', true)
              || set_config('enable_seqscan', 'off', true) || set_config('enable_hashjoin', 'off', true)
              || set_config('enable_mergejoin', 'off', true)
            """)
        .mapTo(String.class)
        .one();
  }

  /// The proposals stay as they are until the end of the transaction.
  static List<BallotBox.Paper> papers(Tx tx, CommunityId community, List<UUID> ids) {
    return tx.query(
            """
            select id, state, text_hash, charter_version, period_id, closes_at, extended
            from governance.proposal where community_id = :community and id = any(:ids)
            order by id for share
            """)
        .bind("community", community)
        .bind("ids", ids.toArray(UUID[]::new))
        .mapTo(BallotBox.Paper.class)
        .list();
  }

  private static List<BallotBox.Voice> voices(Tx tx, CommunityId community, List<Cast> casts) {
    UUID[] periods = uuids(casts, Cast::period);
    int[] nos = ints(casts, Cast::no);
    tx.update(
            """
            insert into governance.voice (community_id, period_id, no, merits, budget, spent)
            select :community, v.period, v.no, v.merits, v.budget, 0
            from unnest(:periods, :nos, :merits, :budgets) as v (period, no, merits, budget)
            order by v.period, v.no
            on conflict (community_id, period_id, no) do nothing
            """)
        .bind("community", community)
        .bind("periods", periods)
        .bind("nos", nos)
        .bind("merits", casts.stream().mapToLong(Cast::merits).toArray())
        .bind("budgets", ints(casts, Cast::budget))
        .execute();
    return tx
        .query(
            """
            select w.period as period_id, w.no, v.budget, v.spent
            from (select distinct u.period, u.no from unnest(:periods, :nos) as u (period, no)
              order by u.period, u.no) w
            cross join lateral (
              select k.budget, k.spent from governance.voice k
              where k.community_id = :community and k.period_id = w.period and k.no = w.no
              limit 1 for update) v
            """)
        .bind("community", community)
        .bind("periods", periods)
        .bind("nos", nos)
        .mapTo(VoiceRow.class)
        .stream()
        .map(row ->
            new BallotBox.Voice(
                new BallotBox.Of(row.periodId(), row.no()), row.budget(), row.spent()))
        .toList();
  }

  private static List<BallotBox.Seat> seats(Tx tx, CommunityId community, List<Cast> casts) {
    return tx
        .query(
            """
            select w.proposal as proposal_id, w.no, s.tracker, s.n, s.cost, s.cast_now, s.source, s.at,
              b.choice, b.reason, b.sealed is not null as sealed
            from unnest(:proposals, :nos) as w (proposal, no)
            cross join lateral (
              select k.tracker, k.n, k.cost, k.cast_now, k.source, k.at from governance.seat k
              where k.community_id = :community and k.proposal_id = w.proposal and k.no = w.no
              limit 1) s
            cross join lateral (
              select k.choice, k.reason, k.sealed from governance.ballot k
              where k.community_id = :community and k.proposal_id = w.proposal
                and k.tracker = s.tracker and k.n = s.n
              limit 1) b
            """)
        .bind("community", community)
        .bind("proposals", uuids(casts, Cast::proposal))
        .bind("nos", ints(casts, Cast::no))
        .mapTo(SeatRow.class)
        .stream()
        .map(CastStore::seat)
        .toList();
  }

  private static BallotBox.Seat seat(SeatRow row) {
    BallotBox.Seat seat =
        new BallotBox.Seat(
            new BallotBox.Of(row.proposalId(), row.no()),
            row.tracker(),
            row.n(),
            row.cost(),
            row.castNow(),
            row.source(),
            row.at());
    seat.choice = row.choice();
    seat.reason = row.reason();
    seat.sealed = row.sealed();
    return seat;
  }

  /// Writes what was decided.
  static void write(Tx tx, CommunityId community, BallotBox box) {
    spend(tx, community, box.spent());
    sit(tx, community, box.touched());
    put(tx, community, box.written());
    add(tx, community, box.sums());
  }

  /// Each row is there and locked; said this way it is found by its key, whatever the planner knows
  /// of the table.
  private static void spend(Tx tx, CommunityId community, List<BallotBox.Voice> voices) {
    if (voices.isEmpty()) {
      return;
    }
    tx.update(
            """
            insert into governance.voice (community_id, period_id, no, merits, budget, spent)
            select :community, w.period, w.no, 0, w.budget, w.spent
            from unnest(:periods, :nos, :budgets, :spent) as w (period, no, budget, spent)
            on conflict (community_id, period_id, no) do update set spent = excluded.spent
            """)
        .bind("community", community)
        .bind("periods", uuids(voices, voice -> voice.of.thing()))
        .bind("nos", ints(voices, voice -> voice.of.no()))
        .bind("budgets", ints(voices, voice -> voice.budget))
        .bind("spent", ints(voices, voice -> voice.spent))
        .execute();
  }

  private static void sit(Tx tx, CommunityId community, List<BallotBox.Seat> seats) {
    if (seats.isEmpty()) {
      return;
    }
    tx.update(
            """
            insert into governance.seat (community_id, proposal_id, no, tracker, n, cost, cast_now,
              source, delegate, at)
            select :community, s.proposal, s.no, s.tracker, s.n, s.cost, s.cast = 1, s.source,
              nullif(s.delegate, -1), cast(s.at as timestamptz)
            from unnest(:proposals, :nos, :trackers, :ns, :costs, :casts, :sources, :delegates, :ats)
              as s (proposal, no, tracker, n, cost, "cast", source, delegate, at)
            on conflict (community_id, proposal_id, no) do update set n = excluded.n,
              cost = excluded.cost, cast_now = excluded.cast_now, source = excluded.source,
              delegate = excluded.delegate, at = excluded.at
            """)
        .bind("community", community)
        .bind("proposals", uuids(seats, seat -> seat.of.thing()))
        .bind("nos", ints(seats, seat -> seat.of.no()))
        .bind("trackers", texts(seats, seat -> seat.tracker))
        .bind("ns", ints(seats, seat -> seat.n))
        .bind("costs", ints(seats, seat -> seat.cost))
        .bind("casts", ints(seats, seat -> seat.cast ? 1 : 0))
        .bind("sources", texts(seats, seat -> seat.source))
        .bind("delegates", ints(seats, seat -> seat.delegate == null ? NOBODY : seat.delegate))
        .bind("ats", texts(seats, seat -> seat.at.toString()))
        .execute();
  }

  private static void put(Tx tx, CommunityId community, List<BallotBox.Written> ballots) {
    if (ballots.isEmpty()) {
      return;
    }
    tx.update(
            """
            insert into governance.ballot (community_id, proposal_id, tracker, n, text_hash, choice,
              reason, sealed, cost, source, hour)
            select :community, b.proposal, b.tracker, b.n, decode(b.hash, 'hex'),
              nullif(b.choice, ''), nullif(b.reason, ''), decode(nullif(b.sealed, ''), 'hex'), b.cost,
              b.source, cast(b.hour as timestamptz)
            from unnest(:proposals, :trackers, :ns, :hashes, :choices, :reasons, :sealed, :costs,
              :sources, :hours)
              as b (proposal, tracker, n, hash, choice, reason, sealed, cost, source, hour)
            """)
        .bind("community", community)
        .bind("proposals", uuids(ballots, b -> b.cast().proposal()))
        .bind("trackers", texts(ballots, b -> b.seat().tracker))
        .bind("ns", ints(ballots, BallotBox.Written::n))
        .bind("hashes", texts(ballots, b -> Texts.hex(b.cast().textHash())))
        .bind("choices", texts(ballots, b -> open(b, Cast.Mark::choice)))
        .bind("reasons", texts(ballots, b -> open(b, Cast.Mark::reason)))
        .bind("sealed", texts(ballots, CastStore::sealed))
        .bind("costs", ints(ballots, CastStore::cost))
        .bind("sources", texts(ballots, b -> b.cast().source()))
        .bind("hours", texts(ballots, b -> hour(b.cast().at())))
        .execute();
  }

  /// What anybody may read of a ballot; nothing of a sealed one.
  private static String open(BallotBox.Written ballot, Function<Cast.Mark, @Nullable String> part) {
    Cast.Mark mark = ballot.cast().mark();
    String text = mark == null || mark.sealed() != null ? null : part.apply(mark);
    return text == null ? "" : text;
  }

  private static int cost(BallotBox.Written ballot) {
    Cast.Mark mark = ballot.cast().mark();
    return mark == null ? 0 : mark.cost();
  }

  private static String sealed(BallotBox.Written ballot) {
    Cast.Mark mark = ballot.cast().mark();
    byte[] box = mark == null ? null : mark.sealed();
    return box == null ? "" : Texts.hex(box);
  }

  private static String hour(Instant at) {
    return at.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS).toString();
  }

  private static void add(
      Tx tx, CommunityId community, Map<BallotBox.Line, BallotBox.Sum> changed) {
    if (changed.isEmpty()) {
      return;
    }
    List<BallotBox.Line> lines = new ArrayList<>(changed.keySet());
    tx.update(
            """
            insert into governance.tally as t (community_id, proposal_id, option_id, votes, heads)
            select :community, s.proposal, s.option, s.votes, s.heads
            from unnest(:proposals, :options, :votes, :heads) as s (proposal, option, votes, heads)
            on conflict (community_id, proposal_id, option_id)
              do update set votes = t.votes + excluded.votes, heads = t.heads + excluded.heads
            """)
        .bind("community", community)
        .bind("proposals", uuids(lines, BallotBox.Line::proposal))
        .bind("options", texts(lines, BallotBox.Line::option))
        .bind("votes", changed.values().stream().mapToLong(sum -> sum.votes).toArray())
        .bind("heads", ints(changed.values(), sum -> sum.heads))
        .execute();
  }

  private record Reached(boolean now) {}

  /// How many more take part in a vote; says whether that reached the quorum for the first time.
  static boolean turnout(Tx tx, CommunityId community, UUID proposal, int more, Instant now) {
    return tx.query(
            """
            update governance.turnout set voters = voters + :more,
              reached_at = case when reached_at is null and voters + :more >= need then :now
                else reached_at end
            where community_id = :community and proposal_id = :proposal
            returning coalesce(reached_at = :now, false) and voters - :more < need as now
            """)
        .bind("more", more)
        .bind("now", now)
        .bind("community", community)
        .bind("proposal", proposal)
        .mapTo(Reached.class)
        .one()
        .now();
  }

  private static <T> UUID[] uuids(Collection<T> things, Function<T, UUID> part) {
    return things.stream().map(part).toArray(UUID[]::new);
  }

  private static <T> String[] texts(Collection<T> things, Function<T, String> part) {
    return things.stream().map(part).toArray(String[]::new);
  }

  private static <T> int[] ints(Collection<T> things, ToIntFunction<T> part) {
    return things.stream().mapToInt(part).toArray();
  }
}
