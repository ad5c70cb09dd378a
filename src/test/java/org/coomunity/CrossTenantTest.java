package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Nobody reads or moves anything of a community they do not belong to, not even its admin's
/// neighbour: to them it is not there (404, never 403), whichever door they try.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossTenantTest {
  private record Door(String method, String path, String access) {
    boolean isInside() {
      return path.contains("/communities/{slug}") && !access.equals("public");
    }
  }

  /// What people outside may know or do: that a community exists, and join it with a code.
  private static final Set<String> OPEN =
      Set.of("GET /api/v1/communities/{slug}", "POST /api/v1/communities/{slug}/join");

  private final TwoTowns towns = new TwoTowns();
  private List<Door> doors = List.of();
  private String before = "";

  @BeforeAll
  void look() {
    List<Door> found = new ArrayList<>();
    towns
        .document()
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(entry ->
                    found.add(
                        new Door(
                            entry.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            entry.getValue().path("x-access").asText()))));
    doors = found.stream().filter(Door::isInside).toList();
    assertThat(doors).hasSizeGreaterThan(40);
    before = state();
  }

  @AfterAll
  void close() {
    towns.close();
  }

  /// Everything of `beta` that its people can see.
  private String state() {
    StringBuilder state = new StringBuilder();
    for (String path :
        List.of("/policy", "/members", "/listings", "/trades", "/payment-requests")) {
      state.append(towns.read("berto", TwoTowns.in(TwoTowns.BETA, path)));
    }
    for (String who : List.of("bea", "berto", "bruna")) {
      String account = TwoTowns.in(TwoTowns.BETA, "/accounts/" + who);
      state.append(without(towns.read(who, account), "daysSinceZero"));
      JsonNode statement = towns.read(who, account + "/statement");
      state.append(statement.path("items")).append(statement.path("closing"));
    }
    return state.toString();
  }

  private static String without(JsonNode object, String field) {
    ObjectNode copy = object.deepCopy();
    copy.remove(field);
    return copy.toString();
  }

  private String at(Door door, String slug, String id) {
    return door.path()
        .substring("/api/v1".length())
        .replace("{slug}", slug)
        .replace("{id}", id)
        .replace("{question}", towns.of(TwoTowns.BETA).id("question"))
        .replace("{handle}", "berto")
        .replace("{person}", "bruna")
        .replace("{n}", "0")
        .replaceAll("\\{[a-zA-Z]+\\*?}", "x");
  }

  @Test
  void no_door_of_another_community_is_there_for_its_neighbours() {
    SoftAssertions all = new SoftAssertions();
    for (Door door : doors) {
      if (OPEN.contains(door.method() + " " + door.path())) {
        continue;
      }
      String path = at(door, TwoTowns.BETA, towns.of(TwoTowns.BETA).idIn(door.path()));
      for (String who : List.of("ada", "alma")) {
        TwoTowns.Answer answer =
            towns.send(door.method(), who, path, door.method().equals("GET") ? null : Map.of());
        all.assertThat(answer.status()).as(who + " " + door.method() + " " + path).isEqualTo(404);
        all.assertThat(answer.code()).isEqualTo("community_unknown");
      }
      TwoTowns.Answer nobody = towns.send(door.method(), null, path, null);
      all.assertThat(nobody.status()).as("nobody " + door.method() + " " + path).isEqualTo(401);
    }
    all.assertAll();
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void a_community_that_is_not_theirs_reads_as_one_that_is_not() {
    for (Door door : doors) {
      if (!door.method().equals("GET") || OPEN.contains("GET " + door.path())) {
        continue;
      }
      String id = towns.of(TwoTowns.BETA).idIn(door.path());
      JsonNode theirs = towns.send("GET", "ada", at(door, TwoTowns.BETA, id), null).body();
      JsonNode none = towns.send("GET", "ada", at(door, "nowhere", id), null).body();
      assertThat(without(theirs, "traceId")).as(door.path()).isEqualTo(without(none, "traceId"));
    }
  }

  @Test
  void what_belongs_to_another_community_cannot_be_named_in_ones_own() {
    SoftAssertions all = new SoftAssertions();
    for (Door door : doors) {
      boolean named = door.path().contains("{id}") || door.path().contains("{handle}");
      if (!named) {
        continue;
      }
      String id = towns.of(TwoTowns.BETA).idIn(door.path());
      String asked = door.method() + " " + door.path();
      TwoTowns.Answer answer =
          towns.send(
              door.method(),
              "ada",
              at(door, TwoTowns.ALFA, id) + (door.method().equals("DELETE") ? "?reason=adios" : ""),
              body(asked));
      boolean harmless =
          answer.status() == 404
              || (asked.equals("DELETE /api/v1/communities/{slug}/listings/{id}/favourite")
                  && answer.status() == 204);
      all.assertThat(harmless).as(asked + " -> " + answer.status() + answer.body()).isTrue();
      if (door.method().equals("GET")) {
        JsonNode unknown =
            towns
                .send("GET", "ada", at(door, TwoTowns.ALFA, UUID.randomUUID().toString()), null)
                .body();
        all.assertThat(without(answer.body(), "traceId"))
            .as(asked)
            .isEqualTo(without(unknown, "traceId"));
      }
    }
    all.assertAll();
    assertThat(state()).isEqualTo(before);
  }

  private static Object circle(String last) {
    return switch (last) {
      case "invitations" -> Map.of("handle", "alma");
      case "{handle}" -> Map.of("role", "member");
      case "posts" -> Map.of("text", "hola");
      case "meetings" ->
          Map.of(
              "title",
              "Minga",
              "place",
              "La plaza",
              "startsAt",
              "2027-01-01T10:00:00Z",
              "minutes",
              60);
      case "sessions" ->
          Map.of(
              "title", "Pan de yuca",
              "story", "Hornear.",
              "place", "La cocina",
              "startsAt", "2027-01-01T10:00:00Z",
              "minutes", 60,
              "capacity", 3);
      default -> Map.of();
    };
  }

  /// The same about what is learned.
  private static Object lesson(String asked) {
    Map<String, Object> words = Map.of("language", "es", "title", "Ayni", "text", "Dar.");
    Map<String, Object> content =
        Map.of("kind", "TEXT", "language", "es", "texts", List.of(words), "questions", List.of());
    return switch (asked) {
      case "POST answer" -> Map.of("version", 1, "choice", List.of(0));
      case "POST decision" -> Map.of("version", 1, "publish", true);
      case "POST playlists" -> Map.of("language", "es", "texts", List.of(words));
      case "POST items" -> Map.of("content", content);
      case "PUT draft" -> content;
      case "PUT {id}" -> Map.of("position", 1, "finished", false);
      default -> Map.of();
    };
  }

  /// A body that would do if the thing were there.
  private static Object body(String asked) {
    String last = asked.substring(asked.lastIndexOf('/') + 1);
    if (asked.contains("/circles/{id}/") && !last.equals("confirm")) {
      return circle(last);
    }
    if (asked.contains("/learning/")) {
      return lesson(asked.split(" ", 2)[0] + " " + last);
    }
    return switch (last) {
      case "close" -> Map.of("thanks", "gracias");
      case "reverse", "dispute", "suspend", "restore" -> Map.of("reason", "por error");
      case "counter" -> Map.of("amount", "1.00");
      case "resolve" -> Map.of("amount", "1.00", "reason", "por error");
      case "ratings" -> Map.of("overall", 5);
      case "messages", "questions" -> Map.of("text", "hola");
      case "answer" -> Map.of("text", "hola");
      case "vote" -> Map.of("yes", true);
      case "cared" -> Map.of("act", "wrote");
      case "stake" -> Map.of("points", 1);
      case "amendments" -> Map.of("baseText", "00", "text", "hola");
      case "arguments" -> Map.of("side", "pro", "text", "hola");
      case "reviews" -> Map.of("verdict", "aligned", "reasons", "hola");
      case "{handle}" -> Map.of("role", "STEWARD");
      default -> named(asked);
    };
  }

  /// What goes to a thing itself.
  private static Object named(String asked) {
    if (asked.startsWith("PATCH") && asked.endsWith("/proposals/{id}")) {
      return Map.of("baseText", "00", "text", "hola");
    }
    return asked.contains("/translations/queue/") ? Map.of("body", "hola") : Map.of();
  }

  @Test
  void people_of_another_community_cannot_be_paid_asked_or_dealt_with() {
    String id = UUID.randomUUID().toString();
    for (Map.Entry<String, Map<String, Object>> one :
        Map.<String, Map<String, Object>>of(
                "/payments", Map.of("id", id, "to", "berto", "amount", "1.00"),
                "/payment-requests", Map.of("id", id, "from", "berto", "amount", "1.00"),
                "/trades", Map.of("buyer", "ada", "seller", "berto", "amount", "1.00"))
            .entrySet()) {
      TwoTowns.Answer answer =
          towns.send("POST", "ada", TwoTowns.in(TwoTowns.ALFA, one.getKey()), one.getValue());
      assertThat(answer.status()).as(one.getKey()).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("member_unknown");
    }
    assertThat(towns.send("GET", "ada", "/members/berto", null).code()).isEqualTo("member_unknown");
    assertThat(state()).isEqualTo(before);
  }
}
