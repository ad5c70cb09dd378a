package org.coomunity.base.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.testing.TestServer.code;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.coomunity.base.kernel.Made;
import org.coomunity.base.kernel.Refusal;
import org.coomunity.base.kernel.Refused;
import org.coomunity.base.kernel.Role;
import org.coomunity.testing.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpServerTest {
  record Payment(UUID id, String to, @Nullable String concept, List<Item> items) {}

  record Item(int count, Color color) {}

  enum Color {
    RED,
    GREEN
  }

  record Echo(String said) {}

  private TestServer server;

  private static List<Route> routes() {
    return List.of(
        Route.get("/hello").by(Access.PUBLIC).to(e -> Answer.ok(new Echo("hola"))),
        Route.get("/long").by(Access.PUBLIC).to(e -> Answer.ok(new Echo("ja".repeat(4000)))),
        Route.get("/me").to(e -> Answer.ok(new Echo(e.caller().handle()))),
        Route.get("/thread")
            .by(Access.PUBLIC)
            .to(e -> Answer.ok(new Echo(Thread.currentThread().isVirtual() + e.traceId()))),
        Route.get("/operate").by(Access.OPERATOR).to(e -> Answer.ok(new Echo("ok"))),
        Route.get("/communities/{slug}")
            .by(Access.MEMBER)
            .to(e -> Answer.ok(new Echo(e.standing().handle() + e.standing().no()))),
        Route.get("/communities/{slug}/things/{id}")
            .by(Access.PUBLIC)
            .to(e -> Answer.ok(new Echo(e.pathId("id") + " " + e.maybeStanding().isPresent()))),
        Route.patch("/communities/{slug}/policy")
            .by(Access.ADMIN)
            .to(e -> Answer.ok(new Echo(e.standing().role().name()))),
        Route.post("/payments")
            .takes(Payment.class)
            .to(e -> Answer.ok(new Echo(e.body(Payment.class).to()))),
        Route.post("/open")
            .by(Access.PUBLIC)
            .bodyLimit(100)
            .to(e -> Answer.made(Made.replay(new Echo(e.body(Echo.class).said())))),
        Route.post("/list")
            .by(Access.PUBLIC)
            .to(e -> Answer.ok(Map.of("size", e.bodyList(Echo.class, 2).size()))),
        Route.get("/query")
            .by(Access.PUBLIC)
            .to(e ->
                Answer.ok(
                    new Echo(
                        e.query("q").orElse("-")
                            + e.limit()
                            + e.queryInstant("from").map(Object::toString).orElse("")))));
  }

  private static List<Route> faultsAndPages() {
    return List.of(
        Route.get("/broken")
            .by(Access.PUBLIC)
            .to(e -> {
              throw new IllegalStateException("secret of the house");
            }),
        Route.get("/away")
            .by(Access.PUBLIC)
            .to(e -> {
              throw new IllegalStateException(new SQLException("the database is gone", "08006"));
            }),
        Route.get("/refused")
            .by(Access.PUBLIC)
            .to(e -> {
              throw Refused.because(Refusal.CREDIT_LIMIT, "room", "1.50");
            }),
        Route.root("GET", "/page")
            .by(Access.PUBLIC)
            .page()
            .to(e -> Answer.html("<p>" + e.language().tag())),
        Route.root("GET", "/page/mine").page().to(e -> Answer.html("mine")),
        Route.root("POST", "/page/form")
            .page()
            .to(e -> Answer.seeOther("/page?" + e.form().get("a"))),
        Route.root("GET", "/assets/{name*}")
            .by(Access.PUBLIC)
            .to(e -> Answer.of("text/plain", e.path("name"))));
  }

  @BeforeAll
  void start() {
    server =
        TestServer.start(Stream.concat(routes().stream(), faultsAndPages().stream()).toList())
            .member("ana", "alpha", 7, Role.MEMBER)
            .member("eva", "alpha", 1, Role.ADMIN)
            .person("zoe")
            .operator("root");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void a_read_answers_json_with_the_headers_of_the_house() {
    HttpResponse<String> response = server.get(null, "/api/v1/hello");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"said\":\"hola\"}");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
    assertThat(response.headers().firstValue("ETag")).isPresent();
    assertThat(response.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void nobody_is_asked_to_sign_in_and_a_dead_token_is_told_so() {
    assertThat(code(server.get(null, "/api/v1/me"))).isEqualTo("not_signed_in");
    assertThat(code(server.get("stolen", "/api/v1/me"))).isEqualTo("session_over");
    assertThat(server.get("ana", "/api/v1/me").body()).contains("ana");
  }

  @Test
  void a_stranger_cannot_tell_a_closed_community_from_none() {
    HttpResponse<String> closed = server.get("zoe", "/api/v1/communities/alpha");
    HttpResponse<String> none = server.get("zoe", "/api/v1/communities/nowhere");
    assertThat(closed.statusCode()).isEqualTo(404);
    assertThat(code(closed)).isEqualTo("community_unknown");
    assertThat(closed.body().replaceAll("\"traceId\":\"\\w+\"", ""))
        .isEqualTo(none.body().replaceAll("\"traceId\":\"\\w+\"", ""));
    assertThat(server.get(null, "/api/v1/communities/alpha").statusCode()).isEqualTo(401);
    assertThat(server.get("ana", "/api/v1/communities/alpha").body()).contains("ana7");
  }

  @Test
  void a_role_that_does_not_reach_is_403() {
    assertThat(server.send("PATCH", "ana", "/api/v1/communities/alpha/policy", "{}").statusCode())
        .isEqualTo(403);
    assertThat(server.send("PATCH", "eva", "/api/v1/communities/alpha/policy", "{}").body())
        .contains("ADMIN");
    assertThat(code(server.get("ana", "/api/v1/operate"))).isEqualTo("not_allowed");
    assertThat(server.get("root", "/api/v1/operate").statusCode()).isEqualTo(200);
  }

  @Test
  void a_refusal_is_a_problem_document_with_its_details() {
    HttpResponse<String> response = server.get(null, "/api/v1/refused");
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body())
        .contains("\"type\":\"/api/v1/refusals#credit_limit\"")
        .contains("\"title\":\"Credit limit\"")
        .contains("\"status\":409")
        .contains("\"detail\":\"credit_limit es\"")
        .contains("\"room\":\"1.50\"")
        .contains("\"traceId\":\"");
  }

  @Test
  void a_refusal_speaks_the_language_of_its_caller() {
    HttpRequest english =
        HttpRequest.newBuilder(server.uri("/api/v1/refused"))
            .header("Accept-Language", "xx, en-GB;q=0.9, fr;q=0.5")
            .build();
    HttpResponse<String> response = server.send(english);
    assertThat(response.body()).contains("\"detail\":\"credit_limit en\"");
    assertThat(response.headers().firstValue("Content-Language")).hasValue("en");
    assertThat(server.get("ana", "/api/v1/refused").body()).contains("credit_limit es");
  }

  @Test
  void faults_of_a_body_are_named_one_by_one() {
    HttpResponse<String> response =
        server.post(
            "ana", "/api/v1/payments", "{\"id\":\"x\",\"items\":[{\"count\":1}],\"nope\":1}");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(code(response)).isEqualTo("unknown_field");
    assertThat(response.body())
        .contains("\"field\":\"nope\"")
        .contains("\"field\":\"id\"")
        .contains("\"field\":\"to\"")
        .contains("\"field\":\"items[0].color\"");
    assertThat(server.post("ana", "/api/v1/payments", "{\n \"id\": }").body())
        .contains("\"code\":\"bad_json\"")
        .contains("\"line\":2")
        .contains("\"column\":");
    assertThat(server.post("ana", "/api/v1/list", "[{\"said\":\"a\"}]").body())
        .isEqualTo("{\"size\":1}");
  }

  @Test
  void our_fault_is_500_without_a_word_of_it_and_the_worlds_is_503() {
    HttpResponse<String> broken = server.get(null, "/api/v1/broken");
    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(broken.body()).contains("\"code\":\"internal\"").doesNotContain("secret");
    HttpResponse<String> away = server.get(null, "/api/v1/away");
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void unknown_paths_and_methods_are_named() {
    assertThat(code(server.get(null, "/api/v1/nothing"))).isEqualTo("not_found");
    assertThat(code(server.get(null, "/api/v1/communities/a%00b"))).isEqualTo("bad_request");
    HttpResponse<String> method = server.send("DELETE", null, "/api/v1/hello", null);
    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(method.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
    HttpResponse<String> options = server.send("OPTIONS", null, "/api/v1/payments", null);
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("Allow")).hasValue("OPTIONS, POST");
    HttpResponse<String> head = server.send("HEAD", null, "/api/v1/hello", null);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length")).hasValue("15");
    assertThat(server.get(null, "/assets/c/x.js").body()).isEqualTo("c/x.js");
  }

  @Test
  void identifiers_in_paths_are_canonical() {
    UUID id = UUID.randomUUID();
    assertThat(server.get("ana", "/api/v1/communities/alpha/things/" + id).body())
        .contains(id + " true");
    assertThat(server.get(null, "/api/v1/communities/alpha/things/" + id).body())
        .contains(id + " false");
    assertThat(server.get(null, "/api/v1/communities/alpha/things/1-1-1-1-1").statusCode())
        .isEqualTo(404);
  }

  @Test
  void each_request_has_a_thread_of_its_own_and_keeps_the_trace_of_its_caller() {
    HttpRequest traced =
        HttpRequest.newBuilder(server.uri("/api/v1/thread"))
            .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            .build();
    assertThat(server.send(traced).body())
        .isEqualTo("{\"said\":\"true0af7651916cd43dd8448eb211c80319c\"}");
    assertThat(server.get(null, "/api/v1/thread").body()).matches(".*true[0-9a-f]{32}\"}");
    HttpRequest wild =
        HttpRequest.newBuilder(server.uri("/api/v1/thread"))
            .header("traceparent", "00-<script>alert(1)</script>xxxxxx-b7ad6b7169203331-01xx")
            .build();
    assertThat(server.send(wild).body()).matches(".*true[0-9a-f]{32}\"}");
  }

  @Test
  void queries_are_checked() {
    assertThat(server.get(null, "/api/v1/query?q=a%20%C3%B1&limit=7&from=2026-01-02").body())
        .contains("a ñ72026-01-02T00:00:00Z");
    assertThat(server.get(null, "/api/v1/query").body()).contains("-20");
    assertThat(code(server.get(null, "/api/v1/query?limit=0"))).isEqualTo("field_range");
    assertThat(code(server.get(null, "/api/v1/query?limit=x"))).isEqualTo("field_format");
    assertThat(code(server.get(null, "/api/v1/query?q=%00"))).isEqualTo("field_format");
    assertThat(code(server.get(null, "/api/v1/query?q=%FF"))).isEqualTo("field_format");
    assertThat(code(server.get(null, "/api/v1/query?from=yesterday"))).isEqualTo("field_format");
    assertThat(server.get(null, "/api/v1/query?from=%2B999999999-01-01T00:00:00Z").statusCode())
        .isEqualTo(422);
  }

  @Test
  void what_is_known_already_is_not_sent_again() {
    String tag = server.get(null, "/api/v1/hello").headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        server.send(
            HttpRequest.newBuilder(server.uri("/api/v1/hello"))
                .header("If-None-Match", tag)
                .build());
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("ETag")).hasValue(tag);
  }

  @Test
  void long_answers_are_compressed_for_those_who_can_read_it() {
    HttpResponse<String> packed =
        server.send(
            HttpRequest.newBuilder(server.uri("/api/v1/long"))
                .header("Accept-Encoding", "br, gzip")
                .build());
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(Integer.parseInt(packed.headers().firstValue("Content-Length").orElseThrow()))
        .isLessThan(500);
    assertThat(server.get(null, "/api/v1/long").body()).hasSizeGreaterThan(8000);
  }

  @Test
  void a_replay_is_marked_and_a_write_is_never_stored() {
    HttpResponse<String> response = server.post(null, "/api/v1/open", new Echo("a"));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Idempotent-Replay")).hasValue("true");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("private, no-store");
  }

  @Test
  void bodies_over_the_limit_are_413_whether_announced_or_not() {
    assertThat(server.post(null, "/api/v1/open", new Echo("a".repeat(100))).statusCode())
        .isEqualTo(413);
    HttpResponse<String> streamed =
        server.send(
            HttpRequest.newBuilder(server.uri("/api/v1/open"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[500])))
                .build());
    assertThat(code(streamed)).isEqualTo("body_too_large");
  }

  @Test
  void media_types_that_are_not_ours_are_refused() {
    HttpRequest text =
        HttpRequest.newBuilder(server.uri("/api/v1/open"))
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    assertThat(server.send(text).statusCode()).isEqualTo(415);
    HttpRequest picture =
        HttpRequest.newBuilder(server.uri("/api/v1/hello")).header("Accept", "image/png").build();
    assertThat(server.send(picture).statusCode()).isEqualTo(406);
  }

  @Test
  void the_general_answers_are_there() {
    assertThat(server.get(null, "/api/v1/refusals").body())
        .contains("\"code\":\"credit_limit\"")
        .contains("\"status\":409");
    assertThat(server.get(null, "/health/live").statusCode()).isEqualTo(200);
    assertThat(server.get(null, "/health/ready").body()).contains("\"state\":\"up\"");
    assertThat(server.get(null, "/version").body()).contains("development");
    assertThat(server.get(null, "/metrics").body())
        .contains("http_request_duration_seconds_count{method=\"GET\",route=\"/health/live\"");
  }

  @Test
  void pages_carry_the_policy_and_refuse_with_pages() {
    HttpResponse<String> page = server.get(null, "/page");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'")
        .contains("frame-ancestors 'none'");
    assertThat(page.headers().firstValue("Permissions-Policy")).isPresent();
    HttpResponse<String> refused = server.get(null, "/page/mine");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("<h1>401 not_signed_in");
  }
}
