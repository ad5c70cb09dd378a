package org.coomunity.recount;

/// A line that does not fit to the others.
final class Misfit extends Exception {
  private final long line;

  Misfit(long line, String words) {
    super(words);
    this.line = line;
  }

  /// Its number in the file, from 1.
  long line() {
    return line;
  }
}
