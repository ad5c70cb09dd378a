package org.coomunity.base.platform.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// The topics: who listens, and the last messages of each. One counter numbers the messages of all
/// topics, so a single cursor says where a client was in all of them. Cursors begin with a name of
/// this process: those of another one are answered with a reset.
///
/// One lock for all topics: everybody hears messages in the order of their numbers, and no send
/// waits, so it is held for microseconds.
final class Channels {
  private static final int KEPT = 64;
  private static final int QUIET_TOPICS = 20_000;
  private static final Duration QUIET = Duration.ofMinutes(30);

  private record Message(long number, String cursor, String text) {}

  private static final class Channel {
    private final Set<Listener> listeners = new HashSet<>();
    private final ArrayDeque<Message> recent = new ArrayDeque<>();
    private long floor;

    Channel(long floor) {
      this.floor = floor;
    }
  }

  private final String process = Long.toString(ThreadLocalRandom.current().nextLong() >>> 20, 36);
  private long counter;

  /// The number of the last message of any topic that was forgotten: what came after it is known.
  private long forgotten;

  private final Map<String, Channel> heard = new HashMap<>();
  private final Cache<String, Channel> quiet =
      Caffeine.newBuilder()
          .maximumSize(QUIET_TOPICS)
          .expireAfterWrite(QUIET)
          .executor(Runnable::run)
          .evictionListener(this::forget)
          .build();

  /// Where all topics are now.
  synchronized String now() {
    return cursor(counter);
  }

  /// It happens inside the calls of this class, which hold the lock.
  private void forget(@Nullable String topic, @Nullable Channel channel, RemovalCause cause) {
    if (channel != null) {
      long last = channel.recent.isEmpty() ? channel.floor : channel.recent.getLast().number();
      forgotten = Math.max(forgotten, last);
    }
  }

  private String cursor(long number) {
    return process + "." + number;
  }

  /// Tells the listeners of a topic.
  ///
  /// @return how many heard it
  synchronized int publish(String topic, String data) {
    Channel channel = channel(topic);
    long number = ++counter;
    String cursor = cursor(number);
    String text =
        "{\"topic\":" + Json.write(topic) + ",\"cursor\":\"" + cursor + "\",\"data\":" + data + "}";
    channel.recent.add(new Message(number, cursor, text));
    if (channel.recent.size() > KEPT) {
      channel.floor = channel.recent.removeFirst().number();
    }
    channel.listeners.forEach(listener -> listener.tell(topic, cursor, text));
    restIfUnheard(topic, channel);
    return channel.listeners.size();
  }

  /// Adds a listener and tells it what it missed since its cursor, or to fetch again. Then it is
  /// told where it stands now.
  synchronized void join(String topic, Listener listener, @Nullable String since) {
    Channel channel = channel(topic);
    channel.listeners.add(listener);
    String now = cursor(counter);
    if (since != null) {
      long number = number(since);
      if (number < channel.floor) {
        listener.tell(topic, now, Live.reset(topic));
      } else {
        channel.recent.stream()
            .filter(message -> message.number() > number)
            .forEach(message -> listener.tell(topic, message.cursor(), message.text()));
      }
    }
    listener.tell(topic, now, "{\"topic\":" + Json.write(topic) + ",\"cursor\":\"" + now + "\"}");
  }

  synchronized void leave(String topic, Listener listener) {
    Channel channel = heard.get(topic);
    if (channel != null) {
      channel.listeners.remove(listener);
      restIfUnheard(topic, channel);
    }
  }

  private Channel channel(String topic) {
    return heard.computeIfAbsent(
        topic,
        name -> {
          Channel known = quiet.asMap().remove(name);
          return known == null ? new Channel(forgotten) : known;
        });
  }

  private void restIfUnheard(String topic, Channel channel) {
    if (channel.listeners.isEmpty()) {
      heard.remove(topic);
      quiet.put(topic, channel);
    }
  }

  /// The number of a cursor; -1 when it is not one of this process.
  private long number(String cursor) {
    if (!cursor.startsWith(process + ".")) {
      return -1;
    }
    try {
      long number = Long.parseLong(cursor.substring(process.length() + 1));
      return number <= counter ? number : -1;
    } catch (NumberFormatException foreign) {
      return -1;
    }
  }
}
