package org.coomunity.exchange.komunitin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.exchange.komunitin.Komunitin.Issuer;
import org.jspecify.annotations.Nullable;

/// Reads access tokens of a foreign issuer (JWT, RFC 7519 and 9068): signed with RS256 or ES256 by
/// one of its keys, made by it, for us, and not over.
final class Tickets implements AutoCloseable {
  private static final int LONGEST = 8_192;
  private static final int SCOPES = 64;
  private static final int RSA_BITS = 2_048;
  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
  private static final Set<JOSEObjectType> TYPES =
      Set.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"));

  private final Issuer issuer;
  private final KeySet keys;
  private final InstantSource clock;

  Tickets(Issuer issuer, InstantSource clock) {
    this.issuer = issuer;
    this.keys = new KeySet(issuer.keys(), clock);
    this.clock = clock;
  }

  /// What a good token says.
  ///
  /// @param subject whom it is about; empty for a service
  record Ticket(Optional<String> subject, Set<String> scopes) {}

  /// @throws Refused `not_signed_in` for a token that is not good, `busy` without keys
  Ticket read(String token) {
    try {
      if (token.length() > LONGEST) {
        throw Refused.because(Refusal.NOT_SIGNED_IN);
      }
      SignedJWT signed = SignedJWT.parse(token);
      JOSEObjectType type = signed.getHeader().getType();
      if (!ALGORITHMS.contains(signed.getHeader().getAlgorithm())
          || (type != null && !TYPES.contains(type))) {
        throw Refused.because(Refusal.NOT_SIGNED_IN);
      }
      JWTClaimsSet claims = signed.getJWTClaimsSet();
      if (!issuer.name().equals(claims.getIssuer())
          || !claims.getAudience().contains(issuer.audience())
          || !current(claims)
          || !verified(signed)) {
        throw Refused.because(Refusal.NOT_SIGNED_IN);
      }
      return new Ticket(Optional.ofNullable(claims.getSubject()), scopes(claims));
    } catch (ParseException | JOSEException wrong) {
      throw Refused.because(Refusal.NOT_SIGNED_IN);
    }
  }

  private boolean current(JWTClaimsSet claims) {
    Instant now = clock.instant();
    return claims.getExpirationTime() != null
        && now.isBefore(claims.getExpirationTime().toInstant().plus(SKEW))
        && begun(claims.getNotBeforeTime(), now)
        && begun(claims.getIssueTime(), now);
  }

  private static boolean begun(@Nullable Date from, Instant now) {
    return from == null || !now.plus(SKEW).isBefore(from.toInstant());
  }

  /// The key decides how it is verified; a token cannot choose another way.
  private boolean verified(SignedJWT signed) throws JOSEException {
    Optional<JWK> key = keys.key(signed.getHeader().getKeyID());
    if (key.isEmpty() || KeyUse.ENCRYPTION.equals(key.get().getKeyUse())) {
      return false;
    }
    JWSAlgorithm algorithm = signed.getHeader().getAlgorithm();
    if (key.get().getAlgorithm() != null && !key.get().getAlgorithm().equals(algorithm)) {
      return false;
    }
    JWSVerifier verifier =
        switch (key.get()) {
          case RSAKey rsa when algorithm.equals(JWSAlgorithm.RS256) && rsa.size() >= RSA_BITS ->
              new RSASSAVerifier(rsa);
          case ECKey curve when algorithm.equals(JWSAlgorithm.ES256) -> new ECDSAVerifier(curve);
          default -> null;
        };
    return verifier != null
        && verifier.supportedJWSAlgorithms().contains(algorithm)
        && signed.verify(verifier);
  }

  private static Set<String> scopes(JWTClaimsSet claims) throws ParseException {
    if (claims.getClaim("scope") instanceof String text) {
      return Arrays.stream(text.strip().split("\\s+", SCOPES))
          .collect(Collectors.toUnmodifiableSet());
    }
    List<String> list = claims.getStringListClaim("scp");
    return list == null ? Set.of() : Set.copyOf(list);
  }

  @Override
  public void close() {
    keys.close();
  }
}
