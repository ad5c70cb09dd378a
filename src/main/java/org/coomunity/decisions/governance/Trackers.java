package org.coomunity.decisions.governance;

import java.security.SecureRandom;
import java.util.UUID;
import org.coomunity.decisions.voting.Tracker;

/// Makes trackers from numbers that are thrown away.
final class Trackers {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE = 16;

  private Trackers() {}

  static String fresh(UUID proposal) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    return Tracker.of(nonce, proposal);
  }
}
