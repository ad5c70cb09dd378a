package org.coomunity.base.messageformat;

/// Ends the reading of a source, or the resolving of one expression.
@SuppressWarnings("serial")
final class Broken extends RuntimeException {
  private final Fault fault;

  Broken(String type, String about) {
    super(type + ": " + about, null, false, false);
    this.fault = new Fault(type, about);
  }

  Fault fault() {
    return fault;
  }
}
