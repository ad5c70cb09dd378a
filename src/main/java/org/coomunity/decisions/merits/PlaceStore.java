package org.coomunity.decisions.merits;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.platform.db.Tx;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Members, their stages, badges and who said yes, in the database.
final class PlaceStore {
  /// When a stage was reached.
  record StageRow(int stage, Instant reachedAt) {}

  private static final String COLUMNS =
      """
      member_no, meritos, ondas, held_meritos, held_ondas, last_n, trades, votes, stars, ratings,
        partner, partners, active_days, listed, stage, asked, badges
      """;

  private PlaceStore() {}

  /// Reads members and keeps others from changing them, always in the order of their numbers.
  ///
  /// @param sorted without duplicates
  static List<Place.Row> lock(Tx tx, CommunityId community, Collection<Integer> sorted) {
    int[] numbers = AwardStore.array(sorted);
    List<Place.Row> rows = locked(tx, community, numbers);
    if (rows.size() == numbers.length) {
      return rows;
    }
    tx.update(
            """
            insert into merits.member (community_id, member_no)
            select :community, no from unnest(:numbers) no order by no
            on conflict (community_id, member_no) do nothing
            """)
        .bind("community", community)
        .bind("numbers", numbers)
        .execute();
    return locked(tx, community, numbers);
  }

  private static List<Place.Row> locked(Tx tx, CommunityId community, int[] numbers) {
    return tx.query(
            "select "
                + COLUMNS
                + """
                from merits.member where community_id = :community and member_no = any(:numbers)
                order by member_no for update
                """)
        .bind("community", community)
        .bind("numbers", numbers)
        .mapTo(Place.Row.class)
        .list();
  }

  static Place.Row read(Tx tx, CommunityId community, int no) {
    return tx.query(
            "select "
                + COLUMNS
                + "from merits.member where community_id = :community and member_no = :no")
        .bind("community", community)
        .bind("no", no)
        .mapTo(Place.Row.class)
        .findOne()
        .orElse(Place.Row.none(no));
  }

  /// Writes those that are different from before.
  static void put(Tx tx, CommunityId community, Collection<Place> places) {
    List<Place> moved = places.stream().filter(Place::moved).toList();
    if (moved.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        tx.batch(
            """
            update merits.member set meritos = :meritos, ondas = :ondas, held_meritos = :heldMeritos,
              held_ondas = :heldOndas, last_n = :n, trades = :trades, votes = :votes,
              stars = :stars, ratings = :ratings, partner = :partner, partners = :partners,
              active_days = :days, listed = :listed, stage = :stage, asked = :asked,
              badges = :badges
            where community_id = :community and member_no = :no
            """);
    for (Place place : moved) {
      batch
          .bind("community", community)
          .bind("no", place.no)
          .bind("meritos", place.balance[0])
          .bind("ondas", place.balance[1])
          .bind("heldMeritos", place.held[0])
          .bind("heldOndas", place.held[1])
          .bind("n", place.lastN)
          .bind("trades", place.trades)
          .bind("votes", place.votes)
          .bind("stars", place.stars)
          .bind("ratings", place.ratings)
          .bind("partner", place.partner)
          .bind("partners", place.partners)
          .bind("days", place.activeDays)
          .bind("listed", place.listed)
          .bind("stage", place.stage.code())
          .bind("asked", place.asked)
          .bind("badges", place.badges)
          .add();
    }
    batch.execute();
  }

  /// A day on which a member did something.
  record Day(int memberNo, LocalDate day) {}

  /// Keeps in mind on which days members did something.
  ///
  /// @return those of the days that were not known
  static List<Day> active(Tx tx, CommunityId community, Collection<Day> days) {
    return tx.query(
            """
            insert into merits.active_day (community_id, member_no, day)
            select :community, d.no, d.day from unnest(:numbers, :days::date[]) d (no, day)
            order by d.no, d.day
            on conflict (community_id, member_no, day) do nothing
            returning member_no, day
            """)
        .bind("community", community)
        .bind("numbers", days.stream().mapToInt(Day::memberNo).toArray())
        .bind("days", days.stream().map(day -> day.day().toString()).toArray(String[]::new))
        .mapTo(Day.class)
        .list();
  }

  static void wear(Tx tx, CommunityId community, int no, Badge.Name badge, Instant at) {
    tx.update(
            """
            insert into merits.badge (community_id, member_no, badge, at)
            values (:community, :no, :badge, :at)
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("badge", badge.key())
        .bind("at", at)
        .execute();
  }

  static List<Badge> badges(Tx tx, CommunityId community, int no) {
    return tx.query(
            """
            select badge as key, at from merits.badge
            where community_id = :community and member_no = :no order by at, badge
            """)
        .bind("community", community)
        .bind("no", no)
        .mapTo(Badge.class)
        .list();
  }

  static void reach(Tx tx, CommunityId community, int no, Stage stage, Instant at) {
    tx.update(
            """
            insert into merits.stage (community_id, member_no, stage, reached_at)
            values (:community, :no, :stage, :at)
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("stage", stage.code())
        .bind("at", at)
        .execute();
  }

  static List<StageRow> stages(Tx tx, CommunityId community, int no) {
    return tx.query(
            """
            select stage, reached_at from merits.stage
            where community_id = :community and member_no = :no order by stage
            """)
        .bind("community", community)
        .bind("no", no)
        .mapTo(StageRow.class)
        .list();
  }

  static boolean validate(
      Tx tx, CommunityId community, int no, Stage stage, int validator, Instant at) {
    return tx.update(
                """
                insert into merits.validation (community_id, member_no, stage, validator_no, at)
                values (:community, :no, :stage, :validator, :at)
                on conflict (community_id, member_no, stage, validator_no) do nothing
                """)
            .bind("community", community)
            .bind("no", no)
            .bind("stage", stage.code())
            .bind("validator", validator)
            .bind("at", at)
            .execute()
        == 1;
  }

  static List<Integer> validators(Tx tx, CommunityId community, int no, Stage stage) {
    return tx.query(
            """
            select validator_no from merits.validation
            where community_id = :community and member_no = :no and stage = :stage
            order by at, validator_no limit 10
            """)
        .bind("community", community)
        .bind("no", no)
        .bind("stage", stage.code())
        .mapTo(Integer.class)
        .list();
  }

  /// The first members of a stage, by number.
  static List<Integer> at(Tx tx, CommunityId community, Stage stage, int except, int most) {
    return tx.query(
            """
            select member_no from merits.member
            where community_id = :community and stage >= 3 and stage = :stage
              and member_no <> :except
            order by member_no limit :most
            """)
        .bind("community", community)
        .bind("stage", stage.code())
        .bind("except", except)
        .bind("most", most)
        .mapTo(Integer.class)
        .list();
  }
}
