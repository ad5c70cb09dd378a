package org.coomunity.people.logins;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coomunity.base.kernel.MemberId;
import org.coomunity.base.kernel.Secret;

/// What a password and a token must be, and what a refresh token is worth.
final class LoginRules {
  static final Duration ACCESS = Duration.ofMinutes(15);
  static final Duration REFRESH = Duration.ofDays(30);
  static final Duration RECOVERY = Duration.ofHours(24);
  static final int RECOVERY_TRIES = 10;

  /// A second page that was about to refresh with the same token is told to use what the first one
  /// got; after this, an old token has been stolen.
  static final Duration GRACE = Duration.ofSeconds(10);

  private static final int PASSWORD_LEAST = 10;
  private static final int PASSWORD_MOST = 256;
  private static final int CODE_LETTERS = 20;
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int SECRET = 32;
  private static final int TOKEN = 16 + 16 + SECRET;

  /// What everybody tries first.
  private static final Set<String> COMMON =
      Set.of(
          "1234567890",
          "0123456789",
          "12345678910",
          "123456789a",
          "qwertyuiop",
          "password123",
          "password12",
          "contraseña",
          "contrasena",
          "contrasena1",
          "contraseña1",
          "iloveyou12",
          "administrator",
          "coomunity1",
          "coomunidad");

  private LoginRules() {}

  /// What a refresh token turned out to be.
  enum Worth {
    /// The newest: it gives the next pair.
    GOOD,
    /// The one before, a moment ago: another page was faster.
    LATE,
    /// One that was used long ago, or never given out: the log-in ends.
    STOLEN,
    /// Of a log-in that is over.
    OVER
  }

  /// The parts of a token: whose it is, which log-in, and the secret.
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  record Parts(MemberId member, UUID session, byte[] hash) {}

  /// A log-in as far as its refresh token goes.
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  record Refreshing(
      byte[] newest, byte[] before, Instant refreshedAt, Instant until, boolean ended) {}

  /// True for a password that is too short, too long, one letter over and over, the handle, or one
  /// that everybody tries first (NIST SP 800-63B: length counts, composition does not).
  static boolean weak(Secret password, String handle) {
    String words = password.reveal();
    String folded = words.strip().toLowerCase(Locale.ROOT);
    return words.codePointCount(0, words.length()) < PASSWORD_LEAST
        || words.length() > PASSWORD_MOST
        || words.codePoints().distinct().count() < 4
        || COMMON.contains(folded)
        || folded.equals(handle);
  }

  /// Writes a token: `secret` are 32 random bytes.
  static Secret token(MemberId member, UUID session, byte[] secret) {
    ByteBuffer bytes = ByteBuffer.allocate(TOKEN);
    bytes.putLong(member.value().getMostSignificantBits());
    bytes.putLong(member.value().getLeastSignificantBits());
    bytes.putLong(session.getMostSignificantBits());
    bytes.putLong(session.getLeastSignificantBits());
    bytes.put(secret, 0, SECRET);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()));
  }

  /// Reads a token; empty when it cannot be one.
  static Optional<Parts> parts(String token) {
    if (token.length() != (TOKEN * 4 + 2) / 3) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      MemberId member = new MemberId(new UUID(bytes.getLong(), bytes.getLong()));
      UUID session = new UUID(bytes.getLong(), bytes.getLong());
      byte[] secret = new byte[SECRET];
      bytes.get(secret);
      return Optional.of(new Parts(member, session, sha256(secret)));
    } catch (IllegalArgumentException noToken) {
      return Optional.empty();
    }
  }

  /// What a refresh token is worth now.
  static Worth worth(Refreshing session, byte[] hash, Instant now) {
    if (session.ended() || !now.isBefore(session.until())) {
      return Worth.OVER;
    }
    if (MessageDigest.isEqual(session.newest(), hash)) {
      return Worth.GOOD;
    }
    boolean before = MessageDigest.isEqual(session.before(), hash);
    return before && now.isBefore(session.refreshedAt().plus(GRACE)) ? Worth.LATE : Worth.STOLEN;
  }

  /// A recovery code that can be read out on the telephone: five groups of four letters and digits,
  /// none of which look alike.
  static String code(byte[] random) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < CODE_LETTERS; i++) {
      if (i > 0 && i % 4 == 0) {
        code.append('-');
      }
      code.append(LETTERS.charAt(Byte.toUnsignedInt(random[i]) % LETTERS.length()));
    }
    return code.toString();
  }

  /// A code as somebody typed it: small letters, spaces and missing hyphens do not matter.
  static String typed(String code) {
    String letters = code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    return letters.replaceAll("(.{4})(?=.)", "$1-");
  }

  /// What is kept of an address that somebody logged in from: enough to know it again.
  static byte[] origin(MemberId member, String address) {
    return address.isEmpty() ? new byte[0] : sha256(member.value() + " " + address);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static byte[] sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
