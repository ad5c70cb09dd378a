package org.coomunity.people.passkeys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.coomunity.base.kernel.MemberId;

/// Challenges that need no memory: what they are for, for whom and until when stands in them, under
/// a seal of ours (HMAC-SHA-256). Nobody fills a table by asking for many, every process knows
/// those of the others, and only what was answered well is written down, so that it is not answered
/// twice.
final class Challenges {
  static final Duration LIFE = Duration.ofMinutes(10);

  /// What a challenge is for.
  enum Purpose {
    MAKING(0),
    LOG_IN(1);

    private final int mark;

    Purpose(int mark) {
      this.mark = mark;
    }
  }

  /// A challenge that is ours and still good.
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  record Good(byte[] bytes, Instant until) {}

  private static final MemberId ANYBODY = new MemberId(new UUID(0, 0));
  private static final int NONCE = 16;
  private static final int SAID = 1 + 16 + Long.BYTES + NONCE;
  private static final int SEAL = 32;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  Challenges(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /// A challenge for a member, or for whoever logs in.
  byte[] make(Purpose purpose, Optional<MemberId> member, Instant now) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    UUID whom = member.orElse(ANYBODY).value();
    byte[] said =
        ByteBuffer.allocate(SAID)
            .put((byte) purpose.mark)
            .putLong(whom.getMostSignificantBits())
            .putLong(whom.getLeastSignificantBits())
            .putLong(now.plus(LIFE).toEpochMilli())
            .put(nonce)
            .array();
    return ByteBuffer.allocate(SAID + SEAL).put(said).put(seal(said)).array();
  }

  /// Reads a challenge; empty when it is not ours, over, for something else or for somebody else.
  Optional<Good> read(String base64, Purpose purpose, Optional<MemberId> member, Instant now) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(base64);
    } catch (IllegalArgumentException broken) {
      return Optional.empty();
    }
    if (bytes.length != SAID + SEAL) {
      return Optional.empty();
    }
    byte[] said = Arrays.copyOf(bytes, SAID);
    byte[] sealed = Arrays.copyOfRange(bytes, SAID, bytes.length);
    ByteBuffer read = ByteBuffer.wrap(said);
    boolean fits =
        MessageDigest.isEqual(seal(said), sealed)
            && read.get() == purpose.mark
            && new UUID(read.getLong(), read.getLong()).equals(member.orElse(ANYBODY).value());
    if (!fits) {
      return Optional.empty();
    }
    Instant until = Instant.ofEpochMilli(read.getLong());
    return now.isBefore(until) ? Optional.of(new Good(bytes, until)) : Optional.empty();
  }

  private byte[] seal(byte[] said) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(said);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
