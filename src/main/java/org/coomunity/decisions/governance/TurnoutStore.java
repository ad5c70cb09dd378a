package org.coomunity.decisions.governance;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// Who took part in a vote, how much voice they have, and what it came to, in the database.
final class TurnoutStore {
  /// How many take part, and must.
  record Row(int voters, int need, @Nullable Instant reachedAt) {}

  /// What an option got.
  record Count(String optionId, long votes, int heads) {}

  /// A voice.
  record Voice(long merits, int budget, int spent) {}

  /// A ballot that counts, as it is stored.
  @SuppressWarnings("ArrayRecordComponent") // what is sealed; nobody compares ballots
  record Ballot(
      String tracker,
      int n,
      @Nullable String choice,
      @Nullable String reason,
      byte @Nullable [] sealed,
      int cost,
      String source) {}

  /// Somebody's place at a vote.
  record Seat(int no, String tracker, int n, int cost, boolean castNow, String source) {}

  private static final String EFFECTIVE =
      """
      select e.tracker, e.n, e.choice, e.reason, e.sealed, e.cost, e.source from (
        select distinct on (b.tracker) b.tracker, b.n, b.choice, b.reason, b.sealed, b.cost,
          b.source, b.text_hash
        from governance.ballot b
        where b.community_id = :community and b.proposal_id = :proposal and b.tracker >= :from
        order by b.tracker, b.n desc) e
      where (e.choice is not null or e.sealed is not null) and e.text_hash = :hash
      """;

  private TurnoutStore() {}

  static void open(Tx tx, CommunityId community, UUID proposal, int need) {
    tx.update(
            """
            insert into governance.turnout (community_id, proposal_id, voters, need)
            values (:community, :proposal, 0, :need)
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("need", need)
        .execute();
  }

  static Optional<Row> turnout(Tx tx, CommunityId community, UUID proposal) {
    return tx.query(
            """
            select voters, need, reached_at from governance.turnout
            where community_id = :community and proposal_id = :proposal
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .mapTo(Row.class)
        .findOne();
  }

  static List<Count> tally(Tx tx, CommunityId community, UUID proposal) {
    return tx.query(
            """
            select option_id, votes, heads from governance.tally
            where community_id = :community and proposal_id = :proposal order by option_id
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .mapTo(Count.class)
        .list();
  }

  /// Takes all votes of a proposal back: their voice returns. Says whose they were. Each gets a
  /// ballot that says nothing, so that none counts again when the text becomes what it once was.
  static List<Integer> voided(
      Tx tx, CommunityId community, UUID proposal, UUID period, Instant at) {
    List<Integer> voters =
        tx.query(
                """
                select no from governance.seat
                where community_id = :community and proposal_id = :proposal and cast_now order by no
                """)
            .bind("community", community)
            .bind("proposal", proposal)
            .mapTo(Integer.class)
            .list();
    tx.query(
            """
            select no from governance.voice where community_id = :community
              and period_id = :period and no = any(:nos) order by no for update
            """)
        .bind("community", community)
        .bind("period", period)
        .bind("nos", voters.stream().mapToInt(Integer::intValue).toArray())
        .mapTo(Integer.class)
        .list();
    tx.update(
            """
            update governance.voice v set spent = v.spent - s.cost from governance.seat s
            where v.community_id = :community and v.period_id = :period
              and s.community_id = :community and s.proposal_id = :proposal and s.no = v.no
              and s.cost > 0
            """)
        .bind("community", community)
        .bind("period", period)
        .bind("proposal", proposal)
        .execute();
    tx.update(
            """
            insert into governance.ballot (community_id, proposal_id, tracker, n, text_hash, cost,
              source, hour)
            select s.community_id, s.proposal_id, s.tracker, s.n + 1, p.text_hash, 0, 'void', :hour
            from governance.seat s
            join governance.proposal p on p.community_id = s.community_id and p.id = s.proposal_id
            where s.community_id = :community and s.proposal_id = :proposal and s.cast_now
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("hour", at.truncatedTo(ChronoUnit.HOURS))
        .execute();
    emptied(tx, community, proposal);
    return voters;
  }

  private static void emptied(Tx tx, CommunityId community, UUID proposal) {
    for (String statement :
        List.of(
            """
            update governance.seat set n = n + case when cast_now then 1 else 0 end,
              cast_now = false, cost = 0
            where community_id = :community and proposal_id = :proposal
            """,
            "delete from governance.tally where community_id = :community and proposal_id = :proposal",
            """
            update governance.turnout set voters = 0, reached_at = null
            where community_id = :community and proposal_id = :proposal
            """)) {
      tx.update(statement).bind("community", community).bind("proposal", proposal).execute();
    }
  }

  static Optional<Voice> voice(Tx tx, CommunityId community, UUID period, int no) {
    return tx.query(
            """
            select merits, budget, spent from governance.voice
            where community_id = :community and period_id = :period and no = :no
            """)
        .bind("community", community)
        .bind("period", period)
        .bind("no", no)
        .mapTo(Voice.class)
        .findOne();
  }

  /// Ballots that count, by tracker, after one of them.
  static List<Ballot> effective(
      Tx tx, CommunityId community, UUID proposal, byte[] hash, String after, int limit) {
    return tx.query(EFFECTIVE + " and e.tracker > :from order by e.tracker limit :limit")
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("hash", hash)
        .bind("from", after)
        .bind("limit", limit)
        .mapTo(Ballot.class)
        .list();
  }

  /// One's own ballot, if it counts.
  static Optional<Ballot> ballot(
      Tx tx, CommunityId community, UUID proposal, byte[] hash, String tracker) {
    return tx.query(EFFECTIVE + " and e.tracker = :from limit 1")
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("hash", hash)
        .bind("from", tracker)
        .mapTo(Ballot.class)
        .findOne();
  }

  /// One's own place.
  static Optional<Seat> seat(Tx tx, CommunityId community, UUID proposal, int no) {
    return tx.query(
            """
            select no, tracker, n, cost, cast_now, source from governance.seat
            where community_id = :community and proposal_id = :proposal and no = :no
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .bind("no", no)
        .mapTo(Seat.class)
        .findOne();
  }

  /// Everybody whose vote is in.
  static List<Seat> seats(Tx tx, CommunityId community, UUID proposal) {
    return tx.query(
            """
            select no, tracker, n, cost, cast_now, source from governance.seat
            where community_id = :community and proposal_id = :proposal and cast_now order by no
            """)
        .bind("community", community)
        .bind("proposal", proposal)
        .mapTo(Seat.class)
        .list();
  }
}
