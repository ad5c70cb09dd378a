package org.coomunity.decisions.voting;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// JSON with one form for each value (RFC 8785): names in the order of their UTF-16 units, no
/// space, numbers as ECMAScript writes them, only necessary escapes.
///
/// Values are `Map`, `List`, `String`, `Boolean`, null and numbers. Whole numbers beyond 2^53 - 1
/// are refused, because readers that know doubles only would see another one.
public final class CanonicalJson {
  private static final long MOST = (1L << 53) - 1;
  private static final String HEX = "0123456789abcdef";
  private static final int PLAIN_DIGITS = 21;
  private static final int PLAIN_ZEROS = -6;

  private CanonicalJson() {}

  /// The canonical form in UTF-8.
  public static byte[] bytes(@Nullable Object value) {
    return write(value).getBytes(StandardCharsets.UTF_8);
  }

  /// The canonical form.
  ///
  /// @throws IllegalArgumentException when there is none: half a surrogate pair, not a number, a
  ///   whole number beyond 2^53 - 1, an object of another kind
  public static String write(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case String text -> string(text, out);
      case Boolean truth -> out.append(truth);
      case Integer number -> out.append(number);
      case Long number -> {
        if (number > MOST || number < -MOST) {
          throw new IllegalArgumentException(number + " is not exact everywhere");
        }
        out.append(number.longValue());
      }
      case Double number -> out.append(number(number));
      case List<?> list -> list(list, out);
      case Map<?, ?> map -> map(map, out);
      default -> throw new IllegalArgumentException("no JSON: " + value.getClass());
    }
  }

  private static void list(List<?> list, StringBuilder out) {
    out.append('[');
    String separator = "";
    for (Object item : list) {
      out.append(separator);
      write(item, out);
      separator = ",";
    }
    out.append(']');
  }

  private static void map(Map<?, ?> map, StringBuilder out) {
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach((name, value) -> sorted.put((String) name, value));
    out.append('{');
    String separator = "";
    for (Map.Entry<String, @Nullable Object> member : sorted.entrySet()) {
      out.append(separator);
      string(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
      separator = ",";
    }
    out.append('}');
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new IllegalArgumentException("half a surrogate pair");
        }
        out.append(c).append(text.charAt(++i));
      } else {
        character(c, out);
      }
    }
    out.append('"');
  }

  private static void character(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> {
        if (c < ' ') {
          out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        } else {
          out.append(c);
        }
      }
    }
  }

  /// A number as ECMAScript writes it: the shortest digits that read back as the same.
  private static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(value + " is no number in JSON");
    }
    if (value == 0) {
      return "0";
    }
    String sign = value < 0 ? "-" : "";
    String java = shortest(Math.abs(value));
    int e = java.indexOf('E');
    String mantissa = e < 0 ? java : java.substring(0, e);
    int point = mantissa.indexOf('.');
    int exponent = (e < 0 ? 0 : Integer.parseInt(java.substring(e + 1))) + point;
    String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
    int zeros = 0;
    while (digits.charAt(zeros) == '0') {
      zeros++;
    }
    exponent -= zeros;
    digits = digits.substring(zeros).replaceAll("0+$", "");
    return sign + placed(digits, exponent);
  }

  /// Java writes two digits at least, also where one would read back as the same.
  private static String shortest(double value) {
    String java = Double.toString(value);
    if (java.matches("\\d\\.\\dE.*")) {
      char below = java.charAt(0);
      boolean up = java.charAt(2) >= '5';
      for (int first : new int[] {below + (up ? 1 : 0), below + (up ? 0 : 1)}) {
        String one = (char) first + ".0" + java.substring(3);
        if (first <= '9' && Double.parseDouble(one) == value) {
          return one;
        }
      }
    }
    return java;
  }

  /// Digits with the point, or an exponent, where ECMAScript puts them.
  private static String placed(String digits, int exponent) {
    int count = digits.length();
    if (exponent > PLAIN_DIGITS || exponent <= PLAIN_ZEROS) {
      String rest = count == 1 ? "" : "." + digits.substring(1);
      return digits.charAt(0) + rest + "e" + (exponent > 0 ? "+" : "") + (exponent - 1);
    }
    if (exponent <= 0) {
      return "0." + "0".repeat(-exponent) + digits;
    }
    return exponent >= count
        ? digits + "0".repeat(exponent - count)
        : digits.substring(0, exponent) + "." + digits.substring(exponent);
  }
}
