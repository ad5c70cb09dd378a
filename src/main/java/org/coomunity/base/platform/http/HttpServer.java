package org.coomunity.base.platform.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.platform.observe.Observe;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;

/// The web server: serves a table of routes and sockets on a thread per request, and health and
/// metrics beside them. Javalin runs Jetty and the sockets; requests find their way through our own
/// `Router`, which needs no regular expressions.
public final class HttpServer implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final int HEADERS_BYTES = 16 * 1024;

  /// What a server serves.
  ///
  /// @param routes the route table of all modules
  /// @param sockets the sockets of all modules
  /// @param doors what the server asks the modules
  /// @param limits how often anything may be done
  /// @param health what the server depends on
  /// @param observe where it counts
  public record Parts(
      List<Route> routes,
      List<SocketRoute> sockets,
      Doors doors,
      RateLimits limits,
      List<HealthCheck> health,
      Observe observe) {}

  private final ServerSettings settings;
  private final Javalin app;
  private final Front front;
  private int port;
  private int opsPort;

  private HttpServer(ServerSettings settings, Parts parts) {
    this.settings = settings;
    Router<Line> main = new Router<>();
    Router<Line> ops = new Router<>();
    List<Route> served = new ArrayList<>(parts.routes());
    served.add(refusals(parts.doors()));
    OpenApi document = new OpenApi(served, settings.version());
    served.addAll(document.routes());
    served.forEach(route ->
        main.add(route.method(), route.path(), new Line(route, false, parts.observe().registry())));
    boolean ownPort = settings.opsPort().isPresent();
    for (Route route :
        new OpsRoutes(parts.health(), parts.observe(), settings.version()).routes()) {
      (ownPort ? ops : main)
          .add(route.method(), route.path(), new Line(route, true, parts.observe().registry()));
    }
    Route nothing = Route.root("ANY", "unmatched").by(Access.PUBLIC).to(e -> Answer.empty());
    Router<SocketRoute> paths = new Router<>();
    parts.sockets().forEach(socket -> paths.add("GET", socket.path(), socket));
    Gate gate = new Gate(parts.doors(), parts.limits());
    this.front =
        new Front(
            main,
            ops,
            paths,
            request -> ownPort && request.getLocalPort() == opsPort,
            gate,
            new Problems(parts.doors()),
            new Line(nothing, false, parts.observe().registry()),
            parts.observe(),
            settings.behindProxy());
    Sockets sockets = new Sockets(parts.doors(), settings.behindProxy());
    this.app = Javalin.create(config -> configure(config, parts, sockets));
  }

  /// Starts a server; it accepts requests when this returns.
  public static HttpServer start(ServerSettings settings, Parts parts) {
    HttpServer server = new HttpServer(settings, parts);
    server.app.start();
    Connector[] connectors = server.app.jettyServer().server().getConnectors();
    server.port = ((ServerConnector) connectors[0]).getLocalPort();
    if (connectors.length > 1) {
      server.opsPort = ((ServerConnector) connectors[1]).getLocalPort();
    }
    return server;
  }

  private void configure(JavalinConfig config, Parts parts, Sockets sockets) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.jetty.modifyHttpConfiguration(HttpServer::configureHttp);
    config.jetty.modifyServer(server -> server.setErrorHandler(new JettyFaults()));
    config.jetty.addConnector(
        (server, http) -> connector(server, http, settings.port(), settings.tls().isPresent()));
    settings
        .opsPort()
        .ifPresent(other ->
            config.jetty.addConnector((server, http) -> connector(server, http, other, false)));
    config.jetty.modifyServletContextHandler(handler ->
        handler.addFilter(new FilterHolder(front), "/*", EnumSet.of(DispatcherType.REQUEST)));
    config.jetty.modifyWebSocketServletFactory(Sockets::bound);
    parts.sockets().forEach(socket -> config.routes.ws(socket.path(), sockets.of(socket)));
  }

  private static void configureHttp(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(HEADERS_BYTES);
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.setIdleTimeout(IDLE.toMillis());
  }

  private ServerConnector connector(
      Server server, HttpConfiguration http, int onPort, boolean secure) {
    ServerConnector connector;
    if (secure) {
      HttpConfiguration https = new HttpConfiguration(http);
      https.addCustomizer(new SecureRequestCustomizer(false));
      connector =
          new ServerConnector(
              server,
              new SslConnectionFactory(Pem.context(settings.tls().orElseThrow()), "http/1.1"),
              new HttpConnectionFactory(https));
    } else {
      connector = new ServerConnector(server, new HttpConnectionFactory(http));
    }
    connector.setHost(settings.bind());
    connector.setPort(onPort);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setAcceptQueueSize(1024);
    return connector;
  }

  private static Route refusals(Doors doors) {
    return Route.get("/refusals")
        .by(Access.PUBLIC)
        .doc("Every reason for which the platform says no.")
        .lists(RefusalRow.class)
        .to(exchange -> {
          List<RefusalRow> rows = new ArrayList<>();
          for (Refusal refusal : Refusal.values()) {
            rows.add(
                new RefusalRow(
                    refusal.code(),
                    refusal.status(),
                    Problems.title(refusal),
                    doors.sentences().of(refusal, Map.of(), exchange.language())));
          }
          return Answer.ok(Map.of("items", rows));
        });
  }

  /// One reason for a no.
  public record RefusalRow(String code, int status, String title, String detail) {}

  /// The port it listens on.
  public int port() {
    return port;
  }

  /// The port of health and metrics, the main one unless they have their own.
  public int opsPort() {
    return settings.opsPort().isPresent() ? opsPort : port;
  }

  /// Stops: no new requests, up to five seconds for those under way, then the end.
  @Override
  public void close() {
    try {
      front.drain(GRACE);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    app.stop();
  }
}
