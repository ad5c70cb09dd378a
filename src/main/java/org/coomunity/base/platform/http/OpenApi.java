package org.coomunity.base.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.platform.json.Json;

/// The OpenAPI 3.1 document, made from the route table, and the page on which people read it.
final class OpenApi {
  private static final ObjectWriter WRITER =
      Json.MAPPER.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private static final String STYLE =
      """
      :root { color-scheme: light dark }
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
      h2 { margin-block-start: 2.5rem; text-transform: capitalize }
      details { border: 1px solid #857f70; border-radius: .5rem; padding: .4rem .8rem; margin: .4rem 0 }
      summary { cursor: pointer; overflow-wrap: anywhere }
      summary b { display: inline-block; min-width: 4.5rem }
      pre { overflow: auto; font-size: .85rem }
      """;

  private final List<Route> table;
  private final String version;
  private volatile byte[] written = {};
  private volatile String page = "";

  OpenApi(List<Route> table, String version) {
    this.table =
        table.stream()
            .filter(route -> !route.page() && route.path().matches("/(api|ledger)/.*"))
            .sorted(Comparator.comparing(Route::path).thenComparing(Route::method))
            .toList();
    this.version = version;
  }

  List<Route> routes() {
    return List.of(
        Route.root("GET", "/openapi.json")
            .by(Access.PUBLIC)
            .to(exchange -> {
              write();
              return Answer.of(Answer.JSON, written).header("Cache-Control", "no-cache");
            }),
        Route.root("GET", "/api")
            .by(Access.PUBLIC)
            .page()
            .to(exchange -> {
              write();
              return Answer.html(page).header("Cache-Control", "no-cache");
            }),
        Route.root("GET", "/api/style.css")
            .by(Access.PUBLIC)
            .page()
            .to(exchange ->
                Answer.of("text/css; charset=utf-8", STYLE)
                    .header("Cache-Control", "public, max-age=3600")));
  }

  private synchronized void write() {
    if (written.length == 0) {
      Map<String, Object> document = document();
      page = page(document);
      written = sorted(document);
    }
  }

  Map<String, Object> document() {
    Schemas schemas = new Schemas();
    Map<String, Map<String, Object>> paths = new TreeMap<>();
    for (Route route : table) {
      paths
          .computeIfAbsent(route.path().replace("*}", "}"), path -> new LinkedHashMap<>())
          .put(route.method().toLowerCase(Locale.ROOT), operation(route, schemas));
    }
    Map<String, Object> components = new LinkedHashMap<>();
    components.put("schemas", schemas.named());
    schemas.named().put("Problem", problem());
    components.put(
        "responses",
        Map.of(
            "Problem",
            Map.of(
                "description",
                "The platform says no, and why (RFC 9457). Codes are listed at /api/v1/refusals.",
                "content",
                Map.of(
                    Problems.TYPE,
                    Map.of("schema", Map.of("$ref", "#/components/schemas/Problem"))))));
    components.put(
        "securitySchemes",
        Map.of(
            "bearer", Map.of("type", "http", "scheme", "bearer"),
            "cookie", Map.of("type", "apiKey", "in", "cookie", "name", "__Host-session")));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put("info", Map.of("title", "CoomÜnity", "version", version));
    document.put("paths", paths);
    document.put("components", components);
    return document;
  }

