package org.coomunity.exchange.ayni;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Rider;
import org.coomunity.base.platform.db.Tx;
import org.jspecify.annotations.Nullable;

/// What was counted, and what members' credit follows from, in the database.
final class AyniStore {
  /// An exchange to be counted.
  ///
  /// @param id what it is counted under, once
  /// @param giver who gave something: the payee
  /// @param receiver who received it: the payer
  /// @param worth in minor units; below zero when it is taken back
  /// @param paid what reached the payee
  /// @param times 1; 0 for what is taken back
  /// @param trade true for a trade, false for a payment
  /// @param scoreE4 the score of a trade times 10,000; null without one
  record Tally(
      CommunityId community,
      UUID id,
      int giver,
      int receiver,
      long worth,
      long paid,
      int times,
      boolean trade,
      @Nullable Integer scoreE4,
      Instant at) {}

  /// A member, as far as credit goes.
  ///
  /// @param credit the limit that was set last; null for none yet
  record MemberRow(
      int no,
      boolean inside,
      int trades,
      boolean twoPartners,
      int raters,
      int stars,
      int rated,
      boolean anchor,
      long flow,
      long quick,
      int halvings,
      @Nullable Long credit) {
    AyniRules.Facts facts() {
      return new AyniRules.Facts(
          trades, twoPartners, raters, stars, rated, anchor, flow, quick, halvings);
    }
  }

  private static final String MEMBERS =
      """
      select m.no, m.inside, m.trades, m.two_partners, m.raters, m.stars, m.rated, m.flow, m.quick,
        m.halvings, m.credit,
        m.founder or m.admin or coalesce(i.founder or i.admin, false) as anchor
      from ayni.member m left join ayni.member i
        on i.community_id = m.community_id and i.no = m.invited_by
      where m.community_id = :community
      """;

  private AyniStore() {}

  /// Counts an exchange in all its rows, and not a second time. One statement, so that many travel
  /// together; whatever it finds, it touches the row of the community's day.
  ///
  /// @param now when
  static Rider counted(Tally tally, Instant now) {
    return Rider.one(
        """
        with fact (community_id, id, at, day, minute, giver, receiver, worth, paid, times, trades,
            payments, gifts, score, scored) as (
          values (?::uuid, ?::uuid, ?::timestamptz, ?::date, ?::timestamptz, ?::int, ?::int,
            ?::bigint, ?::bigint, ?::int, ?::int, ?::int, ?::int, ?::bigint, ?::int)),
        fresh as (
          insert into ayni.seen (community_id, id, at) select community_id, id, at from fact
          on conflict do nothing returning community_id),
        sides as (
          insert into ayni.day as d (community_id, no, day, given, received, gave, got)
          select f.community_id, s.no, f.day, s.given, s.received, s.gave, s.got
          from fact f join fresh using (community_id) cross join lateral (
            values (f.giver, f.worth, 0::bigint, f.times, 0),
              (f.receiver, 0::bigint, f.worth, 0, f.times)) s (no, given, received, gave, got)
          on conflict (community_id, no, day) do update set given = d.given + excluded.given,
            received = d.received + excluded.received, gave = d.gave + excluded.gave,
            got = d.got + excluded.got),
        pairs as (
          insert into ayni.pair as p (community_id, payer, payee, day, paid, times)
          select f.community_id, f.receiver, f.giver, f.day, f.paid, f.times
          from fact f join fresh using (community_id)
          on conflict (community_id, payer, payee, day) do update
            set paid = p.paid + excluded.paid, times = p.times + excluded.times),
        pulses as (
          insert into ayni.pulse as u (community_id, minute, score, scored)
          select f.community_id, f.minute, f.score, f.scored
          from fact f join fresh using (community_id) where f.scored > 0
          on conflict (community_id, minute) do update
            set score = u.score + excluded.score, scored = u.scored + excluded.scored)
        insert into ayni.community_day as c
          (community_id, day, volume, trades, payments, gifts, score, scored)
        select f.community_id, f.day, f.worth * n, f.trades * n, f.payments * n, f.gifts * n,
          f.score * n, f.scored * n
        from fact f cross join (select count(*) as n from fresh) x
        on conflict (community_id, day) do update set volume = c.volume + excluded.volume,
          trades = c.trades + excluded.trades, payments = c.payments + excluded.payments,
          gifts = c.gifts + excluded.gifts, score = c.score + excluded.score,
          scored = c.scored + excluded.scored
        """,
        tally.community().value(),
        tally.id(),
        now.atOffset(ZoneOffset.UTC),
        day(tally.at()),
        tally.at().atOffset(ZoneOffset.UTC).withSecond(0).withNano(0),
        tally.giver(),
        tally.receiver(),
        tally.worth(),
        tally.paid(),
        tally.times(),
        tally.trade() ? tally.times() : 0,
        tally.trade() ? 0 : tally.times(),
        tally.worth() == 0 ? tally.times() : 0,
        tally.scoreE4() == null ? 0L : tally.scoreE4().longValue(),
        tally.scoreE4() == null ? 0 : 1);
  }

