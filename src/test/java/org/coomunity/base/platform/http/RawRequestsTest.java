package org.coomunity.base.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.coomunity.base.kernel.Role;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Requests as no decent client writes them, byte by byte.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RawRequestsTest {
  record Sent(String to, String amount) {}

  private static final String SENT = "{\"to\":\"eva\",\"amount\":\"1.50\"}";
  private static final String HEAD =
      lines(
          "POST /api/v1/communities/alpha/payments HTTP/1.1",
          "Host: x",
          "Connection: close",
          "Authorization: Bearer ana");
  private static final int FLIPS = 2_000;

  private TestServer server;

  @BeforeAll
  void start() {
    server =
        TestServer.start(
                List.of(
                    Route.post("/communities/{slug}/payments")
                        .by(Access.MEMBER)
                        .takes(Sent.class)
                        .to(e -> Answer.created(e.body(Sent.class))),
                    Route.get("/communities/{slug}/things")
                        .by(Access.PUBLIC)
                        .to(e -> Answer.ok(Map.of("q", e.query("q").orElse(""))))))
            .member("ana", "alpha", 1, Role.MEMBER);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private String ask(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      try (InputStream in = socket.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  private String ask(String request) throws IOException {
    return ask(request.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String body(String type, String length) {
    return HEAD + "Content-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n" + SENT;
  }

  private static String right() {
    return body("application/json; charset=\"UTF-8\"", Integer.toString(SENT.length()));
  }

  private static String chunked(String size) {
    return HEAD
        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        + size
        + "\r\n"
        + SENT
        + "\r\n0\r\n\r\n";
  }

  @Test
  void right_requests_are_served_whole_or_in_chunks() throws IOException {
    assertThat(ask(right())).startsWith("HTTP/1.1 201").endsWith(SENT);
    assertThat(ask(chunked(Integer.toHexString(SENT.length())))).startsWith("HTTP/1.1 201");
  }

  @Test
  void a_charset_that_is_not_utf_8_or_does_not_exist_is_415() throws IOException {
    String length = Integer.toString(SENT.length());
    for (String charset : List.of("iso-8859-1", "nonsense", "\"\"", "utf-16")) {
      assertThat(ask(body("application/json; charset=" + charset, length)))
          .startsWith("HTTP/1.1 415");
    }
  }

  @Test
  void bodies_cut_short_or_badly_cut_are_400() throws IOException {
    assertThat(ask(body("application/json", "500"))).startsWith("HTTP/1.1 400");
    assertThat(ask(chunked("zz"))).startsWith("HTTP/1.1 400");
    assertThat(ask(chunked("ff"))).startsWith("HTTP/1.1 400");
  }

  @Test
  void no_changed_byte_makes_it_fail() throws IOException {
    List<String> good =
        List.of(
            right(),
            chunked(Integer.toHexString(SENT.length())),
            lines(
                "GET /api/v1/communities/alpha/things?q=%C3%B1 HTTP/1.1",
                "Host: x",
                "Cookie: session=ana; a=b",
                "Accept-Language: en;q=0.5, es",
                "Connection: close",
                ""));
    Random random = new Random(11);
    for (int i = 0; i < FLIPS; i++) {
      byte[] request = good.get(random.nextInt(good.size())).getBytes(StandardCharsets.ISO_8859_1);
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        request[random.nextInt(request.length)] = (byte) random.nextInt(256);
      }
      String answer = ask(request);
      assertThat(answer)
          .as(new String(request, StandardCharsets.ISO_8859_1))
          .doesNotContainPattern("^HTTP/1.1 50[0-4]")
          .doesNotContain("\tat ")
          .doesNotContain("Exception");
    }
  }
}
