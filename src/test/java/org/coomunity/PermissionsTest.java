package org.coomunity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.coomunity.base.kernel.Role;
import org.coomunity.base.platform.http.Access;
import org.coomunity.base.platform.http.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Who may do what: every route, tried as everybody. The readable table is docs/permissions.md.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {
  private static final Path TABLE = Path.of("docs", "permissions.md");

  /// Those who try, and the role they have in `alfa`.
  private static final Map<String, Role> INSIDE = inside();

  /// Trying these as somebody ends their log-in.
  private static final Set<String> NOT_TRIED =
      Set.of("DELETE /api/v1/session", "DELETE /api/v1/me", "POST /api/v1/session/everywhere");

  /// A community shows itself to those outside, and takes in who has a code.
  private static final Set<String> OPEN =
      Set.of("GET /api/v1/communities/{slug}", "POST /api/v1/communities/{slug}/join");

  /// Pages of a community that everybody may read.
  private static final Set<String> OPEN_PAGES = Set.of("/{lang}/c/{slug}/transparency");

  private static final List<String> OWN_PAGES =
      List.of("/{lang}/c/", "/{lang}/me", "/{lang}/operator");

  private final TwoTowns towns = new TwoTowns();
  private List<Route> routes = List.of();

  private static Map<String, Role> inside() {
    Map<String, Role> people = new LinkedHashMap<>();
    people.put("alma", Role.MEMBER);
    people.put("mora", Role.MODERATOR);
    people.put("stela", Role.STEWARD);
    people.put("ada", Role.ADMIN);
    return people;
  }

  @BeforeAll
  void settle() {
    towns.joinedAs("mora", Role.MODERATOR);
    towns.joinedAs("stela", Role.STEWARD);
    towns.ok("PATCH", "ada", TwoTowns.in(TwoTowns.ALFA, "/policy"), Map.of("openBooks", true));
    routes = towns.routes();
    assertThat(routes).hasSizeGreaterThan(100);
  }

  @AfterAll
  void close() {
    towns.close();
  }

  private static String name(Route route) {
    return route.method() + " " + route.path();
  }

  private static boolean ofCommunity(Route route) {
    return route.path().contains("{slug}");
  }

  private List<Route> tried() {
    return routes.stream()
        .filter(route -> !route.page() && route.refusals() == null)
        .filter(route -> route.path().startsWith("/api/v1/"))
        .filter(route -> !NOT_TRIED.contains(name(route)))
        .toList();
  }

  /// Tries a route with things that are not there and a body that cannot be read: whoever may pass
  /// gets no further than that.
  private TwoTowns.Answer as(String who, Route route) {
    String path =
        route
            .path()
            .replace("{slug}", TwoTowns.ALFA)
            .replace("{handle}", "nobody-at-all")
            .replace("{id}", "0197a000-0000-7000-8000-000000000001")
            .replace("{n}", "0")
            .replaceAll("\\{[a-zA-Z]+\\*?}", "x");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(towns.uri(path))
            .method(
                route.method(),
                route.method().equals("GET")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString("{"))
            .header("Content-Type", "application/json");
    return towns.send(who.isEmpty() ? null : who, request);
  }

  @Test
  void who_is_not_signed_in_passes_only_public_doors() {
    SoftAssertions all = new SoftAssertions();
    for (Route route : tried()) {
      int status = as("", route).status();
      if (route.access() == Access.PUBLIC) {
        all.assertThat(status).as(name(route)).isLessThan(500);
      } else {
        all.assertThat(status).as(name(route)).isEqualTo(401);
      }
    }
    all.assertAll();
  }

  @Test
  void inside_a_community_each_role_passes_the_doors_of_the_table_and_no_others() {
    SoftAssertions all = new SoftAssertions();
    for (Route route : tried()) {
      Role needed = route.access().role().orElse(null);
      if (needed == null || !ofCommunity(route)) {
        continue;
      }
      INSIDE.forEach((who, role) -> {
        TwoTowns.Answer answer = as(who, route);
        String tried = role + " " + name(route) + ": " + answer.status() + " " + answer.code();
        if (role.includes(needed)) {
          all.assertThat(answer.status()).as(tried).isNotIn(401, 403).isLessThan(500);
        } else {
          all.assertThat(answer.status()).as(tried).isEqualTo(403);
          all.assertThat(answer.code()).as(tried).isEqualTo("not_allowed");
        }
      });
    }
    all.assertAll();
  }

  @Test
  void a_neighbour_and_an_operator_who_does_not_belong_find_nothing_inside() {
    SoftAssertions all = new SoftAssertions();
    for (Route route : tried()) {
      if (route.access().role().isPresent() && !OPEN.contains(name(route))) {
        for (String who : List.of("bea", "operator")) {
          all.assertThat(as(who, route).status()).as(who + " " + name(route)).isEqualTo(404);
        }
      }
    }
    all.assertAll();
  }

  @Test
  void what_is_the_operators_is_nobody_elses() {
    SoftAssertions all = new SoftAssertions();
    for (Route route : tried()) {
      if (route.access() == Access.OPERATOR) {
        for (String who : List.of("ada", "alma", "bea")) {
          all.assertThat(as(who, route).status()).as(who + " " + name(route)).isEqualTo(403);
        }
        all.assertThat(as("operator", route).status()).as(name(route)).isNotIn(401, 403);
      }
    }
    all.assertAll();
  }

  @Test
  void pages_send_strangers_to_the_door_and_show_nothing() throws Exception {
    SoftAssertions all = new SoftAssertions();
    int checked = 0;
    for (Route route : routes) {
      if (route.method().equals("GET")
          && OWN_PAGES.stream().anyMatch(route.path()::startsWith)
          && !OPEN_PAGES.contains(route.path())) {
        String path =
            route
                .path()
                .replace("{lang}", "es")
                .replace("{slug}", TwoTowns.ALFA)
                .replaceAll("\\{[a-zA-Z]+\\*?}", "x");
        HttpResponse<String> answer = towns.page(path);
        all.assertThat(answer.statusCode()).as(name(route)).isIn(302, 303, 401, 404);
        checked++;
      }
    }
    all.assertAll();
    assertThat(checked).isGreaterThan(20);
  }

  @Test
  void the_readable_table_is_the_table_of_the_routes() throws IOException {
    String table = table();
    if (Boolean.getBoolean("permissions.write")) {
      Files.writeString(TABLE, table);
    }
    assertThat(Files.readString(TABLE))
        .as("write it anew with -Dpermissions.write=true")
        .isEqualTo(table);
  }

  private String table() {
    StringBuilder text = new StringBuilder(INTRODUCTION);
    for (Access access : Access.values()) {
      Set<String> lines =
          routes.stream()
              .filter(route -> !route.page() && route.refusals() == null)
              .filter(route -> route.access() == access)
              .map(route -> "| `" + name(route) + "` | " + words(route) + " |")
              .collect(Collectors.toCollection(TreeSet::new));
      if (!lines.isEmpty()) {
        text.append("\n## ").append(WORDS.get(access)).append("\n\n| Route | What |\n|---|---|\n");
        lines.forEach(line -> text.append(line).append('\n'));
      }
    }
    return text.toString();
  }

  private static String words(Route route) {
    return route.doc().replace("|", "\\|");
  }

  private static final Map<Access, String> WORDS =
      Map.of(
          Access.PUBLIC, "Anybody",
          Access.SIGNED_IN, "Anybody with a log-in",
          Access.MEMBER, "Members of the community",
          Access.MODERATOR, "Moderators, stewards and admins of the community",
          Access.STEWARD, "Stewards and admins of the community",
          Access.ADMIN, "Admins of the community",
          Access.OPERATOR, "Operators of the platform");

  private static final String INTRODUCTION =
      """
      # Who may do what

      One line for each route, as the server checks it before anything else: no log-in is 401, a community
      that one does not belong to is 404, a role that is not enough is 403. Inside a route a use case may ask
      for more, for example that a trade is one's own; it then answers 404, or 403 with its own code. Operators
      run the platform and are nobody inside a community unless they belong to it.

      Pages call the same use cases as these routes; whoever is not signed in is sent to the door. The routes of
      the Komunitin contract go by its own tokens and scopes.

      `PermissionsTest` writes this page and tries every line of it as everybody.
      """;
}
