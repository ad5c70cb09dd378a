package org.coomunity.base.platform.http;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coomunity.base.kernel.Language;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns every no and every failure into a problem document (RFC 9457) or a page for people.
final class Problems {
  static final String TYPE = "application/problem+json";

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final int RETRY_SECONDS = 2;

  private final Doors doors;

  Problems(Doors doors) {
    this.doors = doors;
  }

  /// The answer to a refused request.
  ///
  /// @param page true when a person looks at it
  Answer of(Exchange exchange, Refused refused, boolean page) {
    return of(exchange, refused, page, null);
  }

  /// The same in the format of a route that has its own.
  Answer of(Exchange exchange, Refused refused, boolean page, @Nullable RefusalFormat format) {
    Refusal refusal = refused.refusal();
    Language language = exchange.language();
    Map<String, Object> details = new LinkedHashMap<>(refused.details());
    if (!refused.faults().isEmpty()) {
      details.putIfAbsent("field", refused.faults().getFirst().field());
    }
    String sentence = doors.sentences().of(refusal, details, language);
    Answer answer;
    if (format != null) {
      answer = format.of(refused, sentence);
    } else if (page) {
      List<String> fields = refused.faults().stream().map(Refused.FieldFault::field).toList();
      String html =
          doors.faultPage().of(exchange, refused.status(), refusal.code(), sentence, fields);
      answer = Answer.html(html).status(refused.status());
    } else {
      byte[] body = Json.bytes(document(refused, sentence, exchange.traceId(), language));
      answer = new Answer(refused.status(), body, TYPE, Map.of());
    }
    return withHeaders(answer.header("Content-Language", language.tag()), refused);
  }

  private Map<String, Object> document(
      Refused refused, String sentence, String traceId, Language language) {
    Refusal refusal = refused.refusal();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "/api/v1/refusals#" + refusal.code());
    document.put("title", title(refusal));
    document.put("status", refused.status());
    document.put("detail", sentence);
    document.put("code", refusal.code());
    if (!refused.faults().isEmpty()) {
      List<Map<String, Object>> errors = new ArrayList<>();
      for (Refused.FieldFault fault : refused.faults()) {
        Map<String, Object> details = new LinkedHashMap<>(refused.details());
        details.put("field", fault.field());
        errors.add(
            Map.of(
                "field", fault.field(),
                "code", fault.code().code(),
                "detail", doors.sentences().of(fault.code(), details, language)));
      }
      document.put("errors", errors);
    }
    document.put("traceId", traceId);
    refused.details().forEach(document::putIfAbsent);
    return document;
  }

  private static Answer withHeaders(Answer answer, Refused refused) {
    return switch (refused.refusal()) {
      case NOT_SIGNED_IN, SESSION_OVER -> answer.header("WWW-Authenticate", "Bearer");
      case BUSY -> answer.header("Retry-After", Integer.toString(RETRY_SECONDS));
      case METHOD_NOT_ALLOWED ->
          answer.header("Allow", String.valueOf(refused.details().get("allow")));
      case TOO_MANY -> {
        String seconds = String.valueOf(refused.details().getOrDefault("retryAfter", 1));
        yield answer
            .header("Retry-After", seconds)
            .header("RateLimit-Limit", String.valueOf(refused.details().getOrDefault("limit", 0)))
            .header("RateLimit-Remaining", "0")
            .header("RateLimit-Reset", seconds);
      }
      default -> answer;
    };
  }

  /// A short English title that never changes, for example `Credit limit`.
  static String title(Refusal refusal) {
    String words = refusal.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /// What went wrong that was no rule's no: the world (503, worth another try) or us (500).
  static Refused failure(Throwable failure, String what) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refused refused) {
        return refused;
      }
      if (ofTheWorld(cause)) {
        LOG.warn("no answer from what {} needs: {}", what, failure.toString());
        return Refused.because(Refusal.BUSY);
      }
    }
    LOG.error("{} failed", what, failure);
    return Refused.because(Refusal.INTERNAL);
  }

  private static boolean ofTheWorld(Throwable cause) {
    if (cause instanceof SQLTransientException || cause instanceof InterruptedException) {
      return true;
    }
    String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
    return state != null
        && (state.startsWith("08")
            || state.startsWith("53")
            || state.startsWith("57")
            || state.startsWith("40")
            || state.equals("55P03")
            || state.equals("25006"));
  }
}
