package org.coomunity.base.platform.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Duration;

/// Makes caches that have a name, a bound, a life and figures (`cache_gets`, `cache_size`, by
/// name).
public final class Caches {
  private final MeterRegistry registry;

  public Caches(MeterRegistry registry) {
    this.registry = registry;
  }

  /// A cache of at most `most` things, each forgotten `life` after it was put.
  public <K, V> Kept<K, V> bounded(String name, int most, Duration life) {
    Cache<K, V> cache =
        Caffeine.newBuilder().maximumSize(most).expireAfterWrite(life).recordStats().build();
    return new Kept<>(CaffeineCacheMetrics.monitor(registry, cache, name));
  }
}
