package org.coomunity.exchange.trades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.testing.TestServer.code;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.json.Json;
import org.coomunity.testing.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Trades as the public surface shows them.
class TradesHttpTest {
  private static final String TRADES = "/api/v1/communities/pacha/trades";

  private final TradeTown town = new TradeTown();
  private final TestServer server =
      TestServer.start(town.trades.routes(new RateLimits(1_000)))
          .member("ana", "pacha", 1, Role.MEMBER)
          .member("ben", "pacha", 2, Role.MEMBER)
          .member("caro", "pacha", 3, Role.MEMBER)
          .member("mo", "pacha", 4, Role.MODERATOR)
          .member("zoe", "other", 1, Role.MEMBER);

  @AfterEach
  void close() {
    server.close();
    town.close();
  }

  private Map<String, Object> body(String amount) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", Uuid7.at(town.clock.instant()).toString());
    body.put("buyer", "ana");
    body.put("seller", "ben");
    body.put("amount", amount);
    body.put("concept", "pan");
    return body;
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Json.read(response.body(), JsonNode.class);
  }

  private String proposed(String amount) {
    return json(server.post("ana", TRADES, body(amount))).path("id").asText();
  }

  private HttpResponse<String> act(String who, String id, String act, @Nullable Object body) {
    return server.send("POST", who, TRADES + "/" + id + "/" + act, body);
  }

  @Test
  void a_trade_goes_from_proposal_to_rating() {
    Map<String, Object> body = body("5.00");
    HttpResponse<String> made = server.post("ana", TRADES, body);
    assertThat(made.statusCode()).isEqualTo(201);
    JsonNode trade = json(made);
    assertThat(trade.path("state").asText()).isEqualTo("proposed");
    assertThat(trade.path("amount").asText()).isEqualTo("5.00");
    assertThat(trade.path("fundShare").asText()).isEqualTo("0.10");
    assertThat(trade.path("ayniScore").asText()).isEqualTo("0.5");
    assertThat(trade.path("expiresAt").asText()).endsWith("Z");
    HttpResponse<String> again = server.post("ana", TRADES, body);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.headers().firstValue("Idempotent-Replay")).contains("true");
    String id = trade.path("id").asText();
    assertThat(json(act("ben", id, "accept", null)).path("state").asText()).isEqualTo("accepted");
    assertThat(json(act("ben", id, "complete", null)).path("confirmedBy").asText())
        .isEqualTo("ben");
    HttpResponse<String> completed = act("ana", id, "complete", null);
    assertThat(completed.statusCode()).isEqualTo(200);
    assertThat(json(completed).path("state").asText()).isEqualTo("completed");
    assertThat(json(completed).path("seq").asLong()).isEqualTo(4);
    assertThat(act("ana", id, "complete", null).statusCode()).isEqualTo(200);
    assertThat(act("ana", id, "ratings", Map.of("overall", 5, "text", "¡rico!")).statusCode())
        .isEqualTo(201);
    assertThat(act("ana", id, "ratings", Map.of("overall", 4)).statusCode()).isEqualTo(200);
    assertThat(json(server.get("ben", TRADES)).path("items")).hasSize(1);
    assertThat(json(server.get("caro", TRADES)).path("items")).isEmpty();
  }

  @Test
  void a_strangers_trade_does_not_exist() {
    String id = proposed("1.00");
    assertThat(server.get("caro", TRADES + "/" + id).statusCode()).isEqualTo(404);
    for (String act : new String[] {"accept", "complete", "decline", "cancel"}) {
      assertThat(act("caro", id, act, null).statusCode()).as(act).isEqualTo(404);
    }
    assertThat(act("caro", id, "counter", Map.of("amount", "2")).statusCode()).isEqualTo(404);
    assertThat(act("caro", id, "dispute", Map.of("reason", "x")).statusCode()).isEqualTo(404);
    assertThat(act("mo", id, "resolve", Map.of("amount", "0", "reason", "x")).statusCode())
        .isEqualTo(404);
    assertThat(act("caro", id, "ratings", Map.of("overall", 5)).statusCode()).isEqualTo(404);
    assertThat(act("caro", id, "messages", Map.of("text", "x")).statusCode()).isEqualTo(404);
    assertThat(server.get("caro", TRADES + "/" + id + "/messages").statusCode()).isEqualTo(404);
    assertThat(server.get("zoe", TRADES + "/" + id).statusCode()).isEqualTo(404);
    assertThat(server.get("ana", TRADES + "/nonsense").statusCode()).isEqualTo(404);
    assertThat(server.get(null, TRADES + "/" + id).statusCode()).isEqualTo(401);
  }

  @Test
  void what_is_wrong_has_its_code() {
    assertThat(code(server.post("ana", TRADES, body("0")))).isEqualTo("amount_range");
    assertThat(code(server.post("ana", TRADES, body("-1")))).isEqualTo("amount_range");
    assertThat(code(server.post("ana", TRADES, body("1.005")))).isEqualTo("amount_scale");
    assertThat(code(server.post("ana", TRADES, body("1e3")))).isEqualTo("amount_format");
    Map<String, Object> number = body("1");
    number.put("amount", 1.5);
    assertThat(server.post("ana", TRADES, number).statusCode()).isIn(400, 422);
    Map<String, Object> unknown = body("1");
    unknown.put("seller", "nobody");
    HttpResponse<String> nobody = server.post("ana", TRADES, unknown);
    assertThat(nobody.statusCode()).isEqualTo(404);
    assertThat(code(nobody)).isEqualTo("member_unknown");
    Map<String, Object> self = body("1");
    self.put("seller", "ana");
    assertThat(code(server.post("ana", TRADES, self))).isEqualTo("same_account");
    Map<String, Object> extra = body("1");
    extra.put("extra", 1);
    assertThat(code(server.post("ana", TRADES, extra))).isEqualTo("unknown_field");
    assertThat(code(server.post("caro", TRADES, body("1")))).isEqualTo("not_allowed");
    Map<String, Object> first = body("1");
    server.post("ana", TRADES, first);
    first.put("amount", "2");
    HttpResponse<String> conflict = server.post("ana", TRADES, first);
    assertThat(conflict.statusCode()).isEqualTo(409);
    assertThat(json(conflict).path("field").asText()).isEqualTo("amount");
  }

  @Test
  void what_comes_too_late_or_too_much_says_why() {
    String id = proposed("50");
    HttpResponse<String> over = act("ben", id, "accept", null);
    assertThat(over.statusCode()).isEqualTo(409);
    assertThat(code(over)).isEqualTo("credit_limit");
    assertThat(json(over).path("available").asText()).isEqualTo("10.00");
    HttpResponse<String> early = act("ana", id, "ratings", Map.of("overall", 5));
    assertThat(code(early)).isEqualTo("wrong_state");
    assertThat(json(early).path("state").asText()).isEqualTo("proposed");
    assertThat(code(act("ana", id, "accept", null))).isEqualTo("not_allowed");
    act("ben", id, "decline", Map.of("reason", "muy caro"));
    HttpResponse<String> late = act("ben", id, "accept", null);
    assertThat(json(late).path("state").asText()).isEqualTo("declined");
    String done = proposed("1");
    act("ben", done, "accept", null);
    act("ana", done, "complete", null);
    assertThat(code(act("ana", done, "ratings", Map.of("overall", 6)))).isEqualTo("rating_range");
    assertThat(code(server.get("ana", TRADES + "?state=lost"))).isEqualTo("field_format");
    assertThat(code(server.get("ana", TRADES + "?disputes=true"))).isEqualTo("not_allowed");
  }
}
