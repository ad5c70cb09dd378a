package org.coomunity.base.platform.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells a collector (OpenTelemetry) what a share of requests, events and jobs did, where there is
/// one. Spans wait in a queue with a bound and are sent by a thread of its own: a collector that is
/// slow or dead costs spans, and never a request.
public final class Tracing implements AutoCloseable {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final int QUEUE = 4_096;
  private static final int BATCH = 512;
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final long LAST_SECONDS = 2;
  private static final Pattern PARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");

  /// What the library says of a dead collector: a counter says it, once. Held, or it is forgotten.
  private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

  private final LongAdder lost;
  private final @Nullable SdkTracerProvider provider;
  private final @Nullable Tracer tracer;

  /// Where to, and how much.
  ///
  /// @param collector its address for OTLP over HTTP, for example `http://localhost:4318`
  /// @param percent of the traces that are told
  /// @param version of the program
  public record Settings(URI collector, int percent, String version) {}

  /// What begins a trace here.
  public enum Kind {
    REQUEST(SpanKind.SERVER),
    EVENT(SpanKind.CONSUMER),
    JOB(SpanKind.INTERNAL);

    private final SpanKind kind;

    Kind(SpanKind kind) {
      this.kind = kind;
    }
  }

  private Tracing(@Nullable SdkTracerProvider provider, LongAdder lost) {
    this.lost = lost;
    this.provider = provider;
    this.tracer = provider == null ? null : provider.get("org.coomunity");
  }

  /// Tells nobody.
  public static Tracing off() {
    return new Tracing(null, new LongAdder());
  }

  /// Tells a collector.
  public static Tracing to(Settings settings) {
    LIBRARY.setLevel(Level.OFF);
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.collector().toString().replaceAll("/+$", "") + "/v1/traces")
            .setTimeout(ANSWER)
            .setConnectTimeout(CONNECT)
            .setCompression("gzip")
            .build();
    Resource self =
        Resource.create(
            Attributes.of(
                AttributeKey.stringKey("service.name"),
                "coomunity",
                AttributeKey.stringKey("service.version"),
                settings.version()));
    LongAdder lost = new LongAdder();
    return new Tracing(
        SdkTracerProvider.builder()
            .setResource(self)
            .setSampler(Sampler.traceIdRatioBased(settings.percent() / 100.0))
            .addSpanProcessor(
                BatchSpanProcessor.builder(new Counting(exporter, lost))
                    .setMaxQueueSize(QUEUE)
                    .setMaxExportBatchSize(BATCH)
                    .setScheduleDelay(EVERY)
                    .setExporterTimeout(ANSWER)
                    .build())
            .build(),
        lost);
  }

  /// Counts what the collector did not take.
  private record Counting(SpanExporter to, LongAdder lost) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      CompletableResultCode result = to.export(spans);
      int count = spans.size();
      return result.whenComplete(() -> lost.add(result.isSuccess() ? 0 : count));
    }

    @Override
    public CompletableResultCode flush() {
      return to.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return to.shutdown();
    }
  }

  /// How many spans the collector did not take.
  public long lost() {
    return lost.sum();
  }

  static long nowNanos() {
    Instant now = CLOCK.instant();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  /// Runs `work` under the trace of a `traceparent`, or a new one.
  ///
  /// @param parent what came with a request or an event, whatever it is
  /// @param otherwise the identifier when nobody is told and `parent` holds none
  public void run(
      Kind kind, String name, @Nullable String parent, String otherwise, Runnable work) {
    Tracer own = tracer;
    if (own == null) {
      Trace.run(parent == null ? otherwise : Trace.of(parent), work);
      return;
    }
    SpanBuilder builder = own.spanBuilder(name).setSpanKind(kind.kind);
    SpanContext before = context(parent);
    builder.setParent(before.isValid() ? Context.root().with(Span.wrap(before)) : Context.root());
    if (kind == Kind.EVENT && before.isValid()) {
      builder.addLink(before);
    }
    Span span = builder.startSpan();
    String id = span.getSpanContext().getTraceId();
    try {
      Trace.run(
          new Trace.Active(id, span.isRecording() ? new Trace.Recorded(span, own) : null), work);
    } catch (RuntimeException failure) {
      Trace.failed(span, failure);
      throw failure;
    } finally {
      span.end();
    }
  }

  private static SpanContext context(@Nullable String parent) {
    Matcher parts = PARENT.matcher(parent == null ? "" : parent);
    return parts.matches()
        ? SpanContext.createFromRemoteParent(
            parts.group(1), parts.group(2), TraceFlags.getSampled(), TraceState.getDefault())
        : SpanContext.getInvalid();
  }

  /// Sends what waits, for two seconds at most.
  @Override
  public void close() {
    if (provider != null) {
      provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
    }
  }
}
