package org.coomunity.people.factors;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How long a second step is good for, how often a code may be wrong, and what a code looks like.
final class FactorRules {
  /// How long a log-in is trusted with more after its second step.
  static final Duration FRESH = Duration.ofMinutes(10);

  /// How long a right password waits for its second step.
  static final Duration TICKET = Duration.ofMinutes(5);

  static final int TICKET_TRIES = 5;

  /// So many right passwords of one member may wait at once; the oldest goes.
  static final int TICKETS_MOST = 10;

  static final int CODES = 10;

  private static final int FREE_FAILURES = 4;
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int CODE_LETTERS = 10;
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private FactorRules() {}

  /// How long nobody's code is looked at after so many wrong ones in a row: a second, then twice as
  /// long each time, at most five minutes. It never ends in a lock.
  static Duration wait(int failures) {
    if (failures <= FREE_FAILURES) {
      return Duration.ZERO;
    }
    Duration wait = Duration.ofSeconds(1L << Math.min(20, failures - FREE_FAILURES - 1));
    return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
  }

  /// A recovery code: two groups of five letters and digits that do not look alike, 49 bits.
  static String recoveryCode(RandomGenerator random) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < CODE_LETTERS; i++) {
      if (i == CODE_LETTERS / 2) {
        code.append('-');
      }
      code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /// The six digits of an app, however they were typed; empty when it is something else.
  static Optional<String> digits(String typed) {
    return Optional.of(typed.replaceAll("[\\s-]", "")).filter(code -> code.matches("[0-9]{6}"));
  }

  /// A recovery code, however it was typed, as it is kept.
  static byte[] kept(String typed) {
    String letters = typed.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    try {
      return MessageDigest.getInstance("SHA-256").digest(letters.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
