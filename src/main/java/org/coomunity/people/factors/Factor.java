package org.coomunity.people.factors;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody's second step.
///
/// @param on true when log-ins ask for it
/// @param since when it began; null while it is off
/// @param recoveryCodes how many of them are left
public record Factor(boolean on, @Nullable Instant since, int recoveryCodes) {
  /// What proves that it is the member who sets it up.
  public record Begin(String password) {
    @Override
    public String toString() {
      return "Begin[REDACTED]";
    }
  }

  /// What an app needs to make codes.
  ///
  /// @param secret Base32 without padding, to be typed
  /// @param uri `otpauth://totp/…`, for a QR code
  public record Setup(String secret, String uri) {
    @Override
    public String toString() {
      return "Setup[REDACTED]";
    }
  }

  /// Six digits of the app, or a recovery code.
  public record Code(String code) {
    @Override
    public String toString() {
      return "Code[REDACTED]";
    }
  }

  /// A second step.
  ///
  /// @param code six digits of the app, or a recovery code
  /// @param ticket what the right password gave; absent to confirm once more in a log-in that is
  ///   open
  public record Step(String code, @Nullable String ticket) {
    @Override
    public String toString() {
      return "Step[REDACTED]";
    }
  }

  /// Recovery codes, told once.
  public record Codes(List<String> recoveryCodes) {
    @Override
    public String toString() {
      return "Codes[REDACTED]";
    }
  }
}
