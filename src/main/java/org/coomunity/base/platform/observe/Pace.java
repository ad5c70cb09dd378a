package org.coomunity.base.platform.observe;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// How this process answered in the last five minutes: how many, how many in vain, how long. Of the
/// whole, and of each community that asked lately.
///
/// Times are kept in 80 classes, each a fifth wider than the one before, from a tenth of a
/// millisecond to a minute and a half: a percentile is right within a fifth of itself.
public final class Pace {
  /// The most communities it knows; who asked longest ago is forgotten first.
  static final int PLACES = 1_000;

  private static final long SLOT_NANOS = 10_000_000_000L;
  private static final int SLOTS = 30;
  private static final int CLASSES = 80;
  private static final double FIRST_MILLIS = 0.1;
  private static final double WIDER = 1.2;
  private static final int FAULT = 500;

  /// What went on in a span of time.
  ///
  /// @param answers how many answers
  /// @param faults how many of them were our fault (5xx)
  /// @param strangers how many were to a log-in that was wrong
  /// @param meanMillis 0 when there were none, as the percentiles
  public record Shape(
      long answers,
      long faults,
      long strangers,
      double meanMillis,
      double p50,
      double p95,
      double p99) {
    /// The share of answers that were our fault, 0..1.
    public double faultShare() {
      return answers == 0 ? 0 : (double) faults / answers;
    }
  }

  private static final class Ring {
    private final long[] turn = new long[SLOTS];
    private final long[] faults = new long[SLOTS];
    private final long[] strangers = new long[SLOTS];
    private final double[] millis = new double[SLOTS];
    private final int[][] classes = new int[SLOTS][];

    private Ring() {
      Arrays.fill(turn, -1);
    }

    private void add(long now, int status, double took, boolean login) {
      int slot = (int) (now % SLOTS);
      if (turn[slot] != now) {
        turn[slot] = now;
        faults[slot] = 0;
        strangers[slot] = 0;
        millis[slot] = 0;
        if (classes[slot] != null) {
          Arrays.fill(classes[slot], 0);
        }
      }
      if (classes[slot] == null) {
        classes[slot] = new int[CLASSES];
      }
      classes[slot][classOf(took)]++;
      faults[slot] += status >= FAULT ? 1 : 0;
      strangers[slot] += login ? 1 : 0;
      millis[slot] += took;
    }

    private void addTo(Sum sum, long now, int slots) {
      for (int slot = 0; slot < SLOTS; slot++) {
        if (turn[slot] > now - slots && turn[slot] <= now && classes[slot] != null) {
          for (int i = 0; i < CLASSES; i++) {
            sum.classes[i] += classes[slot][i];
            sum.answers += classes[slot][i];
          }
          sum.faults += faults[slot];
          sum.strangers += strangers[slot];
          sum.millis += millis[slot];
        }
      }
    }
  }

  private static final class Sum {
    private final long[] classes = new long[CLASSES];
    private long answers;
    private long faults;
    private long strangers;
    private double millis;

    private Shape shape() {
      double mean = answers == 0 ? 0 : millis / answers;
      return new Shape(
          answers, faults, strangers, mean, percentile(0.5), percentile(0.95), percentile(0.99));
    }

    private double percentile(double share) {
      long rank = (long) Math.ceil(share * answers);
      long seen = 0;
      for (int i = 0; i < CLASSES && rank > 0; i++) {
        seen += classes[i];
        if (seen >= rank) {
          return FIRST_MILLIS * Math.pow(WIDER, i + 0.5);
        }
      }
      return 0;
    }
  }

  private final LongSupplier nanos;
  private final Ring whole = new Ring();
  private long strangers;
  private final Map<String, Ring> places =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ring> eldest) {
          return size() > PLACES;
        }
      };

  /// @param nanos a time that only goes forward
  public Pace(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private static int classOf(double millis) {
    if (millis <= FIRST_MILLIS) {
      return 0;
    }
    return Math.min(CLASSES - 1, (int) (Math.log(millis / FIRST_MILLIS) / Math.log(WIDER)));
  }

  private long now() {
    return Math.floorDiv(nanos.getAsLong(), SLOT_NANOS) & Long.MAX_VALUE;
  }

  /// Counts one answer.
  ///
  /// @param place the community it was about; empty for none
  /// @param login true for a log-in that was wrong
  public void record(String place, int status, long tookNanos, boolean login) {
    double millis = tookNanos / 1e6;
    synchronized (this) {
      long now = now();
      whole.add(now, status, millis, login);
      strangers += login ? 1 : 0;
      if (!place.isEmpty()) {
        places.computeIfAbsent(place, name -> new Ring()).add(now, status, millis, login);
      }
    }
  }

  /// How many log-ins were wrong since the start.
  public synchronized long strangers() {
    return strangers;
  }

  /// The last five minutes of the whole.
  public synchronized Shape whole() {
    return whole(SLOTS);
  }

  /// The last so many times ten seconds of the whole.
  public synchronized Shape whole(int slots) {
    Sum sum = new Sum();
    whole.addTo(sum, now(), slots);
    return sum.shape();
  }

  /// The last five minutes of these communities together.
  public synchronized Shape of(Predicate<String> which) {
    Sum sum = new Sum();
    long now = now();
    places.forEach((place, ring) -> {
      if (which.test(place)) {
        ring.addTo(sum, now, SLOTS);
      }
    });
    return sum.shape();
  }

  /// The last five minutes of one community.
  public synchronized Shape of(String place) {
    Sum sum = new Sum();
    Ring ring = places.get(place);
    if (ring != null) {
      ring.addTo(sum, now(), SLOTS);
    }
    return sum.shape();
  }
}
