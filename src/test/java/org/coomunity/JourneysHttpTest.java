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

/// Abel and Alma let their way be known, Ada looks at figures, over the public surface.
class JourneysHttpTest {
  private final TestClock clock = new TestClock();
  private final TwoTowns towns = new TwoTowns(clock);

  @AfterEach
  void close() {
    towns.close();
  }

  private static String in(String rest) {
    return TwoTowns.in(TwoTowns.ALFA, rest);
  }

  private Map<String, Object> event(String name, String type) {
    return Map.of("id", Uuid8.of(name).toString(), "type", type, "at", clock.instant().toString());
  }

  private void agree(String who, boolean yes) {
    towns.ok("PUT", who, "/me/consents", Map.of("consents", Map.of("analytics", yes)));
  }

  private List<String> own(String who) {
    List<String> types = new ArrayList<>();
    towns.read(who, "/me/events").path("items").forEach(e -> types.add(e.path("type").asText()));
    return types;
  }

  @Test
  void what_i_let_be_known_i_can_read_and_take_back() {
    agree("alma", true);
    TwoTowns.Answer told =
        towns.send(
            "POST",
            "alma",
            "/events",
            List.of(event("one", "vote_cast"), event("two", "dance"), event("one", "vote_cast")));
    assertThat(told.status()).isEqualTo(202);
    assertThat(own("alma")).containsExactly("vote_cast");
    assertThat(towns.send("DELETE", "alma", "/me/events", null).status()).isEqualTo(202);
    assertThat(own("alma")).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    towns.send("POST", "alma", "/events", List.of(event("three", "vote_cast")));
    assertThat(own("alma")).containsExactly("vote_cast");
    agree("alma", false);
    towns.send("POST", "alma", "/events", List.of(event("four", "vote_cast")));
    assertThat(own("alma")).hasSize(1);
  }

  @Test
  void a_batch_has_a_bound_and_strangers_are_only_counted() {
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < 501; i++) {
      many.add(event("many " + i, "vote_cast"));
    }
    assertThat(towns.send("POST", "alma", "/events", many).status()).isBetween(400, 422);
    assertThat(towns.send("POST", null, "/events", List.of(event("one", "page_viewed"))).status())
        .isEqualTo(202);
  }

  @Test
  void stewards_see_figures_and_others_do_not() {
    for (String path :
        List.of(
            "/active",
            "/stickiness",
            "/lifecycle",
            "/retention",
            "/funnels",
            "/journeys/dropoff",
            "/journeys/paths")) {
      assertThat(towns.send("GET", "alma", in(path), null).status()).as(path).isEqualTo(403);
      assertThat(towns.send("GET", "ada", in(path), null).status()).as(path).isEqualTo(200);
    }
    JsonNode day = towns.read("ada", in("/active?days=1")).path("rows").path(0);
    assertThat(day.path("suppressed").asBoolean()).as("three are few").isTrue();
    assertThat(day.has("all")).isFalse();
    assertThat(towns.send("GET", "ada", in("/active?days=0"), null).code())
        .isEqualTo("field_range");
    assertThat(towns.send("GET", "ada", in("/journeys/paths?goal=x"), null).code())
        .isEqualTo("field_format");
  }

  @Test
  void a_funnel_is_written_down_read_and_taken_away() {
    Map<String, Object> definition =
        Map.of(
            "steps",
            List.of(Map.of("events", List.of("joined")), Map.of("events", List.of("vote_cast"))),
            "windowSeconds",
            3600);
    assertThat(towns.ok("PUT", "ada", in("/funnels/votes"), definition).path("version").asInt())
        .isEqualTo(1);
    JsonNode result = towns.read("ada", in("/funnels/votes"));
    assertThat(result.path("steps")).hasSize(2);
    assertThat(towns.send("DELETE", "ada", in("/funnels/votes"), null).status()).isEqualTo(204);
    assertThat(towns.send("GET", "ada", in("/funnels/votes"), null).status()).isEqualTo(404);
    assertThat(
            towns
                .send(
                    "PUT",
                    "ada",
                    in("/funnels/votes"),
                    Map.of("steps", List.of(), "windowSeconds", 5))
                .code())
        .isEqualTo("funnel_invalid");
  }
}
