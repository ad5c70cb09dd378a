package org.coomunity.people.push;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.zerodeplibs.webpush.VAPIDKeyPair;
import com.zerodeplibs.webpush.VAPIDKeyPairs;
import com.zerodeplibs.webpush.jwt.VAPIDJWTParam;
import com.zerodeplibs.webpush.key.PrivateKeySources;
import com.zerodeplibs.webpush.key.PublicKeySources;
import java.math.BigInteger;
import java.net.URI;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECNamedCurves;

/// How this platform shows a push service who it is (VAPID, RFC 8292): a key pair on P-256 made
/// from the key of the platform, so that every process has the same and a restored backup keeps it.
final class Vapid {
  /// How long a proof is good; a push service takes at most 24 hours.
  private static final Duration LIFE = Duration.ofHours(12);

  private final VAPIDKeyPair pair;
  private final String subject;

  /// @param seed 32 bytes
  Vapid(byte[] seed, String subject) {
    this.subject = subject;
    try {
      this.pair = pair(seed);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static VAPIDKeyPair pair(byte[] seed) throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
    BigInteger below = curve.getOrder().subtract(BigInteger.ONE);
    BigInteger secret = new BigInteger(1, seed).mod(below).add(BigInteger.ONE);
    var point = SECNamedCurves.getByName("secp256r1").getG().multiply(secret).normalize();
    ECPoint open =
        new ECPoint(point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
    KeyFactory keys = KeyFactory.getInstance("EC");
    ECPrivateKey own = (ECPrivateKey) keys.generatePrivate(new ECPrivateKeySpec(secret, curve));
    ECPublicKey shown = (ECPublicKey) keys.generatePublic(new ECPublicKeySpec(open, curve));
    return VAPIDKeyPairs.of(
        PrivateKeySources.ofECPrivateKey(own),
        PublicKeySources.ofECPublicKey(shown),
        (signing, checking) -> proof -> signed(signing, proof));
  }

  private static String signed(ECPrivateKey key, VAPIDJWTParam proof) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .audience(proof.getOrigin())
            .expirationTime(Date.from(proof.getExpirationTime()))
            .subject(proof.getSubject().orElseThrow())
            .build();
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
    return token.serialize();
  }

  /// The public key that browsers ask for, base64url.
  String key() {
    return pair.extractPublicKeyInUncompressedFormAsString();
  }

  /// The header `Authorization` for a message to an endpoint.
  String authorization(URI endpoint, Instant now) {
    return pair.generateAuthorizationHeaderValue(
        VAPIDJWTParam.getBuilder()
            .resourceURLString(endpoint.toString())
            .expirationTime(now.plus(LIFE))
            .subject(subject)
            .build());
  }
}
