package org.coomunity.base.platform.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.observe.Observe;
import org.coomunity.base.platform.observe.Pace;
import org.coomunity.base.platform.observe.Trace;
import org.coomunity.base.platform.observe.Tracing;
import org.jspecify.annotations.Nullable;

/// The way of every request: find its route, let it in or not, ask the handler, write the answer,
/// measure. Requests that want a socket pass through to it.
final class Front extends HttpFilter {
  private static final long serialVersionUID = 1;

  /// The most requests at once; more are told to come back, which costs next to nothing.
  private static final int IN_FLIGHT = 4_000;

  private static final Duration STREAMS_GRACE = Duration.ofSeconds(2);

  private final transient Router<Line> main;
  private final transient Router<Line> ops;
  private final transient Router<SocketRoute> sockets;
  private final transient Predicate<HttpServletRequest> atOpsPort;
  private final transient Gate gate;
  private final transient Problems problems;
  private final transient Responder responder = new Responder();
  private final transient Line unmatched;
  private final transient Pace pace;
  private final transient Tracing tracing;
  private final boolean behindProxy;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger streams = new AtomicInteger();
  private volatile boolean stopping;

  Front(
      Router<Line> main,
      Router<Line> ops,
      Router<SocketRoute> sockets,
      Predicate<HttpServletRequest> atOpsPort,
      Gate gate,
      Problems problems,
      Line unmatched,
      Observe observe,
      boolean behindProxy) {
    this.main = main;
    this.ops = ops;
    this.sockets = sockets;
    this.atOpsPort = atOpsPort;
    this.gate = gate;
    this.problems = problems;
    this.unmatched = unmatched;
    this.pace = observe.pace();
    this.tracing = observe.tracing();
    this.behindProxy = behindProxy;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean atOps = atOpsPort.test(request);
    if (!atOps && wantsSocket(request)) {
      chain.doFilter(request, response);
      return;
    }
    String parent = request.getHeader("traceparent");
    inFlight.incrementAndGet();
    try {
      Runnable work = () -> serve(request, response, atOps ? ops : main);
      if (atOps) {
        Trace.run(Trace.fresh(), work);
      } else {
        tracing.run(Tracing.Kind.REQUEST, request.getMethod(), parent, Trace.fresh(), work);
      }
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private boolean wantsSocket(HttpServletRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
        && request.getHeader("Sec-WebSocket-Key") != null
        && sockets.find(request.getMethod(), request.getRequestURI()).match() != null;
  }

  private void serve(
      HttpServletRequest request, HttpServletResponse response, Router<Line> router) {
    String traceId = Trace.current();
    long began = System.nanoTime();
    String asked = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    Router.Found<Line> found = router.find(asked, request.getRequestURI());
    Router.Match<Line> match = found.match();
    Line line = match == null ? null : match.target();
    int most = line == null ? Route.BODY : line.route().bodyLimit();
    Line counted = line == null ? unmatched : line;
    Requests.begin(request.getMethod(), counted.route().path(), response);
    RequestExchange exchange = new RequestExchange(request, traceId, behindProxy, most, match);
    Answer answer = answer(request, exchange, line, found.methods());
    // a stream is answered when it begins: how long somebody listens says nothing of us
    long streamed = answer.body() instanceof Answer.Stream ? System.nanoTime() - began : 0;
    try {
      write(request, response, exchange, answer);
    } finally {
      long took = streamed > 0 ? streamed : System.nanoTime() - began;
      counted.record(response.getStatus(), took);
      Requests.end(request.getMethod(), counted, response.getStatus(), took);
      if (line != null && !line.ops()) {
        measure(exchange, line, response.getStatus(), took);
      }
    }
  }

  /// Names of communities that do not exist are not kept.
  private void measure(RequestExchange exchange, Line line, int status, long took) {
    boolean named = line.inCommunity() && status != Refusal.NOT_FOUND.status();
    pace.record(named ? exchange.path("slug") : "", status, took, line.entrance() && status == 401);
  }

  private Answer answer(
      HttpServletRequest request,
      RequestExchange exchange,
      @Nullable Line line,
      List<String> methods) {
    try {
      if (stopping || inFlight.get() - streams.get() > IN_FLIGHT) {
        return problems
            .of(exchange, Refused.because(Refusal.BUSY), false)
            .header("Connection", "close");
      }
      boolean uselessToken = gate.identify(request, exchange, line, line == null || line.counted());
      if (line == null) {
        return withoutRoute(request, methods);
      }
      gate.check(exchange, line, uselessToken);
      Answer answer = Requests.handle(line.route(), exchange);
      refuseUnacceptable(request, answer);
      return answer;
    } catch (Refused refused) {
      return refusal(request, exchange, line, refused);
    } catch (Throwable failure) {
      String what = request.getMethod() + " " + (line == null ? "" : line.route().path());
      return refusal(request, exchange, line, Problems.failure(failure, what));
    }
  }

  private static Answer withoutRoute(HttpServletRequest request, List<String> methods) {
    if (methods.isEmpty()) {
      throw Refused.because(Refusal.NOT_FOUND);
    }
    Set<String> allowed = new TreeSet<>(methods);
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    allowed.add("OPTIONS");
    String allow = String.join(", ", new ArrayList<>(allowed));
    if (request.getMethod().equals("OPTIONS")) {
      return Answer.empty().header("Allow", allow);
    }
    throw Refused.because(Refusal.METHOD_NOT_ALLOWED, "allow", allow);
  }

  /// Only reads can be refused for their form: a write has happened by now.
  private static void refuseUnacceptable(HttpServletRequest request, Answer answer) {
    String accept = request.getHeader("Accept");
    if (accept != null
        && answer.type().equals(Answer.JSON)
        && answer.status() == HttpServletResponse.SC_OK
        && request.getMethod().equals("GET")
        && !accept.isBlank()
        && !accept.contains("json")
        && !accept.contains("*/*")
        && !accept.contains("application/*")) {
      throw Refused.because(Refusal.NOT_ACCEPTABLE, "available", Answer.JSON);
    }
  }

  private Answer refusal(
      HttpServletRequest request, RequestExchange exchange, @Nullable Line line, Refused refused) {
    boolean page =
        line != null
            ? line.route().page()
            : !request.getRequestURI().matches("/(api|ledger)/.*")
                && Responder.accepts(request, "Accept", "text/html");
    try {
      RefusalFormat format = line == null ? null : line.route().refusals();
      Answer answer = problems.of(exchange, refused, page, format);
      return exchange.discardBody() ? answer : answer.header("Connection", "close");
    } catch (RuntimeException failure) {
      Problems.failure(failure, "the answer to a refusal");
      return new Answer(
          refused.refusal().status(),
          "{\"code\":\"" + refused.refusal().code() + "\"}",
          Problems.TYPE,
          Map.of());
    }
  }

  private void write(
      HttpServletRequest request,
      HttpServletResponse response,
      RequestExchange exchange,
      Answer answer) {
    boolean stream = answer.body() instanceof Answer.Stream;
    streams.addAndGet(stream ? 1 : 0);
    try {
      responder.write(request, response, answer, exchange.secure());
    } catch (IOException | UncheckedIOException gone) {
      // the client left before it had heard all; nobody is there to be told
      response.setStatus(499);
    } catch (RuntimeException failure) {
      Refused refused = Problems.failure(failure, request.getMethod() + " answer");
      if (!response.isCommitted()) {
        response.reset();
        try {
          Answer problem = problems.of(exchange, refused, false);
          responder.write(request, response, problem, exchange.secure());
        } catch (IOException gone) {
          response.setStatus(499);
        }
      }
    } finally {
      streams.addAndGet(stream ? -1 : 0);
    }
  }

  /// Refuses what comes from now on and waits for what is under way; for streams, some of which
  /// never end, only two seconds.
  ///
  /// @return false when the deadline came first
  boolean drain(Duration most) throws InterruptedException {
    stopping = true;
    long began = System.nanoTime();
    while (inFlight.get() > 0) {
      long waited = System.nanoTime() - began;
      boolean onlyStreams = inFlight.get() <= streams.get();
      if (waited > (onlyStreams ? STREAMS_GRACE : most).toNanos()) {
        return false;
      }
      Thread.sleep(5);
    }
    return true;
  }
}
