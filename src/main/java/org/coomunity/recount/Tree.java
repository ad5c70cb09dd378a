package org.coomunity.recount;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;

/// The root over the leaves of a question's ballots (RFC 6962, section 2.1), as they come.
final class Tree {
  private static final class Part {
    private final byte[] hash;
    private final int height;

    Part(byte[] hash, int height) {
      this.hash = hash;
      this.height = height;
    }
  }

  private final MessageDigest digest = Hashes.sha256();
  private final Deque<Part> parts = new ArrayDeque<>();

  void add(byte[] leaf) {
    Part part = new Part(leaf, 0);
    while (!parts.isEmpty() && parts.getLast().height == part.height) {
      part = new Part(join(parts.removeLast().hash, part.hash), part.height + 1);
    }
    parts.addLast(part);
  }

  private byte[] join(byte[] left, byte[] right) {
    digest.update((byte) 1);
    digest.update(left);
    return digest.digest(right);
  }

  String root() {
    byte[] root = null;
    for (Part part : parts.reversed()) {
      root = root == null ? part.hash : join(part.hash, root);
    }
    return Hashes.hex(root == null ? digest.digest() : root);
  }
}
