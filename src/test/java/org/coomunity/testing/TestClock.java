package org.coomunity.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that only moves when it is told to. It begins at the present, in whole milliseconds.
public final class TestClock implements InstantSource {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.ofEpochMilli(System.currentTimeMillis()));

  @Override
  public Instant instant() {
    return Objects.requireNonNull(now.get());
  }

  /// Sets the clock to another time.
  public void set(Instant then) {
    now.set(then);
  }

  /// Moves the clock on.
  public void advance(Duration by) {
    now.updateAndGet(then -> then.plus(by));
  }
}
