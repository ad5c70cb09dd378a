package org.coomunity.people.push;

/// How browsers are called.
///
/// @param subject whom a push service writes to when something is wrong, `mailto:` or `https:`
/// @param key 32 bytes from which the key pair of the platform is made
/// @param anywhere true lets endpoints be without TLS and in private networks: for tests only
@SuppressWarnings("ArrayRecordComponent") // never compared as a record
public record PushSettings(String subject, byte[] key, boolean anywhere) {
  @Override
  public String toString() {
    return "PushSettings[" + subject + "]";
  }
}
