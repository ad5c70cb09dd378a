package org.coomunity.exchange.lets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.testing.TestServer.code;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.http.ServerSettings;
import org.coomunity.base.platform.json.Json;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Payments, requests and accounts as the public surface shows them.
class LetsHttpTest {
  private static final String ONE = "/api/v1/communities/pacha";
  private static final String PAYMENTS = ONE + "/payments";

  private final LetsTown town = new LetsTown();
  private final RateLimits limits = new RateLimits(1);
  private final TestServer server =
      TestServer.start(ServerSettings.loopback(0), town.lets.routes(limits), List.of(), limits)
          .member("ana", "pacha", 1, Role.ADMIN)
          .member("ben", "pacha", 2, Role.MEMBER)
          .member("caro", "pacha", 3, Role.MEMBER)
          .member("dora", "pacha", 4, Role.MEMBER)
          .member("eva", "pacha", 5, Role.STEWARD);

  @AfterEach
  void close() {
    server.close();
    town.close();
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Json.read(response.body(), JsonNode.class);
  }

  private Map<String, Object> draft(String to, String amount) {
    Map<String, Object> draft = new HashMap<>();
    draft.put("id", town.id().toString());
    draft.put("to", to);
    draft.put("amount", amount);
    draft.put("concept", "pan");
    return draft;
  }

