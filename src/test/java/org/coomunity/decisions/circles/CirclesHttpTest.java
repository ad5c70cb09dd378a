package org.coomunity.decisions.circles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.TwoTowns;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Ada, Abel and Alma of `alfa` make circles, and nobody of `beta` comes in.
class CirclesHttpTest {
  private final TestClock clock = new TestClock();
  private final TwoTowns towns = new TwoTowns(clock);

  @AfterEach
  void close() {
    towns.close();
  }

  private static String in(String rest) {
    return TwoTowns.in(TwoTowns.ALFA, "/circles" + rest);
  }

  private Map<String, Object> draft(String admission) {
    Map<String, Object> draft = new HashMap<>();
    draft.put("id", Uuid7.at(clock.instant()).toString());
    draft.put("kind", "circle");
    draft.put("name", "Tejedoras");
    draft.put("purpose", "Tejer los jueves.");
    draft.put("admission", admission);
    clock.advance(Duration.ofMillis(5));
    return draft;
  }

  private String founded(String who, String admission) {
    return towns.made(who, in(""), draft(admission)).path("id").asText();
  }

  private TwoTowns.Answer post(String who, String rest) {
    return towns.send("POST", who, in(rest), null);
  }

  @Test
  void who_founds_it_facilitates_it_and_an_open_one_lets_everybody_in() {
    Map<String, Object> draft = draft("open");
    JsonNode circle = towns.made("abel", in(""), draft);
    assertThat(circle.path("role").asText()).isEqualTo("facilitator");
    assertThat(towns.send("POST", "abel", in(""), draft).replay()).isTrue();
    draft.put("name", "Otras");
    assertThat(towns.send("POST", "abel", in(""), draft).code()).isEqualTo("idempotency_conflict");
    String id = circle.path("id").asText();
    assertThat(post("alma", "/" + id + "/join").body().path("tie").asText()).isEqualTo("in");
    assertThat(post("alma", "/" + id + "/join").body().path("people").asInt()).isEqualTo(2);
    assertThat(post("bea", "/" + id + "/join").status()).isEqualTo(404);
    assertThat(towns.read("ada", in("")).path("items").get(0).path("name").asText())
        .isEqualTo("Tejedoras");
    assertThat(towns.send("PATCH", "alma", in("/" + id), Map.of("name", "Mías")).code())
        .isEqualTo("not_allowed");
    assertThat(
            towns
                .ok("PATCH", "abel", in("/" + id), Map.of("admission", "invitation"))
                .path("admission")
                .asText())
        .isEqualTo("invitation");
    assertThat(post("ada", "/" + id + "/join").code()).isEqualTo("not_allowed");
    towns.ok("POST", "abel", in("/" + id + "/invitations"), Map.of("handle", "ada"));
    assertThat(post("ada", "/" + id + "/join").body().path("tie").asText()).isEqualTo("in");
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of("kind", "club"), Map.of("admission", "shut"), Map.of("name", "x"))) {
      Map<String, Object> other = draft("open");
      other.putAll(bad);
      assertThat(towns.send("POST", "abel", in(""), other).status()).isEqualTo(422);
    }
  }

  @Test
  void a_request_is_answered_by_who_facilitates() {
    String id = founded("abel", "request");
    towns.ok("POST", "alma", in("/" + id + "/join"), Map.of("words", "Sé tejer."));
    assertThat(towns.read("ada", in("/" + id + "/members")).path("items")).hasSize(1);
    assertThat(towns.read("abel", in("/" + id + "/members")).toString()).contains("Sé tejer.");
    assertThat(post("ada", "/" + id + "/members/alma/admit").code()).isEqualTo("not_allowed");
    towns.ok("POST", "abel", in("/" + id + "/members/alma/decline"), null);
    assertThat(post("abel", "/" + id + "/members/alma/admit").code()).isEqualTo("wrong_state");
    towns.ok("POST", "alma", in("/" + id + "/join"), null);
    JsonNode circle = towns.ok("POST", "abel", in("/" + id + "/members/alma/admit"), null);
    assertThat(circle.path("people").asInt()).isEqualTo(2);
    assertThat(post("abel", "/" + id + "/members/nadie/admit").code()).isEqualTo("member_unknown");
  }

  @Test
  void a_circle_always_keeps_somebody_who_facilitates_it() {
    String id = founded("abel", "open");
    post("alma", "/" + id + "/join");
    assertThat(post("abel", "/" + id + "/leave").code()).isEqualTo("last_facilitator");
    assertThat(
            towns
                .send("PATCH", "abel", in("/" + id + "/members/abel"), Map.of("role", "member"))
                .code())
        .isEqualTo("last_facilitator");
    towns.ok("PATCH", "abel", in("/" + id + "/members/alma"), Map.of("role", "facilitator"));
    assertThat(post("abel", "/" + id + "/leave").body().path("people").asInt()).isEqualTo(1);
    assertThat(post("alma", "/" + id + "/leave").status()).isEqualTo(200);
    assertThat(towns.send("GET", "alma", in("/" + id), null).status())
        .as("the last one closes it")
        .isEqualTo(404);
  }

  @Test
  void who_leaves_the_community_hands_the_circle_on() {
    towns.joined(TwoTowns.ALFA, "anita");
    String id = founded("anita", "open");
    post("alma", "/" + id + "/join");
    towns.ok("POST", "anita", TwoTowns.in(TwoTowns.ALFA, "/leave"), Map.of("farewell", "settle"));
    String role = "";
    for (int look = 0; look < 400 && !role.equals("facilitator"); look++) {
      role = towns.read("alma", in("/" + id)).path("role").asText();
    }
    assertThat(role).isEqualTo("facilitator");
    assertThat(towns.read("alma", in("/" + id)).path("people").asInt()).isEqualTo(1);
  }
}
