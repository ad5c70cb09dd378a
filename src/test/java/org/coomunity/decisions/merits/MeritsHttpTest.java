package org.coomunity.decisions.merits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.testing.TestServer.code;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.coomunity.base.platform.http.RateLimits;
import org.coomunity.base.platform.json.Json;
import org.coomunity.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reputation as the public surface shows it: Ana began it, `m2` and `m3` came later.
class MeritsHttpTest {
  private static final String PACHA = "/api/v1/communities/pacha";
  private static final String VOTES = PACHA + "/members/m3/trust-votes";

  private final MeritsTown town = new MeritsTown();
  private final TestServer server = TestServer.start(town.merits.routes(new RateLimits(1_000_000)));

  @BeforeEach
  void open() {
    for (int no = 1; no <= 3; no++) {
      server.person(MeritsTown.handle(no)).standing(MeritsTown.standing(no));
    }
    server.person("zoe");
  }

  @AfterEach
  void close() {
    assertThat(town.sound()).isTrue();
    server.close();
    town.close();
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Json.read(response.body(), JsonNode.class);
  }

  private JsonNode read(String who, String path) {
    HttpResponse<String> answer = server.get(who, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  private HttpResponse<String> trust(String who, String path, String words) {
    return server.post(who, path, Map.of("words", words));
  }

  @Test
  void a_voto_for_oneself_for_nobody_and_without_what_it_takes_is_refused() {
    HttpResponse<String> own = trust("m3", VOTES, "yo");
    assertThat(own.statusCode()).isEqualTo(422);
    assertThat(code(own)).isEqualTo("same_member");
    assertThat(code(trust("ana", PACHA + "/members/nadie/trust-votes", "?")))
        .isEqualTo("member_unknown");
    assertThat(code(trust("ana", VOTES, "x".repeat(501)))).isEqualTo("field_length");
    assertThat(code(trust("ana", VOTES, "a\u0007"))).isEqualTo("field_format");
    assertThat(code(server.post("ana", VOTES, Map.of("stars", 5)))).isEqualTo("unknown_field");
    HttpResponse<String> early = trust("m2", VOTES, "confío");
    assertThat(early.statusCode()).isEqualTo(403);
    assertThat(code(early)).isEqualTo("not_eligible");
    assertThat(json(early).path("needs").path(0).path("key").asText()).isEqualTo("meritos");
    assertThat(json(early).path("needs").path(0).path("need").asInt()).isEqualTo(100);
    town.joined(2, town.clock.instant().minus(Duration.ofDays(5)));
    town.enrich(2, 200, 0);
    assertThat(json(trust("m2", VOTES, "confío")).path("needs").path(0).path("key").asText())
        .isEqualTo("days");
    assertThat(server.get("zoe", VOTES).statusCode()).isEqualTo(404);
    assertThat(server.get(null, VOTES).statusCode()).isEqualTo(401);
  }

  @Test
  void a_voto_is_given_once_and_taken_back_and_given_again_without_gain() {
    town.enrich(2, 200, 0);
    HttpResponse<String> first = trust("m2", VOTES, "cumple siempre");
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    HttpResponse<String> again = trust("m2", VOTES, "otra cosa");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(json(again).path("words").asText()).isEqualTo("cumple siempre");
    assertThat(town.meritos(3)).isEqualTo(2);
    assertThat(read("m3", VOTES).path("items").path(0).path("by").asText()).isEqualTo("m2");
    assertThat(server.send("DELETE", "m2", VOTES, null).statusCode()).isEqualTo(204);
    assertThat(server.send("DELETE", "m2", VOTES, null).statusCode()).isEqualTo(204);
    assertThat(server.send("DELETE", "ana", VOTES, null).statusCode()).isEqualTo(404);
    assertThat(town.meritos(3)).isZero();
    for (int n = 0; n < 5; n++) {
      assertThat(trust("m2", VOTES, "sí").statusCode()).isEqualTo(201);
      server.send("DELETE", "m2", VOTES, null);
    }
    assertThat(town.meritos(3)).isZero();
    assertThat(trust("ana", VOTES, "desde el primer día").statusCode()).isEqualTo(201);
    JsonNode told = read("m2", PACHA + "/members/m3/merits");
    assertThat(told.path("trustVotes").asInt()).isEqualTo(1);
    assertThat(told.path("trusted").asBoolean()).isFalse();
    assertThat(told.path("mayTrust").asBoolean()).isTrue();
  }

  @Test
  void merits_open_to_their_rows_and_a_broken_cursor_is_refused() {
    town.enrich(2, 150, 20);
    JsonNode page = read("m3", PACHA + "/members/m2/merits?limit=2");
    assertThat(page.path("meritos").asLong()).isEqualTo(150);
    assertThat(page.path("stage").asText()).isEqualTo("BUYER");
    assertThat(page.path("items")).hasSize(2);
    assertThat(page.path("items").path(0).path("reason").asText())
        .isEqualTo("merits.reason.contribution");
    JsonNode rest = read("m3", PACHA + "/members/m2/merits?cursor=" + page.path("next").asText());
    assertThat(rest.path("items")).hasSize(3);
    assertThat(rest.hasNonNull("next")).isFalse();
    for (String bad : new String[] {"cursor=x", "cursor=0", "cursor=99999999999", "kind=oro"}) {
      HttpResponse<String> no = server.get("m3", PACHA + "/members/m2/merits?" + bad);
      assertThat(no.statusCode()).as(bad).isEqualTo(422);
    }
  }

  @Test
  void the_journey_says_what_is_missing_and_validation_is_for_those_who_may() {
    JsonNode journey = read("m2", PACHA + "/me/journey");
    assertThat(journey.path("stage").asText()).isEqualTo("BUYER");
    assertThat(journey.path("next").path("stage").asText()).isEqualTo("SEEKER");
    assertThat(journey.path("next").path("requirements")).hasSize(4);
    assertThat(journey.path("steps")).hasSize(4);
    assertThat(journey.path("stages")).hasSize(4);
    String validate = PACHA + "/members/m2/journey/validate";
    HttpResponse<String> early = server.post("ana", validate, Map.of());
    assertThat(early.statusCode()).isIn(403, 409);
    assertThat(code(server.post("m2", validate, Map.of()))).isEqualTo("same_member");
    assertThat(server.post("m3", validate, Map.of()).statusCode()).isEqualTo(403);
    assertThat(code(server.post("ana", PACHA + "/members/nadie/journey/validate", Map.of())))
        .isEqualTo("member_unknown");
  }
}
