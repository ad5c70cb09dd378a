package org.coomunity.decisions.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coomunity.TwoTowns;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Abel writes content in `alfa`, Ada looks through it and Alma learns, over the public surface.
class LearningHttpTest {
  private final TestClock clock = new TestClock();
  private final TwoTowns towns = new TwoTowns(clock);
  private String playlist = "";

  @BeforeEach
  void settle() {
    towns.ok("PUT", "ada", in("/gamifiers/abel"), null);
    String mundo = towns.made("abel", in("/mundos"), label("Ayni")).path("id").asText();
    playlist =
        towns
            .made("abel", in("/mundos/" + mundo + "/playlists"), label("Pasos"))
            .path("id")
            .asText();
  }

  @AfterEach
  void close() {
    towns.close();
  }

  private static String in(String rest) {
    return TwoTowns.in(TwoTowns.ALFA, "/learning" + rest);
  }

  private static Map<String, Object> label(String title) {
    return Map.of(
        "language", "es", "texts", List.of(Map.of("language", "es", "title", title, "text", "")));
  }

  private static Map<String, Object> attention(String prompt) {
    return Map.of(
        "kind",
        "ATTENTION",
        "at",
        0,
        "ondas",
        3,
        "texts",
        List.of(
            Map.of(
                "language",
                "es",
                "prompt",
                prompt,
                "options",
                List.of("Deber", "Reciprocidad"),
                "because",
                "Dar y recibir.")),
        "right",
        List.of(1));
  }

  private static Map<String, Object> content(String title, Object... questions) {
    return Map.of(
        "kind",
        "TEXT",
        "language",
        "es",
        "texts",
        List.of(Map.of("language", "es", "title", title, "text", "Ayni es dar y recibir.")),
        "questions",
        List.of(questions));
  }

  private String drafted(String who, String title) {
    return towns
        .made(
            who,
            in("/playlists/" + playlist + "/items"),
            Map.of("content", content(title, attention("¿Qué es?"))))
        .path("id")
        .asText();
  }

  private static Map<String, Object> yes(int version) {
    return Map.of("version", version, "publish", true);
  }

  private String published(String title) {
    String id = drafted("abel", title);
    towns.ok("POST", "abel", in("/items/" + id + "/review"), null);
    towns.ok("POST", "ada", in("/items/" + id + "/decision"), yes(1));
    return id;
  }

  private String question(String id) {
    return towns.read("alma", in("/items/" + id)).path("questions").path(0).path("id").asText();
  }

  private TwoTowns.Answer answer(String who, String id, String question, int version, int choice) {
    return towns.send(
        "POST",
        who,
        in("/items/" + id + "/questions/" + question + "/answer"),
        Map.of("version", version, "choice", List.of(choice)));
  }

  /// Waits until somebody was told of these.
  private void rings(String who, String... kinds) {
    for (int n = 0; n < 2_000 && !bell(who).containsAll(List.of(kinds)); n++) {
      Thread.onSpinWait();
    }
    assertThat(bell(who)).contains(kinds);
  }

  private List<String> bell(String who) {
    List<String> links = new ArrayList<>();
    towns
        .read(who, "/me/notices")
        .path("items")
        .forEach(one -> links.add(one.path("kind").asText()));
    return links;
  }

  @Test
  void an_item_goes_from_draft_over_review_to_everybody() {
    String id = drafted("abel", "Qué es Ayni");
    assertThat(towns.send("GET", "alma", in("/items/" + id), null).status()).isEqualTo(404);
    assertThat(towns.read("alma", in("/mundos")).path("items")).isEmpty();
    assertThat(towns.send("POST", "ada", in("/items/" + id + "/decision"), yes(1)).code())
        .isEqualTo("wrong_state");
    towns.ok("POST", "abel", in("/items/" + id + "/review"), null);
    TwoTowns.Answer own = towns.send("POST", "abel", in("/items/" + id + "/decision"), yes(1));
    assertThat(own.code()).isEqualTo("not_allowed");
    assertThat(own.body().path("because").asText()).isEqualTo("own_work");
    assertThat(
            towns
                .ok(
                    "POST",
                    "ada",
                    in("/items/" + id + "/decision"),
                    Map.of("version", 1, "publish", false, "note", "Más corto"))
                .path("note")
                .asText())
        .isEqualTo("Más corto");
    towns.ok("POST", "abel", in("/items/" + id + "/review"), null);
    JsonNode work = towns.ok("POST", "ada", in("/items/" + id + "/decision"), yes(1));
    assertThat(work.path("state").asText()).isEqualTo("published");
    JsonNode lesson = towns.read("alma", in("/items/" + id));
    assertThat(lesson.path("title").asText()).isEqualTo("Qué es Ayni");
    assertThat(lesson.toString())
        .as("nothing of what is right")
        .doesNotContain("right", "Dar y recibir.\"");
    assertThat(towns.read("alma", in("/mundos")).path("items").path(0).path("questions").asInt())
        .isEqualTo(1);
    rings("ada", "learning_asked");
    rings("abel", "learning_returned", "learning_published");
  }

