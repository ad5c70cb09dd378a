package org.coomunity.people.notices;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.coomunity.base.kernel.MemberId;

/// What a letter carries so that its reader can stop it without logging in (RFC 8058): whose it is
/// and which letter, signed. It can do nothing else, and stays good as long as the letter is kept.
final class LeaveTokens {
  /// Who wants no more of which letters.
  record Wish(MemberId member, MailRhythm rhythm) {}

  private static final int SAID = 17;
  private static final int SIGNED = 16;

  private final SecretKeySpec key;

  /// @param key 32 bytes
  LeaveTokens(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  String write(Wish wish) {
    byte[] said =
        ByteBuffer.allocate(SAID)
            .putLong(wish.member().value().getMostSignificantBits())
            .putLong(wish.member().value().getLeastSignificantBits())
            .put((byte) wish.rhythm().key().charAt(0))
            .array();
    byte[] token = Arrays.copyOf(said, SAID + SIGNED);
    System.arraycopy(sign(said), 0, token, SAID, SIGNED);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  Optional<Wish> read(String text) {
    byte[] token;
    try {
      token = text.length() > 64 ? new byte[0] : Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException garbled) {
      return Optional.empty();
    }
    if (token.length != SAID + SIGNED) {
      return Optional.empty();
    }
    byte[] said = Arrays.copyOf(token, SAID);
    if (!MessageDigest.isEqual(sign(said), Arrays.copyOfRange(token, SAID, SAID + SIGNED))) {
      return Optional.empty();
    }
    ByteBuffer read = ByteBuffer.wrap(said);
    UUID member = new UUID(read.getLong(), read.getLong());
    byte letter = read.get();
    return Stream.of(MailRhythm.values())
        .filter(rhythm -> rhythm.key().charAt(0) == letter)
        .findFirst()
        .map(rhythm -> new Wish(new MemberId(member), rhythm));
  }

  private byte[] sign(byte[] said) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(said), SIGNED);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
