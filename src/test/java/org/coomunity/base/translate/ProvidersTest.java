package org.coomunity.base.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Secret;
import org.coomunity.base.platform.json.Json;
import org.coomunity.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The adapters against servers that answer as the real ones do, and as they should not.
class ProvidersTest {
  /// How a server answers.
  @FunctionalInterface
  private interface Answering {
    void to(HttpExchange exchange) throws IOException;
  }

  private static final Provider.Batch BATCH =
      new Provider.Batch(
          Language.ES,
          Language.DE,
          List.of("Pan con ⟦0⟧ & <miel>"),
          List.of("⟦0⟧: Ayni, giving and receiving"),
          0,
          List.of());

  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private Answering answering = exchange -> {};
  private String path = "";
  private String authorization = "";
  private JsonNode asked = Json.MAPPER.createObjectNode();

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          path = exchange.getRequestURI().getPath();
          authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
          asked = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
          answering.to(exchange);
        });
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.start();
  }

  @AfterEach
  void close() {
    over.countDown();
    server.stop(0);
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static Answering says(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    };
  }

  private Provider openAi() {
    Calls calls = new Calls(Duration.ofSeconds(2));
    return new OpenAiProvider(calls, base() + "/v1", new Secret("k"), "m");
  }

  private static String chat(String content) {
    return Json.write(Map.of("choices", List.of(Map.of("message", Map.of("content", content)))));
  }

  @Test
  void a_chat_model_gets_the_text_as_data_and_answers_a_document() {
    answering = says(200, chat("{\"texts\":[\"Brot mit ⟦0⟧\"]}"));
    assertThat(openAi().translate(BATCH)).containsExactly("Brot mit ⟦0⟧");
    assertThat(path).isEqualTo("/v1/chat/completions");
    assertThat(authorization).isEqualTo("Bearer k");
    assertThat(asked.at("/response_format/type").asText()).isEqualTo("json_schema");
    assertThat(asked.at("/temperature").asInt()).isZero();
    assertThat(asked.at("/messages/0/content").asText())
        .contains("German", "Ayni")
        .doesNotContain("miel");
    assertThat(asked.at("/messages/1/content").asText()).contains("\"texts\"", "<miel>");
  }

  @Test
  void deepl_gets_marks_as_xml_and_libretranslate_as_html() {
    Calls calls = new Calls(Duration.ofSeconds(2));
    answering =
        says(200, "{\"translations\":[{\"text\":\"Brot <x id=\\\"0\\\"></x> &amp; &lt;H\"}]}");
    Provider deepl = new DeepLProvider(calls, base(), new Secret("k"));
    String written = deepl.marks().write(BATCH.texts().getFirst());
    assertThat(written).isEqualTo("Pan con <x id=\"0\"/> &amp; &lt;miel&gt;");
    assertThat(deepl.marks().read(deepl.translate(BATCH).getFirst())).isEqualTo("Brot ⟦0⟧ & <H");
    assertThat(path).isEqualTo("/v2/translate");
    assertThat(authorization).isEqualTo("DeepL-Auth-Key k");
    assertThat(asked.get("tag_handling").asText()).isEqualTo("xml");
    assertThat(asked.get("target_lang").asText()).isEqualTo("DE");

    answering =
        says(
            200, "{\"translatedText\":[\"Brot <span translate=\\\"no\\\" id=\\\"0\\\"></span>\"]}");
    Provider libre = new LibreProvider(calls, base(), new Secret(""));
    assertThat(libre.marks().read(libre.translate(BATCH).getFirst())).isEqualTo("Brot ⟦0⟧");
    assertThat(path).isEqualTo("/translate");
    assertThat(asked.get("format").asText()).isEqualTo("html");
    assertThat(asked.has("api_key")).isFalse();
  }

  @Test
  void what_is_no_answer_is_a_failure() {
    String huge = "x".repeat(10 * 1024 * 1024);
    for (Answering bad :
        List.of(
            says(200, "<html>busy</html>"),
            says(500, "{}"),
            says(200, "{}"),
            says(200, ""),
            says(200, chat("I am happy to help!")),
            says(200, chat("{\"texts\":[]}")),
            says(200, chat("{\"texts\":[\"a\",\"b\"]}")),
            says(200, chat("{\"texts\":[7]}")),
            says(200, chat(huge)))) {
      answering = bad;
      assertThatThrownBy(() -> openAi().translate(BATCH)).isInstanceOf(Provider.Failure.class);
    }
  }

  @Test
  void a_redirect_is_not_followed_and_a_slow_drip_ends_in_time() {
    answering =
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        };
    assertThatThrownBy(() -> openAi().translate(BATCH)).hasMessage("status 302");
    answering =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Calls hurried = new Calls(Duration.ofMillis(200));
    Provider slow = new OpenAiProvider(hurried, base(), new Secret(""), "m");
    assertThatThrownBy(() -> slow.translate(BATCH)).hasMessage("no answer in time");
  }

  @Test
  void five_failures_in_a_row_are_followed_by_a_pause_of_a_minute() {
    TestClock clock = new TestClock();
    Breaker breaker = new Breaker(clock);
    AtomicInteger calls = new AtomicInteger();
    Runnable call =
        () ->
            breaker.call(() -> {
              calls.incrementAndGet();
              throw new Provider.Failure("down");
            });
    assertThatThrownBy(call::run).hasMessage("down");
    assertThat(calls).hasValue(3);
    assertThatThrownBy(call::run).hasMessage("down");
    assertThat(calls).hasValue(5);
    assertThatThrownBy(call::run).hasMessage("paused");
    assertThat(calls).hasValue(5);
    clock.advance(Duration.ofSeconds(61));
    assertThat(breaker.<String>call(() -> "up")).isEqualTo("up");
    assertThatThrownBy(call::run).hasMessage("down");
    assertThat(calls).hasValue(8);
  }
}
