package org.coomunity.base.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// The bytes of an entry and the hashes over them.
final class AuditRules {
  static final int HASH = 32;
  private static final int SALT = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private AuditRules() {}

  /// What stands before the first entry.
  static byte[] beginning() {
    return new byte[HASH];
  }

  static byte[] salt() {
    byte[] salt = new byte[SALT];
    RANDOM.nextBytes(salt);
    return salt;
  }

  /// SHA-256 of salt and words: the words can be forgotten, the salt keeps them from being guessed.
  static byte[] digest(byte[] salt, String words) {
    return sha256(salt, words.getBytes(StandardCharsets.UTF_8));
  }

  /// An entry in bytes: the version of this form, then each part; texts are preceded by their
  /// length, so that no two entries read the same.
  static byte[] bytes(
      UUID community, UUID id, Instant at, UUID actor, String act, String subject, byte[] digest) {
    byte[] did = act.getBytes(StandardCharsets.UTF_8);
    byte[] whom = subject.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(1 + 3 * 16 + 8 + 4 + 4 + did.length + 4 + whom.length + digest.length);
    bytes.put((byte) 1);
    for (UUID part : new UUID[] {community, id, actor}) {
      bytes.putLong(part.getMostSignificantBits()).putLong(part.getLeastSignificantBits());
    }
    bytes.putLong(at.getEpochSecond()).putInt(at.getNano());
    bytes.putInt(did.length).put(did).putInt(whom.length).put(whom).put(digest);
    return bytes.array();
  }

  /// The next hash of a chain.
  static byte[] next(byte[] before, byte[] entry) {
    return sha256(before, entry);
  }

  private static byte[] sha256(byte[] first, byte[] second) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(first);
      return digest.digest(second);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
