package org.coomunity.base.platform.http;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.coomunity.base.kernel.Caller;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/// Joins Javalin's sockets with those of the route table.
final class Sockets {
  private static final String BEARER = "Bearer ";
  private static final int MESSAGE_BYTES = 64 * 1024;
  private static final Duration IDLE = Duration.ofMinutes(2);
  private static final Duration PING = Duration.ofSeconds(40);
  private static final int OUTGOING_FRAMES = 1024;

  private final Doors doors;
  private final boolean behindProxy;
  private final Map<String, SocketRoute.Listener> listeners = new ConcurrentHashMap<>();

  Sockets(Doors doors, boolean behindProxy) {
    this.doors = doors;
    this.behindProxy = behindProxy;
  }

  static void bound(JettyWebSocketServletFactory factory) {
    factory.setIdleTimeout(IDLE);
    factory.setMaxTextMessageSize(MESSAGE_BYTES);
    factory.setMaxBinaryMessageSize(MESSAGE_BYTES);
    factory.setMaxOutgoingFrames(OUTGOING_FRAMES);
  }

  Consumer<WsConfig> of(SocketRoute route) {
    return config -> {
      config.onConnect(context -> {
        context.enableAutomaticPings(PING.toSeconds(), TimeUnit.SECONDS);
        SocketRoute.Listener listener = route.opening().open(new Connection(context, this));
        listeners.put(context.sessionId(), listener);
      });
      config.onMessage(context -> {
        SocketRoute.Listener listener = listeners.get(context.sessionId());
        if (listener != null) {
          listener.text(context.message());
        }
      });
      config.onClose(context -> {
        SocketRoute.Listener listener = listeners.remove(context.sessionId());
        if (listener != null) {
          listener.closed();
        }
      });
    };
  }

  private Optional<Caller> callerOf(WsContext context) {
    String authorization = context.header("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return doors.callers().of(authorization.substring(BEARER.length()).strip());
    }
    String origin = context.header("Origin");
    if (origin == null || !Gate.sameHost(origin, context.header("Host"))) {
      return Optional.empty();
    }
    boolean secure =
        context.session.isSecure()
            || (behindProxy && "https".equalsIgnoreCase(context.header("X-Forwarded-Proto")));
    return Optional.ofNullable(context.cookie(SessionCookie.name(secure)))
        .flatMap(doors.callers()::of);
  }

  private record Connection(
      Session session,
      Map<String, String> parameters,
      Optional<Caller> caller,
      Sockets sockets,
      String remoteAddress)
      implements SocketRoute.Socket {
    Connection(WsContext context, Sockets sockets) {
      this(
          context.session,
          Map.copyOf(context.pathParamMap()),
          sockets.callerOf(context),
          sockets,
          address(context, sockets.behindProxy));
    }

    private static String address(WsContext context, boolean behindProxy) {
      String forwarded = behindProxy ? context.header("X-Forwarded-For") : null;
      if (forwarded != null) {
        return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
      }
      return context.session.getRemoteSocketAddress() instanceof InetSocketAddress from
          ? from.getAddress().getHostAddress()
          : "";
    }

    @Override
    public Optional<Caller> callerOf(String token) {
      return sockets.doors.callers().of(token);
    }

    @Override
    public String path(String name) {
      return Optional.ofNullable(parameters.get(name)).orElseThrow();
    }

    @Override
    public void send(String text, Consumer<Boolean> sent) {
      session.sendText(text, Callback.from(() -> sent.accept(true), failure -> sent.accept(false)));
    }

    @Override
    public void close(int code, String reason) {
      session.close(code, reason, Callback.NOOP);
    }

    @Override
    public void cut() {
      session.disconnect();
    }
  }
}
