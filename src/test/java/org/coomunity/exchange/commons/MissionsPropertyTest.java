package org.coomunity.exchange.commons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.outbox.Outbox;
import org.coomunity.exchange.commons.MissionStore.Row;
import org.coomunity.testing.TestClock;
import org.coomunity.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/// The bar of a mission is the sum of the facts of its time, each once, in whatever order and
/// however often they are heard.
class MissionsPropertyTest {
  private static final CommunityId HERE = new CommunityId(Uuid8.of("here"));

  private final TestClock clock = new TestClock();
  private final Instant opens = clock.instant();
  private final Instant closes = opens.plusSeconds(1_000);

  private Row mission(Measure measure) {
    UUID id = Uuid8.of(measure.key());
    return new Row(id, 1, "Juntas", "Todas.", measure, 500, 0, 0, "", "", opens, closes, null);
  }

  /// Confirmations and what takes them back, some before, some after the time of the mission.
  private List<CommonsEvent> told(Random random) {
    List<CommonsEvent> events = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      UUID id = Uuid8.of("c" + n);
      int hours = 1 + random.nextInt(400);
      Instant at = opens.plusSeconds(random.nextInt(1_400) - 200);
      events.add(
          new CommonsEvent.ContributionConfirmed(
              HERE,
              id,
              n % 7,
              n % 7,
              ContributionKind.CARE,
              "x",
              1,
              hours,
              List.of(8, 9),
              null,
              null,
              at));
      if (random.nextBoolean()) {
        Instant back = at.plusSeconds(random.nextInt(900));
        events.add(
            new CommonsEvent.ContributionUnconfirmed(
                HERE, id, n % 7, ContributionKind.CARE, 1, hours, at, null, null, back));
      }
    }
    return events;
  }

  private boolean inside(Instant at) {
    return !at.isBefore(opens) && at.isBefore(closes);
  }

  private long hours(List<CommonsEvent> events) {
    long sum = 0;
    for (CommonsEvent event : events) {
      if (event instanceof CommonsEvent.ContributionConfirmed e && inside(e.at())) {
        sum += e.hoursE2() == null ? 0 : e.hoursE2();
      }
      if (event instanceof CommonsEvent.ContributionUnconfirmed e
          && inside(e.confirmedAt())
          && e.at().isBefore(closes)) {
        sum -= e.hoursE2() == null ? 0 : e.hoursE2();
      }
    }
    return sum;
  }

  @Test
  void the_order_and_the_number_of_times_change_nothing() {
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      List<CommonsEvent> events = told(random);
      List<CommonsEvent> heard = new ArrayList<>(events);
      heard.addAll(events.subList(0, events.size() / 2));
      Collections.shuffle(heard, random);
      try (Database database = TestDatabase.fresh("platform", "commons")) {
        Outbox outbox = new Outbox(database, clock);
        Missions.hears(outbox);
        database.write(tx -> {
          MissionStore.insert(tx, HERE, mission(Measure.HOURS));
          MissionStore.insert(tx, HERE, mission(Measure.CONTRIBUTIONS));
          heard.forEach(tx::publish);
          return 0;
        });
        outbox.settle();
        Row bar = database.read(tx -> MissionStore.find(tx, HERE, Uuid8.of("hours"))).orElseThrow();
        assertThat(bar.done()).as("seed " + seed).isEqualTo(hours(events));
        long sum =
            database.read(tx ->
                tx.query("select sum(amount) from commons.fact where mission_id = :id")
                    .bind("id", bar.id())
                    .mapTo(Long.class)
                    .one());
        assertThat(sum).isEqualTo(bar.done());
        assertThat(bar.people()).isBetween(1, 7);
      }
    }
  }
}
