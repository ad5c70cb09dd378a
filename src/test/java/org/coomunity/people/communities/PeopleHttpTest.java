package org.coomunity.people.communities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.people.communities.PeopleSurface.PACHA;
import static org.coomunity.people.communities.PeopleSurface.json;
import static org.coomunity.people.communities.PeopleSurface.said;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coomunity.base.kernel.Uuid7;
import org.coomunity.testing.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// People and communities over the public surface.
class PeopleHttpTest {
  private static PeopleSurface town;
  private static String openCode;

  @BeforeAll
  static void start() {
    town = new PeopleSurface(Map.of());
    openCode = town.code("ana", PACHA, Map.of());
  }

  @AfterAll
  static void stop() {
    town.close();
  }

  private static String id() {
    return Uuid7.at(new TestClock().instant()).toString();
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

  @Test
  void a_log_in_answers_what_the_surface_promises() {
    HttpResponse<String> answer =
        town.send(
            "POST", null, "/session", Map.of("handle", "mia", "password", PeopleSurface.PASSWORD));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    JsonNode session = json(answer);
    assertThat(session.get("member").asText()).isEqualTo("mia");
    assertThat(session.get("token").asText()).hasSize(86);
    assertThat(session.get("refreshToken").asText()).hasSize(86);
    assertThat(Instant.parse(session.get("expiresAt").asText()))
        .isBetween(
            new TestClock().instant().plusSeconds(14 * 60),
            new TestClock().instant().plusSeconds(15 * 60 + 1));
    JsonNode me = json(town.sendAs("GET", session.get("token").asText(), "/me", null));
    assertThat(me.at("/profile/handle").asText()).isEqualTo("mia");
    assertThat(me.get("language").asText()).isEqualTo("en");
  }

  @Test
  void a_wrong_password_and_an_unknown_handle_are_told_alike() {
    HttpResponse<String> wrong =
        town.send("POST", null, "/session", Map.of("handle", "mia", "password", "not mine at all"));
    HttpResponse<String> unknown =
        town.send(
            "POST",
            null,
            "/session",
            Map.of("handle", "nobody-here", "password", "not mine at all"));
    assertThat(said(wrong)).isEqualTo("401 wrong_login");
    assertThat(said(unknown)).isEqualTo("401 wrong_login");
    assertThat(json(unknown).get("detail")).isEqualTo(json(wrong).get("detail"));
  }

  @Test
  void a_refresh_token_gives_the_next_pair_once() {
    JsonNode first = town.signIn("mia");
    Map<String, Object> refresh = Map.of("refreshToken", first.get("refreshToken").asText());
    JsonNode second = town.must("POST", null, "/session/refresh", refresh);
    assertThat(second.get("member").asText()).isEqualTo("mia");
    assertThat(said(town.send("POST", null, "/session/refresh", refresh)))
        .isEqualTo("401 session_over");
    String token = second.get("token").asText();
    assertThat(town.sendAs("GET", token, "/me", null).statusCode()).isEqualTo(200);
    assertThat(said(town.send("POST", null, "/session/refresh", Map.of("refreshToken", "x"))))
        .isEqualTo("401 session_over");
  }

  @Test
  void logging_out_ends_here_or_everywhere() {
    String here = town.signIn("mo").get("token").asText();
    String there = town.signIn("mo").get("token").asText();
    assertThat(town.sendAs("DELETE", here, "/session", null).statusCode()).isEqualTo(204);
    assertThat(said(town.sendAs("GET", here, "/me", null))).isEqualTo("401 session_over");
    assertThat(town.sendAs("GET", there, "/me", null).statusCode()).isEqualTo(200);
    String third = town.signIn("mo").get("token").asText();
    town.sendAs("DELETE", third, "/session?everywhere=true", null);
    assertThat(said(town.sendAs("GET", there, "/me", null))).isEqualTo("401 session_over");
    assertThat(said(town.sendAs("GET", third, "/me", null))).isEqualTo("401 session_over");
    town.forget("mo");
  }

  @Test
  void one_ends_ones_own_log_ins_only() {
    JsonNode other = town.signIn("sol");
    String mia = town.token("mia");
    JsonNode devices = json(town.sendAs("GET", other.get("token").asText(), "/me/sessions", null));
    String id = devices.at("/items/0/id").asText();
    assertThat(devices.at("/items/0/current").asBoolean()).isTrue();
    assertThat(town.sendAs("DELETE", mia, "/me/sessions/" + id, null).statusCode()).isEqualTo(204);
    assertThat(town.sendAs("GET", other.get("token").asText(), "/me", null).statusCode())
        .isEqualTo(200);
    town.sendAs("DELETE", other.get("token").asText(), "/me/sessions/" + id, null);
    assertThat(said(town.sendAs("GET", other.get("token").asText(), "/me", null)))
        .isEqualTo("401 session_over");
  }

  @Test
  void a_password_is_changed_by_whoever_knows_it() {
    town.newcomer("paz");
    String token = town.signIn("paz").get("token").asText();
    Map<String, Object> wrong =
        Map.of("password", "not mine at all", "newPassword", "el sol de hoy");
    assertThat(said(town.sendAs("POST", token, "/me/password", wrong)))
        .isEqualTo("401 wrong_login");
    Map<String, Object> weak = Map.of("password", PeopleSurface.PASSWORD, "newPassword", "short");
    assertThat(said(town.sendAs("POST", token, "/me/password", weak)))
        .isEqualTo("422 password_weak");
    Map<String, Object> good =
        Map.of("password", PeopleSurface.PASSWORD, "newPassword", "el sol de hoy");
    assertThat(town.sendAs("POST", token, "/me/password", good).statusCode()).isEqualTo(204);
    assertThat(said(town.sendAs("GET", token, "/me", null))).isEqualTo("401 session_over");
    town.must("POST", null, "/session", Map.of("handle", "paz", "password", "el sol de hoy"));
  }

  @Test
  void the_operator_recovers_a_lost_log_in_and_the_audit_says_so() {
    town.newcomer("rita");
    String before = town.signIn("rita").get("token").asText();
    assertThat(
            said(
                town.send("POST", "operator", "/admin/members/rita/recover", Map.of("reason", ""))))
        .isEqualTo("422 field_length");
    assertThat(
            said(
                town.send(
                    "POST",
                    "operator",
                    "/admin/members/nobody/recover",
                    Map.of("reason", "lost it"))))
        .isEqualTo("404 member_unknown");
    JsonNode made =
        town.must(
            "POST", "operator", "/admin/members/rita/recover", Map.of("reason", "lost her phone"));
    String code = made.get("code").asText();
    assertThat(made.get("url").asText()).contains("/recover?handle=rita&code=" + code);
    assertThat(said(town.sendAs("GET", before, "/me", null))).isEqualTo("401 session_over");
    assertThat(said(recover("rita", "WRONG"))).isEqualTo("401 wrong_login");
    assertThat(said(recover("nobody", code))).isEqualTo("401 wrong_login");
    assertThat(recover("rita", code).statusCode()).isEqualTo(204);
    assertThat(said(recover("rita", code))).isEqualTo("401 wrong_login");
    town.must("POST", null, "/session", Map.of("handle", "rita", "password", "una nueva manera"));
    JsonNode acts = town.must("GET", "operator", "/admin/audit", null).get("items");
    assertThat(acts.get(0).get("actor").asText()).isEqualTo("operator");
    assertThat(acts.get(0).get("act").asText()).isEqualTo("recover");
    assertThat(acts.get(0).get("subject").asText()).isEqualTo("rita");
    assertThat(acts.get(0).get("reason").asText()).isEqualTo("lost her phone");
    assertThat(acts.toString()).doesNotContain(code);
  }

  private static HttpResponse<String> recover(String handle, String code) {
    return town.send(
        "POST",
        null,
        "/session/recover",
        Map.of("handle", handle, "code", code, "password", "una nueva manera"));
  }

  @Test
  void joining_answers_with_the_profile_and_a_repeat_with_the_same() {
    Map<String, Object> draft =
        PeopleSurface.person("lia", town.code("ana", PACHA, Map.of("gift", "0.25")));
    HttpResponse<String> first = town.send("POST", null, "/members", draft);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(json(first).get("handle").asText()).isEqualTo("lia");
    HttpResponse<String> again = town.send("POST", null, "/members", draft);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.headers().firstValue("Idempotent-Replay")).contains("true");
    assertThat(json(again)).isEqualTo(json(first));
    Map<String, Object> other = new HashMap<>(draft);
    other.put("email", "lia@example.net");
    HttpResponse<String> conflict = town.send("POST", null, "/members", other);
    assertThat(said(conflict)).isEqualTo("409 idempotency_conflict");
    assertThat(json(conflict).get("field").asText()).isEqualTo("email");
    other.put("handle", "lia2");
    assertThat(said(town.send("POST", null, "/members", other))).isEqualTo("409 invitation_gone");
  }

