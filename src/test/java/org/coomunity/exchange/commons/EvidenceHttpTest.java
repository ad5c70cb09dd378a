package org.coomunity.exchange.commons;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.coomunity.TwoTowns;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.testing.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Photos that show contributions, and missions made of small steps.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceHttpTest {
  private final TestClock clock = new TestClock();
  private final TwoTowns towns = new TwoTowns(clock);

  @BeforeAll
  void neighbours() {
    towns.joined(TwoTowns.ALFA, "anita");
  }

  @BeforeEach
  void enter() {
    for (String who : List.of("ada", "abel", "alma", "anita", "bea")) {
      towns.again(who, TwoTowns.PASSWORD);
    }
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
    draft.put("kind", "ACTION");
    draft.put("title", "Plantar un guayacán");
    draft.put("story", "Junto a la escuela.");
    draft.putAll(more);
    clock.advance(Duration.ofMillis(5));
    return draft;
  }

  private String told(String who, Map<String, Object> more) {
    return towns.made(who, in("/contributions"), draft(more)).path("id").asText();
  }

  private void confirm(String id, String... who) {
    for (String one : who) {
      towns.ok("POST", one, in("/contributions/" + id + "/confirm"), null);
    }
  }

  private static byte[] png() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png", png);
    return png.toByteArray();
  }

  private TwoTowns.Answer put(String who, String id, int n, byte[] bytes) {
    return towns.send(
        who,
        HttpRequest.newBuilder(towns.uri("/api/v1" + in("/contributions/" + id + "/photos/" + n)))
            .header("Content-Type", "image/png")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)));
  }

  @Test
  void photos_show_what_was_done_until_somebody_confirms_it() throws IOException {
    String id = told("alma", Map.of());
    assertThat(put("abel", id, 0, png()).code()).isEqualTo("not_allowed");
    assertThat(put("alma", id, 4, png()).status()).isEqualTo(404);
    assertThat(put("alma", id, 0, new byte[] {1, 2, 3}).code()).isEqualTo("photo_format");
    JsonNode photo = put("alma", id, 0, png()).body();
    assertThat(photo.path("width").asInt()).isEqualTo(40);
    put("alma", id, 1, png());
    String thumb = photo.path("thumb").asText();
    TwoTowns.Answer shown = towns.send("abel", HttpRequest.newBuilder(towns.uri(thumb)));
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.headers().get("content-type")).first().asString().contains("image/jpeg");
    assertThat(towns.send("bea", HttpRequest.newBuilder(towns.uri(thumb))).status())
        .as("no photo leaves its community")
        .isEqualTo(404);
    String second = in("/contributions/" + id + "/photos/1");
    assertThat(towns.send("DELETE", "alma", second, null).status()).isEqualTo(204);
    confirm(id, "abel");
    assertThat(put("alma", id, 0, png()).code()).isEqualTo("wrong_state");
    assertThat(towns.send("DELETE", "alma", second, null).code()).isEqualTo("wrong_state");
    assertThat(towns.read("ada", in("/contributions/" + id)).path("photos")).hasSize(1);
    towns.ok("DELETE", "alma", in("/contributions/" + id), null);
    assertThat(towns.send("abel", HttpRequest.newBuilder(towns.uri(thumb))).status())
        .as("what is taken back shows nothing")
        .isEqualTo(404);
  }

  private Map<String, Object> steps(Object steps) {
    Map<String, Object> draft = new HashMap<>();
    draft.put("title", "Sombra para la escuela");
    draft.put("story", "Entre todas.");
    draft.put("measure", "steps");
    draft.put("closesAt", clock.instant().plus(Duration.ofDays(30)).toString());
    draft.put("steps", steps);
    return draft;
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
  void a_mission_of_small_steps_is_moved_by_who_does_them_and_thanks_all_of_them() {
    JsonNode mission =
        towns.made(
            "ada",
            in("/missions"),
            steps(
                List.of(
                    Map.of("title", "Plantar un árbol", "times", 1),
                    Map.of("title", "Regar un mes", "times", 3))));
    String id = mission.path("id").asText();
    assertThat(mission.path("target").asText()).isEqualTo("4");
    assertThat(mission.path("steps").get(1).path("share").asText()).isEqualTo("0.75");
    clock.advance(Duration.ofSeconds(1));
    String tree = told("alma", Map.of("mission", id, "step", 0));
    assertThat(towns.read("abel", in("/contributions/" + tree)).path("mission").asText())
        .isEqualTo(id);
    confirm(tree, "abel", "ada");
    JsonNode moved = bar(id, "1");
    assertThat(moved.path("steps").get(0).path("done").asInt()).isEqualTo(1);
    String another = told("alma", Map.of("mission", id, "step", 0));
    confirm(another, "abel", "ada");
    String water = told("anita", Map.of("mission", id, "step", 1));
    confirm(water, "abel", "ada");
    JsonNode more = bar(id, "2");
    assertThat(more.path("steps").get(0).path("done").asInt()).as("told, not counted").isEqualTo(2);
    towns.ok("DELETE", "ada", in("/contributions/" + tree + "/confirm"), null);
    towns.ok("DELETE", "abel", in("/contributions/" + water + "/confirm"), null);
    assertThat(bar(id, "1").path("people").asInt()).as("the other tree stands").isEqualTo(2);
    towns.ok("POST", "ada", in("/missions/" + id + "/close"), Map.of("thanks", "Gracias."));
    for (String who : List.of("alma", "anita")) {
      String notices = "";
      for (int look = 0; look < 400 && !notices.contains("mission_closed"); look++) {
        notices = towns.read(who, "/me/notices").toString();
      }
      assertThat(notices).contains("mission_closed", "/missions/" + id);
    }
    assertThat(
            towns
                .send("POST", "alma", in("/contributions"), draft(Map.of("mission", id, "step", 1)))
                .code())
        .as("its time is over")
        .isEqualTo("wrong_state");
  }

  @Test
  void steps_that_are_none_are_refused() {
    List<Map<String, Object>> many = Collections.nCopies(13, Map.of("title", "Más", "times", 1));
    Map<Object, String> bad =
        Map.of(
            List.of(),
            "field_length",
            many,
            "field_length",
            List.of(Map.of("title", "x", "times", 1)),
            "field_length",
            List.of(Map.of("title", "Plantar", "times", 0)),
            "field_range");
    bad.forEach((steps, code) ->
        assertThat(towns.send("POST", "ada", in("/missions"), steps(steps)).code())
            .as(steps.toString())
            .isEqualTo(code));
    Map<String, Object> none = steps(List.of(Map.of("title", "Plantar", "times", 2)));
    none.put("measure", "trades");
    none.put("target", "5");
    assertThat(towns.send("POST", "ada", in("/missions"), none).code()).isEqualTo("field_format");
    none.remove("steps");
    none.remove("target");
    assertThat(towns.send("POST", "ada", in("/missions"), none).code()).isEqualTo("field_missing");
    none.put("target", "5");
    String trades = towns.made("ada", in("/missions"), none).path("id").asText();
    clock.advance(Duration.ofSeconds(1));
    assertThat(
            towns
                .send(
                    "POST",
                    "alma",
                    in("/contributions"),
                    draft(Map.of("mission", trades, "step", 0)))
                .code())
        .isEqualTo("field_range");
    String nowhere = Uuid7.at(clock.instant()).toString();
    assertThat(
            towns
                .send(
                    "POST",
                    "alma",
                    in("/contributions"),
                    draft(Map.of("mission", nowhere, "step", 0)))
                .status())
        .isEqualTo(404);
  }
}
