package org.coomunity.decisions.merits;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.coomunity.decisions.merits.AwardRow.FactKey;
import org.coomunity.decisions.merits.AwardRow.Pair;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Awards and what follows from them, in the database. Everything is read and written for many
/// members in one statement.
final class AwardStore {
  /// What the facts of a member on a day come to.
  record DaySum(int memberNo, LocalDate day, int kind, int source, long worth) {
    DaySum of(long sum) {
      return new DaySum(memberNo, day, kind, source, sum);
    }
  }

  /// A first award of two, as far as repeats are counted.
  record ActRow(int memberNo, int counterpartyNo, int rule, UUID cause, Instant at) {
    FactKey key() {
      return new FactKey(rule, cause, memberNo);
    }

    Reckoning.Act act() {
      return new Reckoning.Act(at, cause);
    }
  }

  /// One person's share of the weight.
  record WeightRow(int memberNo, long weight) {}

  private static final String COLUMNS =
      """
      member_no, n, rule, rule_version, cause, turn, kind, source, base, repeat, closed, stands,
        worth, amount, counterparty_no, at, recorded_at
      """;

  private static final int BEFORE_MOST = 3 * (Reckoning.REPEATS_MOST + 1);
  private static final int AFTER_MOST = 500;
  private static final int CLOSED_MOST = 1_000;

  private AwardStore() {}

  /// How these facts stand; unknown ones are left out.
  static List<AwardRow> standing(Tx tx, CommunityId community, List<FactKey> keys) {
    return tx.query(
            "select distinct on (a.rule, a.cause, a.member_no) a.member_no, a.n, a.rule,"
                + """
                  a.rule_version, a.cause, a.turn, a.kind, a.source, a.base, a.repeat, a.closed,
                  a.stands, a.worth, a.amount, a.counterparty_no, a.at, a.recorded_at
                from unnest(:rules, :causes, :members) k (rule, cause, member_no)
                join merits.award a on a.community_id = :community and a.rule = k.rule
                  and a.cause = k.cause and a.member_no = k.member_no
                order by a.rule, a.cause, a.member_no, a.turn desc
                """)
        .bind("community", community)
        .bind("rules", keys.stream().mapToInt(FactKey::rule).toArray())
        .bind("causes", keys.stream().map(FactKey::cause).toArray(UUID[]::new))
        .bind("members", keys.stream().mapToInt(FactKey::memberNo).toArray())
        .mapTo(AwardRow.class)
        .list();
  }

  /// The acts of pairs around the times of what is new: the newest before the first, and those that
  /// came after it.
  static List<ActRow> acts(
      Tx tx, CommunityId community, List<Pair> pairs, List<Instant> firsts, List<Instant> lasts) {
    return tx.query(
            """
            select a.member_no, a.counterparty_no, a.rule, a.cause, a.at
            from unnest(:members, :others, :aparts, :firsts::timestamptz[], :lasts::timestamptz[])
              p (member_no, other, apart, first, last)
            cross join lateral (
              (select member_no, counterparty_no, rule, cause, at from merits.award
                where community_id = :community and member_no = p.member_no
                  and counterparty_no = p.other and turn = 0 and at < p.first
                  and at > p.first - interval '30 days' and (rule = :apart) = p.apart
                order by at desc, cause desc limit :before)
              union all
              (select member_no, counterparty_no, rule, cause, at from merits.award
                where community_id = :community and member_no = p.member_no
                  and counterparty_no = p.other and turn = 0 and at >= p.first
                  and at <= p.last + interval '30 days' and (rule = :apart) = p.apart
                order by at, cause limit :after)) a
            """)
        .bind("community", community)
        .bind("members", pairs.stream().mapToInt(Pair::memberNo).toArray())
        .bind("others", pairs.stream().mapToInt(Pair::counterpartyNo).toArray())
        .bind("aparts", pairs.stream().map(Pair::apart).toArray(Boolean[]::new))
        .bind("firsts", firsts.stream().map(Instant::toString).toArray(String[]::new))
        .bind("lasts", lasts.stream().map(Instant::toString).toArray(String[]::new))
        .bind("apart", Rule.TRUST_VOTE.code())
        .bind("before", BEFORE_MOST)
        .bind("after", AFTER_MOST)
        .mapTo(ActRow.class)
        .list();
  }