  static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  static boolean seen(Tx tx, CommunityId community, UUID id) {
    return tx.query("select 1 from ayni.seen where community_id = :community and id = :id")
        .bind("community", community)
        .bind("id", id)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /// Remembers that something was counted; false when it was before.
  static boolean first(Tx tx, CommunityId community, UUID id, Instant at) {
    return tx.update(
                """
                insert into ayni.seen (community_id, id, at) values (:community, :id, :at)
                on conflict do nothing
                """)
            .bind("community", community)
            .bind("id", id)
            .bind("at", at)
            .execute()
        == 1;
  }

  /// A community is to be counted at a time, or earlier when that was said before.
  static void due(Tx tx, CommunityId community, Instant at) {
    tx.update(
            """
            insert into ayni.community as c (community_id, due_at) values (:community, :at)
            on conflict (community_id) do update set due_at = least(c.due_at, excluded.due_at)
            """)
        .bind("community", community)
        .bind("at", at)
        .execute();
  }

  static void archived(Tx tx, CommunityId community) {
    tx.update("update ayni.community set due_at = null where community_id = :community")
        .bind("community", community)
        .execute();
  }

  static void joined(
      Tx tx,
      CommunityId community,
      int no,
      @Nullable Integer invitedBy,
      boolean founder,
      boolean admin) {
    tx.update(
            """
            insert into ayni.member (community_id, no, founder, admin, invited_by)
            values (:community, :no, :founder, :admin, :by)
            on conflict (community_id, no) do update set founder = excluded.founder,
              admin = excluded.admin, invited_by = excluded.invited_by, inside = true
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("founder", founder)
        .bind("admin", admin)
        .bind("by", invitedBy)
        .execute();
  }

  static void left(Tx tx, CommunityId community, int no) {
    tx.update(
            """
            update ayni.member set inside = false, admin = false
            where community_id = :community and no = :no
            """)
        .bind("community", community)
        .bind("no", no)
        .execute();
  }

  static void admin(Tx tx, CommunityId community, int no, boolean admin) {
    tx.update(
            """
            insert into ayni.member (community_id, no, admin) values (:community, :no, :admin)
            on conflict (community_id, no) do update set admin = excluded.admin
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("admin", admin)
        .execute();
  }

  /// A member completed a trade with a partner.
  static void traded(Tx tx, CommunityId community, int no, int partner) {
    tx.update(
            """
            insert into ayni.member as m (community_id, no, trades, first_partner)
            values (:community, :no, 1, :partner)
            on conflict (community_id, no) do update set trades = m.trades + 1,
              first_partner = coalesce(m.first_partner, excluded.first_partner),
              two_partners = m.two_partners
                or coalesce(m.first_partner <> excluded.first_partner, false),
              halvings = 0
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("partner", partner)
        .execute();
  }

  /// A member was rated by another. A trade counts when it is the first of the two in 30 days.
  ///
  /// @param anew true for the first word about this trade
  static void rated(
      Tx tx, CommunityId community, int rated, int rater, int overall, boolean anew, Instant at) {
    tx.update(
            """
            insert into ayni.rating as r (community_id, rated, rater, overall, counted, counted_at)
            values (:community, :rated, :rater, :overall, 1, :at)
            on conflict (community_id, rated, rater) do update set overall = excluded.overall,
              counted = case when :anew and r.counted_at <= excluded.counted_at - interval '30 days'
                then r.counted + 1 else r.counted end,
              counted_at = case
                when :anew and r.counted_at <= excluded.counted_at - interval '30 days'
                then excluded.counted_at else r.counted_at end
            """)
        .bind("community", community)
        .bind("rated", rated)
        .bind("rater", rater)
        .bind("overall", overall)
        .bind("anew", anew)
        .bind("at", at)
        .execute();
    tx.update(
            """
            insert into ayni.member as m (community_id, no, raters, stars, rated)
            select :community, :rated, count(*), coalesce(sum(overall), 0), coalesce(sum(counted), 0)
            from ayni.rating where community_id = :community and rated = :rated
            on conflict (community_id, no) do update set raters = excluded.raters,
              stars = excluded.stars, rated = excluded.rated
            """)
        .bind("community", community)
        .bind("rated", rated)
        .execute();
  }

  /// What one paid another after a day.
  static long paid(Tx tx, CommunityId community, int payer, int payee, LocalDate after) {
    return tx.query(
            """
            select coalesce(sum(paid), 0) from ayni.pair
            where community_id = :community and payer = :payer and payee = :payee and day > :after
            """)
        .bind("community", community)
        .bind("payer", payer)
        .bind("payee", payee)
        .bind("after", after)
        .mapTo(Long.class)
        .one();
  }

  /// Some members, those there are.
  static List<MemberRow> members(Tx tx, CommunityId community, Collection<Integer> numbers) {
    return tx.query(MEMBERS + "and m.no = any(:numbers) order by m.no")
        .bind("community", community)
        .bind("numbers", numbers.stream().mapToInt(Integer::intValue).toArray())
        .mapTo(MemberRow.class)
        .list();
  }

  /// Those who are inside, in order of their numbers.
  static List<MemberRow> inside(Tx tx, CommunityId community, int most) {
    return tx.query(MEMBERS + "and m.inside order by m.no limit :most")
        .bind("community", community)
        .bind("most", most)
        .mapTo(MemberRow.class)
        .list();
  }

  /// Members whose limit is to be set anew, by number.
  static List<Integer> due(Tx tx, CommunityId community, int after, int most) {
    return tx.query(
            """
            select no from ayni.member where community_id = :community and due and no > :after
            order by no limit :most
            """)
        .bind("community", community)
        .bind("after", after)
        .bind("most", most)
        .mapTo(Integer.class)
        .list();
  }

  /// A member, locked until the transaction ends.
  static MemberRow locked(Tx tx, CommunityId community, int no) {
    return tx.query(MEMBERS + "and m.no = :no for update of m")
        .bind("community", community)
        .bind("no", no)
        .mapTo(MemberRow.class)
        .one();
  }

  /// A member may rise by so much until the next night.
  static void quick(Tx tx, CommunityId community, int no, long by) {
    tx.update(
            """
            update ayni.member set quick = quick + :by where community_id = :community and no = :no
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("by", by)
        .execute();
  }

  /// The limit of a member was set.
  static void credit(Tx tx, CommunityId community, int no, long limit) {
    tx.update(
            """
            update ayni.member set credit = :limit, due = false
            where community_id = :community and no = :no
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("limit", limit)
        .execute();
  }
}
