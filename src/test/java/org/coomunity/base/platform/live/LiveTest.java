package org.coomunity.base.platform.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.ServerSettings;
import org.coomunity.base.platform.json.Json;
import org.coomunity.testing.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RateLimits limits = new RateLimits();
  private volatile boolean evicted;
  private final Live live =
      new Live(
          (caller, topic) -> {
            if (topic.startsWith("broken:")) {
              throw new IllegalStateException("the database is away");
            }
            return topic.startsWith("open:")
                || (topic.startsWith("mine:") && caller.isPresent() && !evicted);
          },
          limits,
          registry);
  private final TestServer server =
      TestServer.start(ServerSettings.loopback(0), live.routes(), live.sockets(), limits)
          .person("ana");
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    live.close();
    server.close();
    client.close();
  }

  private class Page implements WebSocket.Listener, AutoCloseable {
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final StringBuilder part = new StringBuilder();
    final WebSocket socket;

    Page(String... headers) {
      WebSocket.Builder builder = client.newWebSocketBuilder();
      for (int i = 0; i < headers.length; i += 2) {
        builder.header(headers[i], headers[i + 1]);
      }
      String address = server.uri("/api/v1/live").toString().replace("http:", "ws:");
      socket = builder.buildAsync(URI.create(address), this).join();
    }

    void say(Object message) {
      socket.sendText(message instanceof String text ? text : Json.write(message), true).join();
    }

    Map<?, ?> next() throws InterruptedException {
      String text = heard.poll(5, TimeUnit.SECONDS);
      assertThat(text).isNotNull();
      return Json.read(String.valueOf(text), Map.class);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        heard.add(part.toString());
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      heard.add("{\"closed\":" + status + "}");
      return null;
    }

    @Override
    public void close() {
      socket.abort();
    }
  }

  @Test
  void a_page_hears_what_came_after_it_was_made_and_nothing_else() throws Exception {
    live.publish("open:a", 1);
    String made = live.now();
    live.publish("open:elsewhere", 2);
    live.publish("open:b", 3);
    try (Page page = new Page()) {
      page.say(
          Map.of(
              "subscribe",
              List.of("open:a", "open:b", "open:never"),
              "since",
              Map.of("open:a", made, "open:b", made, "open:never", made)));
      String end = ", cursor=[^,]+}";
      assertThat(page.next().toString()).matches("\\{topic=open:a" + end);
      assertThat(page.next().toString()).matches("\\{topic=open:b.*, data=3}");
      assertThat(page.next().toString()).matches("\\{topic=open:b" + end);
      assertThat(page.next().toString()).as("unheard of").matches("\\{topic=open:never" + end);
    }
  }

  @Test
  void a_page_hears_its_topics_and_no_others() throws Exception {
    try (Page page = new Page()) {
      page.say(Map.of("subscribe", List.of("open:a", "open:b")));
      assertThat(page.next().get("topic")).isEqualTo("open:a");
      assertThat(page.next().get("topic")).isEqualTo("open:b");
      live.publish("open:c", Map.of("n", 0));
      live.publish("open:a", Map.of("n", 1));
      Map<?, ?> message = page.next();
      assertThat(message.get("topic")).isEqualTo("open:a");
      assertThat(message.get("data")).isEqualTo(Map.of("n", 1));
      page.say(Map.of("unsubscribe", List.of("open:a")));
      page.say(Map.of("subscribe", List.of("open:z")));
      assertThat(page.next().get("topic")).isEqualTo("open:z");
      live.publish("open:a", Map.of("n", 2));
      live.publish("open:b", Map.of("n", 3));
      assertThat(page.next().get("data")).isEqualTo(Map.of("n", 3));
    }
  }

  @Test
  void a_private_topic_wants_a_token_a_header_or_a_cookie_of_our_own_page() throws Exception {
    Map<String, List<String>> mine = Map.of("subscribe", List.of("mine:x"));
    try (Page stranger = new Page()) {
      stranger.say(mine);
      assertThat(stranger.next().get("refused")).isEqualTo("not_signed_in");
      stranger.say(Map.of("token", "stolen"));
      assertThat(stranger.next().get("refused")).isEqualTo("session_over");
      stranger.say(Map.of("token", "ana", "subscribe", List.of("mine:x")));
      assertThat(stranger.next().get("cursor")).isNotNull();
      stranger.say(Map.of("subscribe", List.of("secret:x")));
      assertThat(stranger.next().get("refused")).isEqualTo("not_allowed");
    }
    try (Page bearer = new Page("Authorization", "Bearer ana")) {
      bearer.say(mine);
      assertThat(bearer.next().get("cursor")).isNotNull();
    }
    String origin = "http://127.0.0.1:" + server.server().port();
    try (Page cookie = new Page("Cookie", "session=ana", "Origin", origin)) {
      cookie.say(mine);
      assertThat(cookie.next().get("cursor")).isNotNull();
    }
    try (Page foreign = new Page("Cookie", "session=ana", "Origin", "http://evil.example")) {
      foreign.say(mine);
      assertThat(foreign.next().get("refused")).isEqualTo("not_signed_in");
    }
  }

  @Test
  void who_comes_back_hears_what_they_missed_or_fetches_again() throws Exception {
    Object cursor;
    try (Page page = new Page()) {
      page.say(Map.of("subscribe", List.of("open:a")));
      page.next();
      live.publish("open:a", 1);
      cursor = page.next().get("cursor");
    }
    live.publish("open:a", 2);
    live.publish("open:a", 3);
    try (Page page = new Page()) {
      page.say(Map.of("subscribe", List.of("open:a"), "since", Map.of("open:a", cursor)));
      assertThat(page.next().get("data")).isEqualTo(2);
      assertThat(page.next().get("data")).isEqualTo(3);
    }
    for (int i = 0; i < 100; i++) {
      live.publish("open:a", i);
    }
    for (Object old : List.of(cursor, "elsewhere.7", "nonsense")) {
      try (Page page = new Page()) {
        page.say(Map.of("subscribe", List.of("open:a"), "since", Map.of("open:a", old)));
        assertThat(page.next().get("reset")).isEqualTo(true);
      }
    }
  }

  @Test
  void nonsense_and_too_much_are_refused_and_the_page_lives_on() throws Exception {
    try (Page page = new Page()) {
      page.say("nonsense");
      assertThat(page.next().get("refused")).isEqualTo("bad_json");
      page.say(Map.of("subscribe", List.of("broken:1")));
      assertThat(page.next().get("refused")).isEqualTo("busy");
      page.say(Map.of("shout", "loud"));
      assertThat(page.next().get("refused")).isEqualTo("unknown_field");
      page.say(
          Map.of("subscribe", IntStream.rangeClosed(0, 50).mapToObj(n -> "open:" + n).toList()));
      for (int i = 0; i < 50; i++) {
        assertThat(page.next().get("cursor")).isNotNull();
      }
      assertThat(page.next().get("refused")).isEqualTo("too_many");
      for (int i = 0; i < RateLimits.Limit.LIVE.most(); i++) {
        page.say(Map.of("unsubscribe", List.of("open:1")));
      }
      assertThat(page.next().get("refused")).isEqualTo("too_many");
    }
  }

  @Test
  void who_may_no_longer_hear_hears_no_more_and_a_cut_ends_it() throws Exception {
    try (Page page = new Page("Authorization", "Bearer ana")) {
      page.say(Map.of("subscribe", List.of("mine:x", "open:a")));
      page.next();
      page.next();
      evicted = true;
      var member = TestServer.memberId("ana");
      live.recheck(member);
      live.publish("mine:x", 1);
      live.publish("open:a", 2);
      assertThat(page.next().get("data")).isEqualTo(2);
      live.cut(member);
      assertThat(page.next().get("closed")).isEqualTo(1001);
    }
  }

  @Test
  void a_client_that_does_not_read_is_not_waited_for() throws Exception {
    try (Page page =
            new Page() {
              @Override
              public @Nullable CompletionStage<?> onText(
                  WebSocket from, CharSequence data, boolean last) {
                return null; // asks for nothing more
              }
            };
        Page reader = new Page()) {
      page.say(Map.of("subscribe", List.of("open:a")));
      reader.say(Map.of("subscribe", List.of("open:a")));
      reader.next();
      String large = "x".repeat(20_000);
      for (int i = 0; i < 1000; i++) {
        live.publish("open:a", large);
      }
      live.publish("open:b", "end");
      assertThat(reader.next().get("data")).isEqualTo(large);
    }
  }

  @Test
  void state_before_and_events_are_state_after_however_often_the_line_breaks() throws Exception {
    int last = 300;
    AtomicIntegerArray state = new AtomicIntegerArray(3);
    Map<String, String> since = new HashMap<>();
    List<String> topics = List.of("open:0", "open:1", "open:2");
    topics.forEach(topic -> since.put(topic, "never"));
    int[] seen = new int[3];
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int topic = 0; topic < 3; topic++) {
        int at = topic;
        writers.execute(() -> {
          for (int n = 1; n <= last; n++) {
            state.set(at, n);
            live.publish("open:" + at, n);
            LockSupport.parkNanos(20_000);
          }
        });
      }
      for (int lines = 0; lines < 200 && IntStream.of(seen).sum() < 3 * last; lines++) {
        try (Page page = new Page()) {
          page.say(Map.of("subscribe", topics, "since", Map.copyOf(since)));
          for (int i = 0; i < 40 && IntStream.of(seen).sum() < 3 * last; i++) {
            apply(page.next(), seen, since, state);
          }
        }
      }
    }
    assertThat(seen).containsOnly(last);
  }

  private static void apply(
      Map<?, ?> message, int[] seen, Map<String, String> since, AtomicIntegerArray state) {
    String topic = String.valueOf(message.get("topic"));
    int at = topic.charAt(5) - '0';
    if (message.get("reset") != null) {
      seen[at] = state.get(at);
    } else {
      since.put(topic, String.valueOf(message.get("cursor")));
      if (message.get("data") instanceof Integer n) {
        assertThat(n).isLessThanOrEqualTo(seen[at] + 1);
        seen[at] = Math.max(seen[at], n);
      }
    }
  }

  @Test
  void a_stop_says_when_to_come_back() throws Exception {
    try (Page page = new Page()) {
      page.say(Map.of("subscribe", List.of("open:a")));
      page.next();
      live.close();
      assertThat((Integer) page.next().get("bye")).isBetween(1, 5000);
      assertThat(page.next().get("closed")).isEqualTo(1001);
    }
  }

  @Test
  void server_sent_events_carry_the_same() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri("/api/v1/live/sse?topics=open:a,open:b")).build();
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("retry: 3000");
      for (int i = 0; i < 7; i++) {
        lines.readLine();
      }
      live.publish("open:b", 7);
      String id = lines.readLine();
      assertThat(id).startsWith("id: ");
      assertThat(lines.readLine())
          .isEqualTo(
              "data: {\"topic\":\"open:b\",\"cursor\":\"" + id.substring(4) + "\",\"data\":7}");
    }
    assertThat(server.get(null, "/api/v1/live/sse?topics=mine:x").statusCode()).isEqualTo(401);
    assertThat(server.get(null, "/api/v1/live/sse").statusCode()).isEqualTo(422);
  }
}
