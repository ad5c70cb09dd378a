package org.coomunity.exchange.commons;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.TwoTowns;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.testing.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Alma tells what she did for all; Ada, who invited everybody in `alfa`, Abel, Anita and Amaro may
/// or may not say that it is so.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContributionsHttpTest {
  private final TestClock clock = new TestClock();
  private final TwoTowns towns = new TwoTowns(clock);

  @BeforeAll
  void two_more() {
    towns.joined(TwoTowns.ALFA, "anita");
    towns.joined(TwoTowns.ALFA, "amaro");
  }

  @AfterAll
  void close() {
    towns.close();
  }

  private static String in(String rest) {
    return TwoTowns.in(TwoTowns.ALFA, rest);
  }

  private Map<String, Object> draft(Map<String, Object> more) {
    Map<String, Object> draft = new HashMap<>();
    draft.put("id", Uuid7.at(clock.instant()).toString());
    draft.put("kind", "CARE");
    draft.put("title", "Huerta de la escuela");
    draft.put("story", "Tres mañanas con los niños.");
    draft.putAll(more);
    clock.advance(Duration.ofMillis(5));
    return draft;
  }

  private String told(Map<String, Object> more) {
    return towns.made("alma", in("/contributions"), draft(more)).path("id").asText();
  }

  private TwoTowns.Answer confirm(String who, String id) {
    return towns.send("POST", who, in("/contributions/" + id + "/confirm"), null);
  }

  private String mission(String measure, String target) {
    return towns
        .made(
            "ada",
            in("/missions"),
            Map.of(
                "title",
                "Juntas",
                "story",
                "Entre todas.",
                "measure",
                measure,
                "target",
                target,
                "closesAt",
                clock.instant().plus(Duration.ofDays(30)).toString()))
        .path("id")
        .asText();
  }

  private JsonNode bar(String mission, String done) {
    JsonNode bar = towns.read("abel", in("/missions/" + mission));
    for (int look = 0; look < 400 && !bar.path("done").asText().equals(done); look++) {
      bar = towns.read("abel", in("/missions/" + mission));
    }
    assertThat(bar.path("done").asText()).isEqualTo(done);
    return bar;
  }

  @Test
  void two_others_confirm_it_and_one_may_take_that_back() {
    String things = mission("contributions", "1");
    String hours = mission("hours", "10");
    clock.advance(Duration.ofSeconds(1));
    String id =
        told(Map.of("hours", "7.50", "witnesses", List.of("abel"), "link", "https://a.example/x"));
    assertThat(confirm("abel", id).body().path("needed").asInt()).isEqualTo(1);
    assertThat(confirm("abel", id).body().path("confirmedBy")).hasSize(1);
    JsonNode done = confirm("anita", id).body();
    assertThat(done.path("state").asText()).isEqualTo("confirmed");
    assertThat(done.path("confirmedByMe").asBoolean()).isTrue();
    bar(things, "1");
    assertThat(bar(hours, "7.50").path("share").asText()).isEqualTo("0.75");
    assertThat(towns.read("abel", in("/missions/" + things)).path("state").asText())
        .isEqualTo("reached");

    towns.ok("DELETE", "anita", in("/contributions/" + id + "/confirm"), null);
    assertThat(towns.read("alma", in("/contributions/" + id)).path("state").asText())
        .isEqualTo("open");
    assertThat(bar(things, "0").path("state").asText()).as("what was reached").isEqualTo("reached");
    bar(hours, "0.00");
    confirm("amaro", id);
    bar(hours, "7.50");
    towns.ok("DELETE", "alma", in("/contributions/" + id), null);
    assertThat(bar(hours, "0.00").path("people").asInt()).isEqualTo(1);
    assertThat(confirm("anita", id).code()).isEqualTo("wrong_state");
    assertThat(towns.read("abel", in("/contributions")).toString()).doesNotContain(id);
    JsonNode closed =
        towns.ok("POST", "ada", in("/missions/" + hours + "/close"), Map.of("thanks", "Gracias."));
    assertThat(closed.path("state").asText()).isEqualTo("closed");
    assertThat(
            towns
                .send("POST", "ada", in("/missions/" + hours + "/close"), Map.of("thanks", "Otra."))
                .code())
        .isEqualTo("wrong_state");
    facts();
  }

  /// The bar of every mission is the sum of its facts.
  private void facts() {
    try (Database database = Database.open(towns.platform().databaseUrl(), 1)) {
      List<Long> apart =
          database.read(tx ->
              tx.query(
                      """
                      select m.done - coalesce((select sum(f.amount) from commons.fact f
                        where f.community_id = m.community_id and f.mission_id = m.id), 0)
                      from commons.mission m
                      """)
                  .mapTo(Long.class)
                  .list());
      assertThat(apart).isNotEmpty().containsOnly(0L);
    }
  }

  @Test
  void nobody_confirms_what_is_theirs_nor_what_those_had_whom_they_invited() {
    String id = told(Map.of("beneficiaries", List.of("abel")));
    assertThat(confirm("alma", id).code()).isEqualTo("not_allowed");
    assertThat(confirm("ada", id).code()).as("she invited Abel").isEqualTo("not_allowed");
    assertThat(confirm("abel", id).status()).as("who had it knows best").isEqualTo(200);
    assertThat(towns.read("ada", in("/contributions/" + id)).path("mayConfirm").asBoolean())
        .isFalse();
    assertThat(confirm("bea", id).status()).isEqualTo(404);
    assertThat(towns.send("DELETE", "abel", in("/contributions/" + id), null).code())
        .isEqualTo("not_allowed");
    TwoTowns.Answer asked =
        towns.send(
            "POST",
            "alma",
            in("/contributions"),
            draft(Map.of("beneficiaries", List.of("abel"), "witnesses", List.of("ada"))));
    assertThat(asked.code()).isEqualTo("not_allowed");
  }

  @Test
  void the_same_twice_has_one_effect_and_bad_input_gets_its_code() {
    Map<String, Object> draft = draft(Map.of());
    assertThat(towns.send("POST", "alma", in("/contributions"), draft).status()).isEqualTo(201);
    assertThat(towns.send("POST", "alma", in("/contributions"), draft).replay()).isTrue();
    draft.put("title", "Otra cosa");
    assertThat(towns.send("POST", "alma", in("/contributions"), draft).code())
        .isEqualTo("idempotency_conflict");
    Map<Map<String, Object>, String> bad =
        Map.of(
            Map.of("kind", "care"), "field_format",
            Map.of("title", "ab"), "field_length",
            Map.of("story", " "), "field_length",
            Map.of("link", "http://a.example"), "field_format",
            Map.of("link", "https://who@a.example"), "field_format",
            Map.of("hours", "0"), "amount_range",
            Map.of("hours", "1.005"), "amount_scale",
            Map.of("hours", "1000.01"), "amount_range",
            Map.of("beneficiaries", List.of("nadie")), "member_unknown",
            Map.of("beneficiaries", List.of("alma")), "same_member");
    bad.forEach((fault, code) ->
        assertThat(towns.send("POST", "alma", in("/contributions"), draft(fault)).code())
            .as(fault.toString())
            .isEqualTo(code));
    assertThat(towns.send("GET", "alma", in("/contributions?state=x"), null).code())
        .isEqualTo("field_format");
    assertThat(towns.send("GET", "alma", in("/contributions?cursor=x"), null).code())
        .isEqualTo("field_format");
  }

  @Test
  void stewards_open_at_most_five_missions() {
    Map<String, Object> draft = new HashMap<>();
    draft.put("title", "Cien trueques");
    draft.put("story", "Hasta diciembre.");
    draft.put("measure", "trades");
    draft.put("target", "100");
    draft.put("closesAt", clock.instant().plus(Duration.ofDays(9)).toString());
    assertThat(towns.send("POST", "abel", in("/missions"), draft).code()).isEqualTo("not_allowed");
    draft.put("target", "1.5");
    assertThat(towns.send("POST", "ada", in("/missions"), draft).code()).isEqualTo("amount_scale");
    draft.put("target", "100");
    draft.put("closesAt", clock.instant().toString());
    assertThat(towns.send("POST", "ada", in("/missions"), draft).code()).isEqualTo("expiry_past");
    draft.put("closesAt", clock.instant().plus(Duration.ofDays(9)).toString());
    TwoTowns.Answer last = towns.send("POST", "ada", in("/missions"), draft);
    for (int n = 0; n < 5; n++) {
      last = towns.send("POST", "ada", in("/missions"), draft);
    }
    assertThat(last.code()).isEqualTo("too_many_open");
  }

  @Test
  void those_who_are_asked_and_the_author_hear_of_it() {
    String id = told(Map.of("title", "Minga del camino", "witnesses", List.of("abel")));
    assertThat(bell("abel", "contribution_made")).contains("Minga del camino");
    confirm("abel", id);
    confirm("amaro", id);
    assertThat(bell("alma", "contribution_confirmed")).contains("Minga del camino");
  }

  private String bell(String who, String kind) {
    for (int look = 0; look < 400; look++) {
      for (JsonNode one : towns.read(who, "/me/notices").path("items")) {
        if (one.path("kind").asText().equals(kind) && one.path("text").asText().contains("Minga")) {
          return one.path("text").asText();
        }
      }
    }
    return "";
  }
}
