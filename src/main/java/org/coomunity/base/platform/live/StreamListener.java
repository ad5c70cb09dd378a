package org.coomunity.base.platform.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.coomunity.base.kernel.Caller;
import org.jspecify.annotations.Nullable;

/// A page at the other end of server-sent events: a bounded queue and the thread of its request.
final class StreamListener implements Listener {
  private record Entry(String topic, String cursor, String message) {}

  private static final int QUEUE = 256;
  private static final Duration BEAT = Duration.ofSeconds(15);

  private final Optional<Caller> caller;
  private final Set<String> topics = ConcurrentHashMap.newKeySet();
  private final ArrayBlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Set<String> lost = new LinkedHashSet<>();
  private volatile int bye = -1;

  StreamListener(Optional<Caller> caller) {
    this.caller = caller;
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
  public void tell(String topic, String cursor, String message) {
    synchronized (lost) {
      if (lost.contains(topic) || !queue.offer(new Entry(topic, cursor, message))) {
        lost.add(topic);
      }
    }
  }

  @Override
  public void end(int byeMillis) {
    bye = byeMillis;
    queue.clear();
    boolean woken = queue.offer(new Entry("", "", ""));
    if (!woken) {
      queue.clear();
    }
  }

  /// Writes until the client leaves or is told to.
  void run(OutputStream out) throws IOException {
    out.write("retry: 3000\n\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
    while (bye < 0) {
      Entry entry = next();
      if (bye >= 0) {
        break;
      }
      write(out, entry);
      if (queue.isEmpty()) {
        resets(out);
        out.flush();
      }
    }
    out.write(("data: {\"bye\":" + bye + "}\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private @Nullable Entry next() {
    try {
      return queue.poll(BEAT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      bye = 0;
      return null;
    }
  }

  private void resets(OutputStream out) throws IOException {
    Set<String> again;
    synchronized (lost) {
      again = Set.copyOf(lost);
      lost.clear();
    }
    for (String topic : again) {
      write(out, new Entry(topic, "", Live.reset(topic)));
    }
  }

  private static void write(OutputStream out, @Nullable Entry entry) throws IOException {
    String text;
    if (entry == null) {
      text = ": still here\n\n";
    } else {
      String id = entry.cursor().isEmpty() ? "" : "id: " + entry.cursor() + "\n";
      text = id + "data: " + entry.message() + "\n\n";
    }
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
