package org.coomunity.people.members;

import java.time.Instant;
import java.util.UUID;
import org.coomunity.base.platform.http.Exchange;
import org.jspecify.annotations.Nullable;

/// Log-in by handle and password.
public record SignIn(String handle, String password) {
  @Override
  public String toString() {
    return "SignIn[" + handle + "]";
  }

  /// Where somebody logs in.
  ///
  /// @param device what the browser or program calls itself
  /// @param address the address the client was seen at
  public record From(String device, String address) {
    /// Where a request comes from.
    public static From of(Exchange exchange) {
      return new From(exchange.header("User-Agent").orElse(""), exchange.remoteAddress());
    }
  }

  /// What a log-in gives.
  ///
  /// @param token the access token, for `Authorization: Bearer`
  /// @param expiresAt when it ends; `refreshToken` gives the next pair, once
  public record Session(
      String token,
      Instant expiresAt,
      String refreshToken,
      Instant refreshExpiresAt,
      String member) {
    @Override
    public String toString() {
      return "Session[" + member + "]";
    }
  }

  /// What a second step gives.
  ///
  /// @param token the access token of a log-in that was waiting for the step; absent where one was
  ///   open, as are the three after it
  /// @param freshUntil until then, acts that ask for a fresh step pass
  public record Stepped(
      @Nullable String token,
      @Nullable Instant expiresAt,
      @Nullable String refreshToken,
      @Nullable Instant refreshExpiresAt,
      String member,
      Instant freshUntil) {
    @Override
    public String toString() {
      return "Stepped[" + member + "]";
    }
  }

  /// A refresh token that is to be changed for the next pair.
  public record Refresh(String refreshToken) {
    @Override
    public String toString() {
      return "Refresh[REDACTED]";
    }
  }

  /// A new password, proved by the old one.
  public record NewPassword(String password, String newPassword) {
    @Override
    public String toString() {
      return "NewPassword[REDACTED]";
    }
  }

  /// A new password, proved by a code of the operator.
  public record Recovery(String handle, String code, String password) {
    @Override
    public String toString() {
      return "Recovery[" + handle + "]";
    }
  }

  /// A code for somebody who lost their password, told once to the operator.
  ///
  /// @param url where they set a new one
  public record RecoveryCode(String handle, String code, String url) {
    @Override
    public String toString() {
      return "RecoveryCode[" + handle + "]";
    }
  }

  /// Why an operator recovers a log-in; kept in the audit.
  public record Reason(String reason) {}

  /// A log-in on one device, as its owner sees it.
  ///
  /// @param current true for the one that asks
  public record Device(
      UUID id, String device, Instant startedAt, Instant lastUsedAt, boolean current) {}
}
