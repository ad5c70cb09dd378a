package org.coomunity.people.logins;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Secret;
import org.jspecify.annotations.Nullable;

/// Argon2id with one lane. At most as many hashes at a time as half the processors, so that a crowd
/// at the door does not stop those inside.
final class Passwords {
  private static final int LANES = 1;
  private static final int SALT = 16;
  private static final int HASH = 32;
  private static final long WAIT_SECONDS = 10;

  private final Hashing hashing;
  private final SecureRandom random = new SecureRandom();
  private final Semaphore turns =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

  /// Nobody's: no password is known to fit it.
  private final String nobodys;

  Passwords(Hashing hashing) {
    this.hashing = hashing;
    this.nobodys = phc(randomBytes(SALT), randomBytes(HASH));
  }

  /// The PHC string of a password.
  String hash(Secret password) {
    byte[] salt = randomBytes(SALT);
    return phc(salt, derive(password, salt, hashing.memoryKib(), hashing.passes(), LANES));
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private String phc(byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            hashing.memoryKib(),
            hashing.passes(),
            LANES,
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }

  /// True when the password is the one of the hash. A null hash takes as long and is never right.
  boolean fits(Secret password, @Nullable String phc) {
    String[] parts = (phc == null ? nobodys : phc).split("\\$", -1);
    String[] costs = parts[3].split("[=,]", -1);
    byte[] expected = Base64.getDecoder().decode(parts[5]);
    byte[] actual =
        derive(
            password,
            Base64.getDecoder().decode(parts[4]),
            Integer.parseInt(costs[1]),
            Integer.parseInt(costs[3]),
            Integer.parseInt(costs[5]));
    return MessageDigest.isEqual(expected, actual) && phc != null;
  }

  private byte[] derive(Secret password, byte[] salt, int memory, int passes, int lanes) {
    try {
      if (!turns.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw Refused.because(Refusal.BUSY, "retryAfter", WAIT_SECONDS);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while hashing", hurried);
    }
    try {
      Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
      argon2.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(memory)
              .withIterations(passes)
              .withParallelism(lanes)
              .withSalt(salt)
              .build());
      byte[] hash = new byte[HASH];
      // the same password typed on two keyboards may be composed differently
      argon2.generateBytes(
          Normalizer.normalize(password.reveal(), Normalizer.Form.NFKC)
              .getBytes(StandardCharsets.UTF_8),
          hash);
      return hash;
    } finally {
      turns.release();
    }
  }
}
