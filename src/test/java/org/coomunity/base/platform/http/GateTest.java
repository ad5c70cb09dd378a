package org.coomunity.base.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.coomunity.testing.TestServer.code;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateTest {
  private TestServer server;

  private static List<Route> routes() {
    return List.of(
        Route.get("/me").to(e -> Answer.ok(Map.of("handle", e.caller().handle()))),
        Route.post("/act").to(e -> Answer.ok(Map.of("done", true))),
        Route.post("/session")
            .by(Access.PUBLIC)
            .to(e ->
                SessionCookie.set(
                    Answer.ok(Map.of("token", "ana")), e, "ana", Duration.ofMinutes(15))),
        Route.root("POST", "/form")
            .page()
            .to(e -> Answer.seeOther("/done?" + e.form().get("word"))));
  }

  @BeforeAll
  void start() {
    server = TestServer.start(routes()).person("ana");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private HttpResponse<String> post(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(path))
            .POST(HttpRequest.BodyPublishers.ofString("word=%C3%A1rbol"));
    request.header("Content-Type", "application/x-www-form-urlencoded");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return server.send(request.build());
  }

  private String origin() {
    return "http://127.0.0.1:" + server.server().port();
  }

  @Test
  void a_cookie_signs_in() {
    HttpResponse<String> session = post("/api/v1/session");
    String cookie = session.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).isEqualTo("session=ana; Path=/; Max-Age=900; HttpOnly; SameSite=Lax");
    HttpRequest me =
        HttpRequest.newBuilder(server.uri("/api/v1/me")).header("Cookie", "session=ana").build();
    assertThat(server.send(me).body()).contains("ana");
  }

  @Test
  void a_write_with_a_cookie_must_come_from_our_own_pages() {
    String[] cookie = {"Cookie", "session=ana"};
    assertThat(code(post("/api/v1/act", cookie))).isEqualTo("cross_origin");
    assertThat(post("/api/v1/act", "Cookie", "session=ana", "Origin", origin()).statusCode())
        .isEqualTo(200);
    assertThat(post("/api/v1/act", "Cookie", "session=ana", "Origin", "http://evil.example"))
        .satisfies(response -> assertThat(code(response)).isEqualTo("cross_origin"));
    assertThat(post("/api/v1/act", "Cookie", "session=ana", "Origin", "null").statusCode())
        .isEqualTo(403);
    assertThat(
            post("/api/v1/act", "Cookie", "session=ana", "Sec-Fetch-Site", "same-origin")
                .statusCode())
        .isEqualTo(200);
    for (String site : List.of("cross-site", "same-site", "none")) {
      assertThat(post("/api/v1/act", "Cookie", "session=ana", "Sec-Fetch-Site", site).statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void a_bearer_token_needs_no_origin() {
    assertThat(post("/api/v1/act", "Authorization", "Bearer ana").statusCode()).isEqualTo(200);
    assertThat(post("/api/v1/act", "authorization", "bearer ana").statusCode()).isEqualTo(200);
  }

  @Test
  void nobody_can_be_signed_in_as_another_by_a_strange_page() {
    assertThat(post("/api/v1/session", "Origin", "http://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(post("/api/v1/session", "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
  }

  @Test
  void a_plain_form_of_ours_works() {
    HttpResponse<String> response = post("/form", "Cookie", "session=ana", "Origin", origin());
    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.headers().firstValue("Location").orElseThrow()).startsWith("/done?");
  }

  @Test
  void too_many_requests_are_told_when_to_come_back() {
    RateLimits few = new RateLimits();
    try (TestServer limited =
        TestServer.start(ServerSettings.loopback(0), routes(), List.of(), few).person("ana")) {
      HttpResponse<String> last = limited.get(null, "/nothing");
      for (int i = 0; i < 400 && last.statusCode() == 404; i++) {
        last = limited.get(null, "/nothing");
      }
      assertThat(last.statusCode()).isEqualTo(429);
      assertThat(code(last)).isEqualTo("too_many");
      assertThat(last.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(last.headers().firstValue("RateLimit-Limit")).hasValue("300");
      assertThat(last.headers().firstValue("RateLimit-Remaining")).hasValue("0");
      assertThat(last.headers().firstValue("RateLimit-Reset")).hasValue("1");
      assertThat(limited.get("ana", "/api/v1/me").statusCode()).isEqualTo(200);
      assertThat(limited.get(null, "/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void each_limit_has_its_own_bucket_for_each() {
    RateLimits limits = new RateLimits();
    for (int i = 0; i < RateLimits.Limit.LOGIN.most(); i++) {
      limits.take(RateLimits.Limit.LOGIN, "ana");
    }
    assertThat(
            catchThrowableOfType(Refused.class, () -> limits.take(RateLimits.Limit.LOGIN, "ana"))
                .refusal())
        .isEqualTo(Refusal.TOO_MANY);
    limits.take(RateLimits.Limit.LOGIN, "eva");
    limits.take(RateLimits.Limit.PAYMENTS, "ana");
  }

  @Test
  void what_never_became_a_request_is_a_problem_document_too() throws IOException {
    for (String line :
        List.of(
            "GET /a HTTP/9.9\r\n\r\n",
            "nonsense\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /a/..;/b HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /a HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
            "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
            "TRACE /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "PROPFIND /api/v1/me HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")) {
      String answer = raw(line);
      assertThat(answer)
          .as(line)
          .containsPattern("^HTTP/1.1 (4|505)")
          .contains("application/problem+json");
      assertThat(answer).doesNotContain("Jetty").doesNotContain("\tat ").contains("\"code\":\"");
    }
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      try (InputStream in = socket.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  @Test
  void a_stop_waits_for_what_is_under_way() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Route slow =
        Route.get("/slow")
            .by(Access.PUBLIC)
            .to(e -> {
              inside.countDown();
              boolean told = go.await(5, TimeUnit.SECONDS);
              return Answer.ok(Map.of("told", told));
            });
    TestServer stopping = TestServer.start(List.of(slow));
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(() -> stopping.get(null, "/api/v1/slow"));
    assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(stopping.server()::close);
    go.countDown();
    assertThat(answer.get(5, TimeUnit.SECONDS).body()).isEqualTo("{\"told\":true}");
    stopped.get(10, TimeUnit.SECONDS);
    stopping.close();
  }
}
