package org.coomunity.base.platform.live;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.SocketRoute;
import org.coomunity.base.platform.json.Json;
import org.coomunity.base.platform.json.StrictJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A page at the other end of a socket. What waits to be sent is bounded: beyond it messages are
/// dropped, and once the client has caught up it is told to fetch those topics again; one that does
/// not catch up at all is cut off.
final class SocketListener implements Listener, SocketRoute.Listener {
  /// What a client says; any part of it may be missing.
  record Saying(
      @Nullable String token,
      @Nullable List<String> subscribe,
      @Nullable List<String> unsubscribe,
      @Nullable Map<String, String> since) {}

  private static final Logger LOG = LoggerFactory.getLogger(SocketListener.class);
  private static final long PENDING_BYTES = 256 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int GOING_AWAY = 1001;

  private final SocketRoute.Socket socket;
  private final Live live;
  private final RateLimits limits;
  private final Set<String> topics = ConcurrentHashMap.newKeySet();
  private final Set<String> lost = new HashSet<>();
  private volatile Optional<Caller> caller;
  private long pending;
  private long fullSince;

  SocketListener(SocketRoute.Socket socket, Live live, RateLimits limits) {
    this.socket = socket;
    this.live = live;
    this.limits = limits;
    this.caller = socket.caller();
  }

  @Override
  public Optional<Caller> caller() {
    return caller;
  }

  @Override
  public Set<String> topics() {
    return topics;
  }

  @Override
  public void text(String message) {
    try {
      limits.take(
          RateLimits.Limit.LIVE, caller.map(Caller::handle).orElseGet(socket::remoteAddress));
      Saying saying = StrictJson.read(message.getBytes(StandardCharsets.UTF_8), Saying.class);
      if (saying.token() != null) {
        Optional<Caller> known = socket.callerOf(saying.token());
        if (known.isEmpty()) {
          throw Refused.because(Refusal.SESSION_OVER);
        }
        caller = known;
      }
      if (saying.unsubscribe() != null) {
        live.unsubscribe(this, saying.unsubscribe());
      }
      if (saying.subscribe() != null) {
        Map<String, String> since = saying.since() == null ? Map.of() : saying.since();
        subscribeEach(saying.subscribe(), since);
      }
    } catch (Refused refused) {
      send(Json.write(Map.of("refused", refused.refusal().code())));
    } catch (RuntimeException failure) {
      LOG.warn("a page could not be heard", failure);
      send(Json.write(Map.of("refused", Refusal.BUSY.code())));
    }
  }

  /// One topic that is refused does not take the others with it.
  private void subscribeEach(List<String> wanted, Map<String, String> since) {
    for (String topic : wanted) {
      try {
        live.subscribe(this, List.of(topic), since::get);
      } catch (Refused refused) {
        send(Json.write(Map.of("topic", topic, "refused", refused.refusal().code())));
      }
    }
  }

  @Override
  public void closed() {
    // a failing send may end up here while the topic is held: leave from elsewhere
    Thread.startVirtualThread(() -> live.leave(this));
  }

  @Override
  public void tell(String topic, String cursor, String message) {
    synchronized (this) {
      if (pending + message.length() > PENDING_BYTES || lost.contains(topic)) {
        if (pending > 0) {
          lose(topic);
          return;
        }
        lost.remove(topic);
      }
    }
    send(message);
  }

  private void lose(String topic) {
    long now = System.nanoTime();
    if (lost.isEmpty()) {
      fullSince = now;
    }
    lost.add(topic);
    if (now - fullSince > PATIENCE.toNanos()) {
      socket.cut();
    }
  }

  private void send(String message) {
    int size = message.length();
    synchronized (this) {
      pending += size;
    }
    socket.send(message, sent -> done(size));
  }

  private void done(int size) {
    List<String> caughtUp = List.of();
    synchronized (this) {
      pending -= size;
      if (!lost.isEmpty() && pending < PENDING_BYTES / 2) {
        caughtUp = List.copyOf(lost);
        lost.clear();
      }
    }
    caughtUp.forEach(topic -> send(Live.reset(topic)));
  }

  @Override
  public void end(int byeMillis) {
    if (byeMillis > 0) {
      send(Json.write(Map.of("bye", byeMillis)));
    }
    socket.close(GOING_AWAY, "bye");
  }
}
