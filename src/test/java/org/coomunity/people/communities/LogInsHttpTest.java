package org.coomunity.people.communities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.people.communities.PeopleSurface.json;
import static org.coomunity.people.communities.PeopleSurface.said;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.coomunity.testing.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Log-ins over the public surface: coming, staying, leaving, and getting back in.
class LogInsHttpTest {
  private static PeopleSurface town;

  @BeforeAll
  static void start() {
    town = new PeopleSurface(Map.of());
  }

  @AfterAll
  static void stop() {
    town.close();
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
}
