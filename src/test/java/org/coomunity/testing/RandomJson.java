package org.coomunity.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.json.Json;

/// Random values that fit a JSON Schema, or nearly.
final class RandomJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Instant ABOUT = Instant.parse("2026-06-01T00:00:00Z");
  private static final List<String> WORDS =
      List.of(
          "",
          " ",
          "a",
          "ana",
          "Pan de yuca",
          "Ünë",
          "😀",
          "0",
          "-1",
          "1.50",
          "0.001",
          "1e9",
          "NaN",
          "9223372036854775808",
          "null",
          "true",
          "P7D",
          "P-1D",
          "PT1000000000000H",
          "2026-01-02",
          "2026-13-45T99:00:00Z",
          "+999999999-01-01T00:00:00Z",
          "' or 1=1 --",
          "<script>alert(1)",
          "%",
          "%s%n",
          "{$x}",
          "../../etc/passwd",
          "\u202Eabc",
          "e\u0301".repeat(50),
          "\uFFFF",
          "x".repeat(5_000),
          "es",
          "xx-YY",
          "SERVICE",
          "offer",
          "name@example.org",
          "00000000-0000-0000-0000-000000000000");
  private static final List<String> BROKEN =
      List.of(
          "",
          "{",
          "[]",
          "null",
          "7",
          "\"x\"",
          "{\"a\":1,\"a\":2}",
          "{\"a\":\"\\ud800\"}",
          "{\"a\":\"\\u0000\"}",
          "[".repeat(1_000),
          "{\"id\":" + "9".repeat(100) + "}",
          "{'a':1}");

  private final Random random;
  private final List<String> ids;
  private final Map<String, List<String>> known;

  /// @param known values of texts by the name of their field; used more often than not
  RandomJson(Random random, List<String> ids, Map<String, List<String>> known) {
    this.random = random;
    this.ids = ids;
    this.known = known;
  }

  /// A strange word.
  String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  /// A body: mostly one that fits, often with one thing wrong, sometimes no JSON at all.
  byte[] body(JsonNode schema, JsonNode document) {
    int dice = random.nextInt(100);
    if (dice < 3) {
      return BROKEN.get(random.nextInt(BROKEN.size())).getBytes(StandardCharsets.UTF_8);
    }
    if (dice < 4) {
      byte[] noise = new byte[random.nextInt(100)];
      random.nextBytes(noise);
      return noise;
    }
    JsonNode value = value(schema, document, 0);
    if (dice < 50 && value instanceof ObjectNode object) {
      spoil(object);
    }
    try {
      return Json.MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void spoil(ObjectNode object) {
    List<String> names = object.propertyStream().map(Map.Entry::getKey).toList();
    String name = names.isEmpty() ? "extra" : names.get(random.nextInt(names.size()));
    switch (random.nextInt(6)) {
      case 0 -> object.remove(name);
      case 1 -> object.put("extra" + random.nextInt(3), 1);
      case 2 -> object.putNull(name);
      case 3 -> object.put(name, random.nextLong());
      case 4 -> object.putArray(name).add(word());
      default -> object.put(name, word());
    }
  }

  /// A value that fits.
  JsonNode value(JsonNode given, JsonNode document, int depth) {
    JsonNode schema = SchemaCheck.resolve(given, document);
    if (schema.has("anyOf") || schema.has("oneOf")) {
      JsonNode choices = schema.has("anyOf") ? schema.get("anyOf") : schema.get("oneOf");
      return value(choices.get(random.nextInt(choices.size())), document, depth);
    }
    JsonNode types = schema.path("type");
    String type =
        types.isArray() ? types.get(random.nextInt(types.size())).asText() : types.asText();
    return switch (type) {
      case "object" -> object(schema, document, depth);
      case "array" -> {
        ArrayNode array = NODES.arrayNode();
        for (int i = depth > 4 ? 0 : random.nextInt(4); i > 0; i--) {
          array.add(value(schema.path("items"), document, depth + 1));
        }
        yield array;
      }
      case "integer" -> integer();
      case "number" -> NODES.numberNode(random.nextInt(180) - 90 + random.nextInt(100) / 100.0);
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "null" -> NODES.nullNode();
      default -> NODES.textNode(text(schema));
    };
  }

  private JsonNode object(JsonNode schema, JsonNode document, int depth) {
    ObjectNode object = NODES.objectNode();
    if (schema.has("additionalProperties")) {
      for (int i = random.nextInt(3); i > 0; i--) {
        object.set(word(), value(schema.get("additionalProperties"), document, depth + 1));
      }
    }
    schema
        .path("properties")
        .properties()
        .forEach(property -> {
          boolean required = false;
          for (JsonNode name : schema.path("required")) {
            required |= name.asText().equals(property.getKey());
          }
          if (required || (depth < 5 && random.nextInt(3) > 0)) {
            List<String> usual = known.getOrDefault(property.getKey(), List.of());
            object.set(
                property.getKey(),
                usual.isEmpty() || random.nextInt(5) == 0
                    ? value(property.getValue(), document, depth + 1)
                    : NODES.textNode(usual.get(random.nextInt(usual.size()))));
          }
        });
    return object;
  }

  private JsonNode integer() {
    return switch (random.nextInt(10)) {
      case 0 -> NODES.numberNode(Integer.MAX_VALUE);
      case 1 -> NODES.numberNode(Integer.MIN_VALUE);
      case 2 -> NODES.numberNode(-1);
      default -> NODES.numberNode(random.nextInt(30));
    };
  }

  /// A text that fits the format or the pattern of a schema.
  String text(JsonNode schema) {
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size())).asText();
    }
    if (schema.has("pattern")) {
      return random.nextInt(5) == 0 ? word() : random.nextInt(40) + "." + random.nextInt(100);
    }
    if (schema.path("type").asText().equals("integer")) {
      return Integer.toString(random.nextInt(120) - 5);
    }
    return switch (schema.path("format").asText()) {
      case "uuid" -> uuid();
      case "date-time" -> ABOUT.plusSeconds(random.nextInt(20_000_000)).toString();
      case "date" -> "19" + (50 + random.nextInt(50)) + "-0" + (1 + random.nextInt(9)) + "-11";
      case "duration" -> "P" + random.nextInt(40) + "D";
      default -> word();
    };
  }

  private String uuid() {
    if (!ids.isEmpty() && random.nextInt(3) > 0) {
      return ids.get(random.nextInt(ids.size()));
    }
    return switch (random.nextInt(4)) {
      case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
      case 1 -> Uuid7.of(ABOUT, random.nextLong(), random.nextLong()).toString();
      default ->
          Uuid7.of(InstantSource.system().instant(), random.nextLong(), random.nextLong())
              .toString();
    };
  }
}
