package org.coomunity.web;

/// Setting up the second step.
///
/// @param secret for who types it into their app, in groups of four
/// @param uri for apps on this very device
/// @param picture the same as a QR code
public record StepPage(Form form, String secret, String uri, String picture) {
  /// The secret as people read it.
  public String groups() {
    return secret.replaceAll("(.{4})(?=.)", "$1 ");
  }
}
