package org.coomunity.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Compares JSON with the schemas that our OpenAPI document uses.
final class SchemaCheck {
  private static final String REFERENCE = "#/components/schemas/";
  private static final int MOST = 5;

  private final JsonNode document;
  private final List<String> faults = new ArrayList<>();

  private SchemaCheck(JsonNode document) {
    this.document = document;
  }

  /// Every way in which `value` does not fit, at most five.
  static List<String> faults(JsonNode value, JsonNode schema, JsonNode document) {
    SchemaCheck check = new SchemaCheck(document);
    check.compare(value, schema, "$");
    return check.faults.subList(0, Math.min(MOST, check.faults.size()));
  }

  /// The schema that a reference points to.
  static JsonNode resolve(JsonNode schema, JsonNode document) {
    if (!schema.has("$ref")) {
      return schema;
    }
    String name = schema.get("$ref").asText().substring(REFERENCE.length());
    return document.path("components").path("schemas").path(name);
  }

  private void compare(JsonNode value, JsonNode given, String path) {
    JsonNode schema = resolve(given, document);
    if (schema.has("anyOf") || schema.has("oneOf")) {
      JsonNode choices = schema.has("anyOf") ? schema.get("anyOf") : schema.get("oneOf");
      for (JsonNode choice : choices) {
        if (faults(value, choice, document).isEmpty()) {
          return;
        }
      }
      faults.add(path + " fits none of its schemas");
      return;
    }
    JsonNode types = schema.path("type");
    if (types.isMissingNode()) {
      return;
    }
    boolean fits = types.isTextual() && is(value, types.asText());
    for (JsonNode type : types) {
      fits |= is(value, type.asText());
    }
    if (!fits) {
      faults.add(path + " is no " + types + ": " + value);
      return;
    }
    if (value.isObject()) {
      compareObject(value, schema, path);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        compare(value.get(i), schema.path("items"), path + "[" + i + "]");
      }
    } else if (value.isTextual()) {
      compareText(value.asText(), schema, path);
    }
  }

  private static boolean is(JsonNode value, String type) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> false;
    };
  }

  private void compareObject(JsonNode value, JsonNode schema, String path) {
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) {
        faults.add(path + " lacks " + name.asText());
      }
    }
    JsonNode properties = schema.path("properties");
    value
        .properties()
        .forEach(field -> {
          JsonNode known = properties.path(field.getKey());
          if (!known.isMissingNode()) {
            compare(field.getValue(), known, path + "." + field.getKey());
          } else if (schema.has("additionalProperties")) {
            compare(
                field.getValue(), schema.get("additionalProperties"), path + "." + field.getKey());
          }
        });
  }

  private void compareText(String text, JsonNode schema, String path) {
    if (schema.has("enum")) {
      for (JsonNode value : schema.get("enum")) {
        if (value.asText().equals(text)) {
          return;
        }
      }
      faults.add(path + " is none of " + schema.get("enum") + ": " + text);
    } else if (schema.has("pattern") && !text.matches(schema.get("pattern").asText())) {
      faults.add(path + " does not match: " + text);
    } else if (!formatted(text, schema.path("format").asText())) {
      faults.add(path + " is no " + schema.path("format").asText() + ": " + text);
    }
  }

  private static boolean formatted(String text, String format) {
    try {
      return switch (format) {
        case "uuid" -> UUID.fromString(text).toString().equals(text);
        case "date-time" -> Instant.parse(text) != null;
        case "date" -> LocalDate.parse(text) != null;
        case "duration" -> Duration.parse(text) != null;
        default -> true;
      };
    } catch (IllegalArgumentException | DateTimeParseException wrong) {
      return false;
    }
  }
}
