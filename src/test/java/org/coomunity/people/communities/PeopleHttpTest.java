package org.coomunity.people.communities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coomunity.people.communities.PeopleSurface.PACHA;
import static org.coomunity.people.communities.PeopleSurface.json;
import static org.coomunity.people.communities.PeopleSurface.said;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
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
