package org.coomunity.base.platform.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;

/// Reads what strangers send. Malformed text, wrong UTF-8, repeated keys, depth over 32, lone
/// surrogates and NUL are `bad_json` with line and column (I-JSON, RFC 7493); unknown, missing and
/// wrong fields are all named at once.
public final class StrictJson {
  private static final ConcurrentHashMap<Class<?>, ObjectReader> READERS =
      new ConcurrentHashMap<>();
  private static final ConcurrentHashMap<Class<?>, ObjectReader> LISTS = new ConcurrentHashMap<>();

  private StrictJson() {}

  /// Reads one record.
  public static <T> T read(byte[] utf8, Class<T> type) {
    ObjectReader reader = READERS.computeIfAbsent(type, Json.MAPPER::readerFor);
    return type.cast(read(utf8, reader, Json.MAPPER.constructType(type)));
  }

  /// Reads a list of records, at most `most`.
  public static <T> List<T> readList(byte[] utf8, Class<T> type, int most) {
    JavaType list = Json.MAPPER.getTypeFactory().constructCollectionType(List.class, type);
    ObjectReader reader = LISTS.computeIfAbsent(type, key -> Json.MAPPER.readerFor(list));
    List<?> items = (List<?>) read(utf8, reader, list);
    if (items.size() > most) {
      throw Refused.because(Refusal.FIELD_LENGTH, "most", most);
    }
    return items.stream().<T>map(type::cast).toList();
  }

  private static Object read(byte[] utf8, ObjectReader reader, JavaType type) {
    String text = text(utf8);
    refuseHiddenCharacters(text);
    try {
      Object value = reader.readValue(text);
      if (value == null) {
        throw Refused.field(Refusal.FIELD_MISSING, "body");
      }
      return value;
    } catch (JsonProcessingException wrong) {
      throw refused(wrong, text, type);
    }
  }

  private static Refused refused(JsonProcessingException wrong, String text, JavaType type) {
    JsonNode tree;
    try {
      tree = Json.MAPPER.readTree(text);
    } catch (JsonProcessingException malformed) {
      JsonLocation where = malformed.getLocation();
      return where == null
          ? badJson(1, 1)
          : badJson(Math.max(1, where.getLineNr()), Math.max(1, where.getColumnNr()));
    }
    if (tree == null || tree.isMissingNode()) {
      return badJson(1, 1);
    }
    for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refused refused && !refused.faults().isEmpty()) {
        return refused;
      }
    }
    List<Refused.FieldFault> faults = BodyFaults.of(tree, type);
    if (!faults.isEmpty()) {
      return Refused.fields(faults);
    }
    for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refused refused) {
        return refused;
      }
    }
    return Refused.field(Refusal.FIELD_FORMAT, field(wrong));
  }

  private static String field(JsonProcessingException wrong) {
    if (wrong instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String name = mapping.getPath().getFirst().getFieldName();
      return name == null ? "body" : name;
    }
    return "body";
  }

  private static Refused badJson(int line, int column) {
    return Refused.because(Refusal.BAD_JSON, "line", line, "column", column);
  }

  private static Refused badJsonAt(CharSequence text, int index) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < index; i++) {
      column++;
      if (text.charAt(i) == '\n') {
        line++;
        column = 1;
      }
    }
    return badJson(line, column);
  }

  /// The text of UTF-8 bytes; wrong bytes are refused, not replaced.
  private static String text(byte[] utf8) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(utf8);
    CharBuffer out = CharBuffer.allocate(utf8.length);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    if (result.isError()) {
      throw badJsonAt(out, out.length());
    }
    return out.toString();
  }

  /// A backslash and a `u` may spell a lone surrogate or a NUL, which no text may hold.
  private static void refuseHiddenCharacters(String text) {
    int high = -1;
    for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at)) {
      if (at + 1 < text.length() && text.charAt(at + 1) != 'u') {
        at += 2;
        continue;
      }
      int code = code(text, at + 2);
      if (code < 0) {
        return; // malformed: the parser says where
      }
      boolean completes = high >= 0 && high + 6 == at && Character.isLowSurrogate((char) code);
      if (code == 0 || (high >= 0 && !completes)) {
        throw badJsonAt(text, code == 0 ? at : high);
      }
      if (!completes && Character.isLowSurrogate((char) code)) {
        throw badJsonAt(text, at);
      }
      high = Character.isHighSurrogate((char) code) ? at : -1;
      at += 6;
    }
    if (high >= 0) {
      throw badJsonAt(text, high);
    }
  }

  private static int code(String text, int from) {
    if (from + 4 > text.length()) {
      return -1;
    }
    int code = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      code = code << 4 | digit;
    }
    return code;
  }

  /// The value of a tree, or null when it does not fit the type.
  static @Nullable Object fit(JsonNode node, JavaType type) {
    try {
      return Json.MAPPER.readerFor(type).readValue(node);
    } catch (IOException misfit) {
      return null;
    }
  }
}
