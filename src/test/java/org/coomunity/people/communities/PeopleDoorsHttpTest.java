package org.coomunity.people.communities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.people.communities.PeopleSurface.said;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may call which route of people and communities.
class PeopleDoorsHttpTest {
  private static PeopleSurface town;

  @BeforeAll
  static void start() {
    town = new PeopleSurface(Map.of());
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  /// Who may call a route: everybody else gets 401 without a log-in, 404 from another community,
  /// 403 with too little of a role. What is sent is refused by all who may.
  @ParameterizedTest(name = "{0} {1} for {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          GET    | /communities/pacha                               | member  | -
          POST   | /communities/pacha/invitations                   | member  | {"expiresIn":"PT1S"}
          GET    | /communities/pacha/invitations                   | member  | -
          DELETE | /communities/pacha/invitations/nothing           | member  | -
          POST   | /communities/pacha/leave                         | member  | {"farewell":"stay"}
          GET    | /communities/pacha/members                       | member  | -
          GET    | /communities/pacha/members/mia                   | member  | -
          POST   | /communities/pacha/organisations                 | member  | {"handle":"!","displayName":"x"}
          GET    | /communities/pacha/organisations/nobody          | member  | -
          PUT    | /communities/pacha/organisations/nobody/people/x | member  | -
          DELETE | /communities/pacha/organisations/nobody/people/x | member  | -
          POST   | /communities/pacha/takeovers                     | member  | {"aim":"flee","reason":"why"}
          GET    | /communities/pacha/takeovers                     | member  | -
          GET    | /communities/pacha/takeovers/nothing             | member  | -
          POST   | /communities/pacha/takeovers/nothing/vote        | member  | {"yes":true}
          DELETE | /communities/pacha/takeovers/nothing             | member  | -
          GET    | /communities/pacha/farewells                     | member  | -
          GET    | /communities/pacha/pool                          | member  | -
          GET    | /communities/pacha/audit                         | steward | -
          POST   | /communities/pacha/members/nobody/suspend        | steward | {"reason":"because"}
          POST   | /communities/pacha/members/nobody/restore        | steward | {"reason":"because"}
          PATCH  | /communities/pacha/members/nobody                | admin   | {"role":"MEMBER"}
          DELETE | /communities/pacha/members/nobody?reason=because | admin   | -
          POST   | /communities/pacha/archive                       | admin   | {"reason":""}
          PATCH  | /communities/pacha/policy                        | admin   | {"fundRate":"0.99"}
          """)
  void a_route_is_for_whom_it_is_for(String method, String path, String role, String body) {
    Object sent = body == null ? null : tree(body);
    assertThat(said(town.send(method, null, path, sent))).isEqualTo("401 not_signed_in");
    assertThat(said(town.send(method, "eva", path, sent))).isEqualTo("404 community_unknown");
    List<String> heights = List.of("member", "moderator", "steward", "admin");
    List<String> people = List.of("mia", "mo", "sol", "ana");
    for (int i = 0; i < 4; i++) {
      String said = said(town.send(method, people.get(i), path, sent));
      if (i < heights.indexOf(role)) {
        assertThat(said).as(people.get(i)).isEqualTo("403 not_allowed");
      } else {
        assertThat(said)
            .as(people.get(i))
            .doesNotContain("not_allowed", "community_unknown", "401", "500");
      }
    }
  }

  private static JsonNode tree(String body) {
    try {
      return org.coomunity.base.platform.json.Json.MAPPER.readTree(body);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "POST, /communities",
    "POST, /admin/members/mia/recover",
    "GET, /admin/audit",
  })
  void what_is_the_operators_is_nobody_elses(String method, String path) {
    Object body = method.equals("GET") ? null : Map.of();
    assertThat(said(town.send(method, null, path, body))).isEqualTo("401 not_signed_in");
    assertThat(said(town.send(method, "ana", path, body))).isEqualTo("403 not_allowed");
    assertThat(town.send(method, "operator", path, body).statusCode()).isNotIn(401, 403, 404, 500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/me",
        "/me/settings",
        "/me/consents",
        "/me/consents/history",
        "/me/blocks",
        "/me/sessions",
        "/communities",
        "/members/mia"
      })
  void what_is_ones_own_wants_a_log_in(String path) {
    assertThat(said(town.send("GET", null, path, null))).isEqualTo("401 not_signed_in");
    assertThat(town.send("GET", "mia", path, null).statusCode()).isEqualTo(200);
  }
}
