package org.coomunity.base.mail;

import java.time.Duration;

/// How patiently letters are carried.
final class MailRules {
  /// After so many tries a letter is given up.
  static final int TRIES_MOST = 10;

  /// So many letters of one member may wait; more are not written.
  static final int WAITING_MOST = 20;

  /// So many files the folder keeps; the oldest go first.
  static final int FILES_MOST = 500;

  /// Who has taken a letter to carry it has so long, then another may.
  static final Duration TURN = Duration.ofMinutes(5);

  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(6);

  private MailRules() {}

  /// How long after a failed try the next one is: 30 seconds, then three times as long each time,
  /// at most six hours.
  static Duration wait(int tries) {
    Duration wait = FIRST;
    for (int i = 1; i < tries && wait.compareTo(LONGEST) < 0; i++) {
      wait = wait.multipliedBy(3);
    }
    return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
  }

  /// The same words with addresses as they are: the marks that set a value apart from words of
  /// another direction would become part of a link for whoever touches it.
  static String linked(String words) {
    return words.replaceAll("[\\u2066-\\u2068](https?://[^\\s\\u2066-\\u2069]+)\\u2069", "$1");
  }

  /// One line, so that nothing in a name becomes a header.
  static String line(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
