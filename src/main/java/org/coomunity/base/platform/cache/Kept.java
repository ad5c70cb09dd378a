package org.coomunity.base.platform.cache;

import com.github.benmanes.caffeine.cache.Cache;
import java.util.Optional;
import java.util.function.Function;

/// Things kept in memory by key, made by `Caches`. What is kept may be gone at any time.
public final class Kept<K, V> {
  private final Cache<K, V> cache;

  Kept(Cache<K, V> cache) {
    this.cache = cache;
  }

  /// The thing, found now when it is not kept. Two askers at once find it once.
  public V get(K key, Function<K, V> find) {
    return cache.get(key, find);
  }

  /// The thing, if it is kept.
  public Optional<V> find(K key) {
    return Optional.ofNullable(cache.getIfPresent(key));
  }

  /// Keeps a thing.
  public void put(K key, V value) {
    cache.put(key, value);
  }

  /// Forgets a thing: it has changed.
  public void forget(K key) {
    cache.invalidate(key);
  }

  /// Forgets all.
  public void forgetAll() {
    cache.invalidateAll();
  }
}
