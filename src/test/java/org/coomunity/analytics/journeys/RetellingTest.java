package org.coomunity.analytics.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.coomunity.analytics.journeys.Figures.Cohort;
import org.coomunity.analytics.journeys.Figures.Slice;
import org.coomunity.analytics.journeys.Figures.StageRow;
import org.coomunity.analytics.journeys.Figures.StepResult;
import org.coomunity.base.kernel.Refused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is asked of the log in other ways, against counting by hand; and the log in segments.
class RetellingTest {
  private static final int MANY = 34_000;

  private final JourneysTown town = new JourneysTown();

  @AfterEach
  void close() {
    town.close();
  }

  private long count(String table) {
    return town.database.read(tx ->
        tx.query("select count(*) from journeys." + table + " where community_id = community_id")
            .mapTo(Long.class)
            .one());
  }

  /// Many events of sixty people, straight into the log.
  private void much(int seed) {
    town.does(1, EventType.VOTE_CAST);
    for (int no = 2; no <= 60; no++) {
      town.does(no, EventType.VOTE_CAST);
    }
    town.database.write(tx ->
        tx.update(
                """
                insert into journeys.event (community_id, day, id, at, got, person, type,
                  properties, consent, said)
                select :community, cast(at at time zone 'UTC' as date),
                  cast(lpad(to_hex(n), 32, '0') as uuid), at, at, 1 + (n * 7 + :seed) % 60,
                  33 + n % 4, '{}', 2, n
                from (select n, cast(:now as timestamptz) - n * interval '20 seconds' as at
                  from generate_series(1, :many) n) s
                """)
            .bind("community", JourneysTown.PACHA)
            .bind("seed", seed)
            .bind("now", town.clock.instant())
            .bind("many", MANY)
            .execute());
  }

  private String figures(Journeys journeys) {
    return journeys.active(JourneysTown.steward(), 30).rows()
        + "\n"
        + journeys.retention(JourneysTown.steward(), "day", "nday").rows()
        + "\n"
        + journeys.funnel(JourneysTown.steward(), "way").steps().stream()
            .map(StepResult::reached)
            .toList();
  }

  private void way() {
    town.journeys.funnel(
        JourneysTown.steward(),
        "way",
        new FunnelDefinition(
            List.of(
                new FunnelDefinition.Events(List.of("search_made")),
                new FunnelDefinition.Events(List.of("offer_started")),
                new FunnelDefinition.Events(List.of("vote_cast"))),
            7_200,
            List.of(),
            List.of()));
  }

  @Test
  void segments_give_what_the_log_gives_and_go_with_whom_is_forgotten() {
    way();
    much(3);
    String before = figures(town.another());
    assertThat(town.journeys.pack(10)).isEqualTo(1);
    assertThat(town.journeys.pack(10)).as("the rest is too little").isZero();
    assertThat(figures(town.another())).isEqualTo(before);
    Journeys kept = town.another();
    figures(kept);
    town.journeys.forget(JourneysTown.member(9));
    assertThat(count("segment")).isZero();
    String after = figures(town.another());
    assertThat(after).isNotEqualTo(before).isEqualTo(figures(kept));
    assertThat(town.journeys.pack(10)).isEqualTo(1);
    assertThat(figures(town.another())).isEqualTo(after);
    town.clock.advance(Duration.ofDays(410));
    town.journeys.keep();
    assertThat(count("segment")).isZero();
  }

  @Test
  void the_days_of_a_community_begin_where_it_is() {
    town.zone = ZoneId.of("America/Bogota");
    Instant evening =
        town.clock
            .instant()
            .atZone(ZoneOffset.UTC)
            .toLocalDate()
            .atTime(2, 0)
            .toInstant(ZoneOffset.UTC);
    LocalDate there = LocalDate.ofInstant(evening, town.zone);
    assertThat(there).isNotEqualTo(LocalDate.ofInstant(evening, ZoneOffset.UTC));
    for (int no = 0; no < 12; no++) {
      town.tell(no, town.event(EventType.VOTE_CAST, evening));
    }
    Map<LocalDate, Long> days = new HashMap<>();
    town.journeys
        .active(JourneysTown.steward(), 5)
        .rows()
        .forEach(row -> days.put(row.day(), row.dau() == null ? -1 : row.dau()));
    assertThat(days).containsEntry(there, 12L);
    town.zone = ZoneOffset.UTC;
    assertThat(
            town.journeys.active(JourneysTown.steward(), 5).rows().stream()
                .filter(row -> row.day().equals(there.plusDays(1)))
                .map(Figures.Active::dau))
        .as("a community that moved is folded anew")
        .containsExactly(12L);
  }

