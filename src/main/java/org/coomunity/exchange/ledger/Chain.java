package org.coomunity.exchange.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The hash chain of an account: each entry's hash is the first 16 bytes of SHA-256 over the hash
/// before it, the account's version and balance after it, and the whole transfer in fixed-width
/// big-endian columns. Nothing in a row can change, vanish or swap without a hash that no longer
/// fits. Not safe for use by several threads.
final class Chain {
  private final MessageDigest sha;
  private ByteBuffer body = ByteBuffer.allocate(4_096);
  private int bodyLength;

  Chain() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The hashes of both entries of a row, whose own hashes are not looked at.
  Row linked(int book, Row row, byte[] debitHead, byte[] creditHead) {
    fill(book, row);
    byte[] debit = entry(debitHead, row.debitVersion(), row.debitBalance());
    byte[] credit = entry(creditHead, row.creditVersion(), row.creditBalance());
    return row.withHashes(debit, credit);
  }

  /// The first 16 bytes of SHA-256 of a text.
  static UUID digest(String text) {
    byte[] digest = new Chain().sha.digest(text.getBytes(StandardCharsets.UTF_8));
    ByteBuffer buffer = ByteBuffer.wrap(digest);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private byte[] entry(byte[] head, long version, long balance) {
    body.clear();
    body.put(head).putLong(version).putLong(balance);
    sha.update(body.array(), 0, bodyLength);
    return Arrays.copyOf(sha.digest(), 16);
  }

  private void fill(int book, Row row) {
    byte[] words = row.words().getBytes(StandardCharsets.UTF_8);
    if (body.capacity() < words.length + 256) {
      body = ByteBuffer.allocate(words.length + 256);
    }
    body.clear();
    body.position(32);
    body.putInt(book).putLong(row.seq());
    put(row.id());
    body.put((byte) row.phase().code()).putInt(row.debit()).putInt(row.credit());
    body.putLong(row.amount()).putShort((short) row.kind()).putInt(row.actor());
    put(row.pending());
    put(row.reverses());
    body.putLong(row.expiresAt() == null ? Long.MIN_VALUE : row.expiresAt());
    body.putLong(row.validAt()).putLong(row.recordedAt());
    body.put((byte) (row.belowLimit() ? 1 : 0)).put(words);
    bodyLength = body.position();
  }

  private void put(@Nullable UUID id) {
    if (id == null) {
      body.putLong(0).putLong(0);
      return;
    }
    body.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }
}
