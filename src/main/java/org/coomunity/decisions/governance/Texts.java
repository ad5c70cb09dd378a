package org.coomunity.decisions.governance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coomunity.decisions.voting.CanonicalJson;

/// The hash of a text: of everything that is voted on, what would be carried out included.
final class Texts {
  private Texts() {}

  /// SHA-256 of the canonical JSON (RFC 8785) of title, text, summary, options and payload.
  static byte[] hash(String title, String body, String summary, String options, String payload) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("title", title);
    text.put("text", body);
    text.put("summary", summary);
    text.put("options", options);
    text.put("payload", payload);
    return sha256(CanonicalJson.write(text).getBytes(StandardCharsets.UTF_8));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
