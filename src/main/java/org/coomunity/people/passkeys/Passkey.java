package org.coomunity.people.passkeys;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A passkey of somebody.
///
/// @param name what they call it
/// @param synced true when its device may copy it to others
/// @param usedAt null until it opened a log-in
public record Passkey(
    UUID id, String name, boolean synced, Instant madeAt, @Nullable Instant usedAt) {
  /// Another name, 1..60 characters.
  public record Rename(String name) {}

  /// A passkey that is to be kept.
  ///
  /// @param name 1..60 characters; absent for the name of the browser
  /// @param credential what the browser made
  public record Draft(@Nullable String name, Credential credential) {}

  /// A log-in by passkey.
  public record SignIn(Credential credential) {}

  /// What a browser's `PublicKeyCredential.toJSON()` says; all bytes in Base64url.
  public record Credential(
      String id,
      @Nullable String rawId,
      String type,
      Response response,
      @Nullable String authenticatorAttachment,
      @Nullable Map<String, Object> clientExtensionResults) {}

  /// What the device signed: `attestationObject` for a new passkey, `authenticatorData`,
  /// `signature` and `userHandle` for a log-in.
  public record Response(
      String clientDataJSON,
      @Nullable String attestationObject,
      @Nullable String authenticatorData,
      @Nullable String signature,
      @Nullable String userHandle,
      @Nullable String publicKey,
      @Nullable Long publicKeyAlgorithm,
      @Nullable List<String> transports) {}

  /// What a browser needs to make a passkey: `PublicKeyCredentialCreationOptionsJSON`.
  public record Making(
      Site rp,
      User user,
      String challenge,
      List<Algorithm> pubKeyCredParams,
      long timeout,
      List<Known> excludeCredentials,
      Selection authenticatorSelection,
      String attestation) {}

  /// What a browser needs to log in: `PublicKeyCredentialRequestOptionsJSON`. It names nobody.
  public record Asking(String challenge, String rpId, long timeout, String userVerification) {}

  /// The site a passkey is for.
  public record Site(String id, String name) {}

  /// Whose passkey it will be.
  public record User(String id, String name, String displayName) {}

  /// A kind of key, by its COSE number.
  public record Algorithm(String type, long alg) {}

  /// A passkey that is there already.
  public record Known(String type, String id) {}

  /// What kind of passkey is wanted.
  public record Selection(
      String residentKey, boolean requireResidentKey, String userVerification) {}
}
