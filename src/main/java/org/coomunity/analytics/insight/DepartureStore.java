package org.coomunity.analytics.insight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;

/// Models, what they say, and what was done for whom, in the database.
final class DepartureStore {
  static final String CHURN = "churn";
  static final String NEXT = "next";

  /// Versions of each kind that are kept to look back on.
  private static final int VERSIONS = 10;

  /// How a community is.
  record HealthRow(
      LocalDate day,
      boolean done,
      int tries,
      Instant at,
      String state,
      double risk,
      double low,
      double high,
      int people,
      String bands,
      String needs) {}

  record ModelRow(int no, Instant trainedAt, int trainedOn, String parameters, String quality) {}

  record RiskRow(
      int no, Instant at, double risk, int band, String reasons, String act, int model) {}

  record CareRow(UUID id, int no, int byNo, String act, String note, Instant at) {}

  /// Means over communities.
  record Mean(double risk, long people) {}

  private DepartureStore() {}

  static Optional<HealthRow> health(Tx tx, CommunityId community) {
    return tx.query(
            """
            select day, done, tries, at, state, risk, low, high, people, bands, needs
            from insight.health where community_id = :community
            """)
        .bind("community", community)
        .mapTo(HealthRow.class)
        .findOne();
  }

  /// Counts a try of a night before it begins.
  static void begin(Tx tx, CommunityId community, LocalDate day, Instant at) {
    tx.update(
            """
            insert into insight.health as h (community_id, day, done, tries, at, state, risk, low,
              high, people, bands, needs)
            values (:community, :day, false, 1, :at, 'NEW', 0, 0, 0, 0, '{}', '[]')
            on conflict (community_id) do update set day = excluded.day, done = false,
              tries = case when h.day = excluded.day then h.tries + 1 else 1 end
            """)
        .bind("community", community)
        .bind("day", day)
        .bind("at", at)
        .execute();
  }

  /// Writes down what a night found.
  static void health(Tx tx, CommunityId community, HealthRow row) {
    tx.update(
            """
            update insight.health set day = :day, done = true, tries = 0, at = :at, state = :state,
              risk = :risk, low = :low, high = :high, people = :people, bands = :bands,
              needs = :needs
            where community_id = :community
            """)
        .bind("community", community)
        .bind("day", row.day())
        .bind("at", row.at())
        .bind("state", row.state())
        .bind("risk", row.risk())
        .bind("low", row.low())
        .bind("high", row.high())
        .bind("people", row.people())
        .bind("bands", row.bands())
        .bind("needs", row.needs())
        .execute();
  }

  /// Lets the night be done again.
  static void again(Tx tx, CommunityId community) {
    tx.update("update insight.health set done = false, tries = 0 where community_id = :community")
        .bind("community", community)
        .execute();
  }

  /// The mean over all communities of which something may be said.
  static Mean mean(Tx tx) {
    return tx.query(
            """
            select coalesce(sum(risk * people) / sum(people), 0) as risk,
              coalesce(sum(people), 0) as people
            from insight.health where state = 'READY' and people >= 10
            """)
        .mapTo(Mean.class)
        .one();
  }

  static Optional<ModelRow> model(Tx tx, CommunityId community, String kind) {
    return tx.query(
            """
            select no, trained_at, trained_on, parameters, quality from insight.model
            where community_id = :community and kind = :kind order by no desc limit 1
            """)
        .bind("community", community)
        .bind("kind", kind)
        .mapTo(ModelRow.class)
        .findOne();
  }

  static void model(Tx tx, CommunityId community, String kind, ModelRow row) {
    tx.update(
            """
            insert into insight.model (community_id, kind, no, trained_at, trained_on, parameters,
              quality)
            values (:community, :kind, :no, :at, :on, :parameters, :quality)
            """)
        .bind("community", community)
        .bind("kind", kind)
        .bind("no", row.no())
        .bind("at", row.trainedAt())
        .bind("on", row.trainedOn())
        .bind("parameters", row.parameters())
        .bind("quality", row.quality())
        .execute();
    tx.update(
            """
            delete from insight.model
            where community_id = :community and kind = :kind and no <= :no
            """)
        .bind("community", community)
        .bind("kind", kind)
        .bind("no", row.no() - VERSIONS)
        .execute();
  }