  @Test
  void who_is_only_counted_has_one_mark_for_a_day_of_the_community() {
    town.zone = ZoneId.of("America/Bogota");
    Instant midnight =
        town.clock
            .instant()
            .atZone(ZoneOffset.UTC)
            .toLocalDate()
            .plusDays(1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    town.clock.advance(Duration.between(town.clock.instant(), midnight.minusSeconds(600)));
    for (int no = 0; no < 12; no++) {
      town.levels.put(JourneysTown.member(no), Level.COUNTS);
      town.does(no, EventType.VOTE_CAST);
    }
    town.clock.advance(Duration.ofMinutes(20));
    for (int no = 0; no < 12; no++) {
      town.does(no, EventType.VOTE_CAST);
    }
    Figures.Active today = town.journeys.active(JourneysTown.steward(), 1).rows().getLast();
    assertThat(today.all()).isEqualTo(12);
  }

  /// Ninety people over forty days; who was there on which days.
  private Map<Integer, SortedSet<Integer>> lives() {
    Random random = new Random(5);
    Map<Integer, SortedSet<Integer>> lives = new TreeMap<>();
    for (int day = 0; day < 40; day++) {
      for (int no = 0; no < 90; no++) {
        if (no % 3 <= day / 6 && random.nextInt(3) == 0) {
          town.tell(no, town.event(EventType.VOTE_CAST, town.clock.instant()));
          lives
              .computeIfAbsent(no, n -> new TreeSet<>())
              .add((int) LocalDate.ofInstant(town.clock.instant(), ZoneOffset.UTC).toEpochDay());
        }
      }
      if (day < 39) {
        town.clock.advance(Duration.ofDays(1));
      }
    }
    return lives;
  }

  private static int first(String by, SortedSet<Integer> days) {
    int day = days.first();
    return by.equals("day") ? day : day - Math.floorMod(day + 3, 7);
  }

  private static boolean back(String by, String kind, String column, SortedSet<Integer> days) {
    int from = Integer.parseInt(column.split("-", -1)[0]);
    int to = Integer.parseInt(column.substring(column.indexOf('-') + 1));
    int unit = by.equals("week") && !kind.equals("bracket") ? 7 : 1;
    int start = unit == 7 ? first("week", days) : days.first();
    return days.stream()
        .map(day -> (day - start) / unit)
        .anyMatch(age -> age >= from && (kind.equals("unbounded") || age <= to));
  }

  @Test
  void retention_in_all_its_kinds_is_what_counting_by_hand_gives() {
    Map<Integer, SortedSet<Integer>> lives = lives();
    int compared = 0;
    for (String by : List.of("day", "week")) {
      for (String kind : List.of("nday", "bracket", "unbounded")) {
        Figures.RetentionTable table = town.journeys.retention(JourneysTown.steward(), by, kind);
        for (Cohort row : table.rows()) {
          List<SortedSet<Integer>> people =
              lives.values().stream()
                  .filter(days -> first(by, days) == (int) row.week().toEpochDay())
                  .toList();
          for (int i = 0; i < row.counts().size(); i++) {
            Long cell = row.counts().get(i);
            String column = table.columns().get(i);
            if (cell != null) {
              long hand = people.stream().filter(days -> back(by, kind, column, days)).count();
              assertThat(cell).as("%s %s %s %s", by, kind, row.week(), column).isEqualTo(hand);
              assertThat(cell == 0 || cell >= 10).isTrue();
              compared += cell > 0 ? 1 : 0;
            }
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(20);
    assertThatThrownBy(() -> town.journeys.retention(JourneysTown.steward(), "year", "nday"))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> town.journeys.retention(JourneysTown.steward(), "day", "x"))
        .isInstanceOf(Refused.class);
  }

  private void views(int no, String page, boolean votes) {
    Instant now = town.clock.instant();
    town.tell(
        no,
        JourneysTown.event(
            UUID.nameUUIDFromBytes(new byte[] {1, (byte) no}),
            "page_viewed",
            now,
            null,
            Map.of("page", page)),
        JourneysTown.event(
            UUID.nameUUIDFromBytes(new byte[] {2, (byte) no}),
            votes ? "vote_cast" : "search_made",
            now.plusSeconds(1),
            null,
            null));
  }

  private static List<Long> reached(List<StepResult> steps) {
    List<Long> reached = new ArrayList<>();
    steps.forEach(step -> reached.add(step.reached() == null ? -1 : step.reached()));
    return reached;
  }

  @Test
  void a_funnel_apart_by_a_value_shows_few_only_among_others() {
    town.journeys.funnel(
        JourneysTown.steward(),
        "pages",
        new FunnelDefinition(
            List.of(
                new FunnelDefinition.Events(List.of("page_viewed")),
                new FunnelDefinition.Events(List.of("vote_cast"))),
            60,
            null,
            null));
    for (int no = 0; no < 70; no++) {
      String page = no < 40 ? "home" : no < 64 ? "market" : "wallet";
      views(no, page, no < 20 || (no >= 40 && no < 52));
    }
    LocalDate today = LocalDate.ofInstant(town.clock.instant(), ZoneOffset.UTC);
    Figures.FunnelResult result =
        town.journeys.funnel(JourneysTown.steward(), "pages", null, null, "page", "first");
    assertThat(reached(result.steps())).containsExactly(70L, 32L);
    assertThat(result.slices()).extracting(Slice::value).containsExactly("home", null);
    assertThat(reached(result.slices().getFirst().steps())).containsExactly(40L, 20L);
    assertThat(reached(result.slices().getLast().steps())).containsExactly(30L, 12L);
    assertThat(result.slices().getLast().others()).isTrue();
    assertThat(
            town.journeys
                .funnel(
                    JourneysTown.steward(),
                    "pages",
                    today.minusDays(9),
                    today.minusDays(3),
                    null,
                    "first")
                .steps()
                .getFirst()
                .reached())
        .isZero();
    for (String[] bad : new String[][] {{"colour", "first"}, {"page", "middle"}}) {
      assertThatThrownBy(() ->
              town.journeys.funnel(JourneysTown.steward(), "pages", null, null, bad[0], bad[1]))
          .isInstanceOf(Refused.class);
    }
    assertThatThrownBy(() ->
            town.journeys.funnel(
                JourneysTown.steward(), "pages", today, today.minusDays(1), null, "first"))
        .isInstanceOf(Refused.class);
  }

  @Test
  void a_step_that_few_took_with_one_value_is_withheld_of_all_values() {
    town.journeys.funnel(
        JourneysTown.steward(),
        "pages",
        new FunnelDefinition(
            List.of(
                new FunnelDefinition.Events(List.of("page_viewed")),
                new FunnelDefinition.Events(List.of("vote_cast"))),
            60,
            null,
            null));
    for (int no = 0; no < 60; no++) {
      views(no, no < 30 ? "home" : "market", no < 15 || (no >= 30 && no < 35));
    }
    Figures.FunnelResult result =
        town.journeys.funnel(JourneysTown.steward(), "pages", null, null, "page", "step");
    assertThat(reached(result.steps())).containsExactly(60L, 20L);
    assertThat(result.slices()).hasSize(2);
    result.slices().forEach(slice -> assertThat(reached(slice.steps())).containsExactly(30L, -1L));
  }

  private void stage(int no, String stage) {
    town.database.write(tx -> {
      town.journeys.record(
          tx,
          JourneysTown.PACHA,
          no,
          stage.isEmpty() ? EventType.JOINED : EventType.STAGE_REACHED,
          stage,
          stage.isEmpty() ? Map.of() : Map.of("stage", stage),
          town.clock.instant());
      return 0;
    });
  }

  @Test
  void how_long_people_stay_in_a_stage_counts_those_who_are_still_there() {
    for (int no = 0; no < 40; no++) {
      stage(no, "");
    }
    town.clock.advance(Duration.ofDays(3));
    for (int no = 0; no < 12; no++) {
      stage(no, "SEEKER");
    }
    town.clock.advance(Duration.ofDays(4));
    for (int no = 12; no < 24; no++) {
      stage(no, "SEEKER");
    }
    town.clock.advance(Duration.ofDays(20));
    List<StageRow> rows = town.journeys.stages(JourneysTown.steward()).rows();
    StageRow buyer = rows.getFirst();
    assertThat(buyer.stage()).isEqualTo("BUYER");
    assertThat(buyer.people()).isEqualTo(40);
    assertThat(buyer.went()).isEqualTo(24);
    assertThat(buyer.medianDays()).isEqualTo(7);
    assertThat(buyer.points())
        .containsExactly(
            new Figures.StayPoint(3, 0.7),
            new Figures.StayPoint(7, 0.4),
            new Figures.StayPoint(14, 0.4));
    assertThat(rows.get(1).people()).isEqualTo(24);
    assertThat(rows.get(1).went()).isZero();
    assertThat(rows.get(3).people()).isZero();
    stage(0, "SOLVER");
    assertThat(town.journeys.stages(JourneysTown.steward()).rows().get(1).suppressed())
        .as("one alone came further")
        .isTrue();
  }
}
