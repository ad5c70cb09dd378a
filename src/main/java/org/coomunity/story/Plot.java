package org.coomunity.story;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.coomunity.base.kernel.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is still to happen in a community, in order of time. Acts may plan further acts.
final class Plot {
  private static final Logger LOG = LoggerFactory.getLogger(Plot.class);

  private record Act(Instant at, long n, Runnable deed) {}

  /// The telling was stopped from outside.
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("the story was interrupted", null, false, false);
    }
  }

  private final PriorityQueue<Act> acts =
      new PriorityQueue<>(Comparator.comparing(Act::at).thenComparingLong(Act::n));
  private final StoryClock clock;
  private final Instant end;
  private final AtomicBoolean stopped;
  private long planned;
  private int slips;

  Plot(StoryClock clock, Instant end, AtomicBoolean stopped) {
    this.clock = clock;
    this.end = end;
    this.stopped = stopped;
  }

  Instant end() {
    return end;
  }

  Instant now() {
    return clock.instant();
  }

  /// A moment so many days before the end.
  Instant before(double days) {
    return end.minusSeconds((long) (days * Duration.ofDays(1).toSeconds()));
  }

  /// Plans an act; what would come after the end never happens.
  void at(Instant moment, Runnable deed) {
    if (!moment.isAfter(end)) {
      acts.add(new Act(moment, planned++, deed));
    }
  }

  void in(Duration time, Runnable deed) {
    at(now().plus(time), deed);
  }

  /// Plays everything. An act that the platform refuses is left out: after an interrupted telling
  /// somebody may have done something else meanwhile.
  void play() {
    for (Act act = acts.poll(); act != null; act = acts.poll()) {
      if (stopped.get()) {
        throw new Stopped();
      }
      clock.moveTo(act.at());
      try {
        act.deed().run();
      } catch (Refused no) {
        slips++;
        LOG.debug("at {}: {} {}", act.at(), no.refusal(), no.details(), no);
      }
    }
  }

  /// How many acts were refused.
  int slips() {
    return slips;
  }
}
