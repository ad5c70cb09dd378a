package org.coomunity.exchange.ayni;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.base.registry.DataClass;
import org.jspecify.annotations.Nullable;

/// What members' credit follows from, in the database.
final class AyniStore {
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

  static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
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

  /// Forgets all that was counted of a member; what others received from them stays theirs.
  static void forgotten(Tx tx, CommunityId community, int no) {
    for (DataClass data : PersonalStore.DATA) {
      for (String sql : data.erased()) {
        tx.update(sql).bind("community", community).bind("no", no).execute();
      }
    }
    due(tx, community, Instant.EPOCH);
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
