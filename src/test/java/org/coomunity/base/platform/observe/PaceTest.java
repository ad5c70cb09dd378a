package org.coomunity.base.platform.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;

  private final AtomicLong now = new AtomicLong(5_000 * SECOND);
  private final Pace pace = new Pace(now::get);

  @Test
  void shares_and_times_are_those_of_the_last_five_minutes() {
    for (int i = 1; i <= 100; i++) {
      pace.record("pacha", i <= 4 ? 503 : 200, i * MILLI, false);
    }
    Pace.Shape shape = pace.whole();
    assertThat(shape.answers()).isEqualTo(100);
    assertThat(shape.faultShare()).isEqualTo(0.04);
    assertThat(shape.meanMillis()).isCloseTo(50.5, within(0.001));
    assertThat(shape.p50()).isCloseTo(50, Percentage.withPercentage(20));
    assertThat(shape.p95()).isCloseTo(95, Percentage.withPercentage(20));
    now.addAndGet(299 * SECOND);
    assertThat(pace.whole().answers()).isEqualTo(100);
    now.addAndGet(12 * SECOND);
    assertThat(pace.whole()).isEqualTo(new Pace.Shape(0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void communities_are_measured_apart_and_together() {
    pace.record("pacha", 200, 10 * MILLI, false);
    pace.record("kinvara", 500, 30 * MILLI, false);
    pace.record("", 200, MILLI, false);
    assertThat(pace.of("pacha").answers()).isEqualTo(1);
    assertThat(pace.of("kinvara").faultShare()).isEqualTo(1);
    assertThat(pace.of("nowhere").answers()).isZero();
    assertThat(pace.of(slug -> !slug.isEmpty()).meanMillis()).isCloseTo(20, within(0.001));
    assertThat(pace.whole().answers()).isEqualTo(3);
  }

  @Test
  void a_short_look_back_sees_only_that() {
    pace.record("", 200, MILLI, true);
    now.addAndGet(130 * SECOND);
    pace.record("", 500, MILLI, false);
    assertThat(pace.whole(12).answers()).isEqualTo(1);
    assertThat(pace.whole(12).faultShare()).isEqualTo(1);
    assertThat(pace.whole().strangers()).isEqualTo(1);
    assertThat(pace.strangers()).isEqualTo(1);
  }

  @Test
  void it_knows_a_bounded_number_of_communities() {
    for (int i = 0; i < 3 * Pace.PLACES; i++) {
      pace.record("c" + i, 200, MILLI, false);
    }
    assertThat(pace.of(slug -> true).answers()).isEqualTo(Pace.PLACES);
    assertThat(pace.whole().answers()).isEqualTo(3L * Pace.PLACES);
  }

  @Test
  void times_out_of_any_measure_are_put_at_the_ends() {
    pace.record("", 200, 0, false);
    pace.record("", 200, Long.MAX_VALUE / 4, false);
    assertThat(pace.whole().answers()).isEqualTo(2);
    assertThat(pace.whole().p99()).isGreaterThan(60_000);
  }
}