  @Test
  void members_who_are_no_gamifiers_learn_and_do_not_write() {
    String id = published("Uno");
    assertThat(towns.send("POST", "alma", in("/mundos"), label("Yo")).code())
        .isEqualTo("not_allowed");
    String draft = drafted("abel", "Dos");
    assertThat(towns.send("GET", "alma", in("/items/" + id + "/draft"), null).status())
        .isEqualTo(403);
    assertThat(towns.send("GET", "alma", in("/items/" + draft + "/draft"), null).status())
        .as("what was never published is not there")
        .isEqualTo(404);
    assertThat(towns.read("alma", in("/works")).path("items")).isEmpty();
    assertThat(towns.read("abel", in("/works")).path("items")).isNotEmpty();
    assertThat(towns.send("POST", "alma", in("/items/" + id + "/retire"), null).status())
        .isEqualTo(403);
    assertThat(towns.send("PUT", "abel", in("/gamifiers/alma"), null).status()).isEqualTo(403);
    assertThat(towns.send("PUT", "ada", in("/gamifiers/nobody"), null).code())
        .isEqualTo("member_unknown");
    towns.ok("PUT", "ada", in("/gamifiers/alma"), null);
    assertThat(towns.send("PUT", "alma", in("/items/" + id + "/draft"), content("Mío")).status())
        .as("gamifiers look through what others write")
        .isEqualTo(403);
    towns.ok("DELETE", "ada", in("/gamifiers/alma"), null);
    assertThat(towns.read("alma", in("/works")).path("items")).isEmpty();
  }

  @Test
  void who_is_alone_publishes_their_own_work() {
    towns.ok("DELETE", "ada", in("/gamifiers/abel"), null);
    String id = drafted("ada", "Sola");
    towns.ok("POST", "ada", in("/items/" + id + "/review"), null);
    assertThat(
            towns
                .ok("POST", "ada", in("/items/" + id + "/decision"), yes(1))
                .path("reviewer")
                .asText())
        .isEqualTo("ada");
  }

