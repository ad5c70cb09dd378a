package org.coomunity.exchange.komunitin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Unit;
import org.coomunity.base.platform.http.Exchange;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// One resource of a JSON:API body. Whatever the resource does not know is refused, with a pointer
/// to where it stands.
final class Input {
  private static final Set<String> TOP =
      Set.of("data", "included", "jsonapi", "links", "meta", "errors");
  private static final Set<String> MEMBERS =
      Set.of("type", "id", "lid", "attributes", "relationships", "links", "meta");

  private final String at;
  private final Optional<UUID> id;
  private final Map<String, Object> attributes;
  private final Map<String, Object> relationships;

  /// What a resource knows.
  ///
  /// @param reads attributes that are read
  /// @param skips attributes that may be there and mean nothing, because the server makes them
  record Shape(String type, Set<String> reads, Set<String> skips, Set<String> relationships) {}

  /// All resources of a body.
  ///
  /// @param many true when they came as a list
  record Body(List<Input> resources, boolean many) {}

  private Input(
      String at, Optional<UUID> id, Map<String, Object> attributes, Map<String, Object> related) {
    this.at = at;
    this.id = id;
    this.attributes = attributes;
    this.relationships = related;
  }

  static Input one(Exchange exchange, Shape shape) {
    Body body = read(exchange, shape, 1);
    if (body.many()) {
      throw Refused.field(Refusal.FIELD_FORMAT, "/data");
    }
    return body.resources().getFirst();
  }

  static Body read(Exchange exchange, Shape shape, int most) {
    if (exchange.header("Content-Type").orElse("").contains("ext=")) {
      throw Refused.because(Refusal.UNSUPPORTED_MEDIA, "accepted", Documents.TYPE);
    }
    Map<String, Object> document = object(exchange.body(Map.class), "");
    known(document, TOP, "");
    if (!(document.get("data") instanceof List<?> list)) {
      return new Body(List.of(resource(document.get("data"), shape, "/data")), false);
    }
    if (list.isEmpty() || list.size() > most) {
      throw Refused.field(Refusal.FIELD_LENGTH, "/data");
    }
    List<Input> resources = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      resources.add(resource(list.get(i), shape, "/data/" + i));
    }
    return new Body(resources, true);
  }

  private static Input resource(@Nullable Object json, Shape shape, String at) {
    Map<String, Object> resource = object(json, at);
    known(resource, MEMBERS, at);
    if (resource.containsKey("type") && !shape.type().equals(resource.get("type"))) {
      throw Refused.field(Refusal.FIELD_FORMAT, at + "/type");
    }
    Map<String, Object> attributes = member(resource, "attributes", at);
    attributes.keySet().removeAll(shape.skips());
    known(attributes, shape.reads(), at + "/attributes");
    Map<String, Object> related = member(resource, "relationships", at);
    known(related, shape.relationships(), at + "/relationships");
    return new Input(
        at, Optional.ofNullable(resource.get("id")).map(id -> uuid(id, at)), attributes, related);
  }

  private static Map<String, Object> member(Map<String, Object> from, String name, String at) {
    return from.containsKey(name) ? object(from.get(name), at + "/" + name) : new HashMap<>();
  }

  private static Map<String, Object> object(@Nullable Object json, String at) {
    if (!(json instanceof Map<?, ?> map)) {
      throw Refused.field(
          json == null ? Refusal.FIELD_MISSING : Refusal.FIELD_FORMAT, at.isEmpty() ? "/" : at);
    }
    Map<String, Object> object = new HashMap<>();
    map.forEach((name, value) -> {
      if (value != null) {
        object.put(String.valueOf(name), value);
      }
    });
    return object;
  }

  private static void known(Map<String, Object> object, Set<String> names, String at) {
    for (String name : object.keySet()) {
      if (!names.contains(name)) {
        throw Refused.field(Refusal.UNKNOWN_FIELD, at + "/" + name);
      }
    }
  }

  private static UUID uuid(Object value, String at) {
    try {
      return Json.uuid(value instanceof String text ? text : "");
    } catch (IllegalArgumentException wrong) {
      throw Refused.field(Refusal.FIELD_FORMAT, at + "/id");
    }
  }

  Optional<UUID> id() {
    return id;
  }

  Set<String> attributes() {
    return attributes.keySet();
  }

  private Optional<Object> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /// True when an attribute says what holds already.
  boolean repeats(String name, @Nullable Object now) {
    Object said = attributes.get(name);
    if (said instanceof Number number && now instanceof Number other) {
      return number.longValue() == other.longValue();
    }
    return Objects.equals(said, now);
  }

  Refused wrong(String name, Refusal refusal) {
    return Refused.field(refusal, at + "/attributes/" + name);
  }

  Optional<String> text(String name) {
    return attribute(name)
        .map(value -> {
          if (!(value instanceof String text)) {
            throw wrong(name, Refusal.FIELD_FORMAT);
          }
          return text;
        });
  }

  /// Words that are written either plainly or as `{description}`.
  Optional<String> description(String name) {
    return attribute(name)
        .map(value -> {
          Object words = value instanceof Map<?, ?> map ? map.get("description") : value;
          boolean alone = !(value instanceof Map<?, ?> map) || map.size() == 1;
          if (!(words instanceof String text) || !alone) {
            throw wrong(name, Refusal.FIELD_FORMAT);
          }
          return text.strip();
        });
  }

  Optional<Boolean> flag(String name) {
    return attribute(name)
        .map(value -> {
          if (!(value instanceof Boolean flag)) {
            throw wrong(name, Refusal.FIELD_FORMAT);
          }
          return flag;
        });
  }

  /// A whole number of at least `least`.
  Optional<Long> number(String name, long least) {
    return attribute(name)
        .map(value -> {
          long number =
              switch (value) {
                case Integer small -> small;
                case Long large -> large;
                default -> throw wrong(name, Refusal.FIELD_FORMAT);
              };
          if (number < least || number > Unit.MOST) {
            throw wrong(name, Refusal.AMOUNT_RANGE);
          }
          return number;
        });
  }

  /// A list of identifiers.
  Optional<List<UUID>> ids(String name, int most) {
    return attribute(name)
        .map(value -> {
          if (!(value instanceof List<?> list) || list.size() > most) {
            throw wrong(name, Refusal.FIELD_FORMAT);
          }
          return list.stream().map(one -> uuid(String.valueOf(one), at + "/attributes")).toList();
        });
  }

  /// What it is related to. Something that is kept elsewhere has no way here yet.
  ///
  /// @throws Refused `no_route` for an external resource
  Optional<UUID> related(String name, String type) {
    if (!relationships.containsKey(name)) {
      return Optional.empty();
    }
    String where = at + "/relationships/" + name;
    Map<String, Object> data = member(object(relationships.get(name), where), "data", where);
    if (data.get("meta") instanceof Map<?, ?> meta && Boolean.TRUE.equals(meta.get("external"))) {
      throw Refused.because(Refusal.NO_ROUTE);
    }
    if (!type.equals(data.get("type")) || !data.containsKey("id")) {
      throw Refused.field(Refusal.FIELD_FORMAT, where);
    }
    return Optional.of(uuid(data.getOrDefault("id", ""), where));
  }
}
