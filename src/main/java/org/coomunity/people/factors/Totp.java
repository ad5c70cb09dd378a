package org.coomunity.people.factors;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Time-based one-time passwords (RFC 6238 over RFC 4226): HMAC-SHA-1, six digits, 30 seconds, as
/// every app makes them.
final class Totp {
  static final int SECRET_BYTES = 20;
  private static final int STEP_SECONDS = 30;
  private static final int DIGITS = 6;
  private static final int SLACK = 1;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Totp() {}

  static long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), (long) STEP_SECONDS);
  }

  /// The code of a step.
  static String code(byte[] secret, long step, int digits) {
    byte[] mac = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = mac[mac.length - 1] & 0x0F;
    long number = Integer.toUnsignedLong(ByteBuffer.wrap(mac).getInt(offset)) & 0x7FFF_FFFFL;
    String text = Long.toString(number % (long) Math.pow(10, digits));
    return "0".repeat(digits - text.length()) + text;
  }

  private static byte[] hmac(byte[] secret, byte[] counter) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return mac.doFinal(counter);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The step whose code this is: the present one or one beside it, as clocks differ, but none up
  /// to `last`. Looks at all of them, so that the time it takes says nothing.
  static OptionalLong fits(byte[] secret, String code, Instant now, long last) {
    OptionalLong found = OptionalLong.empty();
    byte[] typed = code.getBytes(StandardCharsets.UTF_8);
    for (long step = step(now) - SLACK; step <= step(now) + SLACK; step++) {
      byte[] right = code(secret, step, DIGITS).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(right, typed) && step > last) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /// Base32 (RFC 4648) without padding.
  static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int kept = 0;
    for (byte one : bytes) {
      bits = (bits << 8) | Byte.toUnsignedInt(one);
      kept += 8;
      while (kept >= 5) {
        kept -= 5;
        text.append(BASE32.charAt((bits >> kept) & 31));
      }
      bits &= (1 << kept) - 1;
    }
    if (kept > 0) {
      text.append(BASE32.charAt((bits << (5 - kept)) & 31));
    }
    return text.toString();
  }

  /// What apps read from a QR code.
  static String uri(String issuer, String handle, byte[] secret) {
    String name = URLEncoder.encode(issuer, StandardCharsets.UTF_8).replace("+", "%20");
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
        .formatted(name, handle, base32(secret), name, DIGITS, STEP_SECONDS);
  }
}
