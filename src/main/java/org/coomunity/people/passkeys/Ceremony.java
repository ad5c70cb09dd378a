package org.coomunity.people.passkeys;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.people.passkeys.PasskeysStore.Row;
import org.jspecify.annotations.Nullable;

/// Checks what a browser sends (WebAuthn Level 3, 7.1 and 7.2) by the library: challenge, origin,
/// site, presence and verification of the person, signature, and the counter of signatures.
final class Ceremony {
  /// Edwards and elliptic curves, and RSA for old devices, by their COSE numbers.
  static final List<Long> ALGORITHMS = List.of(-8L, -7L, -257L);

  /// The library takes its time to begin: it does so with the first passkey, not with the platform.
  private static final class Library {
    static final ObjectConverter OBJECTS = new ObjectConverter();
    static final WebAuthnManager MANAGER = WebAuthnManager.createNonStrictWebAuthnManager(OBJECTS);
    static final AttestedCredentialDataConverter KEYS =
        new AttestedCredentialDataConverter(OBJECTS);

    private Library() {}
  }

  private final Origin origin;
  private final String site;

  /// @param publicUrl where people reach the platform: passkeys are bound to it
  Ceremony(URI publicUrl) {
    this.site = Objects.requireNonNullElse(publicUrl.getHost(), "localhost");
    this.origin = new Origin(origin(publicUrl));
  }

  private static String origin(URI publicUrl) {
    String scheme = publicUrl.getScheme().toLowerCase(Locale.ROOT);
    int port = publicUrl.getPort();
    boolean usual = port < 0 || port == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + publicUrl.getHost() + (usual ? "" : ":" + port);
  }

  /// The name of the site, which passkeys are bound to.
  String site() {
    return site;
  }

  /// What a new passkey is.
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  record Made(
      byte[] credential, byte[] key, long counter, boolean backupEligible, boolean backedUp) {}

  /// What a log-in by passkey says.
  record Used(long counter, boolean backedUp) {}

  private ServerProperty server(byte[] challenge) {
    return ServerProperty.builder()
        .origin(origin)
        .rpId(site)
        .challenge(new DefaultChallenge(challenge))
        .build();
  }

  /// A new passkey.
  ///
  /// @throws Refused `passkey_refused`, whatever is wrong with it
  Made made(Passkey.Response said, byte[] challenge) {
    try {
      RegistrationData data =
          Library.MANAGER.verify(
              new RegistrationRequest(
                  bytes(said.attestationObject()), bytes(said.clientDataJSON())),
              new RegistrationParameters(server(challenge), parameters(), true, true));
      AuthenticatorData<?> authenticator =
          Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
      AttestedCredentialData key =
          Objects.requireNonNull(authenticator.getAttestedCredentialData());
      return new Made(
          key.getCredentialId(),
          Library.KEYS.convert(key),
          authenticator.getSignCount(),
          authenticator.isFlagBE(),
          authenticator.isFlagBS());
    } catch (VerificationException | DataConversionException | IllegalArgumentException no) {
      throw refused();
    }
  }

  private static List<PublicKeyCredentialParameters> parameters() {
    return ALGORITHMS.stream()
        .map(number ->
            new PublicKeyCredentialParameters(
                PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(number)))
        .toList();
  }

  /// A log-in with a passkey that is kept.
  ///
  /// @throws Refused `passkey_refused`, whatever is wrong with it
  Used used(Row row, Passkey.Response said, byte[] challenge) {
    try {
      AuthenticationData data =
          Library.MANAGER.verify(
              new AuthenticationRequest(
                  row.credential(),
                  bytes(said.userHandle()),
                  bytes(said.authenticatorData()),
                  bytes(said.clientDataJSON()),
                  bytes(said.signature())),
              new AuthenticationParameters(
                  server(challenge), record(row), List.of(row.credential()), true, true));
      AuthenticatorData<?> authenticator = Objects.requireNonNull(data.getAuthenticatorData());
      return new Used(authenticator.getSignCount(), authenticator.isFlagBS());
    } catch (VerificationException | DataConversionException | IllegalArgumentException no) {
      throw refused();
    }
  }

  private CredentialRecordImpl record(Row row) {
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        true,
        row.backupEligible(),
        row.backedUp(),
        row.counter(),
        Library.KEYS.convert(row.key()),
        null,
        null,
        null,
        null);
  }

  /// Bytes in Base64url; nothing is refused like everything else.
  static byte[] bytes(@Nullable String base64) {
    try {
      return Base64.getUrlDecoder().decode(base64 == null ? "" : base64);
    } catch (IllegalArgumentException broken) {
      throw refused();
    }
  }

  static Refused refused() {
    return Refused.because(Refusal.PASSKEY_REFUSED);
  }
}