  @Test
  void a_question_is_answered_once_and_the_first_answer_stays() {
    String id = published("Uno");
    String question = question(id);
    TwoTowns.Answer first = answer("alma", id, question, 1, 0);
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.body().path("correct").asBoolean(true)).isFalse();
    assertThat(first.body().path("ondas").asInt()).isEqualTo(1);
    assertThat(first.body().path("right").toString()).isEqualTo("[1]");
    assertThat(first.body().path("because").asText()).isEqualTo("Dar y recibir.");
    TwoTowns.Answer again = answer("alma", id, question, 1, 1);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.replay()).isTrue();
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(answer("abel", id, question, 1, 1).body().path("ondas").asInt(-1))
        .as("nothing for who wrote it")
        .isZero();
    assertThat(answer("alma", id, Uuid7.at(clock.instant()).toString(), 1, 1).status())
        .isEqualTo(404);
    assertThat(towns.read("alma", TwoTowns.in(TwoTowns.ALFA, "/me/learning")).path("ondas").asInt())
        .isEqualTo(1);
  }

  @Test
  void many_answers_at_once_are_one() throws Exception {
    String id = published("Uno");
    String question = question(id);
    List<Callable<TwoTowns.Answer>> tries = new ArrayList<>();
    for (int n = 0; n < 16; n++) {
      int choice = n % 2;
      tries.add(() -> answer("alma", id, question, 1, choice));
    }
    List<TwoTowns.Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (Future<TwoTowns.Answer> one : threads.invokeAll(tries)) {
        answers.add(one.get());
      }
    }
    assertThat(answers).filteredOn(one -> one.status() == 201).hasSize(1);
    assertThat(answers).extracting(TwoTowns.Answer::body).containsOnly(answers.getFirst().body());
    try (Database database = Database.open(towns.platform().databaseUrl(), 1)) {
      int told =
          database.read(tx ->
              tx.query("select count(*) from platform.outbox where type = 'LearningAnswered'")
                  .mapTo(Integer.class)
                  .one());
      assertThat(told).isEqualTo(1);
    }
  }

  @Test
  void an_item_that_changed_asks_to_be_read_again_and_keeps_what_was_answered() {
    String id = published("Uno");
    String question = question(id);
    answer("alma", id, question, 1, 1);
    Map<String, Object> kept = new HashMap<>(attention("¿Qué es Ayni?"));
    kept.put("id", question);
    JsonNode draft =
        towns.ok(
            "PUT",
            "abel",
            in("/items/" + id + "/draft"),
            content("Dos", kept, attention("¿Y ahora?")));
    assertThat(draft.path("version").asInt()).isEqualTo(2);
    assertThat(towns.read("alma", in("/items/" + id)).path("title").asText()).isEqualTo("Uno");
    towns.ok("POST", "abel", in("/items/" + id + "/review"), null);
    assertThat(towns.send("POST", "ada", in("/items/" + id + "/decision"), yes(1)).code())
        .isEqualTo("text_moved");
    towns.ok("POST", "ada", in("/items/" + id + "/decision"), yes(2));
    JsonNode lesson = towns.read("alma", in("/items/" + id));
    assertThat(lesson.path("version").asInt()).isEqualTo(2);
    assertThat(lesson.path("questions").path(0).path("answered").path("correct").asBoolean())
        .isTrue();
    String fresh = lesson.path("questions").path(1).path("id").asText();
    assertThat(answer("alma", id, fresh, 1, 1).code()).isEqualTo("text_moved");
    assertThat(answer("alma", id, question, 1, 0).status()).isEqualTo(200);
    assertThat(answer("alma", id, fresh, 2, 1).status()).isEqualTo(201);
    towns.ok("POST", "abel", in("/items/" + id + "/retire"), null);
    assertThat(towns.send("GET", "alma", in("/items/" + id), null).status()).isEqualTo(404);
    towns.ok("POST", "abel", in("/items/" + id + "/restore"), null);
    assertThat(towns.read("alma", in("/items/" + id)).path("version").asInt()).isEqualTo(2);
  }

  @Test
  void learning_goes_on_where_it_was_and_weeks_are_never_lost() {
    String first = published("Uno");
    String second = published("Dos");
    String mine = TwoTowns.in(TwoTowns.ALFA, "/me/learning");
    assertThat(towns.read("alma", mine).path("fresh")).hasSize(2);
    towns.ok("PUT", "alma", mine + "/items/" + first, Map.of("position", 40, "finished", false));
    JsonNode progress = towns.read("alma", mine);
    assertThat(progress.path("goOn").path(0).path("id").asText()).isEqualTo(first);
    assertThat(towns.read("alma", in("/items/" + first)).path("position").asInt()).isEqualTo(40);
    answer("alma", first, question(first), 1, 1);
    clock.advance(Duration.ofDays(21));
    towns.again("alma", TwoTowns.PASSWORD);
    answer("alma", second, question(second), 1, 1);
    towns.ok("PUT", "alma", mine + "/items/" + first, Map.of("position", 0, "finished", true));
    JsonNode later = towns.read("alma", mine);
    assertThat(later.path("weeks").asInt()).isEqualTo(2);
    assertThat(later.path("together").asInt()).isEqualTo(1);
    assertThat(later.path("ondas").asInt()).isEqualTo(6);
    assertThat(later.path("goOn")).hasSize(1);
    assertThat(
            towns
                .send(
                    "PUT",
                    "alma",
                    mine + "/items/" + first,
                    Map.of("position", -1, "finished", true))
                .code())
        .isEqualTo("field_range");
  }

  @Test
  void the_same_draft_twice_has_one_effect_and_another_is_refused() {
    String id = Uuid7.at(clock.instant()).toString();
    String path = in("/playlists/" + playlist + "/items");
    Map<String, Object> draft = Map.of("id", id, "content", content("Uno"));
    assertThat(towns.send("POST", "abel", path, draft).status()).isEqualTo(201);
    assertThat(towns.send("POST", "abel", path, draft).replay()).isTrue();
    assertThat(towns.send("POST", "abel", path, Map.of("id", id, "content", content("Dos"))).code())
        .isEqualTo("idempotency_conflict");
    assertThat(
            towns
                .send("POST", "abel", path, Map.of("content", content("<b>", Map.of("kind", "X"))))
                .status())
        .isEqualTo(422);
  }
}
