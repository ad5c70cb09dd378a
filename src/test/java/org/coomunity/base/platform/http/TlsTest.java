package org.coomunity.base.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir Path folder;

  private static final List<Route> ROUTES =
      List.of(
          Route.post("/session")
              .by(Access.PUBLIC)
              .to(e ->
                  SessionCookie.set(
                      Answer.ok(Map.of("secure", e.secure())), e, "ana", Duration.ofMinutes(15))));

  private static String pem(String title, byte[] der) {
    return "-----BEGIN "
        + title
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END "
        + title
        + "-----\n";
  }

  private static byte[] certificate(KeyPair keys) throws Exception {
    AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    X500Name name = new X500Name("CN=localhost");
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    extensions.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(BigInteger.ONE));
    generator.setIssuer(name);
    generator.setSubject(name);
    generator.setStartDate(new Time(new DERUTCTime("250101000000Z")));
    generator.setEndDate(new Time(new DERUTCTime("491231235959Z")));
    generator.setSubjectPublicKeyInfo(
        SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    generator.setSignature(algorithm);
    generator.setExtensions(extensions.generate());
    TBSCertificate body = generator.generateTBSCertificate();
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(body.getEncoded("DER"));
    ASN1EncodableVector parts = new ASN1EncodableVector();
    parts.add(body);
    parts.add(algorithm);
    parts.add(new DERBitString(signature.sign()));
    return new DERSequence(parts).getEncoded("DER");
  }

  private ServerSettings settings(Path certificate, Path key) {
    return new ServerSettings(
        "127.0.0.1",
        0,
        Optional.of(new ServerSettings.Tls(certificate, key)),
        Optional.of(0),
        false,
        "1.2.3");
  }

  private static HttpClient trusting(Path certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      trusted.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  @Test
  void over_tls_the_cookie_is_bound_to_the_host_and_health_has_its_own_port() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair keys = generator.generateKeyPair();
    Path certificate = folder.resolve("certificate.pem");
    Path key = folder.resolve("key.pem");
    Files.writeString(certificate, pem("CERTIFICATE", certificate(keys)));
    Files.writeString(key, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    try (TestServer server =
            TestServer.start(settings(certificate, key), ROUTES, List.of(), new RateLimits());
        HttpClient client = trusting(certificate)) {
      HttpRequest session =
          HttpRequest.newBuilder(
                  URI.create("https://127.0.0.1:" + server.server().port() + "/api/v1/session"))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      HttpResponse<String> response = client.send(session, HttpResponse.BodyHandlers.ofString());
      assertThat(response.body()).isEqualTo("{\"secure\":true}");
      assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith("__Host-session=ana; Path=/;")
          .endsWith("; Secure");
      assertThat(response.headers().firstValue("Strict-Transport-Security")).isPresent();
      URI ops = URI.create("http://127.0.0.1:" + server.server().opsPort());
      assertThat(get(client, ops.resolve("/version")).body()).contains("1.2.3");
      assertThat(get(client, ops.resolve("/api/v1/refusals")).statusCode()).isEqualTo(404);
      URI main = URI.create("https://127.0.0.1:" + server.server().port() + "/metrics");
      assertThat(get(client, main).statusCode()).isEqualTo(404);
    }
  }

  private static HttpResponse<String> get(HttpClient client, URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void a_key_that_cannot_be_used_is_named() throws Exception {
    Path key = folder.resolve("key.pem");
    Files.writeString(key, "nonsense");
    Path certificate = folder.resolve("certificate.pem");
    Files.writeString(certificate, "nonsense");
    assertThatThrownBy(() -> Pem.context(new ServerSettings.Tls(certificate, key)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("certificate.pem");
  }
}
