package org.coomunity.base.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CachesTest {
  @Test
  void a_cache_is_bounded_and_counts() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Cache<Integer, Integer> cache =
        new Caches(registry).bounded("squares", 10, Duration.ofMinutes(1));
    for (int i = 0; i < 1000; i++) {
      assertThat(cache.get(i, n -> n * n)).isEqualTo(i * i);
    }
    cache.cleanUp();
    assertThat(cache.estimatedSize()).isLessThanOrEqualTo(10);
    assertThat(
            registry
                .get("cache.gets")
                .tag("cache", "squares")
                .tag("result", "miss")
                .functionCounter()
                .count())
        .isEqualTo(1000);
  }
}
