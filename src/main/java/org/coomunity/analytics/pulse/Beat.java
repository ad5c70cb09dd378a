package org.coomunity.analytics.pulse;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.coomunity.base.platform.live.Live;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the figures once a second, and tells what has changed in them to pages that listen.
final class Beat {
  static final String TOPIC = "metrics:";
  static final String PLATFORM = "platform";

  private static final Logger LOG = LoggerFactory.getLogger(Beat.class);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(2);

  private final Pulse pulse;
  private final Live live;
  private final Map<String, Map<String, Object>> told = new HashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Thread thread;
  private boolean well = true;

  Beat(Pulse pulse, Live live) {
    this.pulse = pulse;
    this.live = live;
  }

  void start() {
    thread = Thread.ofVirtual().name("pulse").start(this::work);
  }

  private void work() {
    try {
      while (!stopped.await(SECOND.toMillis(), TimeUnit.MILLISECONDS)) {
        beat();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// A database that is away is no reason to stop: it is asked again in a second.
  private void beat() {
    try {
      Board board = pulse.look();
      pulse.refreshSlow(board);
      tell(board);
      well = true;
    } catch (RuntimeException failure) {
      if (well && stopped.getCount() > 0) {
        LOG.warn("the figures stand still: {}", failure.toString());
      }
      well = false;
    }
  }

  void tell(Board board) {
    Map<String, ?> heard = live.listening(TOPIC);
    told.keySet().retainAll(heard.keySet());
    if (heard.containsKey(TOPIC + PLATFORM)) {
      tell(TOPIC + PLATFORM, board.whole());
    }
    for (Figures.Now now : board.communities()) {
      String slug = now.site().slug();
      if (!slug.equals(PLATFORM) && heard.containsKey(TOPIC + slug)) {
        tell(TOPIC + slug, board.of(now.community(), slug));
      }
    }
  }

  /// Only what is different from what was told last, and when it was so.
  private void tell(String topic, Realtime now) {
    Map<String, Object> fresh = differences(told.getOrDefault(topic, Map.of()), facts(now));
    if (!fresh.isEmpty()) {
      told.put(topic, facts(now));
      Map<String, Object> message = new LinkedHashMap<>();
      message.put("at", now.at());
      message.putAll(fresh);
      live.publish(topic, message);
    }
  }

  static Map<String, Object> differences(Map<String, Object> before, Map<String, Object> after) {
    Map<String, Object> fresh = new LinkedHashMap<>();
    after.forEach((name, value) -> {
      if (!Objects.equals(before.get(name), value)) {
        fresh.put(name, value);
      }
    });
    return fresh;
  }

  private static Map<String, Object> facts(Realtime now) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (Measure measure : Measure.values()) {
      Double value = now.value(measure);
      if (value != null) {
        facts.put(measure.key(), value);
      }
    }
    facts.put("hidden", now.hidden());
    return facts;
  }

  void stop() {
    stopped.countDown();
    if (thread != null) {
      try {
        thread.join(STOP);
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
