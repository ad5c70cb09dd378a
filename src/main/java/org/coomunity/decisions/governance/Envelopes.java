package org.coomunity.decisions.governance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.coomunity.base.platform.json.Json;
import org.jspecify.annotations.Nullable;

/// Keeps choices and reasons of sealed votes unreadable until the end: AES-256-GCM with a key of
/// each proposal, all of one length, bound to the proposal. The key is the platform's: whoever runs
/// it could open them early, which the page of a sealed vote says.
final class Envelopes {
  /// Long enough for the longest reason, in bytes of UTF-8, and what each option adds.
  private static final int LENGTH = 4_608;

  private static final int LENGTH_EACH = 64;

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// What is inside.
  record Letter(String choice, @Nullable String reason) {}

  private final byte[] root;

  /// @param root 32 bytes
  Envelopes(byte[] root) {
    this.root = root.clone();
  }

  /// @param options how many the vote has: all envelopes of one vote are of one length
  byte[] close(UUID proposal, int options, Letter letter) {
    int length = LENGTH + LENGTH_EACH * options;
    byte[] words = Json.bytes(letter);
    if (words.length > length - Integer.BYTES) {
      throw new IllegalArgumentException("a letter of " + words.length + " bytes");
    }
    byte[] plain = ByteBuffer.allocate(length).putInt(words.length).put(words).array();
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, proposal, nonce, plain, 0);
    return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
  }

  Letter open(UUID proposal, byte[] sealed) {
    ByteBuffer plain = ByteBuffer.wrap(run(Cipher.DECRYPT_MODE, proposal, sealed, sealed, NONCE));
    int length = plain.getInt();
    byte[] words = Arrays.copyOfRange(plain.array(), Integer.BYTES, Integer.BYTES + length);
    return Json.read(new String(words, StandardCharsets.UTF_8), Letter.class);
  }

  private byte[] run(int mode, UUID proposal, byte[] nonce, byte[] bytes, int from) {
    try {
      byte[] name = proposal.toString().getBytes(StandardCharsets.UTF_8);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(root, "HmacSHA256"));
      SecretKeySpec key = new SecretKeySpec(mac.doFinal(name), "AES");
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE));
      cipher.updateAAD(name);
      return cipher.doFinal(bytes, from, bytes.length - from);
    } catch (GeneralSecurityException wrongKey) {
      throw new IllegalStateException("an envelope of " + proposal + " does not open", wrongKey);
    }
  }
}
