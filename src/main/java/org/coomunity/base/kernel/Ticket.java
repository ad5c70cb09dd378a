package org.coomunity.base.kernel;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Leave to do one thing once, for whoever holds its text: the link in a mail, the second step of a
/// log-in. The text names the member, the ticket and 32 random bytes; only their hash is kept.
///
/// @param hash SHA-256 of the random bytes
@SuppressWarnings("ArrayRecordComponent") // never compared as a record
public record Ticket(MemberId member, UUID id, byte[] hash) {
  private static final int SECRET = 32;
  private static final int BYTES = 16 + 16 + SECRET;

  /// A ticket that was made just now, with its text, which is told once.
  public record Fresh(Ticket ticket, Secret text) {}

  /// Makes a ticket.
  ///
  /// @param random a strong source, such as `SecureRandom`
  public static Fresh fresh(MemberId member, UUID id, RandomGenerator random) {
    byte[] secret = new byte[SECRET];
    random.nextBytes(secret);
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(member.value().getMostSignificantBits());
    bytes.putLong(member.value().getLeastSignificantBits());
    bytes.putLong(id.getMostSignificantBits());
    bytes.putLong(id.getLeastSignificantBits());
    bytes.put(secret);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    return new Fresh(new Ticket(member, id, sha256(secret)), new Secret(text));
  }

  /// Reads the text of a ticket; empty when it cannot be one.
  public static Optional<Ticket> read(String text) {
    if (text.length() != (BYTES * 4 + 2) / 3) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      MemberId member = new MemberId(new UUID(bytes.getLong(), bytes.getLong()));
      UUID id = new UUID(bytes.getLong(), bytes.getLong());
      byte[] secret = new byte[SECRET];
      bytes.get(secret);
      return Optional.of(new Ticket(member, id, sha256(secret)));
    } catch (IllegalArgumentException noTicket) {
      return Optional.empty();
    }
  }

  /// True when `kept` is the hash of this ticket; takes equally long either way.
  public boolean fits(byte[] kept) {
    return MessageDigest.isEqual(kept, hash);
  }

  private static byte[] sha256(byte[] secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
