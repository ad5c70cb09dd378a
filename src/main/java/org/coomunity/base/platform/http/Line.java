package org.coomunity.base.platform.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A route made ready to serve, with its timers.
final class Line {
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final Route route;
  private final boolean inCommunity;
  private final boolean ops;
  private final MeterRegistry registry;
  private final ConcurrentHashMap<Integer, Counter> counters = new ConcurrentHashMap<>();
  private volatile @Nullable Timer timer;

  Line(Route route, boolean ops, MeterRegistry registry) {
    this.route = route;
    this.inCommunity = route.path().contains("{slug}");
    this.ops = ops;
    this.registry = registry;
    if (route.access().role().isPresent() && !inCommunity) {
      throw new IllegalStateException("a role without a community: " + route.path());
    }
  }

  Route route() {
    return route;
  }

  boolean inCommunity() {
    return inCommunity;
  }

  /// True for health and metrics, which are never limited.
  boolean ops() {
    return ops;
  }

  /// True for the doors through which somebody logs in.
  boolean entrance() {
    return route.method().equals("POST")
        && (route.path().contains("/session") || route.path().endsWith("/login"));
  }

  /// True for files with a hash in their name, which a page needs many of at once.
  boolean counted() {
    return !ops && !route.path().startsWith("/assets/");
  }

  /// Keeps how long one answer took. How often each status came is counted apart from the times:
  /// that keeps the figures of all routes few enough to be read in milliseconds.
  void record(int status, long nanos) {
    Timer known = timer;
    if (known == null) {
      known = made();
    }
    known.record(Duration.ofNanos(nanos));
    Counter counter = counters.get(status);
    if (counter == null) {
      counter = counters.computeIfAbsent(status, this::counter);
    }
    counter.increment();
  }

  private synchronized Timer made() {
    Timer made =
        Timer.builder("http_request_duration")
            .description("How long answers took, by route")
            .tag("method", route.method())
            .tag("route", route.path())
            .serviceLevelObjectives(BOUNDS)
            .register(registry);
    timer = made;
    return made;
  }

  private Counter counter(int status) {
    return Counter.builder("http_requests")
        .description("Answers by route and status")
        .tag("method", route.method())
        .tag("route", route.path())
        .tag("status", Integer.toString(status))
        .register(registry);
  }
}
