package org.coomunity.analytics.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Uuid8;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is kept of what members do, and the figures that follow.
class JourneysTest {
  private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

  private final JourneysTown town = new JourneysTown();

  @AfterEach
  void close() {
    town.close();
  }

  private long rows(String where) {
    return town.database.read(tx ->
        tx.query(
                "select count(*) from journeys.event where community_id = community_id and "
                    + where)
            .mapTo(Long.class)
            .one());
  }

  private List<Long> reached(Journeys journeys, String funnel) {
    List<Long> reached = new ArrayList<>();
    journeys
        .funnel(JourneysTown.steward(), funnel)
        .steps()
        .forEach(step -> reached.add(step.reached() == null ? -1 : step.reached()));
    return reached;
  }

  private Figures.Active today(Journeys journeys) {
    return journeys.active(JourneysTown.steward(), 1).rows().getLast();
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} -> {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          dance       | 0        | -               | -          | unknown_event
          joined      | 0        | -               | -          | unknown_event
          page_viewed | 90000    | -               | -          | clock_ahead
          page_viewed | -2700000 | -               | -          | too_old
          page_viewed | 0        | ana@mail.example | -         | looks_personal
          page_viewed | 0        | +593 99 123 4567 | -         | looks_personal
          page_viewed | 0        | -               | colour=red | unknown_field
          page_viewed | 0        | -               | page=a@b.c | looks_personal
          page_viewed | 0        | -               | page=home  | -
          """)
  void each_event_is_kept_or_not_by_itself(
      String type, long seconds, String subject, String property, String code) {
    Instant at = town.clock.instant().plusSeconds(seconds);
    Map<String, Object> properties =
        property == null
            ? Map.of()
            : Map.of(property.split("=", -1)[0], property.split("=", -1)[1]);
    Told.Intake intake =
        town.tell(
            1,
            JourneysTown.event(Uuid8.of("one"), type, at, subject, properties),
            town.event(EventType.VOTE_CAST, town.clock.instant()));
    assertThat(intake.accepted()).isEqualTo(code == null ? 2 : 1);
    assertThat(intake.rejected().stream().map(Told.Rejected::code).toList())
        .isEqualTo(code == null ? List.of() : List.of(code));
  }

  @Test
  void the_same_twice_counts_once_and_another_body_is_a_conflict() {
    Instant now = town.clock.instant();
    UUID id = Uuid8.of("one");
    Told first = JourneysTown.event(id, "vote_cast", now, null, null);
    assertThat(town.tell(1, first, first).duplicates()).isEqualTo(1);
    assertThat(town.tell(1, first)).isEqualTo(new Told.Intake(0, 1, List.of()));
    Told other = JourneysTown.event(id, "vote_cast", now.minusSeconds(90_000), null, null);
    assertThat(town.tell(1, other).rejected())
        .containsExactly(new Told.Rejected(0, "idempotency_conflict", "id"));
    assertThat(rows("true")).isEqualTo(1);
    assertThat(town.tell(1, JourneysTown.event(id, "x", "yesterday", null, null)).rejected())
        .hasSize(1);
  }

  @Test
  void of_whom_said_no_nothing_is_kept_and_of_whom_said_nothing_only_that_they_were_there() {
    town.levels.put(JourneysTown.member(1), Level.NONE);
    town.levels.put(JourneysTown.member(2), Level.COUNTS);
    town.does(1, EventType.VOTE_CAST);
    assertThat(rows("true")).isZero();
    assertThat(town.tell(1, town.event(EventType.VOTE_CAST, town.clock.instant())).rejected())
        .extracting(Told.Rejected::code)
        .containsExactly("consent_missing");
    town.does(2, EventType.VOTE_CAST, EventType.SEARCH_MADE);
    town.clock.advance(Duration.ofDays(1));
    town.does(2, EventType.VOTE_CAST);
    assertThat(rows("person is null and properties = '{}' and about is null")).isEqualTo(3);
    long marks =
        town.database.read(tx ->
            tx.query(
                    "select count(distinct visitor) from journeys.event"
                        + " where community_id = community_id")
                .mapTo(Long.class)
                .one());
    assertThat(marks).as("two days cannot be joined").isEqualTo(2);
    assertThat(town.journeys.own(JourneysTown.member(2), FAR, 10)).isEmpty();
    Told.Intake refused =
        town.journeys.take(
            Optional.of(JourneysTown.member(3)),
            true,
            "",
            List.of(town.event(EventType.VOTE_CAST, town.clock.instant())));
    assertThat(refused.accepted()).as("the browser asks not to be counted").isZero();
  }

  /// Sixty people over twelve days, in a random order, with repeats.
  private void live(long seed) {
    Random random = new Random(seed);
    EventType[] types = {
      EventType.SEARCH_MADE, EventType.OFFER_STARTED, EventType.VOTE_CAST, EventType.PAGE_VIEWED
    };
    for (int day = 0; day < 12; day++) {
      for (int no = 0; no < 60; no++) {
        List<Told> events = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          Instant at = town.clock.instant().minusSeconds(random.nextInt(500_000));
          events.add(town.event(types[random.nextInt(types.length)], at));
        }
        if (!events.isEmpty()) {
          events.add(events.getFirst());
        }
        town.tell(no, events.toArray(Told[]::new));
      }
      if (day % 3 == 0) {
        figures(town.journeys);
      }
      town.clock.advance(Duration.ofDays(1));
    }
  }

  private String figures(Journeys journeys) {
    return journeys.active(JourneysTown.steward(), 30).rows()
        + "\n"
        + journeys.lifecycle(JourneysTown.steward(), 30).rows()
        + "\n"
        + journeys.retention(JourneysTown.steward()).rows()
        + "\n"
        + reached(journeys, "way")
        + reached(journeys, "strict");
  }

  private void funnels() {
    FunnelDefinition.Events search = new FunnelDefinition.Events(List.of("search_made"));
    FunnelDefinition.Events start = new FunnelDefinition.Events(List.of("offer_started"));
    FunnelDefinition.Events vote = new FunnelDefinition.Events(List.of("vote_cast"));
    town.journeys.funnel(
        JourneysTown.steward(),
        "way",
        new FunnelDefinition(List.of(search, start, vote), 300_000, List.of(), List.of()));
    town.journeys.funnel(
        JourneysTown.steward(),
        "strict",
        new FunnelDefinition(List.of(search, vote), 300_000, List.of("strict_order"), List.of()));
  }

  @Test
  void what_was_maintained_is_what_the_log_gives_when_it_is_read_again() {
    funnels();
    live(7);
    String maintained = figures(town.journeys);
    assertThat(maintained).contains("mau=60", "suppressed=false");
    assertThat(figures(town.another())).isEqualTo(maintained);
  }

  @Test
  void who_is_erased_was_never_in_any_figure() {
    funnels();
    live(11);
    String before = figures(town.journeys);
    town.journeys.forget(JourneysTown.member(4));
    town.database.write(tx -> {
      town.journeys.gone(tx, JourneysTown.PACHA, JourneysTown.member(5));
      return 0;
    });
    town.shredded.add(JourneysTown.member(5));
    String after = figures(town.journeys);
    assertThat(after).isNotEqualTo(before).isEqualTo(figures(town.another()));
    assertThat(town.journeys.own(JourneysTown.member(4), FAR, 10)).isEmpty();
    JourneysTest other = new JourneysTest();
    try {
      other.town.levels.put(JourneysTown.member(4), Level.NONE);
      other.town.levels.put(JourneysTown.member(5), Level.NONE);
      other.funnels();
      other.live(11);
      assertThat(other.figures(other.town.journeys)).isEqualTo(after);
    } finally {
      other.close();
    }
    Told old = town.event(EventType.VOTE_CAST, town.clock.instant().minusSeconds(60));
    assertThat(town.tell(4, old).accepted()).as("from a time that was forgotten").isEqualTo(1);
    assertThat(town.journeys.own(JourneysTown.member(4), FAR, 10)).isEmpty();
    assertThat(rows("person in (select no from journeys.erased)")).isZero();
  }

  @Test
  void figures_about_few_are_withheld_also_by_subtraction() {
    for (int no = 0; no < 9; no++) {
      town.does(no, EventType.OFFER_STARTED, EventType.VOTE_CAST);
    }
    assertThat(today(town.journeys).dau()).isNull();
    assertThat(today(town.journeys).suppressed()).isTrue();
    for (int no = 9; no < 25; no++) {
      town.does(no, EventType.OFFER_STARTED);
    }
    assertThat(today(town.journeys).dau()).isEqualTo(25);
    FunnelDefinition.Events start = new FunnelDefinition.Events(List.of("offer_started"));
    FunnelDefinition.Events vote = new FunnelDefinition.Events(List.of("vote_cast"));
    town.journeys.funnel(
        JourneysTown.steward(),
        "votes",
        new FunnelDefinition(List.of(start, vote), 3_600, null, null));
    assertThat(reached(town.journeys, "votes")).containsExactly(25L, -1L);
    for (int no = 9; no < 18; no++) {
      town.does(no, EventType.OFFER_STARTED, EventType.VOTE_CAST);
    }
    assertThat(reached(town.journeys, "votes"))
        .as("seven of twenty-five did not vote")
        .containsExactly(25L, -1L);
    for (int no = 25; no < 30; no++) {
      town.does(no, EventType.OFFER_STARTED);
    }
    assertThat(reached(town.journeys, "votes")).containsExactly(30L, 18L);
  }

  @Test
  void an_event_that_comes_very_late_is_folded_into_its_place() {
    funnels();
    Instant now = town.clock.instant();
    for (int no = 0; no < 12; no++) {
      town.tell(no, town.event(EventType.SEARCH_MADE, now.minusSeconds(5_000)));
      town.tell(no, town.event(EventType.VOTE_CAST, now));
    }
    assertThat(reached(town.journeys, "way")).containsExactly(12L, 0L, 0L);
    for (int no = 0; no < 12; no++) {
      town.tell(no, town.event(EventType.OFFER_STARTED, now.minusSeconds(3_000)));
    }
    assertThat(reached(town.journeys, "way")).containsExactly(12L, 12L, 12L);
    assertThat(reached(town.another(), "way")).containsExactly(12L, 12L, 12L);
  }

  @Test
  void what_somebody_did_long_ago_who_is_only_counted_does_not_make_today_busier() {
    town.levels.put(JourneysTown.member(1), Level.COUNTS);
    for (int hours : new int[] {60, 25, 23, 0}) {
      town.database.write(tx -> {
        for (int no = 1; no <= 2; no++) {
          town.journeys.record(
              tx,
              JourneysTown.PACHA,
              no,
              EventType.TRADE_PROPOSED,
              "trade " + hours,
              Map.of(),
              town.clock.instant().minus(Duration.ofHours(hours)));
        }
        return 0;
      });
    }
    assertThat(rows("visitor is not null")).isEqualTo(2);
    assertThat(rows("person is not null")).as("who agreed to journeys").isEqualTo(4);
  }

  @Test
  void what_the_platform_knows_itself_counts_once_for_each_cause() {
    for (int round = 0; round < 2; round++) {
      town.database.write(tx -> {
        for (int no = 0; no < 15; no++) {
          town.journeys.record(
              tx,
              JourneysTown.PACHA,
              no,
              EventType.JOINED,
              "cause",
              Map.of(),
              town.clock.instant());
        }
        return 0;
      });
    }
    assertThat(rows("type = 1")).isEqualTo(15);
    assertThat(today(town.journeys).dau()).isEqualTo(15);
    assertThat(reached(town.journeys, "first-trade")).containsExactly(15L, 0L, 0L);
    assertThat(town.journeys.own(JourneysTown.member(3), FAR, 5))
        .extracting(Figures.Own::type)
        .containsExactly("joined");
  }

  @Test
  void where_visits_leave_is_told_of_many_only() {
    for (int no = 0; no < 40; no++) {
      boolean helped = no % 2 == 0;
      town.does(
          no,
          EventType.PAGE_VIEWED,
          helped ? EventType.SEARCH_MADE : EventType.TRANSLATION_USED,
          !helped
              ? EventType.TRANSLATION_USED
              : no < 30 ? EventType.VOTE_CAST : EventType.SEARCH_MADE);
    }
    for (int no = 40; no < 44; no++) {
      town.does(no, EventType.WORLD_VISITED);
    }
    Figures.Ways ways = town.journeys.ways(JourneysTown.steward(), "vote_cast");
    assertThat(ways.dropOffs().rows())
        .extracting(Figures.Place::event)
        .contains("translation_used")
        .doesNotContain("world_visited", "search_made");
    assertThat(ways.dropOffs().rows())
        .filteredOn(place -> place.event().equals("translation_used"))
        .allMatch(Figures.Place::significant);
    assertThatThrownBy(() -> town.journeys.ways(JourneysTown.steward(), "dance"))
        .isInstanceOf(Refused.class);
  }

  @Test
  void a_funnel_is_data_and_what_is_none_is_refused_with_its_field() {
    FunnelDefinition.Events vote = new FunnelDefinition.Events(List.of("vote_cast"));
    assertThatThrownBy(() ->
            town.journeys.funnel(
                JourneysTown.steward(), "x", new FunnelDefinition(List.of(vote), 0, null, null)))
        .isInstanceOf(Refused.class)
        .hasMessage("funnel_invalid");
    for (FunnelDefinition wrong :
        List.of(
            new FunnelDefinition(List.of(), 5, null, null),
            new FunnelDefinition(List.of(vote), 5, List.of("wild"), null),
            new FunnelDefinition(
                List.of(new FunnelDefinition.Events(List.of("dance"))), 5, null, null))) {
      assertThatThrownBy(() -> town.journeys.funnel(JourneysTown.steward(), "x", wrong))
          .hasMessage("funnel_invalid");
    }
    assertThat(town.journeys.funnels(JourneysTown.steward())).hasSize(6);
    town.journeys.funnel(
        JourneysTown.steward(), "offer", new FunnelDefinition(List.of(vote), 5, null, null));
    assertThat(town.journeys.funnel(JourneysTown.steward(), "offer").version()).isEqualTo(1);
    town.journeys.withdraw(JourneysTown.steward(), "offer");
    assertThat(town.journeys.funnel(JourneysTown.steward(), "offer").version()).isZero();
    assertThatThrownBy(() -> town.journeys.withdraw(JourneysTown.steward(), "offer"))
        .hasMessage("not_found");
  }

  @Test
  void days_have_parts_of_their_own_and_old_ones_go() {
    town.does(1, EventType.VOTE_CAST);
    town.journeys.keep();
    town.clock.advance(Duration.ofDays(1));
    town.does(1, EventType.VOTE_CAST);
    assertThat(rows("tableoid = 'journeys.event_rest'::regclass")).isEqualTo(1);
    assertThat(rows("tableoid <> 'journeys.event_rest'::regclass")).isEqualTo(1);
    town.clock.advance(Duration.ofDays(400));
    town.journeys.keep();
    assertThat(rows("true")).isEqualTo(1);
    town.clock.advance(Duration.ofDays(1));
    town.journeys.keep();
    assertThat(rows("true")).isZero();
  }
}
