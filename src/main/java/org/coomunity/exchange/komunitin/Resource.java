package org.coomunity.exchange.komunitin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A resource of JSON:API: what it is, what it says, and what it belongs to.
///
/// @param self its address
/// @param attributes what it says; values that are null are left out
/// @param relationships what it belongs to, each made by `one` or `many`
record Resource(
    String type,
    UUID id,
    String self,
    Map<String, Object> attributes,
    Map<String, Object> relationships) {
  static Map<String, Object> one(String type, Object id) {
    return Map.of("data", Map.of("type", type, "id", id.toString()));
  }

  static Map<String, Object> one(String type, Object id, String related) {
    return Map.of(
        "data", Map.of("type", type, "id", id.toString()), "links", Map.of("related", related));
  }

  static Map<String, Object> many(String type, List<String> ids) {
    return Map.of("data", ids.stream().map(id -> Map.of("type", type, "id", id)).toList());
  }

  /// The resource as JSON, with the fields that are wanted.
  Map<String, Object> json(Parameters parameters) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", type);
    json.put("id", id);
    json.put("attributes", wanted(attributes, parameters));
    Map<String, Object> related = wanted(relationships, parameters);
    if (!related.isEmpty()) {
      json.put("relationships", related);
    }
    json.put("links", Map.of("self", self));
    return json;
  }

  private Map<String, Object> wanted(Map<String, Object> all, Parameters parameters) {
    Map<String, Object> wanted = new LinkedHashMap<>(all);
    parameters.fields(type).ifPresent(names -> wanted.keySet().retainAll(Set.copyOf(names)));
    return wanted;
  }
}
