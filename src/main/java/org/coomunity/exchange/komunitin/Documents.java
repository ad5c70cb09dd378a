package org.coomunity.exchange.komunitin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.platform.http.Answer;

/// Answers as JSON:API 1.1 writes them, refusals among them.
final class Documents {
  static final String TYPE = "application/vnd.api+json";
  private static final Map<String, Object> VERSION = Map.of("version", "1.1");

  private Documents() {}

  /// One resource.
  static Answer one(Resource resource, Collection<Resource> included, Parameters parameters) {
    Map<String, Object> document = document(resource.json(parameters), included, parameters);
    document.put("links", Map.of("self", resource.self()));
    return Answer.of(TYPE, document);
  }

  /// One resource with nothing around it.
  static Answer one(Resource resource, Parameters parameters) {
    return one(resource, List.of(), parameters);
  }

  /// A resource that was made now, or (with `replay`) before.
  static Answer made(Resource resource, boolean replay, Parameters parameters) {
    Answer answer = one(resource, parameters).header("Location", resource.self());
    return replay ? answer.header("Idempotent-Replay", "true") : answer.status(201);
  }

  /// Several resources, one page of them when there are links.
  static Answer many(
      List<Resource> resources,
      Collection<Resource> included,
      Map<String, String> links,
      Parameters parameters) {
    Map<String, Object> document =
        document(
            resources.stream().map(one -> one.json(parameters)).toList(), included, parameters);
    if (!links.isEmpty()) {
      document.put("links", links);
    }
    return Answer.of(TYPE, document);
  }

  /// Something that is told beside all resources.
  static Answer told(Map<String, Object> meta) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("jsonapi", VERSION);
    document.put("meta", meta);
    return Answer.of(TYPE, document);
  }

  private static Map<String, Object> document(
      Object data, Collection<Resource> included, Parameters parameters) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("jsonapi", VERSION);
    document.put("data", data);
    if (!included.isEmpty()) {
      document.put("included", included.stream().map(one -> one.json(parameters)).toList());
    }
    return document;
  }

  /// A no in the words of the contract; our own code and its details stand in `meta`.
  static Answer refusal(Refused refused, String sentence) {
    int status = status(refused.refusal());
    List<Map<String, Object>> errors = new ArrayList<>();
    List<Refused.FieldFault> faults =
        refused.faults().isEmpty()
            ? List.of(new Refused.FieldFault("", refused.refusal()))
            : refused.faults();
    for (Refused.FieldFault fault : faults) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("status", Integer.toString(status));
      error.put("code", code(refused.refusal()));
      error.put("title", title(fault.code()));
      error.put("detail", sentence);
      Map<String, Object> meta = new LinkedHashMap<>(refused.details());
      if (fault.field().startsWith("/")) {
        error.put("source", Map.of("pointer", fault.field()));
      } else if (!fault.field().isEmpty()) {
        meta.put("field", fault.field());
      }
      meta.put("refusal", fault.code().code());
      error.put("meta", meta);
      errors.add(error);
    }
    return new Answer(status, Map.of("errors", errors), TYPE, Map.of());
  }

  private static String title(Refusal refusal) {
    String words = refusal.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /// The contract knows 400 where we have 409 and 422.
  private static int status(Refusal refusal) {
    return switch (refusal.status()) {
      case 409 -> refusal == Refusal.COMMUNITY_ARCHIVED ? 403 : 400;
      case 422 -> 400;
      default -> refusal.status();
    };
  }

  static String code(Refusal refusal) {
    return switch (refusal) {
      case CREDIT_LIMIT -> "InsufficientBalance";
      case MAX_BALANCE -> "InsufficientMaximumBalance";
      case NO_ROUTE -> "NoTrustPath";
      case CURRENCY_ASLEEP, COMMUNITY_ARCHIVED -> "InactiveCurrency";
      case ACCOUNT_CLOSED, ID_RETIRED, GIFT_MODE, PENDING_EXPIRED -> "TransactionError";
      case BUSY, INTERNAL -> "InternalError";
      default ->
          switch (refusal.status()) {
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 422 -> "FieldValidationError";
            default -> "BadRequest";
          };
    };
  }
}
