package org.coomunity.story;

import java.time.Instant;
import java.time.InstantSource;

/// The clock of one community's story. It only goes forward.
final class StoryClock implements InstantSource {
  private volatile Instant now;

  StoryClock(Instant start) {
    this.now = start;
  }

  void moveTo(Instant at) {
    if (at.isAfter(now)) {
      now = at;
    }
  }

  @Override
  public Instant instant() {
    return now;
  }
}
