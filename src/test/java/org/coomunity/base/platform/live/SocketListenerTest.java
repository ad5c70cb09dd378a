package org.coomunity.base.platform.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.coomunity.base.kernel.Caller;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.SocketRoute;
import org.junit.jupiter.api.Test;

class SocketListenerTest {
  /// A network that takes a message only when told to.
  private static final class SlowSocket implements SocketRoute.Socket {
    final List<String> sent = new ArrayList<>();
    final ArrayDeque<Consumer<Boolean>> waiting = new ArrayDeque<>();

    @Override
    public Optional<Caller> caller() {
      return Optional.empty();
    }

    @Override
    public Optional<Caller> callerOf(String token) {
      return Optional.empty();
    }

    @Override
    public String path(String name) {
      return name;
    }

    @Override
    public String remoteAddress() {
      return "127.0.0.1";
    }

    @Override
    public void send(String text, Consumer<Boolean> done) {
      sent.add(text);
      waiting.add(done);
    }

    @Override
    public void close(int code, String reason) {
      sent.add("closed " + code);
    }

    @Override
    public void cut() {
      sent.add("cut");
    }

    void take() {
      waiting.removeFirst().accept(true);
    }
  }

  @Test
  void what_waits_is_bounded_and_who_has_caught_up_is_told_to_fetch_again() {
    RateLimits limits = new RateLimits();
    Live live = new Live((caller, topic) -> true, limits, new SimpleMeterRegistry());
    SlowSocket socket = new SlowSocket();
    SocketRoute.Listener listener = live.sockets().getFirst().opening().open(socket);
    listener.text("{\"subscribe\":[\"t:1\",\"t:2\"]}");
    assertThat(socket.sent).hasSize(2);
    for (int i = 0; i < 1000; i++) {
      live.publish("t:1", "x".repeat(10_000));
    }
    live.publish("t:2", "small");
    int waiting = socket.sent.size();
    assertThat(waiting).isBetween(20, 30);
    assertThat(socket.sent.getLast()).contains("t:2");
    while (!socket.waiting.isEmpty()) {
      socket.take();
    }
    assertThat(socket.sent.subList(waiting, socket.sent.size()))
        .containsExactly("{\"topic\":\"t:1\",\"reset\":true}");
    live.publish("t:1", "again");
    assertThat(socket.sent.getLast()).contains("again");
  }
}
