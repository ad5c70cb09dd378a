package org.coomunity.people.notices;

import java.util.Locale;
import java.util.Optional;

/// How often a letter tells what happened.
public enum MailRhythm {
  /// Each thing soon after it happened.
  NOW,
  /// One letter in the morning.
  DAILY,
  /// One letter on Monday morning.
  WEEKLY,
  OFF;

  /// The word of the public surface, for example `daily`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<MailRhythm> of(String key) {
    for (MailRhythm rhythm : values()) {
      if (rhythm.key().equals(key)) {
        return Optional.of(rhythm);
      }
    }
    return Optional.empty();
  }
}
