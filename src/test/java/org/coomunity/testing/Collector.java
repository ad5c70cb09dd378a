package org.coomunity.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/// A collector of traces on a free port, which keeps all that it is told.
public final class Collector implements AutoCloseable {
  private final HttpServer server;
  private final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();

  public Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = new GZIPInputStream(exchange.getRequestBody())) {
      requests.add(ExportTraceServiceRequest.parseFrom(body));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /// Its address.
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// All spans so far.
  public List<Span> spans() {
    return requests.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /// Spans of a kind, as soon as there are any; at most so many seconds later.
  public List<Span> awaited(Predicate<Span> which, int seconds) throws InterruptedException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Span> found = spans().stream().filter(which).toList();
    while (found.isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
      synchronized (this) {
        wait(50);
      }
      found = spans().stream().filter(which).toList();
    }
    return found;
  }

  /// All that it was told, as text.
  public String text() {
    return requests.toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
