package org.coomunity.people.announcements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.TwoTowns;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.base.platform.db.Database;
import org.coomunity.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Ada, the admin of `alfa`, tells Abel and Alma something over the public surface.
class AnnouncementsHttpTest {
  private final TestClock clock = new TestClock();
  private final TwoTowns towns = new TwoTowns(clock);

  @AfterEach
  void close() {
    towns.close();
  }

  private static String in(String rest) {
    return TwoTowns.in(TwoTowns.ALFA, "/announcements" + rest);
  }

  private Map<String, Object> draft(String title) {
    Map<String, Object> draft = new HashMap<>();
    draft.put("id", Uuid7.at(clock.instant()).toString());
    draft.put("title", title);
    draft.put("text", "El sábado a las 9. https://feria.example/mapa");
    return draft;
  }

  private String told(String title, Map<String, Object> more) {
    Map<String, Object> draft = draft(title);
    draft.putAll(more);
    clock.advance(Duration.ofSeconds(1));
    return towns.made("ada", in(""), draft).path("id").asText();
  }

  /// Time passes, and everybody enters again.
  private void later(Duration by) {
    clock.advance(by);
    towns.again("ada", TwoTowns.PASSWORD);
    towns.again("alma", TwoTowns.PASSWORD);
  }

  private List<String> titles(String query) {
    List<String> titles = new ArrayList<>();
    for (JsonNode one : towns.read("alma", in(query)).path("items")) {
      titles.add(one.path("title").asText());
    }
    return titles;
  }

  private List<String> bell(String who) {
    List<String> texts = new ArrayList<>();
    for (JsonNode one : towns.read(who, "/me/notices").path("items")) {
      if (one.path("kind").asText().equals("announced")) {
        texts.add(one.path("text").asText() + (one.path("seen").asBoolean() ? " (visto)" : ""));
      }
    }
    return texts;
  }

  @Test
  void pinned_ones_come_first_and_what_is_over_goes_to_the_archive() {
    String first = towns.of(TwoTowns.ALFA).id("announcements");
    assertThat(towns.send("GET", "bea", in("/" + first), null).status()).isEqualTo(404);
    told("Feria", Map.of("pinned", true));
    told("Minga", Map.of("until", clock.instant().plus(Duration.ofDays(2)).toString()));
    assertThat(titles("")).startsWith("Feria", "Minga").hasSize(3);
    JsonNode page = towns.read("alma", in("?limit=1"));
    assertThat(titles("?limit=2&cursor=" + page.path("next").asText()))
        .hasSize(2)
        .doesNotContain("Feria");
    later(Duration.ofDays(3));
    assertThat(titles("")).hasSize(2).doesNotContain("Minga");
    assertThat(titles("?archive=true")).containsExactly("Minga");
    assertThat(towns.send("GET", "alma", in("?archive=maybe"), null).status()).isEqualTo(422);
    assertThat(towns.send("GET", "alma", in("?cursor=x"), null).code()).isEqualTo("field_format");
  }

  @Test
  void who_is_no_steward_reads_and_does_not_write() {
    String id = towns.of(TwoTowns.ALFA).id("announcements");
    assertThat(towns.read("alma", in("/" + id)).path("by").asText()).isEqualTo("ada");
    assertThat(towns.send("POST", "alma", in(""), draft("Yo")).code()).isEqualTo("not_allowed");
    assertThat(towns.send("PATCH", "alma", in("/" + id), Map.of("title", "Yo")).status())
        .isEqualTo(403);
    assertThat(towns.send("DELETE", "alma", in("/" + id), null).status()).isEqualTo(403);
    assertThat(towns.send("POST", "alma", in("/" + id + "/restore"), null).status()).isEqualTo(403);
  }