  private HttpResponse<String> csv(String who, String body) {
    return server.send(
        HttpRequest.newBuilder(server.uri(PAYMENTS + "/batch"))
            .header("Authorization", "Bearer " + who)
            .header("Content-Type", "text/csv; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  @Test
  void a_payment_is_made_repeated_read_and_taken_back() {
    Map<String, Object> draft = draft("caro", "2.00");
    HttpResponse<String> made = server.post("ben", PAYMENTS, draft);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("Cache-Control")).hasValue("private, no-store");
    HttpResponse<String> again = server.post("ben", PAYMENTS, draft);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.headers().firstValue("Idempotent-Replay")).hasValue("true");
    assertThat(again.body()).isEqualTo(made.body());
    String one = PAYMENTS + "/" + draft.get("id");
    assertThat(json(server.get("caro", one)).path("amount").asText()).isEqualTo("2.00");
    assertThat(server.get("dora", one).statusCode()).isEqualTo(404);
    Map<String, Object> back = Map.of("id", town.id(), "amount", "0.50", "reason", "de más");
    HttpResponse<String> reversed = server.post("caro", one + "/reverse", back);
    assertThat(reversed.statusCode()).isEqualTo(200);
    assertThat(reversed.headers().firstValue("Idempotent-Replay")).isEmpty();
    assertThat(json(reversed).path("reverses").asText()).isEqualTo(draft.get("id"));
    assertThat(
            server.post("caro", one + "/reverse", back).headers().firstValue("Idempotent-Replay"))
        .hasValue("true");
    assertThat(town.balance(2)).isEqualTo(-150);
  }

  @Test
  void a_minute_holds_sixty_payments_and_the_answer_says_when_to_come_back() {
    HttpResponse<String> last = null;
    int paid = 0;
    for (int i = 0; i < 75; i++) {
      last = server.post("ben", PAYMENTS, draft("caro", "0.01"));
      paid += last.statusCode() == 201 ? 1 : 0;
      if (last.statusCode() == 429) {
        break;
      }
    }
    assertThat(paid).isBetween(60, 74);
    assertThat(java.util.Objects.requireNonNull(last).statusCode()).isEqualTo(429);
    assertThat(code(last)).isEqualTo("too_many");
    assertThat(last.headers().firstValue("RateLimit-Limit")).hasValue("60");
    assertThat(last.headers().firstValue("RateLimit-Remaining")).hasValue("0");
    assertThat(last.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
    assertThat(server.post("caro", PAYMENTS, draft("ben", "0.01")).statusCode()).isEqualTo(201);
  }

  @Test
  void a_table_pays_row_by_row_and_the_same_table_again_pays_nothing() {
    String table =
        """
        to,amount,concept
        caro,1.00,"pan, sal"
        dora,2.50,
        zoe,1.00,
        ben,1.00,
        """;
    HttpResponse<String> first = csv("ben", table);
    assertThat(first.statusCode()).isEqualTo(200);
    JsonNode results = json(first).path("results");
    assertThat(results.findValuesAsText("status"))
        .containsExactly("created", "created", "refused", "refused");
    assertThat(results.findValuesAsText("code")).containsExactly("member_unknown", "same_account");
    assertThat(json(csv("ben", table)).path("results").findValuesAsText("status"))
        .containsExactly("replayed", "replayed", "refused", "refused");
    assertThat(town.balances()).containsExactly(0L, -350L, 100L, 250L, 0L);
    UUID own = town.id();
    csv("ben", "id,to,amount\n" + own + ",caro,1.00\n");
    assertThat(json(server.get("ben", PAYMENTS + "/" + own)).path("amount").asText())
        .isEqualTo("1.00");
  }

  @Test
  void a_table_that_is_none_is_refused_whole() {
    assertThat(code(csv("ben", "to,amount,tip\ncaro,1.00,1\n"))).isEqualTo("unknown_field");
    assertThat(code(csv("ben", "amount\n1.00\n"))).isEqualTo("field_missing");
    assertThat(code(csv("ben", "to,amount\n"))).isEqualTo("field_range");
    HttpResponse<String> wrong = csv("ben", "id,to,amount\n,caro,1.00\nx,caro,1.00\n");
    assertThat(json(wrong).path("errors").get(0).path("field").asText())
        .isEqualTo("payments[1].id");
    HttpResponse<String> bytes =
        server.send(
            HttpRequest.newBuilder(server.uri(PAYMENTS + "/batch"))
                .header("Authorization", "Bearer ben")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'t', 'o', '\n', -1}))
                .build());
    assertThat(bytes.statusCode()).isEqualTo(400);
    assertThat(town.balances()).containsOnly(0L);
  }

  @Test
  void a_batch_as_json_may_be_all_or_nothing() {
    Map<String, Object> batch =
        Map.of("payments", List.of(draft("caro", "6.00"), draft("dora", "6.00")), "atomic", true);
    JsonNode results = json(server.post("ben", PAYMENTS + "/batch", batch)).path("results");
    assertThat(results.findValuesAsText("code"))
        .containsExactly("linked_event_failed", "credit_limit");
    assertThat(town.balances()).containsOnly(0L);
  }

  @Test
  void what_was_read_already_is_not_sent_again() {
    String account = ONE + "/accounts/ben";
    HttpResponse<String> first = server.get("ben", account);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(first.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
    HttpRequest.Builder known =
        HttpRequest.newBuilder(server.uri(account))
            .header("Authorization", "Bearer ben")
            .header("Min-Seq", "1")
            .header("If-None-Match", tag);
    assertThat(server.send(known.build()).statusCode()).isEqualTo(304);
    server.post("ben", PAYMENTS, draft("caro", "1.00"));
    HttpResponse<String> changed = server.send(known.build());
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(json(changed).path("balance").asText()).isEqualTo("-1.00");
    assertThat(json(changed).path("seq").asLong()).isEqualTo(1);
  }

  @Test
  void statements_come_as_json_and_as_csv() {
    server.post("ben", PAYMENTS, draft("caro", "1.00"));
    String statement = ONE + "/accounts/ben/statement";
    JsonNode json = json(server.get("ben", statement + "?limit=1"));
    assertThat(json.path("items").get(0).path("counterpart").asText()).isEqualTo("caro");
    HttpResponse<String> csv = server.get("ben", statement + "?format=csv");
    assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
    assertThat(csv.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"statement-ben.csv\"");
    assertThat(csv.body()).contains(",payment,caro,");
    assertThat(code(server.get("ben", statement + "?format=pdf"))).isEqualTo("field_format");
    assertThat(code(server.get("ben", statement + "?cursor=-1"))).isEqualTo("field_format");
    assertThat(server.get("dora", statement).statusCode()).isEqualTo(404);
    assertThat(server.get("eva", statement).statusCode()).isEqualTo(200);
    assertThat(server.get("ben", statement + "?from=2999-01-01&to=2999-01-02").statusCode())
        .isEqualTo(200);
  }

  @Test
  void requests_and_accounts_have_codes_that_a_phone_reads() {
    Map<String, Object> ask = Map.of("from", "ben", "amount", "1.00", "concept", "sal");
    HttpResponse<String> asked = server.post("caro", ONE + "/payment-requests", ask);
    assertThat(asked.statusCode()).isEqualTo(201);
    String id = json(asked).path("id").asText();
    HttpResponse<String> qr = server.get("ben", ONE + "/payment-requests/" + id + "/qr");
    assertThat(qr.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
    assertThat(qr.body()).startsWith("<svg");
    assertThat(server.get("ben", ONE + "/accounts/caro/qr?amount=1.5").statusCode()).isEqualTo(200);
    assertThat(code(server.get("ben", ONE + "/accounts/caro/qr?amount=x")))
        .isEqualTo("amount_format");
    assertThat(code(server.get("ben", ONE + "/accounts/zoe/qr"))).isEqualTo("member_unknown");
    String accept = ONE + "/payment-requests/" + id + "/accept";
    assertThat(server.post("dora", accept, Map.of()).statusCode()).isEqualTo(404);
    assertThat(server.post("caro", accept, Map.of()).statusCode()).isEqualTo(403);
    assertThat(json(server.post("ben", accept, Map.of())).path("state").asText())
        .isEqualTo("accepted");
    assertThat(json(server.get("ben", ONE + "/payment-requests?limit=1")).hasNonNull("next"))
        .isFalse();
  }

  @Test
  void an_admin_decides_and_members_read_what_holds() {
    HttpResponse<String> decided =
        server.send("PATCH", "ana", ONE + "/policy", Map.of("openBooks", true));
    assertThat(json(decided).path("version").asInt()).isEqualTo(2);
    assertThat(json(server.get("ben", ONE + "/policy")).path("openBooks").asBoolean()).isTrue();
    assertThat(code(server.send("PATCH", "eva", ONE + "/policy", Map.of("openBooks", false))))
        .isEqualTo("not_allowed");
    assertThat(code(server.send("PATCH", "ana", ONE + "/policy", Map.of("taxes", true))))
        .isEqualTo("unknown_field");
    assertThat(server.get("dora", ONE + "/accounts/ben").statusCode()).isEqualTo(200);
  }
}
