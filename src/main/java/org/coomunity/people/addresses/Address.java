package org.coomunity.people.addresses;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody's e-mail address.
///
/// @param email null for who gave none
/// @param verifiedAt when they showed that they read what comes there; null until then
public record Address(@Nullable String email, @Nullable Instant verifiedAt) {
  /// The text of a link in a letter.
  public record Link(String token) {
    @Override
    public String toString() {
      return "Link[REDACTED]";
    }
  }

  /// Who lost their password names their address.
  public record Lost(String email) {
    @Override
    public String toString() {
      return "Lost[REDACTED]";
    }
  }

  /// A new password, proved by a link in a letter.
  public record Reset(String token, String password) {
    @Override
    public String toString() {
      return "Reset[REDACTED]";
    }
  }
}
