package org.coomunity.base.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Waits.Wait;
import org.junit.jupiter.api.Test;

class WaitsTest {
  private final AtomicLong nanos = new AtomicLong(1);
  private final Waits waits = new Waits(1, nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /// Seconds somebody has to wait; 0 for none.
  private long wait(String who) {
    try {
      waits.pass(Wait.DOOR, who);
      return 0;
    } catch (Refused no) {
      assertThat(no).hasMessage("too_many");
      return Long.parseLong(String.valueOf(no.details().get("retryAfter")));
    }
  }

  @Test
  void five_failures_are_free_and_then_each_doubles_the_wait_up_to_a_quarter_of_an_hour() {
    for (int i = 0; i < 5; i++) {
      waits.failed(Wait.DOOR, "luz");
      assertThat(wait("luz")).isZero();
    }
    long expected = 1;
    for (int i = 0; i < 12; i++) {
      waits.failed(Wait.DOOR, "luz");
      assertThat(wait("luz")).isEqualTo(Math.min(900, expected));
      pass(Duration.ofSeconds(expected));
      expected = Math.min(900, 2 * expected);
    }
    assertThat(wait("luz")).isZero();
  }

  @Test
  void nobody_waits_for_another_and_a_success_forgets() {
    for (int i = 0; i < 8; i++) {
      waits.failed(Wait.DOOR, "luz");
    }
    assertThat(wait("luz")).isPositive();
    assertThat(wait("ben")).isZero();
    assertThatThrownBy(() -> waits.pass(Wait.DOOR, "luz")).isInstanceOf(Refused.class);
    waits.pass(Wait.HANDLE, "luz");
    waits.succeeded(Wait.DOOR, "luz");
    assertThat(wait("luz")).isZero();
  }

  @Test
  void an_hour_without_a_failure_forgets_all() {
    for (int i = 0; i < 30; i++) {
      waits.failed(Wait.DOOR, "luz");
    }
    pass(Duration.ofHours(1).plusSeconds(1));
    waits.failed(Wait.DOOR, "luz");
    assertThat(wait("luz")).isZero();
  }

  @Test
  void a_load_test_has_more_for_free() {
    Waits many = new Waits(1_000, nanos::get);
    for (int i = 0; i < 100; i++) {
      many.failed(Wait.DOOR, "luz");
    }
    many.pass(Wait.DOOR, "luz");
  }
}
