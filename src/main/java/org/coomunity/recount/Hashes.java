package org.coomunity.recount;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// SHA-256 and what is made with it.
final class Hashes {
  private static final HexFormat HEX = HexFormat.of();

  private Hashes() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static boolean isHash(String text) {
    return text.length() == 64
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  static byte[] bytes(String hex) {
    return HEX.parseHex(hex);
  }

  static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }

  /// The order of a draw: by SHA-256(head || about || candidate).
  static Comparator<String> lot(String head, String about) {
    return (one, other) ->
        Arrays.compareUnsigned(number(head, about, one), number(head, about, other));
  }

  private static byte[] number(String head, String about, String candidate) {
    MessageDigest digest = sha256();
    digest.update(bytes(head));
    digest.update(utf8(about));
    return digest.digest(utf8(candidate));
  }

  /// The one who is drawn first.
  static String drawn(List<String> candidates, String head, String about) {
    return candidates.stream().min(lot(head, about)).orElseThrow();
  }
}
