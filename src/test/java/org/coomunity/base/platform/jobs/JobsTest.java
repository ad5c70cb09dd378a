package org.coomunity.base.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.coomunity.base.platform.db.Database;
import org.coomunity.base.platform.observe.Observe;
import org.coomunity.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class JobsTest {
  private final Observe observe = new Observe();
  private final MeterRegistry registry = observe.registry();

  private Jobs jobs(Database database) {
    return new Jobs(database.dataSource(), InstantSource.system(), observe);
  }

  @Test
  void two_nodes_run_a_job_once_at_a_time_and_a_failing_job_again() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch three = new CountDownLatch(3);
    CountDownLatch failedTwice = new CountDownLatch(2);
    try (Database database = TestDatabase.fresh("platform");
        Jobs one = jobs(database);
        Jobs other = jobs(database)) {
      for (Jobs node : new Jobs[] {one, other}) {
        node.every(
            "count",
            Duration.ofMillis(10),
            () -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              three.countDown();
              running.decrementAndGet();
            });
        node.every(
            "fail",
            Duration.ofMillis(10),
            () -> {
              failedTwice.countDown();
              throw new IllegalStateException("not today");
            });
        node.start();
      }
      assertThat(three.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(failedTwice.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(most).hasValue(1);
      assertThat(registry.get("coomunity_job").tag("outcome", "failed").timer().count())
          .isGreaterThanOrEqualTo(1);
    }
    assertThat(registry.get("coomunity_job").tag("job", "count").timer().count()).isPositive();
  }

  @Test
  void two_jobs_of_one_name_are_a_mistake() {
    try (Database database = TestDatabase.fresh("platform");
        Jobs jobs = jobs(database)) {
      jobs.every("a", Duration.ofSeconds(1), () -> {});
      assertThatThrownBy(() -> jobs.every("a", Duration.ofSeconds(1), () -> {}))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
