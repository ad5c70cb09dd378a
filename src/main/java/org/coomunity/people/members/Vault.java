package org.coomunity.people.members;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Secret;
import org.jspecify.annotations.Nullable;

/// Seals what is personal: each member has a key of their own, wrapped with the key of the
/// platform. Without their key nobody reads them any more, wherever copies of the rows may lie.
/// AES-256-GCM (NIST SP 800-38D); the identifier of the member is bound in, so that rows cannot be
/// exchanged.
final class Vault {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY = 32;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final byte[] master;

  /// @param master 64 hexadecimal digits
  Vault(Secret master) {
    this.master = HexFormat.of().parseHex(master.reveal());
    if (this.master.length != KEY) {
      throw new IllegalArgumentException("the key of the platform has not 64 digits");
    }
  }

  /// Tells one key of the platform from another and gives nothing away.
  byte[] fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("coomunity personal key ".getBytes(StandardCharsets.UTF_8));
      return digest.digest(master);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A mark by which an e-mail address is found and cannot be read; capitals do not matter.
  byte @Nullable [] mark(@Nullable String email) {
    if (email == null) {
      return null;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(master, "HmacSHA256"));
      return mac.doFinal(email.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A fresh key for a member, wrapped.
  byte[] key(MemberId member) {
    byte[] key = new byte[KEY];
    random.nextBytes(key);
    return sealed(master, member, key);
  }

  byte[] seal(MemberId member, byte[] wrapped, String words) {
    return sealed(opened(master, member, wrapped), member, words.getBytes(StandardCharsets.UTF_8));
  }

  String open(MemberId member, byte[] wrapped, byte[] sealed) {
    return new String(
        opened(opened(master, member, wrapped), member, sealed), StandardCharsets.UTF_8);
  }

  private byte[] sealed(byte[] key, MemberId member, byte[] plain) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, member, nonce);
      byte[] text = cipher.doFinal(plain);
      return ByteBuffer.allocate(NONCE + text.length).put(nonce).put(text).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal", e);
    }
  }

  private static byte[] opened(byte[] key, MemberId member, byte[] sealed) {
    byte[] nonce = new byte[NONCE];
    System.arraycopy(sealed, 0, nonce, 0, NONCE);
    try {
      return cipher(Cipher.DECRYPT_MODE, key, member, nonce)
          .doFinal(sealed, NONCE, sealed.length - NONCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("what is kept about " + member + " does not open", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, MemberId member, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(
        ByteBuffer.allocate(16)
            .putLong(member.value().getMostSignificantBits())
            .putLong(member.value().getLeastSignificantBits())
            .array());
    return cipher;
  }
}
