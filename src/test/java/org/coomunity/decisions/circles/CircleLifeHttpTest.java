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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Abel facilitates a circle of `alfa` in which Alma is; Ada is not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CircleLifeHttpTest {
  private final TestClock clock = new TestClock();
  private final TwoTowns towns = new TwoTowns(clock);
  private String circle = "";

  @BeforeAll
  void found() {
    circle = founded();
    towns.ok("POST", "alma", in("/join"), null);
  }

  @BeforeEach
  void enter() {
    for (String who : List.of("ada", "abel", "alma", "bea")) {
      towns.again(who, TwoTowns.PASSWORD);
    }
  }

  @AfterAll
  void close() {
    towns.close();
  }

  private String founded() {
    return towns
        .made(
            "abel",
            TwoTowns.in(TwoTowns.ALFA, "/circles"),
            Map.of("kind", "circle", "name", "Agua", "purpose", "Río.", "admission", "open"))
        .path("id")
        .asText();
  }

  private String in(String rest) {
    return TwoTowns.in(TwoTowns.ALFA, "/circles/" + circle + rest);
  }

  private Map<String, Object> words(String text) {
    clock.advance(Duration.ofMillis(5));
    return Map.of("id", Uuid7.at(clock.instant()).toString(), "text", text);
  }

  private String said(String who, String text) {
    return towns.made(who, in("/posts"), words(text)).path("id").asText();
  }

  private TwoTowns.Answer post(String who, String rest) {
    return towns.send("POST", who, in(rest), null);
  }

  private Map<String, Object> draft() {
    clock.advance(Duration.ofMillis(5));
    Map<String, Object> draft = new HashMap<>();
    draft.put("id", Uuid7.at(clock.instant()).toString());
    draft.put("title", "Limpiar la quebrada");
    draft.put("place", "El puente");
    draft.put("startsAt", clock.instant().plus(Duration.ofHours(3)).toString());
    draft.put("minutes", 120);
    return draft;
  }

  private String called() {
    return towns.made("abel", in("/meetings"), draft()).path("id").asText();
  }

  private String notices(String who, String part) {
    String all = "";
    for (int look = 0; look < 400 && !all.contains(part); look++) {
      all = towns.read(who, "/me/notices").toString();
    }
    return all;
  }

  @Test
  void who_is_in_a_circle_says_and_reads_words_and_takes_their_own_away() {
    Map<String, Object> draft = words("¿Quién trae palas?");
    JsonNode made = towns.made("alma", in("/posts"), draft);
    assertThat(made.path("byName").asText()).isEqualTo("alma");
    assertThat(towns.send("POST", "alma", in("/posts"), draft).replay()).isTrue();
    Map<String, Object> other = new HashMap<>(draft);
    other.put("text", "¿Quién trae sogas?");
    assertThat(towns.send("POST", "alma", in("/posts"), other).code())
        .isEqualTo("idempotency_conflict");
    assertThat(notices("abel", "circle_posted")).contains("circle_posted", circle + "/posts");
    String later = said("abel", "Yo.");
    JsonNode page = towns.read("alma", in("/posts?limit=1"));
    assertThat(page.path("items").get(0).path("id").asText()).isEqualTo(later);
    String next = in("/posts?limit=1&cursor=" + page.path("next").asText());
    assertThat(towns.read("alma", next).path("items").get(0).path("text").asText())
        .isEqualTo("¿Quién trae palas?");
    assertThat(towns.send("GET", "ada", in("/posts"), null).code()).isEqualTo("not_allowed");
    assertThat(towns.send("POST", "ada", in("/posts"), words("Hola")).code())
        .isEqualTo("not_allowed");
    assertThat(towns.send("GET", "bea", in("/posts"), null).status()).isEqualTo(404);
    assertThat(towns.send("POST", "alma", in("/posts"), words(" ")).code())
        .isEqualTo("field_length");
    String id = made.path("id").asText();
    assertThat(towns.send("DELETE", "abel", in("/posts/" + id), null).code())
        .isEqualTo("not_allowed");
    assertThat(towns.send("DELETE", "alma", in("/posts/" + id), null).status()).isEqualTo(204);
    assertThat(towns.send("DELETE", "alma", in("/posts/" + id), null).status()).isEqualTo(404);
    assertThat(towns.read("abel", in("/posts")).toString()).doesNotContain("palas");
  }

  @Test
  void who_facilitates_hides_words_and_its_author_still_reads_them() {
    String id = said("alma", "Vendo zapatos.");
    towns.joined(TwoTowns.ALFA, "aurora");
    towns.ok("POST", "aurora", in("/join"), null);
    assertThat(post("alma", "/posts/" + id + "/hide").code()).isEqualTo("not_allowed");
    assertThat(post("abel", "/posts/" + id + "/hide").body().path("hidden").asBoolean()).isTrue();
    assertThat(towns.read("aurora", in("/posts")).toString()).doesNotContain("zapatos");
    assertThat(towns.read("alma", in("/posts")).toString()).contains("zapatos", "\"hidden\":true");
    assertThat(post("abel", "/posts/" + id + "/show").body().path("hidden").asBoolean()).isFalse();
    assertThat(towns.read("aurora", in("/posts")).toString()).contains("zapatos");
  }

  @Test
  void a_meeting_is_called_answered_moved_and_its_attendance_marked_after() {
    Map<String, Object> draft = draft();
    assertThat(towns.send("POST", "alma", in("/meetings"), draft).code()).isEqualTo("not_allowed");
    String id = towns.made("abel", in("/meetings"), draft).path("id").asText();
    assertThat(towns.send("POST", "abel", in("/meetings"), draft).replay()).isTrue();
    assertThat(notices("alma", circle + "/meetings/" + id)).contains(circle + "/meetings/" + id);
    String at = "/meetings/" + id;
    assertThat(post("alma", at + "/come").body().path("coming").asInt()).isEqualTo(1);
    JsonNode again = post("alma", at + "/come").body();
    assertThat(again.path("mine").asBoolean()).isTrue();
    assertThat(again.path("people").get(0).path("handle").asText()).isEqualTo("alma");
    assertThat(towns.send("DELETE", "alma", in(at + "/come"), null).status()).isEqualTo(204);
    assertThat(towns.read("abel", in(at)).path("coming").asInt()).isZero();
    post("alma", at + "/come");
    assertThat(post("ada", at + "/come").code()).isEqualTo("not_allowed");
    Map<String, Object> there = Map.of("handles", List.of("alma", "abel"));
    assertThat(towns.send("PUT", "abel", in(at + "/attendance"), there).code())
        .as("before it begins")
        .isEqualTo("wrong_state");
    assertThat(
            towns
                .ok("PATCH", "abel", in(at), Map.of("place", "https://sala.example/agua"))
                .path("place")
                .asText())
        .isEqualTo("https://sala.example/agua");
    assertThat(notices("alma", "circle_moved")).contains("circle_moved");
    clock.advance(Duration.ofHours(4));
    enter();
    assertThat(towns.read("alma", in(at)).path("state").asText()).isEqualTo("begun");
    assertThat(towns.send("DELETE", "alma", in(at + "/come"), null).code())
        .isEqualTo("wrong_state");
    assertThat(towns.send("PUT", "alma", in(at + "/attendance"), there).code())
        .isEqualTo("not_allowed");
    assertThat(
            towns
                .send("PUT", "abel", in(at + "/attendance"), Map.of("handles", List.of("ada")))
                .code())
        .isEqualTo("member_unknown");
    JsonNode marked = towns.ok("PUT", "abel", in(at + "/attendance"), there);
    assertThat(marked.path("attended").asInt()).isEqualTo(2);
    JsonNode less =
        towns.ok("PUT", "abel", in(at + "/attendance"), Map.of("handles", List.of("abel")));
    assertThat(less.path("attended").asInt()).as("who is not named was not").isEqualTo(1);
    assertThat(less.path("marked").asBoolean()).isTrue();
    assertThat(towns.read("alma", in("/meetings")).path("items").get(0).path("people")).isEmpty();
    clock.advance(Duration.ofDays(31));
    enter();
    assertThat(towns.send("PUT", "abel", in(at + "/attendance"), there).code())
        .isEqualTo("wrong_state");
  }

  @Test
  void a_meeting_is_called_off_and_bad_input_gets_its_code() {
    String id = called();
    post("alma", "/meetings/" + id + "/come");
    assertThat(post("alma", "/meetings/" + id + "/cancel").code()).isEqualTo("not_allowed");
    assertThat(post("abel", "/meetings/" + id + "/cancel").body().path("state").asText())
        .isEqualTo("cancelled");
    assertThat(notices("alma", "circle_meets_not")).contains("circle_meets_not");
    assertThat(towns.send("DELETE", "alma", in("/meetings/" + id + "/come"), null).code())
        .isEqualTo("wrong_state");
    Map<Map<String, Object>, String> bad =
        Map.of(
            Map.of("title", "x"), "field_length",
            Map.of("place", ""), "field_length",
            Map.of("minutes", 5), "field_range",
            Map.of("startsAt", clock.instant().toString()), "expiry_past");
    bad.forEach((fault, code) -> {
      Map<String, Object> draft = draft();
      draft.putAll(fault);
      assertThat(towns.send("POST", "abel", in("/meetings"), draft).code())
          .as(fault.toString())
          .isEqualTo(code);
    });
  }

  @Test
  void nobody_waits_for_who_left_the_circle() {
    towns.joined(TwoTowns.ALFA, "amaya");
    towns.ok("POST", "amaya", in("/join"), null);
    String id = called();
    towns.ok("POST", "amaya", in("/meetings/" + id + "/come"), null);
    assertThat(towns.read("abel", in("/meetings/" + id)).path("coming").asInt()).isEqualTo(1);
    towns.ok("POST", "amaya", in("/leave"), null);
    assertThat(towns.read("abel", in("/meetings/" + id)).path("coming").asInt()).isZero();
    assertThat(towns.send("GET", "amaya", in("/meetings/" + id), null).code())
        .isEqualTo("not_allowed");
  }
}
