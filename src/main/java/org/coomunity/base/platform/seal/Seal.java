package org.coomunity.base.platform.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.coomunity.base.kernel.MemberId;

/// Keeps what belongs to a member unreadable in the database: AES-256-GCM (NIST SP 800-38D), the
/// nonce before it. It is bound to its member: what is copied into another's row opens nothing.
public final class Seal {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  /// @param key 32 bytes
  public Seal(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /// Seals something of a member.
  public byte[] close(MemberId member, byte[] plain) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, member, nonce, plain, 0);
    return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
  }

  /// Opens it again.
  ///
  /// @throws IllegalStateException when it was sealed with another key, for another member, or is
  ///   not what was sealed
  public byte[] open(MemberId member, byte[] sealed) {
    return run(Cipher.DECRYPT_MODE, member, sealed, sealed, NONCE);
  }

  private byte[] run(int mode, MemberId member, byte[] nonce, byte[] bytes, int from) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE));
      cipher.updateAAD(
          ByteBuffer.allocate(16)
              .putLong(member.value().getMostSignificantBits())
              .putLong(member.value().getLeastSignificantBits())
              .array());
      return cipher.doFinal(bytes, from, bytes.length - from);
    } catch (GeneralSecurityException wrongKey) {
      throw new IllegalStateException("what is sealed for " + member + " does not open", wrongKey);
    }
  }
}
