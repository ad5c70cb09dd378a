package org.coomunity.base.platform.json;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused.FieldFault;

/// Compares well-formed JSON with the record it should have been and names every field that is
/// unknown, missing or of the wrong kind.
final class BodyFaults {
  private static final int MOST = 20;

  /// Fields that carry an amount of money, which is a text: a number there gets the refusal that
  /// says how an amount is written.
  private static final Set<String> AMOUNTS =
      Set.of("amount", "price", "gift", "creditStart", "creditCap", "creditSlope", "factorTwoOver");

  private final List<FieldFault> unknown = new ArrayList<>();
  private final List<FieldFault> others = new ArrayList<>();

  private BodyFaults() {}

  static List<FieldFault> of(JsonNode body, JavaType type) {
    BodyFaults faults = new BodyFaults();
    faults.compare(body, type, "");
    faults.unknown.addAll(faults.others);
    return faults.unknown.subList(0, Math.min(MOST, faults.unknown.size()));
  }

  private void compare(JsonNode node, JavaType type, String path) {
    if (unknown.size() + others.size() >= MOST) {
      return;
    }
    if (type.isReferenceType()) {
      compare(node, type.getReferencedType(), path);
    } else if (type.isRecordType() && Json.isPlainRecord(type.getRawClass())) {
      compareRecord(node, type, path);
    } else if (type.isCollectionLikeType() && node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        compare(node.get(i), type.getContentType(), path + "[" + i + "]");
      }
    } else if (type.isMapLikeType() && node.isObject()) {
      node.properties()
          .forEach(entry ->
              compare(entry.getValue(), type.getContentType(), join(path, entry.getKey())));
    } else if (node.isNull() || StrictJson.fit(node, type) == null) {
      boolean amount =
          node.isNumber() && AMOUNTS.contains(path.substring(path.lastIndexOf('.') + 1));
      others.add(
          new FieldFault(named(path), amount ? Refusal.AMOUNT_FORMAT : Refusal.FIELD_FORMAT));
    }
  }

  private void compareRecord(JsonNode node, JavaType type, String path) {
    if (!node.isObject()) {
      others.add(new FieldFault(named(path), Refusal.FIELD_FORMAT));
      return;
    }
    Map<String, RecordComponent> components = new HashMap<>();
    for (RecordComponent component : type.getRawClass().getRecordComponents()) {
      components.put(component.getName(), component);
    }
    Map<String, BeanPropertyDefinition> properties = new HashMap<>();
    Json.MAPPER
        .getDeserializationConfig()
        .introspect(type)
        .findProperties()
        .forEach(property -> properties.put(property.getName(), property));
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!properties.containsKey(name)) {
            unknown.add(new FieldFault(join(path, name), Refusal.UNKNOWN_FIELD));
          }
        });
    properties.forEach((name, property) -> {
      JsonNode value = node.get(name);
      boolean absent = value == null || value.isNull();
      RecordComponent component = components.get(property.getInternalName());
      if (absent && component != null && !Json.mayBeAbsent(component)) {
        others.add(new FieldFault(join(path, name), Refusal.FIELD_MISSING));
      } else if (!absent) {
        compare(value, property.getPrimaryType(), join(path, name));
      }
    });
  }

  private static String join(String path, String name) {
    String shown = name.length() <= 80 ? name : name.substring(0, 80);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  private static String named(String path) {
    return path.isEmpty() ? "body" : path;
  }
}