  /// What two did together while it said nothing.
  static List<ActRow> closed(Tx tx, CommunityId community, int no, int other) {
    return tx.query(
            """
            select member_no, counterparty_no, rule, cause, at from merits.award
            where community_id = :community and member_no = :no and counterparty_no = :other
              and turn = 0 and closed
            order by at, cause limit :most
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("other", other)
        .bind("most", CLOSED_MOST)
        .mapTo(ActRow.class)
        .list();
  }

  static List<DaySum> days(Tx tx, CommunityId community, List<DaySum> wanted) {
    return tx.query(
            """
            select d.member_no, d.day, d.kind, d.source, d.worth
            from unnest(:members, :days::date[], :kinds, :sources) w (member_no, day, kind, source)
            join merits.day d on d.community_id = :community and d.member_no = w.member_no
              and d.day = w.day and d.kind = w.kind and d.source = w.source
            """)
        .bind("community", community)
        .bind("members", wanted.stream().mapToInt(DaySum::memberNo).toArray())
        .bind("days", wanted.stream().map(sum -> sum.day().toString()).toArray(String[]::new))
        .bind("kinds", wanted.stream().mapToInt(DaySum::kind).toArray())
        .bind("sources", wanted.stream().mapToInt(DaySum::source).toArray())
        .mapTo(DaySum.class)
        .list();
  }

  static void put(Tx tx, CommunityId community, Collection<DaySum> sums) {
    PreparedBatch batch =
        tx.batch(
            """
            insert into merits.day (community_id, member_no, day, kind, source, worth)
            values (:community, :no, :day, :kind, :source, :worth)
            on conflict (community_id, member_no, day, kind, source)
              do update set worth = excluded.worth
            """);
    for (DaySum sum : sums) {
      batch
          .bind("community", community)
          .bind("no", sum.memberNo())
          .bind("day", sum.day())
          .bind("kind", sum.kind())
          .bind("source", sum.source())
          .bind("worth", sum.worth())
          .add();
    }
    batch.execute();
  }

  static void insert(Tx tx, CommunityId community, List<AwardRow> rows) {
    PreparedBatch batch =
        tx.batch(
            """
            insert into merits.award (community_id, member_no, n, rule, rule_version, cause, turn,
              kind, source, base, repeat, closed, stands, worth, amount, counterparty_no, at,
              recorded_at)
            values (:community, :no, :n, :rule, :version, :cause, :turn, :kind, :source, :base,
              :repeat, :closed, :stands, :worth, :amount, :other, :at, :recorded)
            """);
    for (AwardRow row : rows) {
      batch
          .bind("community", community)
          .bind("no", row.memberNo())
          .bind("n", row.n())
          .bind("rule", row.rule())
          .bind("version", row.ruleVersion())
          .bind("cause", row.cause())
          .bind("turn", row.turn())
          .bind("kind", row.kind())
          .bind("source", row.source())
          .bind("base", row.base())
          .bind("repeat", row.repeat())
          .bind("closed", row.closed())
          .bind("stands", row.stands())
          .bind("worth", row.worth())
          .bind("amount", row.amount())
          .bind("other", row.counterpartyNo())
          .bind("at", row.at())
          .bind("recorded", row.recordedAt())
          .add();
    }
    batch.execute();
  }

  /// The rows of a member, newest first: awards, and what changed about them.
  static List<AwardRow> page(
      Tx tx, CommunityId community, int no, @Nullable Kind kind, long before, int limit) {
    return tx.query(
            "select "
                + COLUMNS
                + """
                from merits.award
                where community_id = :community and member_no = :no and n < :before
                  and (turn = 0 or amount <> 0) and (:kind < 0 or kind = :kind)
                order by n desc limit :limit
                """)
        .bind("community", community)
        .bind("no", no)
        .bind("before", before)
        .bind("kind", kind == null ? -1 : kind.code())
        .bind("limit", limit)
        .mapTo(AwardRow.class)
        .list();
  }

  /// What each member's Méritos weigh at a moment: halved for every 365 days since they were
  /// earned, of what was written down a day before. In hundredths, so that small ones do not
  /// vanish.
  static List<WeightRow> weights(
      Tx tx, CommunityId community, Collection<Integer> numbers, Instant at, Instant settled) {
    return tx.query(
            """
            select member_no, floor(100 * greatest(0, sum(amount * power(0.5::double precision,
              greatest(0, extract(epoch from (:at::timestamptz - at))) / 31536000))))::bigint
              as weight
            from merits.award
            where community_id = :community and member_no = any(:numbers) and kind = :kind
              and recorded_at <= :settled and amount <> 0
            group by member_no order by member_no
            """)
        .bind("community", community)
        .bind("numbers", array(numbers))
        .bind("at", at)
        .bind("settled", settled)
        .bind("kind", Kind.MERITO.code())
        .mapTo(WeightRow.class)
        .list();
  }

  /// Members whose balance is not the sum of their rows: there is none.
  static List<Integer> unequal(Tx tx, CommunityId community, int most) {
    return tx.query(
            """
            select m.member_no from merits.member m
            left join (select member_no, sum(amount) filter (where kind = 0) as meritos,
                sum(amount) filter (where kind = 1) as ondas, max(n) as n
              from merits.award where community_id = :community group by member_no) a
              on a.member_no = m.member_no
            where m.community_id = :community and (m.meritos <> coalesce(a.meritos, 0)
              or m.ondas <> coalesce(a.ondas, 0) or m.last_n <> coalesce(a.n, 0))
            order by m.member_no limit :most
            """)
        .bind("community", community)
        .bind("most", most)
        .mapTo(Integer.class)
        .list();
  }

  static int[] array(Collection<Integer> all) {
    return all.stream().mapToInt(Integer::intValue).toArray();
  }
}
