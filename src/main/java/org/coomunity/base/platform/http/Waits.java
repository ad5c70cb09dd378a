package org.coomunity.base.platform.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;

/// Growing waits for who keeps guessing: some failures are free, then each one doubles the time in
/// which nobody is listened to. It never ends in a lock, and an hour without a failure forgets all.
/// Like the limits, they live in this process.
public final class Waits {
  /// What may be guessed at.
  public enum Wait {
    /// A handle from one address.
    DOOR(5, Duration.ofMinutes(15)),
    /// A handle from wherever its owner was never seen.
    HANDLE(30, Duration.ofMinutes(5)),
    /// Any handle from one address; neighbours may share it, so it stays short.
    ADDRESS(30, Duration.ofMinutes(1));

    private final long free;
    private final Duration longest;

    Wait(long free, Duration longest) {
      this.free = free;
      this.longest = longest;
    }
  }

  private record Key(Wait kind, String who) {}

  private record Failures(long count, long untilNanos) {}

  private static final int KEPT_MOST = 200_000;
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private final long times;
  private final LongSupplier nanos;
  private final Cache<Key, Failures> failures;

  /// @param times so many times more failures are free: 1 in earnest, more for load tests
  /// @param nanos a clock that only moves forward
  public Waits(long times, LongSupplier nanos) {
    this.times = times;
    this.nanos = nanos;
    this.failures =
        Caffeine.newBuilder()
            .maximumSize(KEPT_MOST)
            .expireAfterWrite(FORGOTTEN)
            .ticker(nanos::getAsLong)
            .build();
  }

  /// Refuses while somebody has to wait.
  ///
  /// @throws Refused `too_many` with `retryAfter` (seconds)
  public void pass(Wait wait, String who) {
    Failures known = failures.getIfPresent(new Key(wait, who));
    long left = known == null ? 0 : known.untilNanos() - nanos.getAsLong();
    if (left > 0) {
      throw Refused.because(
          Refusal.TOO_MANY, "retryAfter", Math.ceilDiv(left, 1_000_000_000L), "limit", wait.free);
    }
  }

  /// Counts a failure.
  public void failed(Wait wait, String who) {
    failures.asMap().compute(new Key(wait, who), (key, known) -> next(wait, known));
  }

  private Failures next(Wait wait, @Nullable Failures known) {
    long count = known == null ? 1 : known.count() + 1;
    long over = count - wait.free * times;
    long seconds = over <= 0 ? 0 : Math.min(wait.longest.toSeconds(), 1L << Math.min(20, over - 1));
    return new Failures(count, nanos.getAsLong() + Duration.ofSeconds(seconds).toNanos());
  }

  /// Forgets the failures of somebody who succeeded.
  public void succeeded(Wait wait, String who) {
    failures.invalidate(new Key(wait, who));
  }
}
