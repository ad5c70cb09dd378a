package org.coomunity.base.platform.observe;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;

/// The identifier under which one request, job or event can be found in every log line.
public final class Trace {
  private static final ScopedValue<String> ID = ScopedValue.newInstance();
  private static final HexFormat HEX = HexFormat.of();
  private static final int PARENT_LENGTH = 55;

  private Trace() {}

  /// The identifier of the work going on in this thread; empty outside of any.
  public static String current() {
    return ID.isBound() ? ID.get() : "";
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
    MDC.put("trace", id + " ");
    try {
      ScopedValue.where(ID, id).run(work);
    } finally {
      MDC.remove("trace");
    }
  }
}
