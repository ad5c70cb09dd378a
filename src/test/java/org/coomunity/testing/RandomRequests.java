package org.coomunity.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// Throws random requests at a server, built from its own OpenAPI document: right ones, nearly
/// right ones and nonsense. Whatever comes back must be an answer the document knows or a problem
/// document, never a failure of ours.
public final class RandomRequests {
  /// What to throw.
  ///
  /// @param base the address of the server
  /// @param tokens tokens of people who may be asking; requests without one are thrown too
  /// @param known values by name for parameters of paths and fields of bodies, for example `slug`;
  ///   identifiers by the word before them, for example `trades`; those of answers are remembered
  ///   and used again
  /// @param skip operations to leave out, as `DELETE /api/v1/session`
  /// @param seed replays the same requests
  /// @param count how many
  public record Plan(
      URI base,
      List<String> tokens,
      Map<String, List<String>> known,
      Set<String> skip,
      long seed,
      int count) {}

  /// What came back.
  ///
  /// @param statuses how often each status came
  /// @param faults answers that must not be, at most 50, each with its request
  public record Report(Map<Integer, Integer> statuses, List<String> faults) {}

  private record Operation(String method, String path, JsonNode node) {}

  private static final int FAULTS = 50;
  private static final int REMEMBERED = 200;
  private static final int REMEMBERED_OF_A_KIND = 40;

  private final Plan plan;
  private final Random random;
  private final RandomJson values;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final List<String> ids = new ArrayList<>();
  private final Map<String, List<String>> ofKind = new HashMap<>();
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  private RandomRequests(Plan plan) {
    this.plan = plan;
    this.random = new Random(plan.seed());
    this.values = new RandomJson(random, ids, plan.known());
    plan.known().forEach((kind, known) -> ofKind.put(kind, new ArrayList<>(known)));
  }

  /// Throws them all, one after another.
  public static Report run(Plan plan) {
    return new RandomRequests(plan).run();
  }

