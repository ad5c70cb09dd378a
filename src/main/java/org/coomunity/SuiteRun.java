package org.coomunity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.coomunity.base.messageformat.Fault;
import org.coomunity.base.messageformat.MessageFormat;
import org.coomunity.base.messageformat.MessageFormat.Isolation;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// Runs the official Unicode test files of MessageFormat 2, and single requests in their words.
final class SuiteRun {
  private final List<Map<String, Object>> failures = new ArrayList<>();
  private final List<Map<String, Object>> files = new ArrayList<>();
  private int passed;
  private int total;

  /// Runs every JSON file below a folder.
  Map<String, Object> run(Path folder) throws IOException {
    List<Path> found;
    try (Stream<Path> walked = Files.walk(folder)) {
      found = walked.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : found) {
      JsonNode suite = Json.MAPPER.readTree(Files.readAllBytes(file));
      if (suite.path("tests").isArray()) {
        file(folder.relativize(file).toString(), suite);
      }
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("passed", passed);
    result.put("total", total);
    result.put("files", files);
    result.put("failures", failures);
    return result;
  }

  private void file(String name, JsonNode suite) {
    int before = passed;
    JsonNode usual = suite.path("defaultTestProperties");
    for (JsonNode test : suite.path("tests")) {
      total++;
      MessageFormat.Result got = format(test, usual);
      String wrong = wrong(test, usual, got);
      if (wrong == null) {
        passed++;
      } else {
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("file", name);
        failure.put("src", source(test, usual));
        failure.put("wrong", wrong);
        failure.put("out", got.text());
        failure.put("errors", got.faults());
        failures.add(failure);
      }
    }
    files.add(Map.of("file", name, "passed", passed - before, "total", suite.path("tests").size()));
  }

  private static String source(JsonNode test, JsonNode usual) {
    JsonNode source = given(test, usual, "src");
    if (source == null) {
      return "";
    }
    if (source.isArray()) {
      List<String> lines = new ArrayList<>();
      source.forEach(line -> lines.add(line.asText()));
      return String.join("\n", lines);
    }
    return source.asText();
  }

  /// Formats what one test or request describes.
  static MessageFormat.Result format(JsonNode test, JsonNode usual) {
    JsonNode locale = given(test, usual, "locale");
    JsonNode bidi = given(test, usual, "bidiIsolation");
    Map<String, @Nullable Object> arguments = new HashMap<>();
    JsonNode parameters = given(test, usual, "params");
    if (parameters != null) {
      parameters.forEach(p -> arguments.put(p.path("name").asText(), value(p.path("value"))));
    }
    Isolation isolation =
        bidi != null && bidi.asText().equals("none") ? Isolation.NONE : Isolation.DEFAULT;
    return MessageFormat.forSuite(
            locale == null ? "en-US" : locale.asText(), source(test, usual), isolation)
        .formatToParts(arguments);
  }

  private static @Nullable Object value(JsonNode value) {
    if (value.isIntegralNumber()) {
      return value.bigIntegerValue();
    }
    if (value.isNumber()) {
      return value.decimalValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    return value.isNull() ? null : value.isTextual() ? value.asText() : value.toString();
  }

  private static @Nullable JsonNode given(JsonNode test, JsonNode usual, String name) {
    return test.has(name) ? test.get(name) : usual.get(name);
  }

  private static @Nullable String wrong(JsonNode test, JsonNode usual, MessageFormat.Result got) {
    JsonNode text = given(test, usual, "exp");
    if (text != null && !text.asText().equals(got.text())) {
      return "expected " + text;
    }
    String wrong = wrongErrors(given(test, usual, "expErrors"), text != null, got);
    return wrong != null ? wrong : wrongParts(given(test, usual, "expParts"), got);
  }

  /// A test that names neither a text nor errors says only that nothing breaks.
  private static @Nullable String wrongErrors(
      @Nullable JsonNode expected, boolean textIsKnown, MessageFormat.Result got) {
    List<String> types = got.faults().stream().map(Fault::type).distinct().sorted().toList();
    if (expected == null || (expected.isBoolean() && !expected.asBoolean())) {
      return types.isEmpty() || (expected == null && !textIsKnown) ? null : "expected no errors";
    }
    if (expected.isBoolean()) {
      return types.isEmpty() ? "expected an error" : null;
    }
    List<String> names = new ArrayList<>();
    expected.forEach(error -> names.add(error.path("type").asText()));
    return types.equals(names.stream().distinct().sorted().toList())
        ? null
        : "expected " + expected;
  }

  private static @Nullable String wrongParts(
      @Nullable JsonNode expected, MessageFormat.Result got) {
    JsonNode parts = Json.MAPPER.valueToTree(got.parts());
    if (expected == null) {
      return null;
    }
    if (parts.size() != expected.size()) {
      return "expected parts " + expected + ", got " + parts;
    }
    for (int i = 0; i < parts.size(); i++) {
      for (Map.Entry<String, JsonNode> field : expected.get(i).properties()) {
        if (!field.getValue().equals(parts.get(i).get(field.getKey()))) {
          return "expected parts " + expected + ", got " + parts;
        }
      }
    }
    return null;
  }
}
