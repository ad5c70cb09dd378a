package org.coomunity.base.platform.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// The identifier under which one request, job or event can be found in every log line, and the
/// span that tells a collector of it where there is one (`Tracing`). In no span stands a value that
/// somebody wrote: names of routes, statements without their values, kinds of faults.
public final class Trace {
  private static final ScopedValue<Active> ACTIVE = ScopedValue.newInstance();
  private static final HexFormat HEX = HexFormat.of();
  private static final int PARENT_LENGTH = 55;

  private Trace() {}

  /// What is going on in this thread.
  ///
  /// @param span the innermost that is recorded
  record Active(String id, @Nullable Recorded span) {}

  /// A span that is recorded, and who makes more of them.
  record Recorded(Span span, Tracer tracer) {
    Span child(String name, SpanKind kind, long beganNanos) {
      return tracer
          .spanBuilder(name)
          .setSpanKind(kind)
          .setParent(Context.root().with(span))
          .setStartTimestamp(beganNanos, TimeUnit.NANOSECONDS)
          .startSpan();
    }
  }

  /// The identifier of the work going on in this thread; empty outside of any.
  public static String current() {
    return ACTIVE.isBound() ? ACTIVE.get().id() : "";
  }

  private static @Nullable Recorded recorded() {
    return ACTIVE.isBound() ? ACTIVE.get().span() : null;
  }

  /// True when somebody is told what this thread does.
  public static boolean isRecorded() {
    return recorded() != null;
  }

  /// A new identifier: 32 hexadecimal digits, as W3C Trace Context has them.
  public static String fresh() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
  }

  /// The trace identifier inside a W3C `traceparent` header, or a new one when it holds none.
  public static String of(String traceparent) {
    if (traceparent.length() != PARENT_LENGTH || traceparent.charAt(2) != '-') {
      return fresh();
    }
    for (int i = 3; i < 35; i++) {
      char c = traceparent.charAt(i);
      if (Character.digit(c, 16) < 0 || Character.isUpperCase(c) || c > 'f') {
        return fresh();
      }
    }
    return traceparent.substring(3, 35);
  }

  /// Runs `work` under `id`.
  public static void run(String id, Runnable work) {
    run(new Active(id, null), work);
  }

  static void run(Active active, Runnable work) {
    MDC.put("trace", active.id());
    try {
      ScopedValue.where(ACTIVE, active).run(work);
    } finally {
      MDC.remove("trace");
    }
  }

  /// The `traceparent` for those who go on with what this thread does; null when nobody records it.
  public static @Nullable String parent() {
    Recorded recorded = recorded();
    if (recorded == null) {
      return null;
    }
    SpanContext context = recorded.span().getSpanContext();
    return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-01";
  }

  /// Does a part of the work under a name of its own.
  public static <T, X extends Throwable> T within(String name, ScopedValue.CallableOp<T, X> work)
      throws X {
    Recorded recorded = recorded();
    if (recorded == null) {
      return work.call();
    }
    Span span =
        recorded
            .tracer()
            .spanBuilder(name)
            .setParent(Context.root().with(recorded.span()))
            .startSpan();
    try {
      Active active = new Active(current(), new Recorded(span, recorded.tracer()));
      return ScopedValue.where(ACTIVE, active).call(work);
    } catch (Throwable failure) {
      failed(span, failure);
      throw failure;
    } finally {
      span.end();
    }
  }

  /// Says what it is, now that it is known.
  public static void named(String name) {
    Recorded recorded = recorded();
    if (recorded != null) {
      recorded.span().updateName(name);
    }
  }

  /// Says more about the span going on.
  ///
  /// @param value nothing that somebody wrote
  public static void note(String key, String value) {
    Recorded recorded = recorded();
    if (recorded != null) {
      recorded.span().setAttribute(AttributeKey.stringKey(key), value);
    }
  }

  /// The same with a number.
  public static void note(String key, long value) {
    Recorded recorded = recorded();
    if (recorded != null) {
      recorded.span().setAttribute(AttributeKey.longKey(key), value);
    }
  }

  /// It went wrong by our fault.
  public static void failed() {
    Recorded recorded = recorded();
    if (recorded != null) {
      recorded.span().setStatus(StatusCode.ERROR);
    }
  }

  /// A message may hold what somebody wrote; the kind of a fault does not.
  static void failed(Span span, Throwable failure) {
    span.setStatus(StatusCode.ERROR);
    span.setAttribute(AttributeKey.stringKey("error.type"), failure.getClass().getName());
  }

  /// A statement was run just now.
  ///
  /// @param sql with places for its values
  /// @param failure null when it went well
  public static void statement(String sql, Duration took, @Nullable Throwable failure) {
    Recorded recorded = recorded();
    if (recorded == null) {
      return;
    }
    String words = sql.strip().replaceAll("\\s+", " ");
    int end = words.indexOf(' ');
    String verb = (end < 0 ? words : words.substring(0, end)).toUpperCase(Locale.ROOT);
    long now = Tracing.nowNanos();
    Span span = recorded.child(verb, SpanKind.CLIENT, now - took.toNanos());
    span.setAttribute(AttributeKey.stringKey("db.system.name"), "postgresql");
    span.setAttribute(AttributeKey.stringKey("db.operation.name"), verb);
    span.setAttribute(AttributeKey.stringKey("db.query.text"), words);
    if (failure != null) {
      failed(span, failure);
    }
    span.end(now, TimeUnit.NANOSECONDS);
  }
}