  @ParameterizedTest(name = "{0} = {1}: {2}")
  @CsvSource({
    "handle,      L,            422 handle_format",
    "handle,      mia,          409 handle_taken",
    "handle,      admin,        409 handle_taken",
    "password,    short,        422 password_weak",
    "email,       nowhere,      422 email_format",
    "language,    xx,           422 language_unknown",
    "birthDate,   2020-01-01,   422 too_young",
    "birthDate,   1800-01-01,   422 field_range",
    "birthDate,   yesterday,    422 field_format",
    "displayName, '',           422 field_length",
    "invitation,  pacha.AAAA,   409 invitation_gone",
    "invitation,  nothing,      409 invitation_gone",
    "nickname,    x,            422 unknown_field",
  })
  void a_draft_that_does_not_fit_is_refused_at_its_field(String field, String value, String said) {
    Map<String, Object> draft = PeopleSurface.person("nora", openCode);
    draft.put(field, value);
    HttpResponse<String> answer = town.send("POST", null, "/members", draft);
    assertThat(said(answer)).isEqualTo(said);
    assertThat(json(answer).at("/errors/0/field").asText()).isEqualTo(field);
  }

  @Test
  void without_the_terms_nobody_joins() {
    Map<String, Object> draft = PeopleSurface.person("nino", town.code("ana", PACHA, Map.of()));
    draft.put("consents", Map.of("terms", false));
    HttpResponse<String> answer = town.send("POST", null, "/members", draft);
    assertThat(said(answer)).isEqualTo("422 consent_missing");
    assertThat(json(answer).at("/errors/0/field").asText()).isEqualTo("consents.terms");
    draft.remove("consents");
    assertThat(said(town.send("POST", null, "/members", draft))).isEqualTo("422 field_missing");
  }