  /// What was learned is forgotten; the next version goes on counting from the one that stays
  /// empty.
  static void unlearn(Tx tx, CommunityId community) {
    tx.update(
            """
            update insight.model set parameters = '', quality = '' where community_id = :community
            """)
        .bind("community", community)
        .execute();
  }

  /// Takes the place of what was foretold before.
  static void risks(Tx tx, CommunityId community, List<RiskRow> rows) {
    tx.update("delete from insight.churn where community_id = :community")
        .bind("community", community)
        .execute();
    for (int from = 0; from < rows.size(); from += 1_000) {
      some(tx, community, rows.subList(from, Math.min(rows.size(), from + 1_000)));
    }
  }

  private static void some(Tx tx, CommunityId community, List<RiskRow> rows) {
    var batch =
        tx.batch(
            """
            insert into insight.churn (community_id, no, at, risk, band, reasons, act, model)
            values (:community, :no, :at, :risk, :band, :reasons, :act, :model)
            """);
    for (RiskRow row : rows) {
      batch
          .bind("community", community)
          .bind("no", row.no())
          .bind("at", row.at())
          .bind("risk", (float) row.risk())
          .bind("band", (short) row.band())
          .bind("reasons", row.reasons())
          .bind("act", row.act())
          .bind("model", row.model())
          .add();
    }
    batch.execute();
  }

  /// Those of some bands after a place, by band and then by number: no order of persons.
  static List<RiskRow> risks(
      Tx tx, CommunityId community, Collection<Integer> bands, int afterBand, int after, int most) {
    return tx.query(
            """
            select no, at, risk, band, reasons, act, model from insight.churn
            where community_id = :community and band = any(:bands)
              and (band, no) > (:afterBand, :after)
            order by band, no limit :most
            """)
        .bind("community", community)
        .bind("bands", bands.stream().mapToInt(Integer::intValue).toArray())
        .bind("afterBand", afterBand)
        .bind("after", after)
        .bind("most", most)
        .mapTo(RiskRow.class)
        .list();
  }

  static boolean foretold(Tx tx, CommunityId community, int no) {
    return tx.query("select 1 from insight.churn where community_id = :community and no = :no")
        .bind("community", community)
        .bind("no", no)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static int forget(Tx tx, CommunityId community, int no) {
    return tx.update("delete from insight.churn where community_id = :community and no = :no")
        .bind("community", community)
        .bind("no", no)
        .execute();
  }

  static void forgetCare(Tx tx, CommunityId community, int no) {
    tx.update("delete from insight.care where community_id = :community and no = :no")
        .bind("community", community)
        .bind("no", no)
        .execute();
  }

  static Optional<CareRow> care(Tx tx, CommunityId community, UUID id) {
    return tx.query(
            """
            select id, no, by_no, act, note, at from insight.care
            where community_id = :community and id = :id
            """)
        .bind("community", community)
        .bind("id", id)
        .mapTo(CareRow.class)
        .findOne();
  }

  /// What was done for some since a moment, newest first.
  static List<CareRow> care(
      Tx tx, CommunityId community, Collection<Integer> numbers, Instant since, int most) {
    return tx.query(
            """
            select id, no, by_no, act, note, at from insight.care
            where community_id = :community and no = any(:numbers) and at > :since
            order by at desc, id limit :most
            """)
        .bind("community", community)
        .bind("numbers", numbers.stream().mapToInt(Integer::intValue).toArray())
        .bind("since", since)
        .bind("most", most)
        .mapTo(CareRow.class)
        .list();
  }

  static boolean care(Tx tx, CommunityId community, CareRow row) {
    return tx.update(
                """
                insert into insight.care (community_id, id, no, by_no, act, note, at)
                values (:community, :id, :no, :by, :act, :note, :at)
                on conflict (community_id, id) do nothing
                """)
            .bind("community", community)
            .bind("id", row.id())
            .bind("no", row.no())
            .bind("by", row.byNo())
            .bind("act", row.act())
            .bind("note", row.note())
            .bind("at", row.at())
            .execute()
        == 1;
  }

  static boolean uncare(Tx tx, CommunityId community, int no, UUID id) {
    return tx.update(
                """
                delete from insight.care
                where community_id = :community and id = :id and no = :no
                """)
            .bind("community", community)
            .bind("id", id)
            .bind("no", no)
            .execute()
        == 1;
  }
}
