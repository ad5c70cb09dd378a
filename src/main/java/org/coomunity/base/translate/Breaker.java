package org.coomunity.base.translate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Stands before a provider: four calls at once, three tries each, and a pause after five failures
/// in a row, so that a provider that is down costs nobody their patience.
final class Breaker {
  private static final int AT_ONCE = 4;
  private static final int TRIES = 3;
  private static final int FAILURES = 5;
  private static final Duration PAUSE = Duration.ofSeconds(60);

  private final InstantSource clock;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private int failures;
  private @Nullable Instant until;

  Breaker(InstantSource clock) {
    this.clock = clock;
  }

  /// What the provider says.
  ///
  /// @throws Provider.Failure when it fails three times, is paused, or has no place free
  <T> T call(Supplier<T> provider) {
    if (resting()) {
      throw new Provider.Failure("paused");
    }
    if (!places.tryAcquire()) {
      throw new Provider.Failure("busy");
    }
    try {
      for (int tried = 1; ; tried++) {
        try {
          T said = provider.get();
          answered();
          return said;
        } catch (Provider.Failure failure) {
          if (failed() || tried == TRIES) {
            throw failure;
          }
        }
      }
    } finally {
      places.release();
    }
  }

  private synchronized boolean resting() {
    return until != null && clock.instant().isBefore(until);
  }

  private synchronized void answered() {
    failures = 0;
    until = null;
  }

  /// True when the pause begins.
  private synchronized boolean failed() {
    failures++;
    if (failures >= FAILURES) {
      until = clock.instant().plus(PAUSE);
      return true;
    }
    return false;
  }
}
