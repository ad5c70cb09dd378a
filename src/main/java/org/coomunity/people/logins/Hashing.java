package org.coomunity.people.logins;

/// How much work it is to hash a password, and so to guess one from its hash.
public enum Hashing {
  /// Argon2id (RFC 9106) with the parameters OWASP names: 19 MiB, 2 passes. No setting changes it.
  HARD(19 * 1024, 2),
  /// For tests, which make people by the hundred: guessed in no time.
  EASY(64, 1);

  private final int memoryKib;
  private final int passes;

  Hashing(int memoryKib, int passes) {
    this.memoryKib = memoryKib;
    this.passes = passes;
  }

  int memoryKib() {
    return memoryKib;
  }

  int passes() {
    return passes;
  }
}
