package org.coomunity.base.platform.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.coomunity.base.kernel.CommunityId;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.platform.json.Json;

/// Makes JSON Schemas (2020-12, as OpenAPI 3.1 has them) of the records of bodies and answers.
final class Schemas {
  /// Components that carry an amount of a currency, wherever they stand: decimal strings.
  private static final Set<String> AMOUNTS =
      Set.of(
          "amount",
          "price",
          "balance",
          "available",
          "reservedOut",
          "reservedIn",
          "creditLimit",
          "maxBalance",
          "gift",
          "given",
          "received",
          "fundShare",
          "room",
          "income",
          "payouts",
          "creditStart",
          "creditCap",
          "creditSlope",
          "factorTwoOver",
          "volume",
          "turnover");

  static final String DECIMAL = "^-?[0-9]{1,40}(\\.[0-9]{1,40})?$";

  private final Map<String, Object> named = new TreeMap<>();
  private final Map<Class<?>, String> names = new LinkedHashMap<>();

  /// All records met so far, by name.
  Map<String, Object> named() {
    return named;
  }

  Map<String, Object> of(Type type) {
    return of(type, "");
  }

  private Map<String, Object> of(Type type, String component) {
    return switch (type) {
      case Class<?> plain -> ofClass(plain, component);
      case ParameterizedType generic -> ofGeneric(generic, component);
      case WildcardType wildcard -> of(wildcard.getUpperBounds()[0], component);
      default -> Map.of();
    };
  }

  private Map<String, Object> ofGeneric(ParameterizedType type, String component) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == Optional.class) {
      return orNull(of(arguments[0], component));
    }
    if (Collection.class.isAssignableFrom(raw)) {
      return Map.of("type", "array", "items", of(arguments[0], component));
    }
    if (Map.class.isAssignableFrom(raw)) {
      return Map.of("type", "object", "additionalProperties", of(arguments[1], component));
    }
    return ofClass(raw, component);
  }

  private Map<String, Object> ofClass(Class<?> type, String component) {
    if (type == String.class || type == CharSequence.class) {
      return AMOUNTS.contains(component)
          ? Map.of("type", "string", "pattern", DECIMAL, "examples", List.of("1.50"))
          : Map.of("type", "string");
    }
    if (type == UUID.class || type == MemberId.class || type == CommunityId.class) {
      return Map.of("type", "string", "format", "uuid");
    }
    if (type == Instant.class) {
      return Map.of("type", "string", "format", "date-time");
    }
    if (type == LocalDate.class) {
      return Map.of("type", "string", "format", "date");
    }
    if (type == Duration.class) {
      return Map.of("type", "string", "format", "duration");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type == int.class || type == Integer.class || type == short.class) {
      return Map.of("type", "integer", "format", "int32");
    }
    if (type == long.class || type == Long.class) {
      return Map.of("type", "integer", "format", "int64");
    }
    if (type == double.class || type == Double.class || type == float.class) {
      return Map.of("type", "number");
    }
    if (type.isEnum()) {
      return ofEnum(type);
    }
    if (type.isArray()) {
      return Map.of("type", "array", "items", of(type.getComponentType(), component));
    }
    if (type.isRecord()) {
      return Map.of("$ref", "#/components/schemas/" + nameOf(type));
    }
    if (type.isSealed()) {
      List<Object> any = new ArrayList<>();
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        any.add(of(permitted));
      }
      return Map.of("oneOf", any);
    }
    if (Map.class.isAssignableFrom(type) || JsonNode.class.isAssignableFrom(type)) {
      return Map.of("type", "object");
    }
    return Map.of();
  }

  private static Map<String, Object> ofEnum(Class<?> type) {
    List<String> values = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      values.add(Json.MAPPER.valueToTree(constant).asText());
    }
    return Map.of("type", "string", "enum", values);
  }

  /// The name of a record in the document; two of one name get their outer class in front.
  private String nameOf(Class<?> type) {
    String known = names.get(type);
    if (known != null) {
      return known;
    }
    String name = type.getSimpleName();
    Class<?> outer = type.getEnclosingClass();
    if (names.containsValue(name)) {
      name = (outer == null ? "" : outer.getSimpleName()) + name;
    }
    for (int i = 2; names.containsValue(name); i++) {
      name = type.getSimpleName() + i;
    }
    names.put(type, name);
    named.put(name, record(type));
    return name;
  }

  private Map<String, Object> record(Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = jsonName(component);
      Map<String, Object> schema = of(component.getGenericType(), component.getName());
      if (Json.mayBeAbsent(component)) {
        properties.put(name, component.getType() == Optional.class ? schema : orNull(schema));
      } else {
        properties.put(name, schema);
        required.add(name);
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  private static String jsonName(RecordComponent component) {
    for (AnnotatedElement place : List.of(component, component.getAccessor())) {
      JsonProperty given = place.getAnnotation(JsonProperty.class);
      if (given != null && !given.value().isEmpty()) {
        return given.value();
      }
    }
    return component.getName();
  }

  private static Map<String, Object> orNull(Map<String, Object> schema) {
    if (schema.get("type") instanceof String type && !schema.containsKey("enum")) {
      Map<String, Object> open = new LinkedHashMap<>(schema);
      open.put("type", List.of(type, "null"));
      return open;
    }
    return schema.isEmpty() ? schema : Map.of("anyOf", List.of(schema, Map.of("type", "null")));
  }

  /// The schema of a parameter of a path or query, known by its name.
  static Map<String, Object> parameter(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "id" -> Map.of("type", "string", "format", "uuid");
      case "n", "radiuskm" -> Map.of("type", "integer", "minimum", 0);
      case "limit" -> Map.of("type", "integer", "minimum", 1, "maximum", 100, "default", 20);
      case "from", "to", "at" -> Map.of("type", "string", "format", "date-time");
      default -> Map.of("type", "string");
    };
  }
}
