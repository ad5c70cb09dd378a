package org.coomunity.base.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Identifiers of version 8 (RFC 9562: made by a rule of one's own): the SHA-256 of facts. The same
/// facts give the same identifier, so that what is done twice, after a crash or by two, is done
/// once.
public final class Uuid8 {
  private Uuid8() {}

  /// The identifier of these facts.
  public static UUID of(String facts) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(facts.getBytes(StandardCharsets.UTF_8));
      ByteBuffer bytes = ByteBuffer.wrap(digest);
      long most = (bytes.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
      long least = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
      return new UUID(most, least);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
