package org.coomunity.analytics.evaluate;

/// A call or a file that cannot be used. The message names the option, or file and line; the exit
/// code is 2.
final class Unusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unusable(String message) {
    super(message);
  }

  /// @param line the first is 1
  static Unusable at(String file, long line, String what) {
    return new Unusable(file + ":" + line + ": " + what);
  }
}
