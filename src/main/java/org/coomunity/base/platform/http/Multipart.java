package org.coomunity.base.platform.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.jspecify.annotations.Nullable;

/// The parts of a `multipart/form-data` body (RFC 7578), for forms that carry files. The whole body
/// is in memory already and bounded.
final class Multipart {
  private static final int PARTS = 100;
  private static final int HEADERS_BYTES = 4096;
  private static final int BOUNDARY_LENGTH = 70;

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final List<Exchange.FormFile> files = new ArrayList<>();

  private Multipart() {}

  Map<String, String> fields() {
    return fields;
  }

  List<Exchange.FormFile> files() {
    return files;
  }

  /// Reads a body.
  ///
  /// @param contentType the whole header, with its boundary
  static Multipart of(String contentType, byte[] body) {
    byte[] delimiter = ("\r\n--" + boundary(contentType)).getBytes(StandardCharsets.ISO_8859_1);
    Multipart parts = new Multipart();
    // the first delimiter has no line before it
    int at = startsWith(body, 0, delimiter, 2) ? delimiter.length - 2 : -1;
    for (int count = 0; at >= 0 && !startsWith(body, at, new byte[] {'-', '-'}, 0); count++) {
      int headersEnd = find(body, at, "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      int end = headersEnd < 0 ? -1 : find(body, headersEnd + 2, delimiter);
      if (end < 0 || count >= PARTS || headersEnd - at > HEADERS_BYTES) {
        throw Refused.because(Refusal.BAD_REQUEST);
      }
      String headers = text(Arrays.copyOfRange(body, at, headersEnd), "body");
      int from = headersEnd + 4;
      parts.add(headers, from <= end ? Arrays.copyOfRange(body, from, end) : new byte[0]);
      at = end + delimiter.length;
    }
    if (at < 0) {
      throw Refused.because(Refusal.BAD_REQUEST);
    }
    return parts;
  }

  private void add(String headers, byte[] content) {
    String type = "text/plain";
    String name = null;
    String fileName = null;
    for (String line : headers.lines().toList()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-disposition:")) {
        name = parameter(line, "name");
        fileName = parameter(line, "filename");
      } else if (lower.startsWith("content-type:")) {
        type = lower.substring("content-type:".length()).strip();
      }
    }
    if (name == null) {
      throw Refused.because(Refusal.BAD_REQUEST);
    }
    if (fileName != null) {
      files.add(new Exchange.FormFile(/* field= */ name, fileName, type, content));
    } else {
      fields.putIfAbsent(name, text(content, name));
    }
  }

  private static String boundary(String contentType) {
    String boundary = parameter(contentType, "boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > BOUNDARY_LENGTH) {
      throw Refused.because(Refusal.BAD_REQUEST);
    }
    return boundary;
  }

  /// The value of `name=value` or `name="value"` after a semicolon.
  private static @Nullable String parameter(String header, String name) {
    int at = header.indexOf(';');
    while (at >= 0) {
      int start = at + 1;
      while (start < header.length() && header.charAt(start) == ' ') {
        start++;
      }
      if (header.regionMatches(true, start, name + "=", 0, name.length() + 1)) {
        return value(header, start + name.length() + 1);
      }
      at = header.indexOf(';', start);
    }
    return null;
  }

  private static String value(String header, int start) {
    if (start < header.length() && header.charAt(start) == '"') {
      int end = header.indexOf('"', start + 1);
      return header.substring(start + 1, end < 0 ? header.length() : end).replace("%22", "\"");
    }
    int end = header.indexOf(';', start);
    return header.substring(start, end < 0 ? header.length() : end).strip();
  }

  private static boolean startsWith(byte[] body, int at, byte[] what, int from) {
    int length = what.length - from;
    return at + length <= body.length
        && Arrays.equals(body, at, at + length, what, from, what.length);
  }

  private static int find(byte[] body, int from, byte[] what) {
    for (int i = from; i + what.length <= body.length; i++) {
      if (body[i] == what[0] && startsWith(body, i, what, 0)) {
        return i;
      }
    }
    return -1;
  }

  private static String text(byte[] utf8, String field) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      if (text.indexOf('\0') < 0) {
        return text;
      }
    } catch (CharacterCodingException notText) {
      throw Refused.field(Refusal.FIELD_FORMAT, field);
    }
    throw Refused.field(Refusal.FIELD_FORMAT, field);
  }
}
