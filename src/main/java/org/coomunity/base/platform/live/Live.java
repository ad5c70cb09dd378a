package org.coomunity.base.platform.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Answer;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.Route;
import org.coomunity.base.platform.http.SocketRoute;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// Tells open pages what has changed. A page hears topics (`trade:<id>`, `community:<slug>`,
/// `member:<handle>`) over the socket `/api/v1/live` or the server-sent events `/api/v1/live/sse`.
///
/// Each message carries a cursor; a page that comes back with it hears what it missed, or
/// `{"topic", "reset": true}` when that is no longer kept and the page must fetch again. `publish`
/// reaches the listeners of this process; in a fleet every process with the role `live` publishes
/// what it hears from `Outbox.everywhere`.
public final class Live implements AutoCloseable {
  /// The most topics of one connection.
  public static final int TOPICS = 50;

  private static final int TOPIC_LENGTH = 200;
  private static final int CONNECTIONS = 50_000;
  private static final int BYE_MILLIS = 5_000;

  private final TopicAccess access;
  private final RateLimits limits;
  private final Channels channels = new Channels();
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private final AtomicLong told = new AtomicLong();
  private volatile boolean closed;

  public Live(TopicAccess access, RateLimits limits, MeterRegistry registry) {
    this.access = access;
    this.limits = limits;
    Gauge.builder("coomunity_live_connections", listeners, Set::size).register(registry);
    Gauge.builder("coomunity_live_messages", told, AtomicLong::get).register(registry);
  }

  /// Tells everybody who listens to `topic`. Never waits for a slow client.
  ///
  /// @param data written as JSON once
  public void publish(String topic, Object data) {
    told.addAndGet(channels.publish(topic, Json.write(data)));
  }

  /// Where all topics are now: a page that is made from here on, and listens with this cursor,
  /// misses nothing.
  public String now() {
    return channels.now();
  }

  /// Topics that begin so and that somebody listens to on this node, each with the members who do.
  public Map<String, Set<MemberId>> listening(String beginning) {
    Map<String, Set<MemberId>> found = new HashMap<>();
    for (Listener listener : listeners) {
      for (String topic : listener.topics()) {
        if (topic.startsWith(beginning)) {
          Set<MemberId> members = found.computeIfAbsent(topic, name -> new HashSet<>());
          listener.caller().ifPresent(caller -> members.add(caller.member()));
        }
      }
    }
    return found;
  }

  /// Asks again what a member may hear: after they left a community or lost a role.
  public void recheck(MemberId member) {
    for (Listener listener : listeners) {
      if (listener.caller().map(caller -> caller.member().equals(member)).orElse(false)) {
        for (String topic : List.copyOf(listener.topics())) {
          if (!access.mayHear(listener.caller(), topic)) {
            channels.leave(topic, listener);
            listener.topics().remove(topic);
          }
        }
      }
    }
  }

  /// Ends all connections of a member: they logged out everywhere.
  public void cut(MemberId member) {
    for (Listener listener : listeners) {
      if (listener.caller().map(caller -> caller.member().equals(member)).orElse(false)) {
        listener.end(0);
      }
    }
  }

  /// The socket.
  public List<SocketRoute> sockets() {
    return List.of(
        new SocketRoute(
            "/api/v1/live",
            socket -> {
              SocketListener listener = new SocketListener(socket, this, limits);
              if (limits.allows(RateLimits.Limit.LIVE_CONNECTIONS, socket.remoteAddress())) {
                enter(listener);
              } else {
                listener.end(BYE_MILLIS);
              }
              return listener;
            }));
  }

  /// Server-sent events.
  public List<Route> routes() {
    return List.of(
        Route.get("/live/sse")
            .by(Access.PUBLIC)
            .doc(
                "What changes, as server-sent events: `topics` and `since` by comma or one cursor.")
            .queries("topics", "since")
            .to(this::stream));
  }

  private Answer stream(Exchange exchange) {
    List<String> topics =
        List.of(
            exchange
                .query("topics")
                .orElseThrow(() -> Refused.field(Refusal.FIELD_MISSING, "topics"))
                .split(",", -1));
    String since = exchange.header("Last-Event-ID").or(() -> exchange.query("since")).orElse(null);
    StreamListener listener = new StreamListener(exchange.maybeCaller());
    enter(listener);
    try {
      subscribe(listener, topics, topic -> since);
    } catch (Refused refused) {
      leave(listener);
      throw refused;
    }
    return Answer.stream(
            "text/event-stream",
            out -> {
              try {
                listener.run(out);
              } finally {
                leave(listener);
              }
            })
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no");
  }

  /// Where a client was when it last heard of a topic.
  interface Since {
    @Nullable String of(String topic);
  }

  private void enter(Listener listener) {
    listeners.add(listener);
    if (closed || listeners.size() > CONNECTIONS) {
      listener.end(BYE_MILLIS);
    }
  }

  void leave(Listener listener) {
    listeners.remove(listener);
    listener.topics().forEach(topic -> channels.leave(topic, listener));
  }

  /// Subscribes a connection to topics.
  ///
  /// @throws Refused `too_many` over the bound, `field_format` for a topic that is none,
  ///   `not_allowed` for one that is not theirs to hear; those before it are subscribed
  void subscribe(Listener listener, List<String> topics, Since since) {
    for (String topic : topics) {
      if (topic.isBlank() || topic.length() > TOPIC_LENGTH) {
        throw Refused.field(Refusal.FIELD_FORMAT, "topics");
      }
      if (!listener.topics().contains(topic) && listener.topics().size() >= TOPICS) {
        throw Refused.because(Refusal.TOO_MANY, "limit", TOPICS);
      }
      if (!access.mayHear(listener.caller(), topic)) {
        throw Refused.because(
            listener.caller().isPresent() ? Refusal.NOT_ALLOWED : Refusal.NOT_SIGNED_IN,
            "topic",
            topic);
      }
      listener.topics().add(topic);
      channels.join(topic, listener, since.of(topic));
      if (!listeners.contains(listener)) {
        channels.leave(topic, listener);
      }
    }
  }

  void unsubscribe(Listener listener, List<String> topics) {
    for (String topic : topics) {
      if (listener.topics().remove(topic)) {
        channels.leave(topic, listener);
      }
    }
  }

  static String reset(String topic) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("topic", topic);
    message.put("reset", true);
    return Json.write(message);
  }

  /// Says goodbye to everybody: come back elsewhere after a few seconds, not all at once.
  @Override
  public void close() {
    closed = true;
    for (Listener listener : listeners) {
      listener.end(ThreadLocalRandom.current().nextInt(1, BYE_MILLIS));
    }
  }
}
