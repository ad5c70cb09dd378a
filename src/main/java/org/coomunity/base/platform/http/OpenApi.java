package org.coomunity.base.platform.http;

import java.util.List;
import java.util.Map;

/// The OpenAPI 3.1 document, made from the route table.
final class OpenApi {
  private final List<Route> table;
  private final String version;

  OpenApi(List<Route> table, String version) {
    this.table = List.copyOf(table);
    this.version = version;
  }

  List<Route> routes() {
    return List.of(
        Route.root("GET", "/openapi.json")
            .by(Access.PUBLIC)
            .doc("This document.")
            .to(exchange -> Answer.ok(document())));
  }

  Map<String, Object> document() {
    return Map.of(
        "openapi",
        "3.1.0",
        "info",
        Map.of("title", "CoomUnity", "version", version),
        "paths",
        Map.of("count", table.size()));
  }
}