  private static Map<String, Object> operation(Route route, Schemas schemas) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", operationId(route));
    operation.put("tags", List.of(tag(route.path())));
    operation.put("summary", route.doc());
    operation.put("x-access", route.access().name().toLowerCase(Locale.ROOT));
    operation.put(
        "security",
        route.access() == Access.PUBLIC
            ? List.of()
            : List.of(Map.of("bearer", List.of()), Map.of("cookie", List.of())));
    List<Object> parameters = new ArrayList<>();
    for (String name : pathNames(route.path())) {
      parameters.add(parameter(name, "path", true));
    }
    route.queries().forEach(name -> parameters.add(parameter(name, "query", false)));
    if (route.access().role().isPresent()) {
      parameters.add(parameter("On-Behalf-Of", "header", false));
    }
    operation.put("parameters", parameters);
    if (route.takes() != null) {
      Map<String, Object> schema = schemas.of(route.takes());
      operation.put(
          "requestBody",
          Map.of("required", true, "content", Map.of(Answer.JSON, Map.of("schema", schema))));
    }
    operation.put("responses", responses(route, schemas));
    return operation;
  }

  private static Map<String, Object> responses(Route route, Schemas schemas) {
    Map<String, Object> responses = new LinkedHashMap<>();
    Map<String, Object> good = new LinkedHashMap<>();
    good.put("description", "All went well.");
    if (route.answers() != null) {
      Map<String, Object> item = schemas.of(route.answers());
      Map<String, Object> schema = item;
      if (route.list()) {
        schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put(
            "properties",
            Map.of(
                "items", Map.of("type", "array", "items", item),
                "next", Map.of("type", List.of("string", "null"))));
        schema.put("required", List.of("items"));
      }
      good.put("content", Map.of(Answer.JSON, Map.of("schema", schema)));
    }
    responses.put(Integer.toString(route.status()), good);
    if (route.status() == 201) {
      Map<String, Object> replay = new LinkedHashMap<>(good);
      replay.put("description", "It was there already: the first answer again.");
      replay.put(
          "headers", Map.of("Idempotent-Replay", Map.of("schema", Map.of("type", "string"))));
      responses.put("200", replay);
    }
    responses.put("default", Map.of("$ref", "#/components/responses/Problem"));
    return responses;
  }

  private static Map<String, Object> parameter(String name, String in, boolean required) {
    return Map.of("name", name, "in", in, "required", required, "schema", Schemas.parameter(name));
  }

  private static List<String> pathNames(String path) {
    List<String> names = new ArrayList<>();
    for (int at = path.indexOf('{'); at >= 0; at = path.indexOf('{', at + 1)) {
      names.add(path.substring(at + 1, path.indexOf('}', at)).replace("*", ""));
    }
    return names;
  }

  private static String operationId(Route route) {
    StringBuilder id = new StringBuilder(route.method().toLowerCase(Locale.ROOT));
    boolean upper = true;
    for (char c : route.path().replaceFirst("^/api/v1|/v1(?=/)", "").toCharArray()) {
      if (Character.isLetterOrDigit(c)) {
        id.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      } else {
        upper = true;
      }
    }
    return id.toString();
  }

  /// The first word of a path that says what it is about.
  private static String tag(String path) {
    String within = path.replaceFirst("^/(api/v1/)?", "").replace("communities/{slug}/", "");
    int slash = within.indexOf('/');
    return slash < 0 ? within : within.substring(0, slash);
  }

  private static Map<String, Object> problem() {
    List<String> codes = new ArrayList<>();
    for (Refusal refusal : Refusal.values()) {
      codes.add(refusal.code());
    }
    Map<String, Object> text = Map.of("type", "string");
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("type", text);
    properties.put("title", text);
    properties.put("status", Map.of("type", "integer"));
    properties.put("detail", text);
    properties.put("code", Map.of("type", "string", "enum", codes));
    properties.put(
        "errors",
        Map.of(
            "type",
            "array",
            "items",
            Map.of(
                "type",
                "object",
                "properties",
                Map.of("field", text, "code", text, "detail", text))));
    properties.put("traceId", text);
    return Map.of(
        "type",
        "object",
        "properties",
        properties,
        "required",
        List.of("type", "title", "status", "code", "traceId"));
  }

  private String page(Map<String, Object> document) {
    StringBuilder html = new StringBuilder(64 * 1024);
    html.append(
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>CoomÜnity API</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="stylesheet" href="/api/style.css"></head><body><main><h1>CoomÜnity API</h1>
        <p>The whole document: <a href="/openapi.json">openapi.json</a>. Every reason for a no:
        <a href="/api/v1/refusals">refusals</a>.</p>
        """);
    String tag = "";
    List<Route> byTag =
        table.stream().sorted(Comparator.comparing((Route route) -> tag(route.path()))).toList();
    Schemas schemas = new Schemas();
    for (Route route : byTag) {
      if (!tag(route.path()).equals(tag)) {
        tag = tag(route.path());
        html.append("<h2>").append(escape(tag)).append("</h2>\n");
      }
      html.append("<details><summary><b>").append(escape(route.method())).append("</b> <code>");
      html.append(escape(route.path())).append("</code> ").append(escape(route.doc()));
      html.append("</summary><p>Who: ");
      html.append(escape(route.access().name().toLowerCase(Locale.ROOT))).append("</p><pre>");
      html.append(escape(pretty(operation(route, schemas)))).append("</pre></details>\n");
    }
    html.append("<h2>Schemas</h2>\n");
    if (document.get("components") instanceof Map<?, ?> components
        && components.get("schemas") instanceof Map<?, ?> named) {
      named.forEach((name, schema) ->
          html.append("<details><summary><code>")
              .append(escape(String.valueOf(name)))
              .append("</code></summary><pre>")
              .append(escape(pretty(schema)))
              .append("</pre></details>\n"));
    }
    return html.append("</main></body></html>").toString();
  }

  /// The same bytes each time, so that the document can be compared with an older one.
  private static byte[] sorted(Object value) {
    try {
      return WRITER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pretty(Object value) {
    try {
      return WRITER.withDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
