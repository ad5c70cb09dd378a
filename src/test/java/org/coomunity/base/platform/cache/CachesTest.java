package org.coomunity.base.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CachesTest {
  @Test
  void a_cache_is_bounded_and_counts() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Kept<Integer, Integer> squares =
        new Caches(registry).bounded("squares", 10, Duration.ofMinutes(1));
    for (int i = 0; i < 1000; i++) {
      assertThat(squares.get(i, n -> n * n)).isEqualTo(i * i);
    }
    assertThat(
            registry
                .get("cache.gets")
                .tag("cache", "squares")
                .tag("result", "miss")
                .functionCounter()
                .count())
        .isEqualTo(1000);
  }

  @Test
  void what_is_forgotten_is_found_anew() {
    Kept<String, Integer> ages =
        new Caches(new SimpleMeterRegistry()).bounded("ages", 10, Duration.ofMinutes(1));
    ages.put("ana", 7);
    assertThat(ages.find("ana")).hasValue(7);
    ages.forget("ana");
    assertThat(ages.find("ana")).isEmpty();
    assertThat(ages.get("ana", name -> 8)).isEqualTo(8);
    ages.forgetAll();
    assertThat(ages.find("ana")).isEmpty();
  }
}
