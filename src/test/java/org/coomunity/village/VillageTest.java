package org.coomunity.village;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The village for a while; `./coomunity village` runs it longer. What it says of a seed is in the
/// message of a failure.
class VillageTest {
  private static final Duration CALM = Duration.ofSeconds(8);
  private static final Duration CRASH = Duration.ofSeconds(45);

  private static Village.Report live(Duration time, int people, boolean crash) {
    long seed = ThreadLocalRandom.current().nextLong(1_000_000);
    List<String> heard = new ArrayList<>();
    Village.Report report =
        Village.live(new Village.Plan(seed, time, Integer.MAX_VALUE, 2, people, crash), heard::add);
    assertThat(report.violations()).as("seed %d%n%s", seed, report.text()).isEmpty();
    return report;
  }

  @Test
  void a_crowd_lives_in_two_communities_and_every_rule_holds() {
    assertThat(live(CALM, 8, false).steps()).isGreaterThan(50);
  }

  @Test
  @Tag("slow")
  void what_was_acknowledged_survives_the_death_of_the_server_and_of_the_database() {
    assertThat(live(CRASH, 6, true).kills()).isPositive();
  }
}
