package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.base.platform.json.Json;
import org.coomunity.testing.Collector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/// What the platform tells of itself, in lines and in traces, while people log in, pay, mistype
/// their password and change their profile: enough to find a request, and nothing about a person.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TellingTest {
  private static final String MAIL = "alma.secreta@correo.example";
  private static final String NAME = "Alma Inconfundible";
  private static final String MISTYPED = "esta no es mi clave";
  private static final String CONCEPT = "pan de yuca del martes";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger requests = (Logger) LoggerFactory.getLogger("org.coomunity.requests");
  private final Level before = root.getLevel();
  private final Lines appender = new Lines();
  private final Collector collector;
  private final TwoTowns towns;

  /// Writes as `logback.xml` says for JSON.
  private final class Lines extends AppenderBase<ILoggingEvent> {
    private final Encoder<ILoggingEvent> encoder;

    Lines() {
      LoggerContext context = new LoggerContext();
      context.putProperty("LOG_FORMAT", "json");
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      try {
        configurator.doConfigure(new File("src/main/resources/logback.xml"));
      } catch (JoranException e) {
        throw new IllegalStateException(e);
      }
      ConsoleAppender<ILoggingEvent> json =
          (ConsoleAppender<ILoggingEvent>)
              context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("console");
      this.encoder = json.getEncoder();
    }

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
    }
  }

  TellingTest() throws Exception {
    collector = new Collector();
    appender.setContext(root.getLoggerContext());
    appender.start();
    root.addAppender(appender);
    root.setLevel(Level.INFO);
    requests.setLevel(Level.INFO);
    towns = new TwoTowns(Map.of("OTLP_ENDPOINT", collector.address(), "OTLP_PERCENT", "100"));
  }

  @BeforeAll
  void live() {
    towns.send("POST", null, "/session", Map.of("handle", "alma", "password", MISTYPED));
    towns.send("POST", null, "/session", Map.of("handle", "alma", "password", TwoTowns.PASSWORD));
    towns.send("PATCH", "alma", "/me", Map.of("displayName", NAME, "email", MAIL));
    towns.send(
        "POST",
        "alma",
        TwoTowns.in(TwoTowns.ALFA, "/payments"),
        Map.of(
            "id",
            Uuid8.of("telling").toString(),
            "to",
            "abel",
            "amount",
            "0.01",
            "concept",
            CONCEPT));
  }

  @AfterAll
  void close() {
    towns.close();
    root.detachAppender(appender);
    root.setLevel(before);
    requests.setLevel(null);
    collector.close();
  }

  private static String hex(com.google.protobuf.ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  private static List<JsonNode> read(List<String> lines) {
    List<JsonNode> read = new ArrayList<>();
    for (String line : lines) {
      assertThat(line).endsWith("\n");
      assertThat(line.strip()).doesNotContain("\n");
      try {
        read.add(Json.MAPPER.readTree(line));
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        throw new AssertionError(line, e);
      }
    }
    return read;
  }

  private static String said(JsonNode line, String key) {
    for (JsonNode pair : line.path("kvpList")) {
      if (pair.has(key)) {
        return pair.get(key).asText();
      }
    }
    return "";
  }

  @Test
  void a_line_of_a_request_says_what_it_was_and_under_which_trace() throws Exception {
    java.net.http.HttpRequest.Builder request =
        java.net.http.HttpRequest.newBuilder(towns.uri("/api/v1/communities/alfa"))
            .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
    TwoTowns.Answer answer = towns.send("alma", request);
    assertThat(answer.headers().getOrDefault("traceresponse", List.of("")).getFirst())
        .startsWith("00-" + TRACE);
    long end = System.nanoTime() + 10_000_000_000L;
    while (lines.stream().noneMatch(one -> one.contains(TRACE)) && System.nanoTime() < end) {
      Thread.onSpinWait(); // it is written when the answer is out
    }
    JsonNode line =
        read(lines).stream()
            .filter(one -> one.path("mdc").path("trace").asText().equals(TRACE))
            .findFirst()
            .orElseThrow();
    assertThat(said(line, "route")).isEqualTo("/api/v1/communities/{slug}");
    assertThat(said(line, "status")).isEqualTo("200");
    assertThat(Double.parseDouble(said(line, "millis"))).isPositive();
    assertThat(line.path("mdc").path("request").asText()).hasSize(36);
    assertThat(line.path("formattedMessage").asText()).isEqualTo("answered");
  }

  @Test
  void a_payment_can_be_followed_from_the_route_to_those_who_heard_of_it() throws Exception {
    Span route =
        collector
            .awaited(span -> span.getName().endsWith("/communities/{slug}/payments"), 10)
            .getLast();
    List<Span> heard =
        collector.awaited(
            span ->
                span.getTraceId().equals(route.getTraceId())
                    && span.getKind() == Span.SpanKind.SPAN_KIND_CONSUMER,
            10);
    assertThat(heard).as(hex(route.getTraceId())).isNotEmpty();
    assertThat(heard.getFirst().getLinksCount()).isEqualTo(1);
    List<Span> same =
        collector.spans().stream()
            .filter(span -> span.getTraceId().equals(route.getTraceId()))
            .toList();
    assertThat(same).extracting(Span::getName).contains("lets");
    assertThat(collector.spans())
        .filteredOn(span -> span.getName().equals("SELECT"))
        .anyMatch(span -> span.toString().contains(":community"));
    assertThat(route.getParentSpanId().isEmpty()).isTrue();
  }

  @Test
  void nothing_about_a_person_stands_in_lines_or_traces() throws Exception {
    collector.awaited(span -> span.getName().endsWith("/communities/{slug}/payments"), 10);
    String all = String.join("", lines) + collector.text();
    assertThat(all).contains("/api/v1/me", "/session", "payments");
    for (String secret :
        List.of(
            MAIL,
            "correo.example",
            NAME,
            "Inconfundible",
            MISTYPED,
            TwoTowns.PASSWORD,
            CONCEPT,
            towns.token("alma"))) {
      assertThat(all).doesNotContain(secret);
    }
    assertThat(String.join("", lines)).doesNotContain("\"alma\"", "/alma");
    assertThat(collector.text()).doesNotContain("\"alma\"", "/alma");
  }
}
