package org.coomunity.base.platform.http;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.platform.observe.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// What is told of requests: a span for collectors, a line for logs. Neither says who asked, nor a
/// path with names in it.
final class Requests {
  private static final Logger LOG = LoggerFactory.getLogger("org.coomunity.requests");
  private static final double NANOS = 1e6;

  private Requests() {}

  static void begin(String method, String route, HttpServletResponse response) {
    Trace.named(method + " " + route);
    Trace.note("http.request.method", method);
    Trace.note("http.route", route);
    String parent = Trace.parent();
    if (parent != null) {
      response.setHeader("traceresponse", parent);
    }
    if (LOG.isInfoEnabled()) {
      MDC.put("request", UUID.randomUUID().toString());
    }
  }

  /// Lets the module of a route do its work.
  static Answer handle(Route route, Exchange exchange) throws Exception {
    String home = route.handler().getClass().getPackageName();
    return Trace.within(
        home.substring(home.lastIndexOf('.') + 1), () -> route.handler().handle(exchange));
  }

  static void end(String method, Line line, int status, long took) {
    Trace.note("http.response.status_code", status);
    if (status >= Refusal.INTERNAL.status()) {
      Trace.failed();
    }
    if (LOG.isInfoEnabled()) {
      if (!line.ops()) {
        LOG.atInfo()
            .addKeyValue("method", method)
            .addKeyValue("route", line.route().path())
            .addKeyValue("status", status)
            .addKeyValue("millis", Math.round(took / NANOS * 10) / 10.0)
            .log("answered");
      }
      MDC.remove("request");
    }
  }
}
