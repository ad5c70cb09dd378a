package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Uuid8;
import org.coomunity.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Alma lets herself be noticed and Abel does not; Ada looks after them, over the public surface.
class ChurnHttpTest {
  private final TestClock clock = new TestClock();
  private final TwoTowns towns = new TwoTowns(clock);
  private final String database = towns.platform().databaseUrl();

  @AfterEach
  void close() {
    towns.close();
  }

  private static String in(String rest) {
    return TwoTowns.in(TwoTowns.ALFA, rest);
  }

  private void agree(String who, boolean journeys, boolean care) {
    towns.ok(
        "PUT",
        who,
        "/me/consents",
        Map.of("consents", Map.of("analytics", journeys, "care", care)));
  }

  private List<String> handles(String query) {
    List<String> handles = new ArrayList<>();
    towns
        .read("ada", in("/churn" + query))
        .path("items")
        .forEach(one -> handles.add(one.path("handle").asText()));
    return handles;
  }

  private void gone(String table) {
    for (int n = 0; n < 2_000 && KnownHealth.rows(database, table) > 0; n++) {
      Thread.onSpinWait();
    }
    assertThat(KnownHealth.rows(database, table)).as(table).isZero();
  }

  @Test
  void stewards_see_who_agreed_to_be_noticed_and_nobody_else_sees_anything() {
    agree("alma", true, true);
    agree("abel", true, false);
    KnownHealth.of(database, TwoTowns.ALFA, 22, "alma", "abel");
    JsonNode churn = towns.read("ada", in("/churn"));
    assertThat(churn.path("state").asText()).isEqualTo("ready");
    assertThat(churn.path("health").path("risk").asDouble()).isEqualTo(0.2);
    assertThat(churn.path("model").path("version").asInt()).isEqualTo(3);
    assertThat(churn.path("items")).hasSize(1);
    JsonNode alma = churn.path("items").path(0);
    assertThat(alma.path("handle").asText()).isEqualTo("alma");
    assertThat(alma.path("band").asText()).isEqualTo("care");
    assertThat(alma.has("risk")).as("no figure about one person").isFalse();
    assertThat(alma.path("reasons").path(0).path("words").asText()).contains(" ");
    assertThat(alma.path("act").asText()).isEqualTo("introduce_somebody");
    assertThat(handles("?band=care")).containsExactly("alma");
    assertThat(handles("?band=low")).isEmpty();
    assertThat(towns.send("GET", "ada", in("/churn?band=bad"), null).code())
        .isEqualTo("field_format");
    for (String path : List.of("/churn", "/churn/next")) {
      assertThat(towns.send("GET", "alma", in(path), null).status()).as(path).isEqualTo(403);
      assertThat(towns.send("GET", "bea", in(path), null).status()).as(path).isNotEqualTo(200);
    }
    agree("alma", true, false);
    assertThat(handles("")).as("at once").isEmpty();
    agree("abel", false, false);
    gone("churn");
  }

  @Test
  void nine_people_are_not_spoken_of() {
    agree("alma", true, true);
    KnownHealth.of(database, TwoTowns.ALFA, 9, "alma");
    JsonNode churn = towns.read("ada", in("/churn"));
    assertThat(churn.has("health")).isFalse();
    assertThat(churn.path("items")).isEmpty();
    assertThat(cared("alma").status()).isEqualTo(404);
  }

  private TwoTowns.Answer cared(String handle) {
    return towns.send(
        "POST",
        "ada",
        in("/churn/" + handle + "/cared"),
        Map.of("act", "wrote", "note", "¿Un café el lunes?"));
  }

  @Test
  void something_kind_is_written_once_and_can_be_taken_back() {
    agree("alma", true, true);
    KnownHealth.of(database, TwoTowns.ALFA, 22, "alma", "abel");
    TwoTowns.Answer first = cared("alma");
    assertThat(first.status()).isEqualTo(201);
    TwoTowns.Answer again = cared("alma");
    assertThat(again.replay()).isTrue();
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(cared("abel").status()).as("who did not agree").isEqualTo(404);
    assertThat(cared("nobody").status()).isEqualTo(404);
    assertThat(towns.send("POST", "abel", in("/churn/alma/cared"), Map.of("act", "wrote")).status())
        .isEqualTo(403);
    JsonNode done = towns.read("ada", in("/churn")).path("items").path(0).path("cared");
    assertThat(done).hasSize(1);
    assertThat(done.path(0).path("by").asText()).isEqualTo("ada");
    String undo = in("/churn/alma/cared/" + first.body().path("id").asText());
    assertThat(towns.send("DELETE", "ada", undo, null).status()).isEqualTo(204);
    assertThat(towns.send("DELETE", "ada", undo, null).status()).isEqualTo(404);
    cared("alma");
    clock.advance(Duration.ofDays(91));
    towns.platform().lapse();
    gone("care");
  }

  @Test
  void whoever_takes_back_their_way_is_forgotten_here_too() {
    agree("alma", true, true);
    KnownHealth.of(database, TwoTowns.ALFA, 22, "alma");
    cared("alma");
    assertThat(towns.send("DELETE", "alma", "/me/events", null).status()).isEqualTo(202);
    gone("churn");
    gone("care");
    assertThat(towns.read("ada", in("/churn")).has("model")).as("unlearned").isFalse();
  }

  @Test
  void a_night_reads_the_lives_of_those_who_agreed_and_says_what_is_missing() {
    agree("alma", true, true);
    Map<String, Object> vote =
        Map.of(
            "id",
            Uuid8.of("churn vote").toString(),
            "type",
            "vote_cast",
            "at",
            clock.instant().toString());
    assertThat(towns.send("POST", "alma", "/events", List.of(vote)).status()).isEqualTo(202);
    clock.advance(Duration.ofDays(3));
    towns.again("ada", TwoTowns.PASSWORD);
    towns.platform().night();
    JsonNode churn = towns.read("ada", in("/churn"));
    assertThat(churn.path("state").asText()).isEqualTo("not_yet");
    JsonNode days = churn.path("needs").path(0);
    assertThat(days.path("what").asText()).isEqualTo("days");
    assertThat(days.path("have").asInt()).as("two whole days after that vote").isEqualTo(2);
    assertThat(days.path("need").asInt()).isEqualTo(141);
    assertThat(towns.read("ada", in("/churn/next")).path("state").asText()).isEqualTo("not_yet");
  }
}
