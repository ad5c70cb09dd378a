package org.coomunity.base.platform.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.coomunity.testing.Collector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a collector is told, and that it can do no harm.
class TracingTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  private static Tracing to(String address, int percent) {
    return Tracing.to(new Tracing.Settings(URI.create(address), percent, "test"));
  }

  private static String id(Span span) {
    return HexFormat.of().formatHex(span.getTraceId().toByteArray());
  }

  private static Span named(List<Span> spans, String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void parts_hang_together_under_the_trace_that_came_with_the_request() throws Exception {
    AtomicReference<@Nullable String> out = new AtomicReference<>();
    try (Collector collector = new Collector()) {
      try (Tracing tracing = to(collector.address() + "/", 100)) {
        tracing.run(
            Tracing.Kind.REQUEST,
            "GET",
            PARENT,
            "other",
            () -> {
              Trace.named("GET /a/{b}");
              Trace.note("http.route", "/a/{b}");
              assertThat(Trace.current()).isEqualTo(TRACE);
              Trace.within(
                  "transaction",
                  () -> {
                    out.set(Trace.parent());
                    Trace.statement("select a\n  from b where c = :c", Duration.ofMillis(3), null);
                    return 0;
                  });
            });
        String event = out.get();
        tracing.run(Tracing.Kind.EVENT, "who Event", event, "row", () -> {});
      }
      List<Span> spans = collector.spans();
      Span request = named(spans, "GET /a/{b}");
      Span transaction = named(spans, "transaction");
      Span statement = named(spans, "SELECT");
      Span event = named(spans, "who Event");
      assertThat(spans).extracting(TracingTest::id).containsOnly(TRACE);
      assertThat(HexFormat.of().formatHex(request.getParentSpanId().toByteArray()))
          .isEqualTo("00f067aa0ba902b7");
      assertThat(transaction.getParentSpanId()).isEqualTo(request.getSpanId());
      assertThat(statement.getParentSpanId()).isEqualTo(transaction.getSpanId());
      assertThat(statement.toString()).contains("select a from b where c = :c");
      assertThat(statement.getEndTimeUnixNano() - statement.getStartTimeUnixNano())
          .isEqualTo(3_000_000);
      assertThat(event.getLinks(0).getSpanId()).isEqualTo(transaction.getSpanId());
      assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
      assertThat(event.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CONSUMER);
    }
  }

  @Test
  void a_fault_is_told_by_its_kind_and_goes_on() throws Exception {
    try (Collector collector = new Collector()) {
      try (Tracing tracing = to(collector.address(), 100)) {
        assertThatThrownBy(() ->
                tracing.run(
                    Tracing.Kind.JOB,
                    "job",
                    null,
                    "id",
                    () -> {
                      throw new IllegalStateException("Ana Quispe");
                    }))
            .hasMessage("Ana Quispe");
      }
      assertThat(collector.text())
          .contains("java.lang.IllegalStateException", "STATUS_CODE_ERROR")
          .doesNotContain("Quispe");
    }
  }

  @Test
  void of_none_of_a_hundred_nothing_is_told_and_logs_have_their_identifier_all_the_same()
      throws Exception {
    try (Collector collector = new Collector()) {
      AtomicReference<String> id = new AtomicReference<>("");
      try (Tracing tracing = to(collector.address(), 0)) {
        tracing.run(
            Tracing.Kind.REQUEST,
            "GET",
            PARENT,
            "other",
            () -> {
              id.set(Trace.current());
              assertThat(Trace.parent()).isNull();
              int seven = Trace.within("part", () -> 7);
              assertThat(seven).isEqualTo(7);
            });
      }
      assertThat(id.get()).isEqualTo(TRACE);
      assertThat(collector.spans()).isEmpty();
    }
  }

  @Test
  void without_a_collector_a_request_keeps_the_trace_that_came_with_it() {
    try (Tracing off = Tracing.off()) {
      off.run(
          Tracing.Kind.REQUEST,
          "GET",
          PARENT,
          "other",
          () -> assertThat(Trace.current()).isEqualTo(TRACE));
      off.run(
          Tracing.Kind.JOB,
          "job",
          null,
          "other",
          () -> assertThat(Trace.current()).isEqualTo("other"));
    }
  }

  private static Duration took(String address) {
    long began = System.nanoTime();
    try (Tracing tracing = to(address, 100)) {
      for (int i = 0; i < 20_000; i++) {
        tracing.run(Tracing.Kind.REQUEST, "GET", null, "id", () -> Trace.within("part", () -> 1));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  @Test
  void a_collector_that_never_answers_slows_nobody_and_the_end_comes_all_the_same()
      throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertThat(took("http://127.0.0.1:" + silent.getLocalPort()))
          .isLessThan(Duration.ofSeconds(9));
    }
  }

  @Test
  void a_collector_that_is_not_there_slows_nobody() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0)) {
      port = gone.getLocalPort();
    }
    assertThat(took("http://127.0.0.1:" + port)).isLessThan(Duration.ofSeconds(9));
  }
}
