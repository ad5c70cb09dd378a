package org.coomunity.base.kernel;

/// Something nobody may read in a log, a page or a dump: prints `[REDACTED]`.
///
/// @param reveal the secret itself
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
