package org.coomunity.recount;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/// The one form of a value (RFC 8785), for values without fractions.
final class Canon {
  private static final long MOST = 9_007_199_254_740_991L;

  private Canon() {}

  /// The canonical form.
  ///
  /// @throws IllegalArgumentException when a number is not whole, or beyond 2^53 - 1
  static String of(JsonNode value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(JsonNode value, StringBuilder out) {
    if (value.isObject()) {
      object(value, out);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        out.append(i == 0 ? '[' : ',');
        write(value.get(i), out);
      }
      out.append(value.isEmpty() ? "[]" : "]");
    } else if (value.isTextual()) {
      quote(value.textValue(), out);
    } else if (value.isNumber()) {
      if (!value.canConvertToLong() || !value.isIntegralNumber()) {
        throw new IllegalArgumentException("a number that is not whole: " + value);
      }
      long number = value.longValue();
      if (number > MOST || number < -MOST) {
        throw new IllegalArgumentException("a number that is too large: " + value);
      }
      out.append(number);
    } else {
      out.append(value.asText());
    }
  }

  private static void object(JsonNode value, StringBuilder out) {
    Map<String, JsonNode> members = new TreeMap<>();
    value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    char before = '{';
    for (Map.Entry<String, JsonNode> member : members.entrySet()) {
      out.append(before);
      quote(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
      before = ',';
    }
    out.append(members.isEmpty() ? "{}" : "}");
  }

  static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int named = "\b\t\n\f\r\"\\".indexOf(c);
      if (named >= 0) {
        out.append('\\').append("btnfr\"\\".charAt(named));
      } else if (c < 32) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
