package org.coomunity.analytics.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BeginningsTest {
  private final JourneysTown town = new JourneysTown();

  @AfterEach
  void close() {
    town.close();
  }

  private boolean weekend(int daysAgo) {
    return LocalDate.ofInstant(town.clock.instant(), ZoneOffset.UTC)
            .minusDays(daysAgo)
            .getDayOfWeek()
            .getValue()
        > 5;
  }

  @Test
  void beginnings_are_those_of_people_who_have_had_the_time_to_stay() {
    town.does(1, EventType.SEARCH_MADE, EventType.VOTE_CAST);
    town.does(2, EventType.SEARCH_MADE);
    town.clock.advance(Duration.ofDays(3));
    town.does(1, EventType.OFFER_STARTED);
    town.clock.advance(Duration.ofDays(26));
    town.does(1, EventType.SEARCH_MADE);
    assertThat(town.journeys.beginnings(JourneysTown.PACHA)).as("too early").isEmpty();
    town.clock.advance(Duration.ofDays(6));
    town.does(3, EventType.SEARCH_MADE);
    boolean weekend = weekend(35);
    assertThat(town.journeys.beginnings(JourneysTown.PACHA))
        .containsExactlyInAnyOrder(
            new Beginning(2, 2, weekend, Set.of(EventType.OFFER_STARTED), true),
            new Beginning(1, 1, weekend, Set.of(), false));
    town.journeys.forget(JourneysTown.member(1));
    assertThat(town.journeys.beginnings(JourneysTown.PACHA))
        .containsExactly(new Beginning(1, 1, weekend, Set.of(), false));
  }

  @Test
  void who_comes_back_after_long_silence_begins_anew_and_who_is_only_counted_does_not() {
    town.levels.put(JourneysTown.member(4), Level.COUNTS);
    town.does(4, EventType.SEARCH_MADE);
    town.does(5, EventType.VOTE_CAST);
    town.clock.advance(Duration.ofDays(36));
    assertThat(town.journeys.beginnings(JourneysTown.PACHA)).hasSize(1);
    town.clock.advance(Duration.ofDays(230));
    assertThat(town.journeys.beginnings(JourneysTown.PACHA)).as("too long ago").isEmpty();
  }
}