  @Test
  void an_invitation_has_a_code_an_address_and_an_end_and_a_repeat_gets_the_same() {
    Map<String, Object> draft = Map.of("id", id(), "gift", "0.10", "expiresIn", "P3D");
    HttpResponse<String> first = town.send("POST", "mia", PACHA + "/invitations", draft);
    assertThat(first.statusCode()).isEqualTo(201);
    JsonNode made = json(first);
    assertThat(made.get("url").asText()).endsWith("/join/" + made.get("code").asText());
    assertThat(made.has("expiresAt")).isTrue();
    HttpResponse<String> again = town.send("POST", "mia", PACHA + "/invitations", draft);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.headers().firstValue("Idempotent-Replay")).contains("true");
    assertThat(json(again)).isEqualTo(made);
    HttpResponse<String> conflict =
        town.send(
            "POST",
            "mia",
            PACHA + "/invitations",
            Map.of("id", draft.get("id"), "gift", "0.20", "expiresIn", "P3D"));
    assertThat(said(conflict)).isEqualTo("409 idempotency_conflict");
    assertThat(json(conflict).get("field").asText()).isEqualTo("gift");
    JsonNode look = town.must("GET", null, "/invitations/" + made.get("code").asText(), null);
    assertThat(look.get("gift").asText()).isEqualTo("0.10");
    String path = PACHA + "/invitations/" + made.get("id").asText();
    assertThat(said(town.send("DELETE", "ana", path, null))).isEqualTo("404 not_found");
    assertThat(town.send("DELETE", "mia", path, null).statusCode()).isEqualTo(204);
    assertThat(said(town.send("GET", null, "/invitations/" + made.get("code").asText(), null)))
        .isEqualTo("409 invitation_gone");
  }

  @Test
  void a_second_community_is_joined_with_its_own_invitation() {
    String code = town.code("eva", PeopleSurface.WALLPA, Map.of());
    assertThat(said(town.send("POST", "mia", PACHA + "/join", Map.of("invitation", code))))
        .isEqualTo("409 invitation_gone");
    JsonNode joined =
        town.must("POST", "mia", PeopleSurface.WALLPA + "/join", Map.of("invitation", code));
    assertThat(joined.get("role").asText()).isEqualTo("MEMBER");
    assertThat(town.must("GET", "mia", "/communities", null).get("items").findValuesAsText("slug"))
        .contains("pacha", "wallpa");
    String second = town.code("eva", PeopleSurface.WALLPA, Map.of());
    assertThat(
            said(
                town.send(
                    "POST", "mia", PeopleSurface.WALLPA + "/join", Map.of("invitation", second))))
        .isEqualTo("409 already_member");
    town.must("POST", "mia", PeopleSurface.WALLPA + "/leave", Map.of());
    assertThat(said(town.send("GET", "mia", PeopleSurface.WALLPA, null)))
        .isEqualTo("404 community_unknown");
  }

  @Test
  void a_profile_says_what_somebody_can_and_roughly_where() {
    JsonNode me =
        town.must(
            "PATCH",
            "mia",
            "/me",
            Map.of(
                "skills", List.of("telar", "pan"),
                "vocation", "tejer comunidad",
                "element", "WATER",
                "languages", List.of("es", "en"),
                "place", Map.of("lat", 4.60971, "lon", -74.08175)));
    assertThat(me.at("/profile/place/lat").asDouble()).isEqualTo(4.61);
    JsonNode seen = town.must("GET", "ana", "/members/mia", null);
    assertThat(seen).isEqualTo(me.get("profile"));
    assertThat(seen.get("element").asText()).isEqualTo("WATER");
    assertThat(seen.toString()).doesNotContain("example.org", "1980");
    assertThat(said(town.send("GET", "eva", "/members/mo", null))).isEqualTo("404 member_unknown");
    town.must("PATCH", "mia", "/me", Map.of("hidePlace", true));
    assertThat(town.must("GET", "ana", "/members/mia", null).has("place")).isFalse();
    assertThat(said(town.send("PATCH", "mia", "/me", Map.of("place", Map.of("lat", 91, "lon", 0)))))
        .isEqualTo("422 place_range");
    assertThat(said(town.send("PATCH", "mia", "/me", Map.of("element", "AETHER"))))
        .isEqualTo("422 field_format");
    assertThat(said(town.send("PATCH", "mia", "/me", Map.of("role", "ADMIN"))))
        .isEqualTo("422 unknown_field");
  }

  @Test
  void settings_and_consents_are_ones_own() {
    town.must("PUT", "mia", "/me/settings", Map.of("settings", Map.of("theme", "dark")));
    assertThat(town.must("GET", "mia", "/me/settings", null).at("/settings/theme").asText())
        .isEqualTo("dark");
    assertThat(said(town.send("PUT", "mia", "/me/settings", Map.of("settings", Map.of("x", "y")))))
        .isEqualTo("422 unknown_field");
    town.must("PUT", "mia", "/me/consents", Map.of("consents", Map.of("analytics", true)));
    assertThat(
            town.must("GET", "mia", "/me/consents/history?limit=1", null)
                .at("/items/0/purpose")
                .asText())
        .isEqualTo("analytics");
    assertThat(
            said(
                town.send(
                    "PUT", "mia", "/me/consents", Map.of("consents", Map.of("terms", false)))))
        .isEqualTo("422 consent_missing");
  }

  @Test
  void those_who_are_blocked_neither_pay_nor_trade_nor_ask_nor_see_each_others_offers() {
    town.newcomer("uma");
    town.newcomer("vito");
    JsonNode offer =
        town.must(
            "POST",
            "uma",
            PACHA + "/listings",
            Map.of(
                "side",
                "offer",
                "kind",
                "PRODUCT",
                "category",
                "food",
                "title",
                "Arepas",
                "price",
                "0.50"));
    String listing = PACHA + "/listings/" + offer.get("id").asText();
    assertThat(town.send("GET", "vito", listing, null).statusCode()).isEqualTo(200);
    assertThat(said(town.send("POST", "uma", "/me/blocks", Map.of("handle", "eva"))))
        .isEqualTo("404 member_unknown");
    assertThat(said(town.send("POST", "uma", "/me/blocks", Map.of("handle", "uma"))))
        .isEqualTo("422 same_member");
    assertThat(town.send("POST", "uma", "/me/blocks", Map.of("handle", "vito")).statusCode())
        .isEqualTo(204);
    Map<String, Object> payment = Map.of("to", "uma", "amount", "0.10", "concept", "pan");
    assertThat(said(town.send("POST", "vito", PACHA + "/payments", payment)))
        .isEqualTo("403 blocked");
    Map<String, Object> trade =
        Map.of("buyer", "vito", "seller", "uma", "amount", "0.10", "concept", "pan");
    assertThat(said(town.send("POST", "vito", PACHA + "/trades", trade))).isEqualTo("403 blocked");
    Map<String, Object> request =
        Map.of("payer", "uma", "from", "uma", "to", "uma", "amount", "0.10");
    assertThat(town.send("POST", "vito", PACHA + "/payment-requests", request).statusCode())
        .isGreaterThanOrEqualTo(400);
    assertThat(town.send("GET", "vito", listing, null).statusCode()).isEqualTo(404);
    assertThat(
            town.send("POST", "vito", listing + "/questions", Map.of("text", "¿Hay más?"))
                .statusCode())
        .isIn(403, 404);
    assertThat(town.must("GET", "vito", PACHA + "/listings?q=arepas", null).get("items")).isEmpty();
    assertThat(town.must("GET", "uma", "/me/blocks", null).at("/items/0/handle").asText())
        .isEqualTo("vito");
    town.must("DELETE", "uma", "/me/blocks/vito", null);
    assertThat(town.send("POST", "vito", PACHA + "/payments", payment).statusCode()).isEqualTo(201);
  }

  @Test
  void an_organisation_pays_by_the_hand_of_those_who_act_for_it() {
    town.newcomer("xime");
    town.must(
        "POST",
        "xime",
        PACHA + "/organisations",
        Map.of("handle", "molino", "displayName", "El Molino"));
    Map<String, Object> payment =
        Map.of("id", id(), "to", "mia", "amount", "0.10", "concept", "pan");
    HttpResponse<String> paid =
        town.send("POST", "xime", PACHA + "/payments", payment, "On-Behalf-Of", "molino");
    assertThat(paid.statusCode()).isEqualTo(201);
    assertThat(json(paid).get("from").asText()).isEqualTo("molino");
    assertThat(
            said(town.send("POST", "mia", PACHA + "/payments", payment, "On-Behalf-Of", "molino")))
        .isEqualTo("404 community_unknown");
    town.must("PUT", "xime", PACHA + "/organisations/molino/people/mia", null);
    assertThat(
            town.send("GET", "mia", PACHA + "/accounts/molino", null, "On-Behalf-Of", "molino")
                .statusCode())
        .isEqualTo(200);
    town.must("PATCH", "mia", "/me?as=molino", Map.of("text", "Harina de maíz."));
    assertThat(
            town.must("GET", "operator", "/admin/audit", null).get("items").findValuesAsText("act"))
        .contains("profile.organisation");
    assertThat(said(town.send("PATCH", "sol", "/me?as=molino", Map.of("text", "x"))))
        .isEqualTo("404 member_unknown");
    assertThat(
            said(
                town.send(
                    "POST",
                    null,
                    "/session",
                    Map.of("handle", "molino", "password", PeopleSurface.PASSWORD))))
        .isEqualTo("401 wrong_login");
    town.must("DELETE", "xime", PACHA + "/organisations/molino/people/mia", null);
    assertThat(town.must("GET", "sol", PACHA + "/audit", null).get("items").findValuesAsText("act"))
        .contains("acting.add", "acting.remove");
  }

  @Test
  void a_suspended_member_reads_does_nothing_and_may_leave() {
    town.newcomer("yago");
    town.must("POST", "sol", PACHA + "/members/yago/suspend", Map.of("reason", "needs a pause"));
    assertThat(town.send("GET", "yago", PACHA + "/members", null).statusCode()).isEqualTo(200);
    assertThat(said(town.send("POST", "yago", PACHA + "/invitations", Map.of())))
        .isEqualTo("403 suspended");
    assertThat(
            said(
                town.send(
                    "POST", "yago", PACHA + "/takeovers", Map.of("aim", "leave", "reason", "why"))))
        .isEqualTo("403 suspended");
    assertThat(town.send("POST", "yago", PACHA + "/leave", Map.of()).statusCode()).isEqualTo(204);
  }

  @Test
  void leaving_with_a_balance_asks_the_community_first() {
    town.newcomer("zoe");
    town.must(
        "POST",
        "zoe",
        PACHA + "/payments",
        Map.of("to", "mia", "amount", "0.10", "concept", "pan"));
    assertThat(said(town.send("POST", "zoe", PACHA + "/leave", Map.of())))
        .isEqualTo("409 balance_open");
    assertThat(said(town.send("POST", "zoe", PACHA + "/leave", Map.of("farewell", "community"))))
        .isEqualTo("409 vote_needed");
    Map<String, Object> draft = Map.of("id", id(), "aim", "leave", "reason", "moving away");
    HttpResponse<String> asked = town.send("POST", "zoe", PACHA + "/takeovers", draft);
    assertThat(asked.statusCode()).isEqualTo(201);
    assertThat(town.send("POST", "zoe", PACHA + "/takeovers", draft).statusCode()).isEqualTo(200);
    String one = PACHA + "/takeovers/" + json(asked).get("id").asText();
    assertThat(said(town.send("POST", "zoe", one + "/vote", Map.of("yes", true))))
        .isEqualTo("403 not_allowed");
    assertThat(said(town.send("POST", "mia", one + "/vote", Map.of())))
        .isEqualTo("422 field_missing");
    JsonNode voted = town.must("POST", "mia", one + "/vote", Map.of("yes", true));
    assertThat(voted.get("yes").asInt()).isEqualTo(1);
    assertThat(voted.get("balance").asText()).isEqualTo("-0.10");
    assertThat(town.must("GET", "mo", PACHA + "/takeovers", null).at("/items/0/state").asText())
        .isEqualTo("open");
    String elsewhere = one.replace("/pacha/", "/wallpa/");
    assertThat(said(town.send("GET", "eva", elsewhere, null))).isEqualTo("404 not_found");
    assertThat(said(town.send("POST", "eva", elsewhere + "/vote", Map.of("yes", true))))
        .isEqualTo("404 not_found");
    assertThat(town.send("DELETE", "zoe", one, null).statusCode()).isEqualTo(204);
    assertThat(
            said(
                town.send(
                    "DELETE", "ana", PACHA + "/members/zoe?farewell=community&reason=gone", null)))
        .isEqualTo("409 vote_needed");
    assertThat(said(town.send("DELETE", "ana", PACHA + "/members/zoe", null)))
        .isEqualTo("422 field_length");
    assertThat(said(town.send("DELETE", "ana", PACHA + "/members/ana?reason=tired", null)))
        .isEqualTo("409 last_admin");
  }

  @Test
  void a_community_is_opened_once_and_shows_its_money_and_rules() {
    HttpResponse<String> first =
        town.send("POST", "operator", "/communities", PeopleSurface.community("killa"));
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(json(first).at("/currency/symbol").asText()).isEqualTo("Ł");
    assertThat(json(first).at("/policy/creditStart").asText()).isEqualTo("3.00");
    HttpResponse<String> again =
        town.send("POST", "operator", "/communities", PeopleSurface.community("killa"));
    assertThat(again.statusCode()).isEqualTo(200);
    Map<String, Object> other = new HashMap<>(PeopleSurface.community("killa"));
    other.put("name", "another");
    assertThat(said(town.send("POST", "operator", "/communities", other)))
        .isEqualTo("409 slug_taken");
    other.put("slug", "Killa!");
    assertThat(said(town.send("POST", "operator", "/communities", other)))
        .isEqualTo("422 slug_format");
    other.put("slug", "inti");
    other.put("policy", Map.of("gold", true));
    assertThat(said(town.send("POST", "operator", "/communities", other)))
        .isEqualTo("422 policy_key");
    other.put("policy", Map.of("fundRate", "0.50"));
    assertThat(said(town.send("POST", "operator", "/communities", other)))
        .isEqualTo("422 policy_value");
    assertThat(said(town.send("GET", "ana", "/communities/inti", null)))
        .isEqualTo("404 community_unknown");
  }

  @Test
  void lists_go_on_where_they_ended_and_wrong_cursors_are_told() {
    JsonNode page = town.must("GET", "ana", PACHA + "/members?limit=2", null);
    assertThat(page.get("items").findValuesAsText("handle")).containsExactly("ana", "sol");
    JsonNode next =
        town.must(
            "GET", "ana", PACHA + "/members?limit=2&cursor=" + page.get("next").asText(), null);
    assertThat(next.get("items").findValuesAsText("handle")).containsExactly("mo", "mia");
    for (String list : List.of("members", "invitations", "takeovers", "farewells", "audit")) {
      assertThat(said(town.send("GET", "ana", PACHA + "/" + list + "?cursor=!", null)))
          .as(list)
          .isEqualTo("422 field_format");
    }
    assertThat(said(town.send("GET", "operator", "/admin/audit?cursor=!", null)))
        .isEqualTo("422 field_format");
    assertThat(said(town.send("GET", "mia", "/me/consents/history?cursor=!", null)))
        .isEqualTo("422 field_format");
  }
}
