package org.coomunity.analytics.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.coomunity.analytics.pulse.AlertRules.Episode;
import org.coomunity.analytics.pulse.AlertRules.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

  /// Looks every five seconds.
  private static final class Looking {
    private Instant now = BEGIN;
    private @Nullable Episode open;
    private int fired;
    private int cleared;

    void see(AlertRule rule, double value) {
      Episode before = open == null || open.state() == State.CLEARED ? null : open;
      open = AlertRules.look(rule, before, value, new UUID(0, now.getEpochSecond()), now);
      fired += AlertRules.fires(before, open) ? 1 : 0;
      cleared += AlertRules.clears(before, open) ? 1 : 0;
      now = now.plusSeconds(5);
    }

    void see(AlertRule rule, double value, Duration lasting) {
      Instant end = now.plus(lasting);
      while (!now.isAfter(end)) {
        see(rule, value);
      }
    }
  }

  @Test
  void every_rule_fires_after_its_time_once_and_clears_after_it_was_well_as_long() {
    for (AlertRule rule : AlertRule.values()) {
      boolean above = rule.bad(rule.threshold() * 2);
      double bad = above ? rule.threshold() * 1.5 : rule.threshold() * 0.5;
      double well = above ? rule.threshold() * 0.5 : rule.threshold() * 1.5;
      Looking looking = new Looking();
      looking.see(rule, bad, rule.lasting().minusSeconds(10));
      assertThat(looking.fired).as(rule.key()).isZero();
      looking.see(rule, bad, Duration.ofMinutes(20));
      assertThat(looking.fired).as(rule.key()).isEqualTo(1);
      looking.see(rule, well, rule.lasting().minusSeconds(10));
      assertThat(looking.cleared).as(rule.key()).isZero();
      looking.see(rule, well, Duration.ofMinutes(1));
      assertThat(looking.cleared).as(rule.key()).isEqualTo(1);
      assertThat(looking.fired).as(rule.key()).isEqualTo(1);
    }
  }

  @Test
  void a_short_peak_tells_nobody() {
    Looking looking = new Looking();
    for (int i = 0; i < 50; i++) {
      looking.see(AlertRule.HTTP_ERRORS, 0.5, Duration.ofSeconds(90));
      looking.see(AlertRule.HTTP_ERRORS, 0.01, Duration.ofSeconds(10));
    }
    assertThat(looking.fired).isZero();
  }

  @Test
  void a_value_between_the_thresholds_neither_fires_nor_clears() {
    Looking looking = new Looking();
    looking.see(AlertRule.HTTP_ERRORS, 0.048, Duration.ofMinutes(10));
    assertThat(looking.open).isNull();
    looking.see(AlertRule.HTTP_ERRORS, 0.06, Duration.ofMinutes(3));
    looking.see(AlertRule.HTTP_ERRORS, 0.048, Duration.ofMinutes(30));
    assertThat(looking.fired).isEqualTo(1);
    assertThat(looking.cleared).isZero();
    looking.see(AlertRule.HTTP_ERRORS, 0.044, Duration.ofMinutes(3));
    assertThat(looking.cleared).isEqualTo(1);
  }

  @Test
  void a_value_that_nobody_knows_changes_nothing() {
    Looking looking = new Looking();
    looking.see(AlertRule.CHURN_RISK, Double.NaN, Duration.ofHours(3));
    assertThat(looking.open).isNull();
    looking.see(AlertRule.DISK_SPACE, 0.05, Duration.ofMinutes(6));
    looking.see(AlertRule.DISK_SPACE, Double.NaN, Duration.ofHours(1));
    assertThat(looking.fired).isEqualTo(1);
    assertThat(looking.cleared).isZero();
  }

  @Test
  void on_any_course_an_episode_fires_once_and_ends_before_the_next_begins() {
    for (int seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      Looking looking = new Looking();
      List<String> told = new ArrayList<>();
      for (int i = 0; i < 3_000; i++) {
        int fired = looking.fired;
        int cleared = looking.cleared;
        double value = random.nextInt(40) == 0 ? Double.NaN : wave(i, random);
        looking.see(AlertRule.LOGIN_FAILURES, value);
        if (looking.fired > fired) {
          told.add("fired");
        }
        if (looking.cleared > cleared) {
          told.add("cleared");
        }
      }
      for (int i = 0; i < told.size(); i++) {
        assertThat(told.get(i)).as("seed %s", seed).isEqualTo(i % 2 == 0 ? "fired" : "cleared");
      }
    }
  }

  private static double wave(int i, Random random) {
    return 10 + 8 * Math.sin(i / 60.0) + random.nextGaussian();
  }
}
