package org.coomunity.decisions.voting;

import java.util.UUID;

/// The receipt of a ballot: only who cast it knows that it is theirs, and anybody who has it finds
/// the ballot in the record.
public final class Tracker {
  /// How many letters a tracker has.
  public static final int LENGTH = 20;

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Tracker() {}

  /// The first 100 bits of SHA-256(nonce || proposal) in 20 letters of base 32 (RFC 4648).
  ///
  /// @param nonce secret, at least 16 random bytes, one for each ballot
  public static String of(byte[] nonce, UUID proposal) {
    byte[] hash = Sha256.of(nonce, Sha256.utf8(proposal.toString()));
    StringBuilder letters = new StringBuilder(LENGTH);
    for (int bit = 0; bit < LENGTH * BITS; bit += BITS) {
      int two = ((hash[bit / 8] & 0xff) << 8) | (hash[bit / 8 + 1] & 0xff);
      letters.append(LETTERS.charAt((two >> (11 - bit % 8)) & 31));
    }
    return letters.toString();
  }
}
