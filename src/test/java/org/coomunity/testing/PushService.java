package org.coomunity.testing;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The world outside: a push service with one browser, which opens what it is sent (RFC 8291) and
/// looks who sent it (RFC 8292).
public final class PushService implements AutoCloseable {
  /// What it was sent, as it came.
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  public record Came(
      String path,
      String authorization,
      String encoding,
      String ttl,
      String urgency,
      String topic,
      byte[] body) {}

  private final HttpServer server;
  private final List<Came> came = new CopyOnWriteArrayList<>();
  private final KeyPair browser = pair();
  private final byte[] auth = "a secret of ours".getBytes(java.nio.charset.StandardCharsets.UTF_8);
  private volatile int status = 201;
  private volatile String retryAfter = "";

  public PushService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      came.add(
          new Came(
              exchange.getRequestURI().getPath(),
              said(exchange, "Authorization"),
              said(exchange, "Content-Encoding"),
              said(exchange, "TTL"),
              said(exchange, "Urgency"),
              said(exchange, "Topic"),
              exchange.getRequestBody().readAllBytes()));
      if (!retryAfter.isEmpty()) {
        exchange.getResponseHeaders().set("Retry-After", retryAfter);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static String said(HttpExchange exchange, String header) {
    return String.valueOf(exchange.getRequestHeaders().getFirst(header));
  }

  /// What it answers from now on.
  ///
  /// @param later the header `Retry-After`, empty for none
  public void answers(int with, String later) {
    status = with;
    retryAfter = later;
  }

  /// Where messages go.
  public String endpoint(String name) {
    return origin() + "/send/" + name;
  }

  /// Its origin, which a proof names.
  public String origin() {
    return "http://"
        + server.getAddress().getAddress().getHostAddress()
        + ":"
        + server.getAddress().getPort();
  }

  /// The public key of the browser, base64url.
  public String p256dh() {
    return text(point((ECPublicKey) browser.getPublic()));
  }

  /// The secret of the browser, base64url.
  public String auth() {
    return text(auth);
  }

  /// What came, the first first.
  public List<Came> came() {
    return came;
  }

  /// What the browser reads.
  public String opened(Came message) {
    return new String(
        open(browser.getPrivate(), point((ECPublicKey) browser.getPublic()), auth, message.body()),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  /// What a sender says about themselves, when it is signed by the key they say.
  ///
  /// @throws IllegalStateException when it is not
  public static JWTClaimsSet proved(Came message, String key) {
    String[] parts = message.authorization().split("[ ,=]+", -1);
    if (!parts[0].equals("vapid") || !parts[1].equals("t") || !parts[3].equals("k")) {
      throw new IllegalStateException("no proof: " + message.authorization());
    }
    try {
      SignedJWT token = SignedJWT.parse(parts[2]);
      if (!parts[4].equals(key) || !token.verify(new ECDSAVerifier(key(bytes(key))))) {
        throw new IllegalStateException("signed by another");
      }
      return token.getJWTClaimsSet();
    } catch (java.text.ParseException | com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Opens a message of one record (RFC 8188, RFC 8291).
  public static byte[] open(PrivateKey own, byte[] shown, byte[] secret, byte[] message) {
    ByteBuffer read = ByteBuffer.wrap(message);
    byte[] salt = new byte[16];
    read.get(salt);
    int recordSize = read.getInt();
    byte[] sender = new byte[read.get()];
    read.get(sender);
    byte[] sealed = new byte[read.remaining()];
    read.get(sealed);
    if (recordSize <= sealed.length) {
      throw new IllegalStateException("the record is not smaller than it says");
    }
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(own);
      agreement.doPhase(key(sender), true);
      byte[] both = mac(secret, agreement.generateSecret());
      byte[] info = "WebPush: info\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      byte[] start = mac(salt, mac(both, join(info, shown, sender, new byte[] {1})));
      byte[] key = mac(start, last("Content-Encoding: aes128gcm\0"));
      byte[] nonce = mac(start, last("Content-Encoding: nonce\0"));
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, 0, 16, "AES"),
          new GCMParameterSpec(128, nonce, 0, 12));
      byte[] plain = cipher.doFinal(sealed);
      int end = plain.length - 1;
      while (plain[end] == 0) {
        end--;
      }
      if (plain[end] != 2) {
        throw new IllegalStateException("not the last record");
      }
      return Arrays.copyOf(plain, end);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("it does not open", e);
    }
  }

  private static byte[] last(String info) {
    return join(info.getBytes(java.nio.charset.StandardCharsets.US_ASCII), new byte[] {1});
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }

  private static byte[] mac(byte[] key, byte[] words) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(words);
  }

  private static ECParameterSpec curve() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator maker = KeyPairGenerator.getInstance("EC");
      maker.initialize(curve());
      return maker.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A private key by its number.
  public static PrivateKey secret(byte[] number) {
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, number), curve()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECPublicKey key(byte[] point) {
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 33, 65));
    try {
      return (ECPublicKey)
          KeyFactory.getInstance("EC")
              .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] point(ECPublicKey key) {
    return join(new byte[] {4}, number(key.getW().getAffineX()), number(key.getW().getAffineY()));
  }

  private static byte[] number(BigInteger coordinate) {
    byte[] raw = coordinate.toByteArray();
    byte[] whole = new byte[32];
    int from = Math.max(0, raw.length - 32);
    System.arraycopy(raw, from, whole, 32 - (raw.length - from), raw.length - from);
    return whole;
  }

  /// Base64url without padding.
  public static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// The same back.
  public static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
