package org.coomunity.decisions.voting;

import java.util.ArrayList;
import java.util.List;

/// The hash over many leaves (RFC 6962, section 2.1), made while they come: a node for each power
/// of two among those so far. Leaf hashes begin with a byte 0, nodes with a byte 1, so that neither
/// can pass for the other.
public final class Merkle {
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private final List<byte[]> nodes = new ArrayList<>();
  private long leaves;

  /// The hash of one leaf, in hexadecimal.
  public static String leaf(byte[] data) {
    return Sha256.hex(Sha256.of(LEAF, data));
  }

  /// Adds a leaf after those before.
  public void add(byte[] data) {
    byte[] hash = Sha256.of(LEAF, data);
    for (long full = leaves; (full & 1) == 1; full >>= 1) {
      hash = Sha256.of(NODE, nodes.removeLast(), hash);
    }
    nodes.add(hash);
    leaves++;
  }

  /// How many leaves there are.
  public long leaves() {
    return leaves;
  }

  /// The root over all leaves so far, in hexadecimal; more may come afterwards.
  public String root() {
    if (nodes.isEmpty()) {
      return Sha256.hex(Sha256.of());
    }
    byte[] hash = nodes.getLast();
    for (int i = nodes.size() - 2; i >= 0; i--) {
      hash = Sha256.of(NODE, nodes.get(i), hash);
    }
    return Sha256.hex(hash);
  }
}
