package org.coomunity.people.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coomunity.TwoTowns;
import org.coomunity.base.platform.db.Database;
import org.coomunity.testing.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The members of `alfa` (Ada, Abel, Alma) look for each other over the public surface.
class DirectoryHttpTest {
  private static final int TRIES = 5_000;
  private static final TestClock CLOCK = new TestClock();
  private static final TwoTowns TOWNS = new TwoTowns(CLOCK);

  @AfterAll
  static void close() {
    TOWNS.close();
  }

  private static String in(String rest) {
    return TwoTowns.in(TwoTowns.ALFA, rest);
  }

  @BeforeEach
  void everybodyIsThere() {
    until("ada", "", "abel", "ada", "alma");
  }

  private static List<String> found(String who, String query) {
    List<String> handles = new ArrayList<>();
    for (JsonNode card : TOWNS.read(who, in("/directory" + query)).path("items")) {
      handles.add(card.path("handle").asText());
    }
    return handles;
  }

  /// Looks until the event has been heard.
  private static void until(String who, String query, String... handles) {
    for (int n = 0; n < TRIES && !found(who, query).equals(List.of(handles)); n++) {
      Thread.onSpinWait();
    }
    assertThat(found(who, query)).containsExactly(handles);
  }

  @Test
  void a_member_is_found_by_what_they_say_of_themselves() {
    TOWNS.ok(
        "PATCH",
        "alma",
        "/me",
        Map.of(
            "displayName",
            "Álma Ñusta",
            "vocation",
            "Tejer raíces",
            "skills",
            List.of("Telar", "Tintes naturales", "Hilado", "Costura"),
            "languages",
            List.of("es", "qu"),
            "element",
            "WATER",
            "place",
            Map.of("lat", 4.6, "lon", -74.1)));
    TOWNS.ok("PATCH", "abel", "/me", Map.of("place", Map.of("lat", 4.7, "lon", -74.0)));
    until("ada", "?q=nust", "alma");
    until("abel", "?near=true", "abel", "alma");
    for (String query :
        List.of(
            "?q=TINTES",
            "?skill=telar",
            "?language=qu",
            "?element=WATER",
            "?q=raic%20alma",
            "?q=alma&kind=PERSON&fresh=true&sort=newest")) {
      assertThat(found("ada", query)).as(query).containsExactly("alma");
    }
    assertThat(found("ada", "?q=%25")).as("no word at all").hasSize(3);
    assertThat(found("ada", "?kind=ORGANISATION")).isEmpty();
    JsonNode card = TOWNS.read("ada", in("/directory?q=telar")).path("items").get(0);
    assertThat(card.path("skills")).hasSize(3);
    assertThat(card.path("displayName").asText()).isEqualTo("Álma Ñusta");
    assertThat(card.has("email")).isFalse();
    assertThat(card.has("place")).isFalse();
  }

  @Test
  void nothing_that_is_stored_for_it_can_be_read_but_the_name() {
    TOWNS.ok("PATCH", "ada", "/me", Map.of("skills", List.of("Apicultura")));
    until("alma", "?skill=apicultura", "ada");
    try (Database database = Database.open(TOWNS.platform().databaseUrl(), 1)) {
      String rows =
          database.read(tx ->
              String.join(
                  "\n",
                  tx.query("select c::text from directory.card c where community_id is not null")
                      .mapTo(String.class)
                      .list()));
      assertThat(rows).contains("ada").doesNotContainIgnoringCase("apicultura");
    }
  }

  @Test
  void pages_follow_each_other_and_a_strange_cursor_is_refused() {
    JsonNode first = TOWNS.read("ada", in("/directory?limit=2"));
    assertThat(first.path("items")).hasSize(2);
    String next = first.path("next").asText();
    assertThat(
            TOWNS
                .read("ada", in("/directory?limit=2&cursor=" + next.replace(" ", "%20")))
                .path("items"))
        .hasSize(1);
    for (String query :
        List.of("?cursor=x", "?cursor=1_&sort=newest", "?element=X", "?sort=x", "?near=1")) {
      assertThat(TOWNS.send("GET", "ada", in("/directory" + query), null).status())
          .as(query)
          .isEqualTo(422);
    }
    assertThat(TOWNS.send("GET", "ada", in("/directory?q=" + "a".repeat(201)), null).code())
        .isEqualTo("field_length");
  }

  @Test
  void strangers_and_neighbours_find_nobody() {
    assertThat(TOWNS.send("GET", null, in("/directory"), null).status()).isEqualTo(401);
    assertThat(TOWNS.send("GET", "bea", in("/directory"), null).status()).isEqualTo(404);
  }

  @Test
  void who_hides_vanishes_at_once_and_comes_back_when_they_like() {
    TOWNS.ok("PUT", "abel", "/me/settings", Map.of("settings", Map.of("directory", "hidden")));
    assertThat(found("alma", "")).containsExactly("ada", "alma");
    assertThat(found("alma", "?q=abel")).isEmpty();
    assertThat(TOWNS.read("alma", in("/members")).toString()).doesNotContain("\"abel\",\"displ");
    assertThat(TOWNS.read("ada", in("/members")).toString())
        .as("a steward looks after all")
        .contains("\"handle\":\"abel\"");
    TOWNS.ok("PUT", "abel", "/me/settings", Map.of("settings", Map.of("directory", "shown")));
    until("alma", "", "abel", "ada", "alma");
    assertThat(
            TOWNS
                .send(
                    "PUT",
                    "abel",
                    "/me/settings",
                    Map.of("settings", Map.of("directory", "everybody")))
                .code())
        .isEqualTo("field_format");
  }

  @Test
  void two_who_are_kept_apart_do_not_see_each_other() {
    TOWNS.joined(TwoTowns.ALFA, "aldo");
    until("ada", "?q=aldo", "aldo");
    TOWNS.made("alma", "/me/blocks", Map.of("handle", "aldo"));
    assertThat(found("alma", "?q=aldo")).isEmpty();
    assertThat(found("aldo", "?q=alma")).isEmpty();
    assertThat(found("ada", "?q=aldo")).containsExactly("aldo");
    TOWNS.ok("POST", "ada", in("/members/aldo/suspend"), Map.of("reason", "una pausa"));
    assertThat(found("ada", "?q=aldo")).as("who is suspended is not found").isEmpty();
    TOWNS.ok("POST", "ada", in("/members/aldo/restore"), Map.of("reason", "ya pasó"));
    until("ada", "?q=aldo", "aldo");
    TOWNS.ok("POST", "aldo", in("/leave"), Map.of());
    assertThat(found("ada", "?q=aldo")).isEmpty();
  }
}
