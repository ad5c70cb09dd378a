package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The measures as people and programs get them, on the whole platform.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PulseHttpTest {
  private static final List<String> TWELVE =
      List.of(
          "activeUsers",
          "dailyActiveUsers",
          "monthlyActiveUsers",
          "ayniTransactions",
          "meritosEarned",
          "ondasGenerated",
          "revenue",
          "conversionRate",
          "retentionRate",
          "systemLoad",
          "responseTime",
          "errorRate");
  private static final String REALTIME = "/metrics/realtime";

  private final TwoTowns towns = new TwoTowns();

  @AfterAll
  void close() {
    towns.close();
  }

  private static String here(String rest) {
    return TwoTowns.in(TwoTowns.ALFA, "/metrics" + rest);
  }

  /// Asks until what it waits for is there.
  private JsonNode eventually(Predicate<JsonNode> seen) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    JsonNode now = towns.read("alma", here("/realtime"));
    while (!seen.test(now) && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      now = towns.read("alma", here("/realtime"));
    }
    return now;
  }

  @Test
  void each_of_the_twelve_is_there_or_named_as_hidden() {
    JsonNode now = eventually(one -> one.path("responseTime").asDouble() > 0);
    for (String name : TWELVE) {
      boolean hidden = now.path("hidden").toString().contains('"' + name + '"');
      assertThat(now.has(name)).as("%s in %s", name, now).isNotEqualTo(hidden);
    }
    assertThat(now.path("hidden").toString()).contains("dailyActiveUsers");
    assertThat(now.path("responseTime").asDouble()).isPositive();
  }

  @Test
  void the_platform_and_its_regions_are_for_operators_alone() {
    assertThat(towns.send("GET", "ada", REALTIME, null).status()).isEqualTo(403);
    assertThat(towns.send("GET", null, REALTIME, null).status()).isEqualTo(401);
    assertThat(towns.send("GET", "ada", "/metrics/alerts", null).status()).isEqualTo(403);
    JsonNode platform = towns.read("operator", REALTIME);
    assertThat(platform.path("regions").size()).isEqualTo(4);
    assertThat(towns.read("operator", "/metrics/alerts").path("items").isArray()).isTrue();
    assertThat(towns.send("GET", "bruna", here("/realtime"), null).status()).isEqualTo(404);
  }

  @Test
  void figures_of_one_second_have_one_tag() {
    HttpRequest.Builder request = HttpRequest.newBuilder(towns.uri("/api/v1" + here("/realtime")));
    TwoTowns.Answer first = towns.send("alma", request);
    String tag = first.headers().getOrDefault("etag", List.of("")).getFirst();
    assertThat(tag).matches("\"[0-9]+\"");
    HttpRequest.Builder again =
        HttpRequest.newBuilder(towns.uri("/api/v1" + here("/realtime")))
            .header("If-None-Match", tag);
    TwoTowns.Answer second = towns.send("alma", again);
    String later = second.headers().getOrDefault("etag", List.of("")).getFirst();
    assertThat(second.status()).isEqualTo(later.equals(tag) ? 304 : 200);
  }

  @Test
  void a_history_that_is_not_one_is_refused() {
    for (String query :
        List.of("", "?name=likes", "?name=revenue&step=second", "?name=revenue&from=2020-01-01")) {
      assertThat(towns.send("GET", "alma", here("/history" + query), null).status())
          .as(query)
          .isEqualTo(422);
    }
    JsonNode history = towns.read("alma", here("/history?name=systemLoad"));
    assertThat(history.path("step").asText()).isEqualTo("minute");
    assertThat(history.path("points").isArray()).isTrue();
  }

  private static final class Page implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      heard.add(data.toString());
      socket.request(1);
      return null;
    }
  }

  @Test
  void members_hear_what_changes_and_strangers_do_not() throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      Page page = new Page();
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .header("Authorization", "Bearer " + towns.token("alma"))
              .buildAsync(
                  URI.create(towns.uri("/api/v1/live").toString().replace("http:", "ws:")), page)
              .join();
      Map<String, Object> wish = Map.of("subscribe", List.of("metrics:" + TwoTowns.ALFA));
      socket.sendText(Json.write(wish), true).join();
      String told = "";
      while (!told.contains("ayniTransactions")) {
        told = Objects.requireNonNull(page.heard.poll(10, TimeUnit.SECONDS), "no news");
      }
      assertThat(told).contains("\"topic\":\"metrics:" + TwoTowns.ALFA + "\"");
      Map<String, Object> more = Map.of("subscribe", List.of("metrics:platform"));
      socket.sendText(Json.write(more), true).join();
      String refused = "";
      while (!refused.contains("not_allowed")) {
        refused = Objects.requireNonNull(page.heard.poll(10, TimeUnit.SECONDS), "no refusal");
      }
      socket.abort();
    }
  }
}
