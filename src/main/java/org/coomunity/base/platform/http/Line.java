package org.coomunity.base.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

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
  private final ConcurrentHashMap<Integer, Timer> timers = new ConcurrentHashMap<>();

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

  /// True for files with a hash in their name, which a page needs many of at once.
  boolean counted() {
    return !ops && !route.path().startsWith("/assets/");
  }

  /// Keeps how long one answer took.
  void record(int status, long nanos) {
    Timer timer = timers.get(status);
    if (timer == null) {
      timer = timers.computeIfAbsent(status, this::timer);
    }
    timer.record(Duration.ofNanos(nanos));
  }

  private Timer timer(int status) {
    return Timer.builder("coomunity_http")
        .description("Answers by route and status")
        .tag("method", route.method())
        .tag("route", route.path())
        .tag("status", Integer.toString(status))
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }
}
