package org.coomunity.analytics.insight;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What one does for somebody who may need a hand.
public enum Kindness {
  WROTE,
  TALKED,
  INVITED,
  INTRODUCED;

  /// The word of the public surface.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Kindness> of(String key) {
    return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
  }
}
