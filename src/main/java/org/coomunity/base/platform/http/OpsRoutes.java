package org.coomunity.base.platform.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.coomunity.base.platform.observe.Observe;

/// What machines ask a server: whether it lives, whether it is ready, its figures, its version.
final class OpsRoutes {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final List<HealthCheck> checks;
  private final Observe observe;
  private final String version;

  OpsRoutes(List<HealthCheck> checks, Observe observe, String version) {
    this.checks = checks;
    this.observe = observe;
    this.version = version;
  }

  List<Route> routes() {
    return List.of(
        Route.root("GET", "/health/live")
            .by(Access.PUBLIC)
            .doc("The process runs.")
            .to(exchange -> fresh(Answer.ok(Map.of("state", "up")))),
        Route.root("GET", "/health/ready")
            .by(Access.PUBLIC)
            .doc("Each thing the server needs, with its state and latency.")
            .to(exchange -> ready()),
        Route.root("GET", "/metrics")
            .by(Access.PUBLIC)
            .doc("Figures in Prometheus' text format.")
            .to(exchange ->
                fresh(Answer.of("text/plain; version=0.0.4; charset=utf-8", observe.scrape()))),
        Route.root("GET", "/version")
            .by(Access.PUBLIC)
            .doc("What runs here.")
            .to(exchange ->
                fresh(
                    Answer.ok(Map.of("version", version, "java", Runtime.version().toString())))));
  }

  private static Answer fresh(Answer answer) {
    return answer.header("Cache-Control", "no-store");
  }

  private Answer ready() throws InterruptedException {
    Map<String, Object> dependencies = new LinkedHashMap<>();
    boolean up = true;
    try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Map<String, Object>>> answers = new ArrayList<>();
      for (HealthCheck check : checks) {
        answers.add(asking.submit(asked(check)));
      }
      for (int i = 0; i < checks.size(); i++) {
        Map<String, Object> state = stateOf(answers.get(i));
        dependencies.put(checks.get(i).name(), state);
        up &= "up".equals(state.get("state"));
      }
      asking.shutdownNow();
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("state", up ? "up" : "down");
    body.put("dependencies", dependencies);
    return fresh(Answer.ok(body).status(up ? 200 : 503));
  }

  private static Callable<Map<String, Object>> asked(HealthCheck check) {
    return () -> {
      long began = System.nanoTime();
      check.probe().ask();
      return Map.of("state", "up", "latencyMillis", millisSince(began));
    };
  }

  private static Map<String, Object> stateOf(Future<Map<String, Object>> answer)
      throws InterruptedException {
    long began = System.nanoTime();
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      return Map.of("state", "down", "latencyMillis", millisSince(began));
    } catch (TimeoutException late) {
      answer.cancel(true);
      return Map.of("state", "down", "latencyMillis", millisSince(began));
    }
  }

  private static double millisSince(long began) {
    return Math.round((System.nanoTime() - began) / 10_000.0) / 100.0;
  }
}