  private Report run() {
    try (client) {
      JsonNode document =
          tree(
              client
                  .send(
                      HttpRequest.newBuilder(plan.base().resolve("/openapi.json")).build(),
                      HttpResponse.BodyHandlers.ofString())
                  .body());
      List<Operation> operations = operations(document);
      for (int i = 0; i < plan.count() && faults.size() < FAULTS; i++) {
        throwOne(operations.get(random.nextInt(operations.size())), document);
      }
    } catch (IOException e) {
      faults.add("no connection: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Report(statuses, List.copyOf(faults));
  }

  private List<Operation> operations(JsonNode document) {
    List<Operation> operations = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(entry -> {
                  String method = entry.getKey().toUpperCase(Locale.ROOT);
                  boolean endless = path.getKey().endsWith("/sse");
                  if (!endless && !plan.skip().contains(method + " " + path.getKey())) {
                    operations.add(new Operation(method, path.getKey(), entry.getValue()));
                  }
                }));
    return operations;
  }

  private void throwOne(Operation operation, JsonNode document)
      throws IOException, InterruptedException {
    String path = path(operation) + query(operation);
    JsonNode schema =
        operation
            .node()
            .path("requestBody")
            .path("content")
            .path("application/json")
            .path("schema");
    byte @Nullable [] body = schema.isMissingNode() ? null : values.body(schema, document);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(plan.base().resolve(path)).timeout(Duration.ofSeconds(20));
    if (body == null) {
      request.method(operation.method(), HttpRequest.BodyPublishers.noBody());
    } else {
      request.method(operation.method(), HttpRequest.BodyPublishers.ofByteArray(body));
      request.header("Content-Type", random.nextInt(50) == 0 ? "text/plain" : "application/json");
    }
    if (!plan.tokens().isEmpty() && random.nextInt(10) > 0) {
      request.header(
          "Authorization", "Bearer " + plan.tokens().get(random.nextInt(plan.tokens().size())));
    } else if (random.nextInt(4) == 0) {
      request.header("Authorization", "Bearer " + escape(values.word()));
    }
    String sent =
        operation.method()
            + " "
            + path
            + (body == null ? "" : " " + new String(body, StandardCharsets.UTF_8));
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    statuses.merge(response.statusCode(), 1, Integer::sum);
    check(operation, response, document).forEach(fault -> note(fault, sent, response));
  }

  private void note(String fault, String sent, HttpResponse<String> response) {
    faults.add(
        fault
            + "\n  asked: "
            + sent.substring(0, Math.min(600, sent.length()))
            + "\n  got "
            + response.statusCode()
            + ": "
            + response.body().substring(0, Math.min(600, response.body().length())));
  }

  private List<String> check(
      Operation operation, HttpResponse<String> response, JsonNode document) {
    int status = response.statusCode();
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (status >= 500 && status != 503) {
      return List.of("a failure");
    }
    if (response.body().contains("\tat ") || response.body().contains("Exception")) {
      return List.of("a stack trace");
    }
    if (status >= 400) {
      return type.equals("application/problem+json")
          ? SchemaCheck.faults(
              tree(response.body()),
              document.path("components").path("schemas").path("Problem"),
              document)
          : List.of("no problem document but " + type);
    }
    JsonNode schema =
        operation
            .node()
            .path("responses")
            .path(Integer.toString(status))
            .path("content")
            .path("application/json")
            .path("schema");
    if (schema.isMissingNode() || !type.equals("application/json")) {
      return List.of();
    }
    JsonNode body = tree(response.body());
    remember(body, kind(operation.path()), 0);
    return SchemaCheck.faults(body, schema, document);
  }

  private void remember(JsonNode node, String kind, int depth) {
    if (node.path("id").isTextual()) {
      String id = node.path("id").asText();
      if (ids.size() < REMEMBERED) {
        ids.add(id);
      }
      List<String> alike = ofKind.computeIfAbsent(kind, none -> new ArrayList<>());
      if (alike.size() < REMEMBERED_OF_A_KIND && !alike.contains(id)) {
        alike.add(id);
      }
    }
    if (depth < 3) {
      node.forEach(child -> remember(child, kind, depth + 1));
    }
  }

  /// The word that says what a path is about: the one before its identifier, else its last.
  private static String kind(String path) {
    int id = path.indexOf("/{id}");
    String before = id < 0 ? path : path.substring(0, id);
    return before.substring(before.lastIndexOf('/') + 1);
  }

  private String path(Operation operation) {
    String path = operation.path();
    for (JsonNode parameter : operation.node().path("parameters")) {
      String name = parameter.path("name").asText();
      if (parameter.path("in").asText().equals("path")) {
        path = path.replace("{" + name + "}", escape(pathValue(name, parameter, operation.path())));
      }
    }
    return path;
  }

  private String pathValue(String name, JsonNode parameter, String path) {
    List<String> known = ofKind.getOrDefault(name.equals("id") ? kind(path) : name, List.of());
    if (!known.isEmpty() && random.nextInt(20) > 0) {
      return known.get(random.nextInt(known.size()));
    }
    String value = values.text(parameter.path("schema"));
    return value.isEmpty() || value.startsWith(".") ? "x" : value;
  }

  private String query(Operation operation) {
    Map<String, String> query = new HashMap<>();
    for (JsonNode parameter : operation.node().path("parameters")) {
      if (parameter.path("in").asText().equals("query") && random.nextInt(3) == 0) {
        query.put(
            parameter.path("name").asText(),
            random.nextInt(4) == 0 ? values.word() : values.text(parameter.path("schema")));
      }
    }
    StringBuilder text = new StringBuilder();
    query.forEach((name, value) ->
        text.append(text.isEmpty() ? '?' : '&').append(name).append('=').append(escape(value)));
    return text.toString();
  }

  /// Percent-encodes; what Jetty itself refuses in a path is left out of it.
  private static String escape(String text) {
    return URLEncoder.encode(text.replace("/", "").replace("\0", ""), StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%5C", "");
  }

  private static JsonNode tree(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + json, e);
    }
  }
}