  @Test
  void the_same_twice_has_one_effect_and_another_body_is_refused() {
    Map<String, Object> draft = draft("Feria");
    assertThat(towns.send("POST", "ada", in(""), draft).status()).isEqualTo(201);
    TwoTowns.Answer again = towns.send("POST", "ada", in(""), draft);
    assertThat(again.replay()).isTrue();
    assertThat(titles("")).containsOnlyOnce("Feria");
    draft.put("title", "Otra cosa");
    assertThat(towns.send("POST", "ada", in(""), draft).code()).isEqualTo("idempotency_conflict");
  }

  @Test
  void what_was_changed_says_so_and_what_was_taken_back_can_be_brought_back() {
    String id = told("Feria", Map.of());
    assertThat(towns.ok("PATCH", "ada", in("/" + id), Map.of("pinned", true)).has("editedAt"))
        .as("a pin changes no word")
        .isFalse();
    later(Duration.ofHours(1));
    JsonNode edited = towns.ok("PATCH", "ada", in("/" + id), Map.of("text", "El domingo."));
    assertThat(edited.path("editedAt").asText()).isNotEmpty();
    towns.ok("DELETE", "ada", in("/" + id), null);
    assertThat(titles("")).doesNotContain("Feria");
    assertThat(bell("alma")).noneMatch(text -> text.contains("Feria"));
    assertThat(towns.send("GET", "alma", in("/" + id), null).status()).isEqualTo(404);
    assertThat(towns.read("ada", in("/" + id)).path("withdrawnAt").asText()).isNotEmpty();
    assertThat(towns.send("PATCH", "ada", in("/" + id), Map.of("title", "X")).status())
        .isEqualTo(404);
    for (String title : List.of("A", "B", "C")) {
      told(title, Map.of("pinned", true));
    }
    JsonNode back = towns.ok("POST", "ada", in("/" + id + "/restore"), null);
    assertThat(back.path("pinned").asBoolean()).as("three others are pinned by now").isFalse();
    assertThat(titles("")).contains("Feria");
    assertThat(towns.send("PATCH", "ada", in("/" + id), Map.of("pinned", true)).code())
        .isEqualTo("too_many_pinned");
    assertThat(towns.read("ada", TwoTowns.in(TwoTowns.ALFA, "/audit")).toString())
        .contains("announcement.publish", "announcement.change")
        .contains("announcement.withdraw", "announcement.restore");
  }

  @Test
  void a_day_has_room_for_twenty() {
    for (int n = 1; n < 20; n++) {
      told("N " + n, Map.of());
    }
    TwoTowns.Answer more = towns.send("POST", "ada", in(""), draft("N 21"));
    assertThat(more.status()).isEqualTo(429);
    assertThat(more.code()).isEqualTo("too_many_today");
    assertThat(more.body().path("retryAfter").asLong()).isBetween(1L, 86_400L);
    later(Duration.ofHours(25));
    told("Mañana", Map.of());
  }

  @Test
  void the_bell_of_everybody_rings_without_a_row_for_each() {
    told("Feria", Map.of());
    assertThat(bell("alma")).contains("ada anuncia: Feria");
    assertThat(bell("ada")).as("not of whoever wrote it").isEmpty();
    try (Database database = Database.open(towns.platform().databaseUrl(), 1)) {
      assertThat(count(database, "notices.notice where kind = 'announced'")).isZero();
      assertThat(count(database, "announcements.seen")).isZero();
      towns.ok("POST", "alma", "/me/notices/seen", null);
      towns.ok("POST", "ada", "/me/notices/seen", null);
      assertThat(count(database, "announcements.seen")).isEqualTo(1);
    }
    assertThat(bell("alma")).isNotEmpty().allMatch(text -> text.endsWith("(visto)"));
    told("Minga", Map.of());
    assertThat(bell("alma").getFirst()).isEqualTo("ada anuncia: Minga");
    towns.joined(TwoTowns.ALFA, "anita");
    assertThat(bell("anita")).as("what was said before she came").isEmpty();
  }

  private static int count(Database database, String table) {
    return database.read(
        tx -> tx.query("select count(*) from " + table).mapTo(Integer.class).one());
  }
}
